"""Which watches are visited now: due ones, leased, gathered so that no host is asked twice at once."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Q

from sarkhat import clock
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.models import WatchState
from sarkhat.net.address import is_loopback
from sarkhat.sources.models import Watch
from sarkhat.store.work import claim, recall

LEASE_SECONDS = 600  # of ours, not of a played clock's
MOST_OF_ONE_HOST = 8  # asked one after the other; more would outlast the lease


def add_missing(now: datetime) -> int:
    """Give each active watch that has none a state, due at once. Returns how many."""
    ids = Watch.objects.filter(active=True, outlet__active=True, kind__in=KINDS, state__isnull=True).values_list(
        "pk", flat=True
    )
    states = [WatchState(watch_id=pk, next_at=now, made_at=now) for pk in ids]
    WatchState.objects.bulk_create(states, ignore_conflicts=True)
    return len(states)


def claim_due(limit: int, now: datetime) -> list[list[WatchState]]:
    """Lease up to `limit` due watches; each inner list is asked in turn, being of one host.

    Watches of this machine (replay, sample) stand alone: loopback needs no manners.
    """
    recall(WatchState, now)
    wanted = _choose(limit, now)
    rows = WatchState.objects.filter(pk__in=wanted).select_related("watch__subscription")
    chains: dict[object, list[WatchState]] = defaultdict(list)
    for state in claim(rows, now, limit, lease()):
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


def lease() -> timedelta:
    """The lease in time of the shown clock, which may run faster than ours."""
    return timedelta(seconds=LEASE_SECONDS / clock.real_seconds(1))


def _choose(limit: int, now: datetime) -> list[int]:
    """Ids of due rows, longest due first, a few of each host and none of a host that is being asked."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    wanted = Q(watch__active=True, watch__outlet__active=True, watch__kind__in=KINDS)
    due = WatchState.objects.filter(free, wanted, next_at__lte=now).order_by("next_at", "pk")
    leased = WatchState.objects.filter(lease_until__gte=now)
    busy = set(leased.values_list("watch__host", flat=True))
    taken: dict[str, int] = defaultdict(int)
    chosen: list[int] = []
    for pk, host in due.values_list("pk", "watch__host"):
        if is_loopback(host) or (host not in busy and taken[host] < MOST_OF_ONE_HOST):
            taken[host] += 1
            chosen.append(pk)
    return chosen[:limit]
