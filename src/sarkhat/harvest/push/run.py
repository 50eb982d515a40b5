"""Keeps subscriptions alive and takes up what hubs brought, side by side: a slow hub holds up nobody's news.

1. `take_up`: the deliveries of the spool, in order: a lease, a refusal, or a feed's news, read as a visit's would be
2. `ask_due`: hubs are asked to subscribe us, to renew before the lease ends, or to let us go

Subscriptions begin in a visit whose answer names a hub (`keep.note`). Killed at any point, a delivery is taken up
again and changes nothing, and a hub is asked again.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

from asgiref.sync import sync_to_async
from django.db import DataError, IntegrityError

from sarkhat import clock
from sarkhat.harvest.keys import Keyed, keyed
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.models import Subscription
from sarkhat.harvest.push import decide, keep, place, spool
from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import NetError
from sarkhat.sources.models import Watch
from sarkhat.text.sound import sound_record

log = logging.getLogger("sarkhat.harvest")

MOST_HOPS = 3  # redirects of a hub (WebSub §5.2: 307 and 308 only)


async def ask_due(door: Door) -> int:
    """Ask the hubs that are due, if they can reach us. Returns how many."""
    if not place.base():
        return 0
    due = await sync_to_async(keep.claim_due)(clock.now())
    await asyncio.gather(*(_ask(door, row) for row in due))
    return len(due)


async def take_up() -> int:
    """The deliveries that wait. Returns how many; each goes only when what it holds is committed."""
    count = 0
    for path, delivery in spool.waiting(place.folder()):
        if delivery is not None:
            await _take(delivery)
        path.unlink(missing_ok=True)
        count += 1
    return count


async def _take(delivery: spool.Delivery) -> None:
    """Raises DatabaseError, and the delivery waits on; one that cannot be stored is told of and let go."""
    now = clock.now()
    found: Sequence[Keyed] = ()
    watch = await sync_to_async(_watch_of)(delivery.subscription) if delivery.about == "content" else None
    if watch is not None:
        found = await asyncio.to_thread(_read, watch, delivery, now)
    try:
        news = await sync_to_async(keep.take)(delivery, found, now)
    except (ValueError, TypeError, OverflowError, DataError, IntegrityError):
        log.exception("what a hub brought for subscription %s could not be stored", delivery.subscription)
        return
    log.debug("pushed to %s: %s, %d new or changed", watch and watch.url, delivery.about, news)


def _watch_of(subscription: int) -> Watch | None:
    row = Subscription.objects.select_related("watch").filter(pk=subscription).first()
    return row.watch if row else None


def _read(watch: Watch, delivery: spool.Delivery, now: datetime) -> Sequence[Keyed]:
    """The items of a pushed body. It is the watch's feed, whatever address it states for itself."""
    try:
        parsed = sound_record(KINDS["feed"].parse(delivery.body, watch.url, delivery.content_type, now))
    except Exception:  # a parser's mistake must not hold up the other deliveries
        log.exception("what a hub brought for %s could not be read", watch.url)
        return ()
    return keyed(watch.outlet_id, parsed.entries)


async def _ask(door: Door, row: Subscription) -> None:
    """One request to a hub, and what came of it."""
    mode = await sync_to_async(keep.begin_asking)(row, clock.now())
    if not mode:
        return
    body = decide.form(mode, row.topic, place.callback(row.token), row.secret)
    try:
        answer = await _posted(door, row.hub, body)
    except NetError as error:
        said, detail, refused = decide.asked(None, error.key, row.attempts, clock.now()), error.detail, False
    else:
        said = decide.asked(answer.status, "", row.attempts, clock.now())
        detail = "" if not said.error else f"{answer.status} {answer.body[:300].decode('utf-8', 'replace')}"
        refused = bool(said.error)
    await sync_to_async(keep.end_asking)(row, said, detail, refused, clock.now())


async def _posted(door: Door, hub: str, body: bytes) -> Answer:
    """The hub's answer, where it sends us to another address that of that one. Raises NetError."""
    answer = await door.post(hub, body, decide.FORM, limit=100_000)
    for _ in range(MOST_HOPS):
        target = answer.headers.get("location", "") if answer.status in (307, 308) else ""
        if not target:
            break
        answer = await door.post(urljoin(answer.url, target), body, decide.FORM, limit=100_000)
    return answer
