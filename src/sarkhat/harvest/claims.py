"""Which watches are visited now: due ones, leased, gathered so that no host is asked twice at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from sarkhat import clock
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.models import WatchState
from sarkhat.net.address import is_loopback
from sarkhat.sources.models import Watch
from sarkhat.store import rows
from sarkhat.store.work import claim, recall

LEASE_SECONDS = 900  # of ours, not of a played clock's
PAUSE_SECONDS = 600  # of a lease, owed to a host that was asked and whose answer was lost with its worker
MOST_OF_ONE_HOST = 8  # asked one after the other; more would outlast the lease
_CHUNK = 500  # rows read at a time


def add_missing(now: datetime) -> int:
    """Give each active watch that has none a state, due at once. Returns how many."""
    ids = Watch.objects.filter(active=True, outlet__active=True, kind__in=KINDS, state__isnull=True).values_list(
        "pk", flat=True
    )
    fresh = WatchState(next_at=now, made_at=now)
    names = [field.attname for field in WatchState._meta.concrete_fields if field.attname != "watch_id"]
    values = [getattr(fresh, name) for name in names]
    with transaction.atomic():
        states = [[pk, *values] for pk in ids]
        rows.insert(WatchState, ["watch_id", *names], states, unless_there=True)
    return len(states)


def claim_due(limit: int, now: datetime, besides: Collection[int] = ()) -> list[list[WatchState]]:
    """Lease up to `limit` due watches, none of `besides`; each inner list is asked in turn, being of one host.

    Watches of this machine (replay, sample) stand alone: loopback needs no manners.
    """
    recall(WatchState, now)
    wanted = _choose(limit, now, besides)
    states = WatchState.objects.filter(pk__in=wanted).select_related("watch__subscription")
    chains: dict[object, list[WatchState]] = defaultdict(list)
    for state in claim(states, now, limit, lease()):
        local = is_loopback(state.watch.host)
        chains[state.pk if local else state.watch.host].append(state)
    return list(chains.values())


def release(states: list[WatchState]) -> None:
    """Give leases back unused; the rows are due as before."""
    WatchState.objects.filter(pk__in=[state.pk for state in states]).update(lease_until=None)


def postpone(host: str, until: datetime) -> None:
    """Nobody asks the host before `until`: its leases go back and what is due sooner is put off."""
    of_host = WatchState.objects.filter(watch__host=host)
    of_host.update(lease_until=None)
    of_host.filter(next_at__lt=until).update(next_at=until)


def free_local(now: datetime) -> int:
    """At a start, alone: give back the leases on this machine's own hosts (sample, replay). Returns how many.

    Others run out by themselves. A lease is written down before the request, so it says that its host was asked;
    the worker that was killed can no more tell what it heard, and another must not ask at once.
    """
    leased = WatchState.objects.filter(lease_until__gte=now).values_list("pk", "watch__host")
    local = [pk for pk, host in leased if is_loopback(host)]
    return WatchState.objects.filter(pk__in=local).update(lease_until=None)


def owed_pause(now: datetime, delay: float) -> float:
    """Seconds to wait at a start, so that a host that was asked just before it has its pause of `delay` seconds.

    Pauses between the requests of one run are kept in memory alone.
    """
    newest = WatchState.objects.aggregate(newest=Max("visited_at"))["newest"]
    return max(0.0, delay - clock.real_seconds((now - newest).total_seconds())) if newest else 0.0


def latest_start(state: WatchState) -> datetime:
    """Until when watches that were leased with this one may be asked; later the pause after it would be too short."""
    return (state.lease_until or clock.now()) - timedelta(seconds=PAUSE_SECONDS / clock.real_seconds(1))


def lease() -> timedelta:
    """The lease in time of the shown clock, which may run faster than ours."""
    return timedelta(seconds=LEASE_SECONDS / clock.real_seconds(1))


def _choose(limit: int, now: datetime, besides: Collection[int]) -> list[int]:
    """Ids of due rows, longest due first, a few of each host and none of a host that is being asked.

    Rows are read along the index of due times, and no further than needed: of ten thousand due ones a few hundred.
    """
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    wanted = Q(watch__active=True, watch__outlet__active=True, watch__kind__in=KINDS)
    leased = WatchState.objects.filter(lease_until__gte=now)
    busy = {host for host in leased.values_list("watch__host", flat=True) if not is_loopback(host)}
    due = (
        WatchState.objects.filter(free, wanted, next_at__lte=now).exclude(watch__host__in=busy).exclude(pk__in=besides)
    )
    taken: dict[str, int] = defaultdict(int)
    chosen: list[int] = []
    rows = due.order_by("next_at", "pk").values_list("pk", "watch__host").iterator(chunk_size=_CHUNK)
    while len(chosen) < limit and (row := next(rows, None)):
        pk, host = row
        if taken[host] < MOST_OF_ONE_HOST or is_loopback(host):
            taken[host] += 1
            chosen.append(pk)
    return chosen
