"""What an operator may do to a watch, and how to take it back."""

from datetime import datetime, timedelta
from typing import Final, Literal

from django.core import signing

from sarkhat.harvest.models import WatchState
from sarkhat.sources.models import Watch

Action = Literal["ask", "pause", "resume", "put-back"]
ACTIONS: Final[tuple[Action, ...]] = ("ask", "pause", "resume", "put-back")
SOONEST: Final = timedelta(minutes=5)  # after a visit; a host is not asked twice for our impatience
_SALT: Final = "sarkhat.ops.actions"
_ASKED_TO_WAIT: Final = frozenset({"http-too-many", "http-unavailable", "net-resting"})


def may_ask(watch: Watch, now: datetime) -> str:
    """The word key of why the watch is not asked now; "" if it may be."""
    state: WatchState | None = getattr(watch, "state", None)
    if not (watch.active and watch.outlet.active):
        return "action-ask-off"
    if state is None:
        return "action-ask-waits"
    if state.error in _ASKED_TO_WAIT and state.next_at and state.next_at > now:
        return "action-ask-host"
    if state.visited_at and now - state.visited_at < SOONEST:
        return "action-ask-soon"
    return "action-ask-waits" if state.next_at and state.next_at <= now else ""


def ask(watch: Watch, now: datetime) -> str:
    """Make the watch due now; a token by which `put_back` undoes it. Call only if `may_ask` says nothing."""
    before = watch.state.next_at
    WatchState.objects.filter(watch=watch).update(next_at=now)
    return signing.dumps([watch.pk, before.isoformat() if before else ""], salt=_SALT)


def put_back(watch: Watch, token: str, now: datetime) -> bool:
    """Undo `ask`, if the watch was not visited meanwhile; whether it was undone."""
    try:
        number, before = signing.loads(token, salt=_SALT, max_age=3600)
    except signing.BadSignature:
        return False
    if number != watch.pk:
        return False
    waiting = WatchState.objects.filter(watch=watch, next_at__lte=now, lease_until=None)
    return bool(waiting.update(next_at=datetime.fromisoformat(before) if before else None))


def switch(watch: Watch, active: bool) -> None:
    """Pause or resume it. What it brought stays, and its state is kept."""
    Watch.objects.filter(pk=watch.pk).update(active=active)
