"""A simulated week before a server that keeps score of us, with one restart in the middle."""

from datetime import datetime, timedelta

import pytest
from aiohttp import web

from harvest_rows import item, rss, watch
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door

pytestmark = pytest.mark.django_db(transaction=True)


class Score:
    """A feed with a new issue every five hours and an hour of freshness; it counts what a reader does wrong."""

    def __init__(self, time) -> None:
        self.time = time
        self.start = time.at
        self.sent: dict[str, str] = {}
        self.fresh_until: datetime | None = None
        self.closed_until: datetime | None = None
        self.faults: list[str] = []
        self.visits = 0

    def issue(self) -> int:
        return int((self.time.at - self.start) / timedelta(hours=5))

    def page(self, request: web.Request) -> web.Response:
        self.visits += 1
        now = self.time.at
        self._judge(request, now)
        if self.visits == 20:
            self.closed_until = now + timedelta(hours=3)
            return web.Response(status=429, headers={"Retry-After": "10800"})
        self.fresh_until = now + timedelta(hours=1)
        current = {"ETag": f'W/"issue {self.issue()}"', "Last-Modified": f"issue {self.issue()}"}
        headers = current | {"Cache-Control": "max-age=3600"}
        if request.headers.get("If-None-Match") == current["ETag"]:
            return web.Response(status=304, headers=headers)
        self.sent = current
        return web.Response(text=rss(*(item(n) for n in range(self.issue() + 1))), headers=headers)

    def _judge(self, request: web.Request, now: datetime) -> None:
        asked = request.headers
        wrong = {
            "unconditional": bool(self.sent) and "If-None-Match" not in asked,
            "wrong validator": bool(self.sent)
            and (asked.get("If-None-Match"), asked.get("If-Modified-Since"))
            != (self.sent["ETag"], self.sent["Last-Modified"]),
            "early": self.fresh_until is not None and now < self.fresh_until,
            "after 429": self.closed_until is not None and now < self.closed_until,
            "cookie": "Cookie" in asked,
            "referer": "Referer" in asked,
            "nameless": not asked["User-Agent"].startswith("Sarkhat/"),
        }
        self.faults += [f"{now}: {name}" for name, is_wrong in wrong.items() if is_wrong]


async def test_a_week_of_good_manners(net, time, monkeypatch: pytest.MonkeyPatch) -> None:
    score = Score(time)
    net.pages["/rss"] = score.page
    await watch(net.url("/rss"))
    for _ in range(2):
        # A restart: a new door, nothing kept but the database. The door's own clock is real, so its
        # rest after the 429 would outlast the simulated one; the state in the database must be enough.
        async with Door(allow_loopback=True, host_delay=0) as door:
            monkeypatch.setattr(door._turns, "rest", lambda host, seconds: None)
            for _quarter in range(7 * 24 * 4 // 2):
                await visit_due(door)
                time.go(minutes=15)
    assert score.faults == []
    assert score.visits > 60
    assert await Sighting.objects.acount() == score.issue() + 1
    assert await WatchState.objects.filter(error="").acount() == 1
