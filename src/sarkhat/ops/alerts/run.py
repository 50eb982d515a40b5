"""Tells the operator when an outlet breaks, once, and when it is mended.

Once a minute, in the worker:

1. every outlet is judged (`decide.verdict`); what changed is noted as a row (`Change`)
2. each way of telling (`ways`) that has not told of all changes gets one letter about all that it has not told,
   at most one an hour
3. when a letter went out, the way's position moves; when it did not, it is tried again, ever later

A crash between 2 and 3 repeats that letter under the same key. In the sample and in a replay nothing is told.
"""

import asyncio
import logging
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sarkhat import clock
from sarkhat.harvest.models import WatchState
from sarkhat.ops import board
from sarkhat.ops.alerts import decide, letter, ways
from sarkhat.ops.alerts.letter import Letter
from sarkhat.ops.decide import Health
from sarkhat.ops.models import Change, Way

EVERY: Final = 60.0  # seconds
KEPT: Final = timedelta(days=90)  # changes, but for the last of each outlet
log = logging.getLogger("sarkhat.alerts")


async def forever(ended: asyncio.Event) -> None:
    """Look once a minute until `ended`. A fault is logged; the harvest goes on."""
    if settings.CONFIG.banner:
        return
    while not ended.is_set():
        try:
            await look()
        except Exception:
            log.exception("alerts: the look failed; there is another in %g s", EVERY)
        try:
            await asyncio.wait_for(ended.wait(), EVERY)
        except TimeoutError:
            continue


async def look() -> int:
    """Note what changed and tell of it by every way that is set up; how many letters went out."""
    open_ways = ways.set_up()
    if not open_ways:
        return 0
    await sync_to_async(note)(clock.now())
    return sum([await _tell(name, send) for name, send in open_ways.items()])


def note(now: datetime) -> int:
    """Write down the outlets that broke or were mended since the last look; how many."""
    with transaction.atomic():
        known = dict(Change.objects.order_by("pk").values_list("outlet_id", "broken"))
        verdicts = _verdicts({outlet for outlet, broken in known.items() if broken}, now)
        changes = [
            Change(outlet_id=outlet, broken=found.broken, since=found.since, word=found.word, noticed_at=now)
            for outlet, found in verdicts.items()
            if found and found.broken != known.get(outlet, False)
        ]
        Change.objects.bulk_create(changes)
        last = Change.objects.order_by().values("outlet").annotate(last=Max("pk")).values("last")
        Change.objects.filter(noticed_at__lt=now - KEPT).exclude(pk__in=last).delete()
    return len(changes)


def _verdicts(broken: set[int], now: datetime) -> dict[int, decide.Verdict | None]:
    """Of the outlets that were broken, and of those that may be: some watch of theirs fails. The others are well."""
    patience = timedelta(hours=settings.CONFIG.alert_after)
    failing = WatchState.objects.exclude(error="").values_list("watch__outlet_id", flat=True)
    healths: dict[int, list[Health]] = defaultdict(list)
    for row in board.rows(now, broken | set(failing)):
        healths[row.watch.outlet_id].append(row.health)
    return {outlet: decide.verdict(own, now, patience) for outlet, own in healths.items()}


async def _tell(name: str, send: ways.Send) -> int:
    due = await sync_to_async(_due)(name, clock.now())
    if due is None:
        return 0
    found, upto = due
    try:
        await send(found)
    except ways.NotSent as error:
        log.warning("alerts: %s did not go out (%s); it is tried again", name, error)
        await sync_to_async(_failed)(name, str(error), clock.now())
        return 0
    await sync_to_async(_sent)(name, upto, clock.now())
    return 1


def _due(name: str, now: datetime) -> tuple[Letter, int] | None:
    """The letter that is to go out by this way now, and up to which change it tells; None if there is none."""
    way, _ = Way.objects.get_or_create(name=name)
    if not decide.may_send(way.sent_at, way.next_at, now):
        return None
    rows = {row.pk: row for row in Change.objects.select_related("outlet").order_by("pk")}
    events = [decide.Event(row.pk, row.outlet_id, row.broken) for row in rows.values()]
    news = decide.news(events, way.told)
    if not (news.broken or news.mended):
        Way.objects.filter(name=name, told__lt=news.upto).update(told=news.upto)
        return None
    broken, mended = ([rows[number] for number in numbers] for numbers in (news.broken, news.mended))
    return letter.written(broken, mended, news.upto), news.upto


def _sent(name: str, upto: int, now: datetime) -> None:
    Way.objects.filter(name=name).update(told=upto, sent_at=now, attempts=0, next_at=None, error="")


def _failed(name: str, error: str, now: datetime) -> None:
    way = Way.objects.get(name=name)
    attempts = way.attempts + 1
    Way.objects.filter(name=name).update(
        attempts=attempts, next_at=now + decide.wait_after(attempts), error=error[:500]
    )
