"""When a watch's items appear, learned from its own past, and from that when to look next.

Learned are the items that appeared and the hours watched, for each hour of the day in Tehran, and the items that came
and that were to be expected, for each kind of day (seven weekdays, Iran's holidays). All of it fades by half in three
weeks and is drawn towards a common prior while little is known, so that the first visit has a rate to go by: the
dates of a first answer's items are history at once. An item counts when it *appeared* to us: one dated before our
last good visit came late, by its feed's own lag, and belongs between that visit and this one.

The rule: look again when (items expected since the last look) × (time waited)² reaches a target, so the wait goes
with the cube root of the rate. For steady rates that is the schedule with the least mean *square* of the items'
waiting for a given number of requests, as the square root is the one with the least mean (Sia, Cho and Cho, "Efficient
monitoring algorithm for fast news alerts", 2007). The square keeps the items of quiet watches from waiting for hours:
against fixed rounds both the median and the 95th percentile come out better, see docs/decisions/schedule.md. A watch of
which next to nothing is expected is left alone until a look finds something once in two hundred times.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from math import cbrt, exp2
from operator import mul
from typing import Final
from zoneinfo import ZoneInfo

from sarkhat.harvest.holidays import is_holiday

WAIT_AT_ONE_AN_HOUR: Final = 450.0  # seconds; states the target: what a watch with an item an hour waits
LEAST_EXPECTED: Final = 0.005  # items that a visit may hope for, at least
HALF_LIFE: Final = 21 * 86_400.0  # seconds
LONGEST_PAST: Final = 14 * 86_400.0  # how far back the items of a first answer are taken as history
PRIOR_RATE: Final = 0.5  # items an hour of a watch of which nothing is known …
PRIOR_HOURS: Final = 3.0  # … believed like this many hours of watching
HOUR_WEIGHT: Final = 2.0  # items before an hour's own share outweighs the common one
DAY_WEIGHT: Final = 12.0
LAG_WEIGHT: Final = 0.1  # of the newest observation in the mean lag
# Share of each hour in Tehran, mean 1: what eleven Persian news channels published from May to July 2026, rounded.
COMMON: Final = (
    1.6, 1.3, 0.8, 0.5, 0.35, 0.3, 0.3, 0.3, 0.55, 0.85, 1.0, 1.0,
    1.0, 1.0, 1.1, 1.15, 1.15, 1.3, 1.3, 1.3, 1.35, 1.4, 1.5, 1.55,
)  # fmt: skip
_ZONE: Final = ZoneInfo("Asia/Tehran")
_HOUR: Final = 3600.0
_DAYS: Final = 8
_STEPS: Final = 6
_FRIDAY: Final = 4
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FORM: Final = struct.Struct("<Bd3f24f24f8f8f")
_VERSION: Final = 1


@dataclass(slots=True)
class Rhythm:
    """What is known of one watch. `until`: seconds of the epoch up to which it was watched; 0: never yet."""

    until: float = 0.0
    lag: float = 0.0  # seconds by which items appear after their date, a mean of lower bounds
    ttl: float = 0.0  # seconds that the last whole answer asked for in its body …
    fresh: float = 0.0  # … and in its headers: both hold when a 304 says nothing of it (RFC 9111 §4.3.4)
    items: list[float] = field(default_factory=lambda: [0.0] * 24)
    hours: list[float] = field(default_factory=lambda: [0.0] * 24)
    day_items: list[float] = field(default_factory=lambda: [0.0] * _DAYS)
    day_due: list[float] = field(default_factory=lambda: [0.0] * _DAYS)

    def pack(self) -> bytes:
        """277 bytes for the row."""
        stated = (self.lag, self.ttl, self.fresh)
        return _FORM.pack(_VERSION, self.until, *stated, *self.items, *self.hours, *self.day_items, *self.day_due)


def unpack(packed: bytes) -> Rhythm:
    """The rhythm of a row; one of nothing known for bytes that are not ours."""
    if len(packed) != _FORM.size or packed[0] != _VERSION:
        return Rhythm()
    _, until, lag, ttl, fresh, *rest = _FORM.unpack(packed)
    return Rhythm(until, lag, ttl, fresh, rest[:24], rest[24:48], rest[48:56], rest[56:])


def observed(packed: bytes, now: datetime, news: int, dates: Sequence[datetime]) -> Rhythm:
    """What is known after a good visit at `now` with `news` new items; `dates` of all items that its answer shows.

    The newest `news` of the dates are taken for those of the new items.
    """
    rhythm, at = unpack(packed), now.timestamp()
    known = sorted((stated.timestamp() for stated in dates), reverse=True)[:news]
    if not rhythm.until:
        known = sorted(set(known), reverse=True)  # those of one moment are one issue, or dates made up by a server
        start = max(min(known, default=at), at - LONGEST_PAST)
        appeared = [moment for moment in known if start < moment <= at]
    else:
        # Where all that is shown is new, more may have passed unseen: what is not shown says nothing.
        unseen = known and len(known) == len(dates) and known[-1] > rhythm.until
        start = min(at, max(known[-1] if unseen else rhythm.until, at - LONGEST_PAST))
        appeared = [min(max(moment, start), at) for moment in known] + [(start + at) / 2] * (news - len(known))
        _learn_lag(rhythm, known, start)
    _fade(rhythm, at)
    _learn(rhythm, start, at, appeared)
    rhythm.until = at
    return rhythm


def seconds_to_wait(rhythm: Rhythm, now: datetime, longest: float, at_one: float = WAIT_AT_ONE_AN_HOUR) -> float:
    """Seconds until the next look, at most `longest`. `at_one`: what a watch with one item an hour waits."""
    base, target = _base(rhythm), at_one**3 / _HOUR
    expected = waited = 0.0
    here = now.timestamp() + _shift(now.timestamp())
    for hour, day, length in _pieces(here, here + longest):
        pace = base * _of_hour(rhythm, base, hour) * _of_day(rhythm, day) / _HOUR
        then = expected + pace * length
        if then >= LEAST_EXPECTED and then * (waited + length) ** 2 >= target:
            into = max((LEAST_EXPECTED - expected) / pace, _reached(pace, expected, waited, length, target))
            return waited + into
        expected, waited = then, waited + length
    return longest


def _reached(pace: float, expected: float, waited: float, length: float, target: float) -> float:
    """The x in 0 … `length` at which (expected + pace·x)(waited + x)² is `target`, by Newton's way from above."""
    x = min(length, cbrt(target / pace))
    for _ in range(_STEPS):
        items, time = expected + pace * x, waited + x
        x -= (items * time * time - target) / (pace * time * time + 2 * items * time)
    return max(x, 0.0)


