"""What visits brought, written down: sightings, places and the watches' states, a group of visits in one transaction.

A crash at any point leaves each visit as a whole or nothing of it. A visit that cannot be stored harms no other of
its group: then each is stored by itself.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.db.models import Max

from sarkhat.harvest import decide, places, sightings, visitlog
from sarkhat.harvest.claims import lease
from sarkhat.harvest.keys import Keyed
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.moves import Move
from sarkhat.harvest.owners import Owners
from sarkhat.harvest.push import keep as push
from sarkhat.harvest.push.links import declared
from sarkhat.harvest.records import Parsed, Place
from sarkhat.net.errors import NetError, Resting
from sarkhat.sources.moves import move
from sarkhat.store import rows
from sarkhat.store.work import is_of_a_row

log = logging.getLogger("sarkhat.harvest")

_ALWAYS: Final = frozenset({"next_at", "lease_until"})  # others may have changed them in the table meanwhile


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as it came out: an answer, read, or the error that kept it from coming."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    parsed: Parsed = field(default_factory=Parsed)
    items: Sequence[Keyed] = ()
    places: Sequence[Place] = ()
    failure: NetError | None = None
    redirects: Sequence[tuple[int, str]] = ()


Visited = tuple[WatchState, Visit]


def keep_visits(group: Sequence[Visited], now: datetime, owners: Owners) -> list[int | DatabaseError]:
    """Store visits of different watches as a whole. Returns of each how many items are new or changed, or
    the database's error, with nothing of that visit kept.

    A watch is free afterwards, unless older pages of it are to be read now. Its state in memory is renewed too.
    """
    try:
        return list(_together(group, now, owners))
    except DatabaseError as error:
        if len(group) == 1 or not is_of_a_row(error):
            return [error] * len(group)
    except (ValueError, TypeError, OverflowError) as error:
        if len(group) == 1:
            return [_as_error(*group[0], error, now, owners)]
    return [keep_visits([one], now, owners)[0] for one in group]


def _as_error(state: WatchState, visit: Visit, error: Exception, now: datetime, owners: Owners) -> int | DatabaseError:
    """A value that no column takes must not bring its watch back for ever: stored is that it came to nothing."""
    log.error("%s: what it brought could not be stored", state.watch.url, exc_info=error)
    parsed = Parsed(error="answer-unreadable", hints={"detail": repr(error)})
    try:
        return _together([(state, Visit(visit.status, parsed=parsed))], now, owners)[0]
    except DatabaseError as refused:
        return refused


def _together(group: Sequence[Visited], now: datetime, owners: Owners) -> list[int]:
    with transaction.atomic():
        # Looked up before the items are stored: afterwards everything would be known.
        gaps = [_backfill(state, visit) for state, visit in group]
        news = sightings.keep_all([(state.watch, visit.items) for state, visit in group], now, owners)
        written = [_keep_state(*one, gap, count, now) for one, gap, count in zip(group, gaps, news, strict=True)]
        _update([(state, columns) for (state, _), (columns, _) in zip(group, written, strict=True)])
        for (state, _), (_, intent) in zip(group, written, strict=True):
            if intent.host_until:
                _rest_host(state, intent.host_until)
    for (state, _), (columns, _) in zip(group, written, strict=True):
        for name, value in columns.items():
            setattr(state, name, value)
    return news


def _keep_state(
    state: WatchState, visit: Visit, gap: decide.Backfill, news: int, now: datetime
) -> tuple[dict[str, Any], decide.Intent]:
    """Everything of a visit but its items; what is to be written of its state comes back."""
    if visit.places:
        places.keep(state.watch, visit.places, now)
    intent = decide.next_visit(_facts(state, visit, news, now))
    columns = _columns(state, visit, intent, news, gap, now)
    if intent.move_to:
        move(state.watch, intent.move_to, now)
    if state.watch.kind == "feed":
        _attend_hub(state, visit, columns, now)
    return columns, intent


def _update(written: Sequence[tuple[WatchState, dict[str, Any]]]) -> None:
    """Only columns that changed, by one statement for all states in which the same ones did."""
    alike: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for state, columns in written:
        changed = {name: new for name, new in columns.items() if name in _ALWAYS or getattr(state, name) != new}
        alike[tuple(changed)].append([*changed.values(), state.pk])
    for names, states in alike.items():
        rows.update(WatchState, names, states)


def keep_older(state: WatchState, visit: Visit, now: datetime) -> int:
    """Store an older page of a channel and how far the way back has come; the lease goes on."""
    read = decide.Backfill(state.backfill, state.backfill_until)
    with transaction.atomic():
        news = sightings.keep(state.watch, visit.items, now)
        rest = decide.older_still(_times(visit), visit.parsed.more, read)
        state.backfill, state.backfill_until = rest.url[:1000], rest.until
        state.lease_until = now + lease()
        state.save(update_fields=["backfill", "backfill_until", "lease_until"])
    return news


def finish_older(state: WatchState, hurry: bool, now: datetime) -> None:
    """Free a channel after its older pages. In a `hurry`, when pages are left unasked, it is due again at once."""
    state.lease_until = None
    state.next_at = now if hurry else now + timedelta(seconds=state.interval)
    state.save(update_fields=["lease_until", "next_at", "backfill", "backfill_until"])


def _facts(state: WatchState, visit: Visit, news: int, now: datetime) -> decide.Facts:
    failure = visit.failure
    return decide.Facts(
        now=now,
        status=visit.status,
        headers=visit.headers,
        error=failure.key if failure else visit.parsed.error,
        news=news,
        ttl_seconds=visit.parsed.ttl_seconds,
        interval=state.interval,
        attempts=state.attempts,
        etag=state.etag,
        last_modified=state.last_modified,
        previous_error=state.error,
        resting_seconds=failure.seconds if isinstance(failure, Resting) else None,
        rhythm=bytes(state.rhythm),
        dates=_times(visit),
        url=state.watch.url,
        redirects=visit.redirects,
        move=Move(state.moved_to, state.moved_days, state.moved_on),
        watch=state.watch.pk,
    )


def _columns(
    state: WatchState, visit: Visit, intent: decide.Intent, news: int, back: decide.Backfill, now: datetime
) -> dict[str, Any]:
    """The state after the visit, by column; the state itself stays as it is until all is stored."""
    fits = len(back.url) <= 1000
    columns = {
        "error": intent.error,
        "detail": _detail(visit),
        "status": visit.status,
        "visited_at": now,
        "visits": visitlog.added(state.visits, visitlog.Seen(now, visit.status, news, intent.error)),
        "changed_at": now if news else state.changed_at,
        "next_at": intent.next_at,
        "lease_until": None,
        "interval": intent.interval,
        "attempts": intent.attempts,
        # A validator that does not fit is not kept in part: it goes back whole or not at all.
        "etag": intent.etag if len(intent.etag) <= 500 else "",
        "last_modified": intent.last_modified if len(intent.last_modified) <= 100 else "",
        "rhythm": intent.rhythm,
        "moved_to": intent.move.to,
        "moved_days": intent.move.days,
        "moved_on": intent.move.on,
        "backfill": back.url if fits else "",
        "backfill_until": back.until if fits else None,
    }
    if intent.error != state.error:
        columns["since"] = now if intent.error else None
    if columns["backfill"] and intent.next_at and not intent.attempts and not visit.failure:
        # Leased while its older pages are read, and due as soon as the lease goes should we be killed meanwhile.
        columns |= {"next_at": now, "lease_until": now + lease()}
    return columns


def _attend_hub(state: WatchState, visit: Visit, columns: dict[str, Any], now: datetime) -> None:
    """A feed that names a hub is subscribed to; one whose news are brought by it is visited less often."""
    if visit.status in decide.GOOD and not visit.parsed.error:
        push.note(state.watch, declared(visit.headers, visit.parsed.hints, state.watch.url), now)
    columns["next_at"] = push.poll_at(state.watch, columns["next_at"], columns["changed_at"], now)


def _detail(visit: Visit) -> str:
    said = visit.failure.detail if visit.failure else visit.parsed.hints.get("detail", "")
    return said[:500]


def _backfill(state: WatchState, visit: Visit) -> decide.Backfill:
    pending = decide.Backfill(state.backfill, state.backfill_until)
    if state.watch.kind != "channel" or not visit.parsed.more:
        return pending
    known = Sighting.objects.filter(watch=state.watch).aggregate(newest=Max("published"))["newest"]
    return decide.gap_below(_times(visit), visit.parsed.more, known, pending)


def _times(visit: Visit) -> list[datetime]:
    return [entry.published for entry in visit.parsed.entries if entry.published]


def _rest_host(state: WatchState, until: datetime) -> None:
    others = WatchState.objects.filter(watch__host=state.watch.host, next_at__lt=until)
    others.update(next_at=until)
