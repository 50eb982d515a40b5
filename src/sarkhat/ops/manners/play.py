"""Our own harvester before the score server, through played days, with a restart in the middle."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Min

from sarkhat import clock
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door, user_agent
from sarkhat.ops.manners.score import Score
from sarkhat.ops.manners.server import Server
from sarkhat.ops.manners.sites import CLOSED, FEEDS, FRONT
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.work import free_leases
from sarkhat.text.urls import host, url_key

START: Final = datetime(2026, 6, 1, tzinfo=UTC)
STEP: Final = timedelta(seconds=90)  # the played clock moves on by at least this much
CONTACT: Final = "https://news.example/bot"


def play(days: float) -> Score:
    """Harvest the made-up sites for so many days on a clock that is moved from visit to visit; needs an empty archive.

    Halfway all that is in memory goes and the leases are given back, as after a kill. Raises as visits do.
    """
    with clock.held(START), Server(_played, clock.now) as server:
        _watch_all()
        for half in (days / 2, days):
            free_leases(WatchState)
            asyncio.run(_until(server.proxy, START + timedelta(days=half)))
        return server.score


def _played() -> float:
    return (clock.now() - START).total_seconds()


async def _until(proxy: str, end: datetime) -> None:
    """One process's life: a door of its own, whose pauses go by the played clock."""
    async with Door(user_agent(CONTACT), host_delay=0, proxy=proxy, clock=lambda: clock.now().timestamp()) as door:
        while clock.now() < end:
            await visit_due(door)
            due = await WatchState.objects.filter(next_at__isnull=False).aaggregate(first=Min("next_at"))
            clock.hold(min(end, max(clock.now() + STEP, due["first"] or end)))


def _watch_all() -> None:
    for feed in FEEDS:
        _watch(feed.host, "feed", feed.url)
    _watch("front.example", "front_page", FRONT)
    _watch("front.example", "front_page", CLOSED)


def _watch(name: str, kind: str, url: str) -> None:
    key = name.partition(".")[0]
    outlet, _ = Outlet.objects.get_or_create(key=key, defaults={"name": key, "home": f"http://{name}/"})
    Watch.objects.create(outlet=outlet, kind=kind, url=url, url_key=url_key(url), host=host(url))
