"""Visits what is due. One call of `visit_due` is:

1. give each new watch a state, due at once (`claims.add_missing`)
2. lease what is due, gathered by host (`claims.claim_due`)
3. ask all hosts at the same time, each its watches one after the other, through the one door
4. read the answers off the event loop (`kinds/<kind>/parse.py`) and key their items (`keys.keyed`)
5. store each visit in one transaction: sightings, places, and when to come again (`keep.keep_visit`)
6. of a channel with a gap below its newest page, read older pages, each stored by itself (`keep.keep_older`)

Killed at any point, a watch is either visited and written down, or due again when its lease runs out.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from sarkhat import clock
from sarkhat.harvest import claims, decide, keep
from sarkhat.harvest.keep import Visit
from sarkhat.harvest.keys import keyed
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.records import Entry, Parsed, Place
from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import BadAnswer, NetError, Resting, TimedOut, Unreachable
from sarkhat.sources.models import Watch
from sarkhat.text.sound import sound_record

log = logging.getLogger("sarkhat.harvest")

MOST_AT_ONCE = 200  # watches a call
MOST_OLDER_PAGES = 40  # of a channel a visit
_NO_SUCH_PAGE = frozenset({400, 404, 410})
AWAY = timedelta(minutes=10)  # how long a host that did not answer is left alone, at least

P = ParamSpec("P")
R = TypeVar("R")


async def visit_due(door: Door, limit: int = MOST_AT_ONCE) -> int:
    """Visit up to `limit` due watches. Returns how many were visited; 0: nothing is due now."""
    now = clock.now()
    await _in_database(claims.add_missing, now)
    chains = await _in_database(claims.claim_due, limit, now)
    return sum(await asyncio.gather(*(_visit_host(door, chain) for chain in chains)))


async def _visit_host(door: Door, chain: list[WatchState]) -> int:
    """The due watches of one host in turn. One that does not answer is not asked again for each of them."""
    for number, state in enumerate(chain, 1):
        visit = await _visit(door, state)
        if chain[number:] and (visit is None or _is_away(visit)):
            await (_release(chain[number:]) if visit is None else _postpone(state.watch.host))
            return number
    return len(chain)


async def _visit(door: Door, state: WatchState) -> Visit | None:
    """One watch, asked, read and stored; None where the database refused to store."""
    try:
        visit = await _seen(door, state.watch, state.etag, state.last_modified)
        news = await _in_database(_kept, state, visit)
        log.debug("%s: status %s, %d new or changed %s", state.watch.url, visit.status, news, state.error)
        if state.backfill and state.lease_until:
            await _read_older(door, state)
    except DatabaseError as error:
        log.error(
            "Nothing of the visit of %s was kept, and it is due again: the database refused it (%s). "
            "Is the disk full? See `sarkhat doctor`.",
            state.watch.url,
            error,
        )
        await _release([state])
        return None
    return visit


def _kept(state: WatchState, visit: Visit) -> int:
    """Store the visit; where its items cannot be stored, that it came to nothing. Raises DatabaseError."""
    try:
        return keep.keep_visit(state, visit, clock.now())
    except (ValueError, TypeError, OverflowError) as error:
        # A value that no column takes must not stop the other watches, nor bring this one back for ever.
        log.exception("%s: what it brought could not be stored", state.watch.url)
        parsed = Parsed(error="answer-unreadable", hints={"detail": repr(error)})
        return keep.keep_visit(state, Visit(visit.status, parsed=parsed), clock.now())


def _is_away(visit: Visit) -> bool:
    return visit.status in (429, 503) or isinstance(visit.failure, (Resting, TimedOut, Unreachable))


async def _postpone(host: str) -> None:
    """Sixty channels of a host that is blocked would else keep us waiting sixty times."""
    try:
        await _in_database(claims.postpone, host, clock.now() + AWAY)
    except DatabaseError as error:
        log.error("Watches of %s could not be put off (%s); their leases run out by themselves.", host, error)


async def _release(states: list[WatchState]) -> None:
    try:
        await _in_database(claims.release, states)
    except DatabaseError as error:
        log.error("Leases could not be given back (%s); they run out by themselves.", error)


async def _read_older(door: Door, state: WatchState) -> None:
    """The pages below a channel's newest one; where to go on is written in its state."""
    hurry = True
    for _ in range(MOST_OLDER_PAGES):
        visit = await _seen(door, _at(state.watch, state.backfill), "", "")
        if visit.failure or visit.status not in decide.GOOD:
            reason = visit.failure or visit.status
            log.warning("%s: older pages are left for the next visit (%s)", state.backfill, reason)
            hurry = False
            if visit.status in _NO_SUCH_PAGE:
                state.backfill, state.backfill_until = "", None
            break
        if not await _in_database(_older_kept, state, visit):
            hurry = False
            break
    await _in_database(keep.finish_older, state, hurry, clock.now())


