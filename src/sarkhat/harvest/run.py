"""Visits what is due. One call of `visit_due` is:

1. give each new watch a state, due at once (`claims.add_missing`)
2. lease what is due, gathered by host (`claims.claim_due`)
3. ask all hosts at the same time, each its watches one after the other, through the one door
4. read the answers off the event loop (`read.py`): those that came together in one hop
5. store each visit: sightings, places, and when to come again; those that wait together in one transaction
   (`keep.keep_visits`)
6. of a channel with a gap below its newest page, read older pages, each stored by itself (`keep.keep_older`)

`always.visit_always` does the same without end, and without waiting for the slowest host.

Killed at any point, a watch is either visited and written down, or due again when its lease runs out. A lease is not
given back at a start (but those of this machine's own hosts, `claims.free_local`): it was written down before the
request, so it stands for the pause that the host is owed.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError

from sarkhat import clock
from sarkhat.harvest import claims, decide, keep
from sarkhat.harvest.groups import Groups
from sarkhat.harvest.keep import Visit, Visited
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.owners import Owners
from sarkhat.harvest.read import Heard, read
from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import BadAnswer, NetError, Resting, TimedOut, Unreachable
from sarkhat.sources import first
from sarkhat.sources.models import Watch

log = logging.getLogger("sarkhat.harvest")

MOST_AT_ONCE: Final = 200  # watches
MOST_OLDER_PAGES = 40  # of a channel a visit
_NO_SUCH_PAGE = frozenset({400, 404, 410})
AWAY = timedelta(minutes=10)  # how long a host that did not answer is left alone, at least
_LINGER = 0.02  # seconds that a finished visit waits for others to be stored with
_MOST_ITEMS = 3_000  # a transaction
_MOST_BYTES = 500_000  # of answers read in one hop; what is larger is read by itself

P = ParamSpec("P")
R = TypeVar("R")


class Harvester:
    """Visits through one door; answers are read, and visits stored, in groups."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._owners = Owners({})
        self._in_hand: set[int] = set()  # watches that are being visited, should their leases run out meanwhile
        # Here and not at the door alone: whoever waited long for a place must look at his lease before he asks.
        self._slots = asyncio.Semaphore(settings.CONFIG.fetch_concurrency)
        self._reading: Groups[Heard, Visit] = Groups(_read_all, _MOST_BYTES, lambda heard: len(heard[1].body))
        self._storing: Groups[Visited, int | DatabaseError] = Groups(
            self._store, _MOST_ITEMS, lambda visited: 30 + len(visited[1].items), _LINGER
        )

    async def take_up_new(self) -> None:
        """Make watches that were never visited due."""
        await _in_database(claims.add_missing, clock.now())

    async def claim(self, limit: int) -> list[list[WatchState]]:
        """Lease up to `limit` due watches; each inner list is to be visited in turn (`visit_host`)."""
        chains, owners = await _in_database(_claimed, limit, frozenset(self._in_hand))
        self._owners = owners or self._owners
        self._in_hand.update(state.pk for chain in chains for state in chain)
        return chains

    async def visit_host(self, chain: list[WatchState]) -> int:
        """The due watches of one host in turn. One that does not answer is not asked again for each of them."""
        try:
            return await self._in_turn(chain)
        finally:
            self._in_hand.difference_update(state.pk for state in chain)

    async def _in_turn(self, chain: list[WatchState]) -> int:
        latest = claims.latest_start(chain[0])
        for number, state in enumerate(chain):
            async with self._slots:
                if clock.now() > latest:
                    await _release(chain[number:])
                    return number
                visit = await self._visit(state)
            rest = chain[number + 1 :]
            if rest and visit and _is_away(visit):
                await _postpone(state.watch.host)
                return number + 1
            if rest and visit is None:
                await _release(rest)
                return number + 1
        return len(chain)

    async def _visit(self, state: WatchState) -> Visit | None:
        """One watch, asked, read and stored; None where the database refused to store."""
        try:
            visit = await self._seen(state.watch, state.etag, state.last_modified, await self._heard_before(state))
            news = await self._storing.do((state, visit))
            if isinstance(news, DatabaseError):
                raise news
            log.debug("%s: status %s, %d new or changed %s", state.watch.url, visit.status, news, state.error)
            if state.backfill and state.lease_until:
                await self._read_older(state)
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

    async def _store(self, group: list[Visited]) -> list[int | DatabaseError]:
        return await _in_database(keep.keep_visits, group, clock.now(), self._owners)

    async def _heard_before(self, state: WatchState) -> Answer | None:
        """What a new watch's address said when a person looked at it: adding a feed is one request."""
        if state.visited_at is not None or state.watch_id not in self._owners.looked_at:
            return None
        return await _in_database(first.answer_of, state.watch_id)

    async def _seen(self, watch: Watch, etag: str, modified: str, heard: Answer | None = None) -> Visit:
        """The address of a watch, asked and read; of an index of sitemaps its newest part."""
        kind, proxy = KINDS[watch.kind], self._owners.proxies.get(watch.outlet_id, "")
        try:
            answer = heard or await kind.fetch(self._door, watch.url, etag, modified, proxy)
            visit = await self._read((watch, answer, clock.now()))
            if watch.kind == "sitemap" and visit.parsed.more:
                part = await kind.fetch(self._door, visit.parsed.more, "", "", proxy)
                visit = _of_index(answer, await self._read((watch, part, clock.now())))
        except NetError as error:
            return Visit(failure=error)
        except Exception as error:  # a mistake of ours with one answer is this watch's error, not everybody's
            log.exception("%s could not be visited", watch.url)
            return Visit(failure=BadAnswer(repr(error), "answer-unreadable"))
        return visit

    async def _read(self, heard: Heard) -> Visit:
        answer = heard[1]
        if answer.status not in decide.GOOD:
            return read(heard)
        if len(answer.body) > _MOST_BYTES // 2:
            return await asyncio.to_thread(read, heard)
        return await self._reading.do(heard)

    async def _read_older(self, state: WatchState) -> None:
        """The pages below a channel's newest one; where to go on is written in its state."""
        hurry = True
        for _ in range(MOST_OLDER_PAGES):
            visit = await self._seen(_at(state.watch, state.backfill), "", "")
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


async def visit_due(door: Door, limit: int = MOST_AT_ONCE) -> int:
    """Visit up to `limit` due watches. Returns how many were visited; 0: nothing is due now."""
    harvester = Harvester(door)
    await harvester.take_up_new()
    chains = await harvester.claim(limit)
    return sum(await asyncio.gather(*map(harvester.visit_host, chains)))


def _claimed(limit: int, in_hand: frozenset[int]) -> tuple[list[list[WatchState]], Owners | None]:
    chains = claims.claim_due(limit, clock.now(), in_hand)
    return chains, Owners.read() if chains else None


async def _read_all(group: list[Heard]) -> list[Visit]:
    return await asyncio.to_thread(lambda: [read(heard) for heard in group])


def _of_index(index: Answer, part: Visit) -> Visit:
    """The part's visit as the index's: validators of the one are not sent to the other, nor speak its own of both."""
    headers = {name: value for name, value in part.headers.items() if name not in ("etag", "last-modified")}
    return replace(part, headers=headers, redirects=index.redirects)


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


async def _in_database(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Whole functions in the one thread that writes."""
    return await sync_to_async(work, thread_sensitive=True)(*args, **kwargs)