def rate(rhythm: Rhythm, at: datetime) -> float:
    """Items an hour that are to be expected at that time."""
    base, (hour, day) = _base(rhythm), _place(at.timestamp())
    return base * _of_hour(rhythm, base, hour) * _of_day(rhythm, day)


def _base(rhythm: Rhythm) -> float:
    """Items an hour, all hours alike."""
    watched: float = sum(map(mul, rhythm.hours, COMMON))
    return (sum(rhythm.items) + PRIOR_RATE * PRIOR_HOURS) / (watched + PRIOR_HOURS)


def _of_hour(rhythm: Rhythm, base: float, hour: int) -> float:
    return (rhythm.items[hour] + HOUR_WEIGHT * COMMON[hour]) / (base * rhythm.hours[hour] + HOUR_WEIGHT)


def _of_day(rhythm: Rhythm, day: int) -> float:
    return (rhythm.day_items[day] + DAY_WEIGHT) / (rhythm.day_due[day] + DAY_WEIGHT)


def _learn_lag(rhythm: Rhythm, known: Sequence[float], start: float) -> None:
    for moment in known:
        rhythm.lag += LAG_WEIGHT * (max(0.0, start - moment) - rhythm.lag)


def _fade(rhythm: Rhythm, at: float) -> None:
    passed = max(0.0, at - rhythm.until)
    kept = exp2(-passed / HALF_LIFE)
    rhythm.items = [value * kept for value in rhythm.items]
    rhythm.hours = [value * kept for value in rhythm.hours]
    rhythm.day_items = [value * kept for value in rhythm.day_items]
    rhythm.day_due = [value * kept for value in rhythm.day_due]


def _learn(rhythm: Rhythm, start: float, at: float, appeared: Sequence[float]) -> None:
    pieces, days = _parts(start, at)
    for hour, _, length in pieces:
        rhythm.hours[hour] += length / _HOUR
    if days:
        rhythm.hours = [hours + len(days) for hours in rhythm.hours]
    for moment in appeared:
        hour, day = _place(moment)
        rhythm.items[hour] += 1
        rhythm.day_items[day] += 1
    base = _base(rhythm)
    for hour, day, length in pieces:
        rhythm.day_due[day] += base * _of_hour(rhythm, base, hour) * length / _HOUR
    due = base * sum(_of_hour(rhythm, base, hour) for hour in range(24)) if days else 0.0
    for day in days:
        rhythm.day_due[day] += due


def _parts(start: float, end: float) -> tuple[list[tuple[int, int, float]], list[int]]:
    """The time between, there: hours at both ends as (hour, kind of day, seconds), and the kinds of the whole days."""
    at, last = start + _shift(start), end + _shift(start)
    first, behind = int(-(-at // 86_400)), int(last // 86_400)
    if behind <= first:
        return list(_pieces(at, last)), []
    ends = [*_pieces(at, first * 86_400), *_pieces(behind * 86_400, last)]
    return ends, [_kind_of_day(day) for day in range(first, behind)]


def _pieces(at: float, last: float) -> Iterator[tuple[int, int, float]]:
    """(hour, kind of day, seconds) of a span of local time, cut at full hours."""
    while at < last:
        stop = min(last, (at // _HOUR + 1) * _HOUR)
        yield int(at // _HOUR) % 24, _kind_of_day(int(at // 86_400)), stop - at
        at = stop


def _place(moment: float) -> tuple[int, int]:
    local = moment + _shift(moment)
    return int(local // _HOUR) % 24, _kind_of_day(int(local // 86_400))


def _shift(moment: float) -> float:
    """Seconds that Tehran is ahead of UTC."""
    return _shift_of_day(int(moment // 86_400))


@lru_cache(maxsize=64)
def _shift_of_day(day: int) -> float:
    offset = datetime.fromtimestamp(day * 86_400, _ZONE).utcoffset()
    return offset.total_seconds() if offset else 0.0


@lru_cache(maxsize=64)
def _kind_of_day(day: int) -> int:
    """0 … 6: Monday … Sunday, 7: a holiday; `day` counts from 1970."""
    on = date.fromordinal(_EPOCH + day)
    return on.weekday() if on.weekday() == _FRIDAY or not is_holiday(on) else 7
