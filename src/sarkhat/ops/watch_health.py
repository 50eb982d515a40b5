"""How a watch does: its rows as the facts that `decide.judge` takes."""

from datetime import UTC, datetime, time

from sarkhat.harvest.models import WatchState
from sarkhat.harvest.rhythm import unpack
from sarkhat.harvest.visitlog import failing_since
from sarkhat.ops.decide import Facts, Health, judge
from sarkhat.sources.models import Watch


def health_of(watch: Watch, now: datetime) -> Health:
    """The health of a watch, its outlet and state being loaded."""
    return judge(facts_of(watch, now))


def facts_of(watch: Watch, now: datetime) -> Facts:
    """What is known of a watch."""
    state: WatchState | None = getattr(watch, "state", None)
    active = watch.active and watch.outlet.active
    if state is None:
        return Facts(now, active)
    rhythm = unpack(bytes(state.rhythm))
    hours = sum(rhythm.hours)
    return Facts(
        now=now,
        active=active,
        due=state.next_at,
        leased=state.lease_until is not None and state.lease_until > now,
        known_since=state.made_at,
        visited=state.visited_at,
        changed=state.changed_at,
        error=state.error,
        since=_failing_since(state),
        rate=sum(rhythm.items) / hours if hours else 0.0,
        lag=rhythm.lag,
        moved_to=state.moved_to,
        moved_on=datetime.combine(state.moved_on, time(), UTC) if state.moved_on else None,
    )


def _failing_since(state: WatchState) -> datetime | None:
    """A failure that changes its name is the same failure: what the log of visits knows of it counts too."""
    if state.since is None:
        return None
    return min(state.since, failing_since(state.visits) or state.since)