def _older_kept(state: WatchState, visit: Visit) -> bool:
    """Store an older page; whether there is a further one. A page that cannot be stored ends the way back."""
    try:
        keep.keep_older(state, visit, clock.now())
    except (ValueError, TypeError, OverflowError):
        log.exception("%s: what it brought could not be stored", state.backfill)
        state.backfill, state.backfill_until = "", None
    return bool(state.backfill)


def _at(watch: Watch, url: str) -> Watch:
    """The same watch, not to be saved, at another address of its channel."""
    return Watch(
        pk=watch.pk, outlet_id=watch.outlet_id, kind=watch.kind, url=url, role=watch.role, section=watch.section
    )


async def _seen(door: Door, watch: Watch, etag: str, modified: str) -> Visit:
    """The address of a watch, asked and read; of an index of sitemaps its newest part."""
    kind = KINDS[watch.kind]
    try:
        answer = await kind.fetch(door, watch.url, etag, modified)
        visit = await asyncio.to_thread(_read, watch, answer, clock.now())
        if watch.kind == "sitemap" and visit.parsed.more:
            part = await kind.fetch(door, visit.parsed.more, "", "")
            visit = await asyncio.to_thread(_read, watch, part, clock.now())
    except NetError as error:
        return Visit(failure=error)
    except Exception as error:  # a mistake of ours with one answer is this watch's error, not everybody's
        log.exception("%s could not be visited", watch.url)
        return Visit(failure=BadAnswer(repr(error), "answer-unreadable"))
    return visit


def _read(watch: Watch, answer: Answer, now: datetime) -> Visit:
    """An answer as a visit: parsed, keyed, placed. Runs in a thread and touches no database."""
    headers = dict(answer.headers)
    if answer.status not in decide.GOOD:
        return Visit(answer.status, headers)
    parsed = _parsed(watch, answer, now)
    places = parsed.places or (decide.placed(parsed.entries) if watch.role == "front" else ())
    entries = parsed.entries or (_linked(places) if watch.role == "items" else ())
    return Visit(answer.status, headers, parsed, keyed(watch.outlet_id, entries), places)


def _parsed(watch: Watch, answer: Answer, now: datetime) -> Parsed:
    content_type = answer.headers.get("content-type", "")
    try:
        return sound_record(KINDS[watch.kind].parse(answer.body, answer.url, content_type, now))
    except Exception as error:
        # A parser's mistake must not stop the other watches; it is shown as this watch's error.
        log.exception("%s could not be read", answer.url)
        return Parsed(error="answer-unreadable", hints={"detail": repr(error)})


def _linked(places: tuple[Place, ...]) -> tuple[Entry, ...]:
    """The links of a front page that is watched for its items, by outlets without a feed."""
    return tuple(Entry(id=place.url, url=place.url, title=place.title) for place in places)


async def _in_database(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Whole functions in the one thread that writes."""
    return await sync_to_async(work, thread_sensitive=True)(*args, **kwargs)
