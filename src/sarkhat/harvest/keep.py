"""What a visit brought, written down: sightings, places and the watch's state in one transaction.

A crash at any point leaves either the visit as a whole or nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from sarkhat.harvest import decide, places, sightings, visitlog
from sarkhat.harvest.claims import lease
from sarkhat.harvest.keys import Keyed
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.push import keep as push
from sarkhat.harvest.push.links import declared
from sarkhat.harvest.records import Parsed, Place
from sarkhat.net.errors import NetError, Resting


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as it came out: an answer, read, or the error that kept it from coming."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    parsed: Parsed = field(default_factory=Parsed)
    items: Sequence[Keyed] = ()
    places: Sequence[Place] = ()
    failure: NetError | None = None


def keep_visit(state: WatchState, visit: Visit, now: datetime) -> int:
    """Store a visit's whole outcome. Returns how many items are new or changed.

    The watch is free afterwards, unless older pages of it are to be read now.

    Raises django.db.DatabaseError, with nothing kept.
    """
    with transaction.atomic():
        pending = _backfill(state, visit)
        news = sightings.keep(state.watch, visit.items, now)
        places.keep(state.watch, visit.places, now)
        intent = decide.next_visit(_facts(state, visit, news, now))
        _write(state, visit, intent, news, pending, now)
        _attend_hub(state, visit, now)
        if intent.host_until:
            _rest_host(state, intent.host_until)
    return news


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
    )


def _write(
    state: WatchState, visit: Visit, intent: decide.Intent, news: int, back: decide.Backfill, now: datetime
) -> None:
    if intent.error != state.error:
        state.since = now if intent.error else None
    state.error, state.detail = intent.error, _detail(visit)
    state.status, state.visited_at = visit.status, now
    state.visits = visitlog.added(state.visits, visitlog.Seen(now, visit.status, news, intent.error))
    state.changed_at = now if news else state.changed_at
    state.next_at, state.interval, state.attempts = intent.next_at, intent.interval, intent.attempts
    # A validator that does not fit is not kept in part: it goes back whole or not at all.
    state.etag = intent.etag if len(intent.etag) <= 500 else ""
    state.last_modified = intent.last_modified if len(intent.last_modified) <= 100 else ""
    state.backfill, state.backfill_until = (back.url, back.until) if len(back.url) <= 1000 else ("", None)
    state.lease_until = None
    if state.backfill and intent.next_at and not intent.attempts and not visit.failure:
        # Leased while its older pages are read, and due as soon as the lease goes should we be killed meanwhile.
        state.next_at, state.lease_until = now, now + lease()
    state.save()


def _attend_hub(state: WatchState, visit: Visit, now: datetime) -> None:
    """A feed that names a hub is subscribed to; one whose news are brought by it is visited less often."""
    if state.watch.kind != "feed":
        return
    if visit.status in decide.GOOD and not visit.parsed.error:
        push.note(state.watch, declared(visit.headers, visit.parsed.hints, state.watch.url), now)
    slower = push.poll_at(state.watch, state.next_at, state.changed_at, now)
    if slower != state.next_at:
        state.next_at = slower
        state.save(update_fields=["next_at"])


def _detail(visit: Visit) -> str:
    said = visit.failure.detail if visit.failure else visit.parsed.hints.get("detail", "")
    return said[:500]


def _backfill(state: WatchState, visit: Visit) -> decide.Backfill:
    """Looked up before this visit's items are stored: afterwards everything would be known."""
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
