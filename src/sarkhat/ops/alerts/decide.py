"""Which outlets broke or were mended, and what an alert has to tell. Pure.

An outlet is broken when every watch of it that anything is expected of is red, for longer than the operator's
patience. It is mended when one of them answers again. In between nothing is said: a failure that changes its name,
or heals for one visit, is no news.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sarkhat.ops.decide import Health

APART: Final = timedelta(hours=1)  # between two alerts by one way: never a storm
_ANSWERS: Final = frozenset({"health-quiet", "health-moved", "health-lagging", "feed-broken"})
_FIRST_WAIT: Final = timedelta(minutes=2)
_LONGEST_WAIT: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outlet is broken or well since a time; `word` says what is wrong with it."""

    broken: bool
    since: datetime
    word: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A change as it was noted: `number` grows, `outlet` is the outlet's number."""

    number: int
    outlet: int
    broken: bool


@dataclass(frozen=True, slots=True)
class News:
    """What is told: numbers of events, and up to which event it then has been told."""

    broken: tuple[int, ...]
    mended: tuple[int, ...]
    upto: int


def verdict(watches: Iterable[Health], now: datetime, patience: timedelta) -> Verdict | None:
    """Whether an outlet with these watches is broken or well; None: not clear, or nothing is expected of it."""
    told = [health for health in watches if health.colour != "grey"]
    if any(health.colour == "green" or health.word in _ANSWERS for health in told):
        return Verdict(False, now)
    if not told or any(health.colour != "red" for health in told):
        return None
    last = max(told, key=lambda health: health.since or now)
    since = last.since or now
    return Verdict(True, since, last.word) if now - since >= patience else None


def news(events: Sequence[Event], told: int) -> News:
    """What a way that has told of everything up to `told` must tell now; `events` in the order of their numbers.

    An outlet that broke and was mended since is left out, as is one mended of whose break nobody heard.
    """
    before = {event.outlet: event.broken for event in events if event.number <= told}
    last = {event.outlet: event for event in events if event.number > told}
    fresh = [event for event in last.values() if event.broken != before.get(event.outlet, False)]
    return News(
        tuple(event.number for event in fresh if event.broken),
        tuple(event.number for event in fresh if not event.broken),
        max((event.number for event in last.values()), default=told),
    )


def may_send(sent_at: datetime | None, next_at: datetime | None, now: datetime) -> bool:
    """Whether an alert may go out now: an hour after the last one, and not while a failure is waited out."""
    return (sent_at is None or now - sent_at >= APART) and (next_at is None or now >= next_at)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many failures in a row."""
    doubled: timedelta = _FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return min(doubled, _LONGEST_WAIT)
