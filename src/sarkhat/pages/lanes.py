"""The plot of a story's coverage: a lane for each outlet, a dot for each article, a line from original to copy.

Pure. Time runs with the page: from right to left in Persian.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

LANES: Final = 12  # further outlets share the last one
ROW: Final = 26  # pixels of a lane
HEAD: Final = 18  # pixels above the first lane, for the times
_EDGE: Final = 2.5  # percent of the width at either end, so that no dot is cut
_TICKS: Final = 5
_FREE: Final = 8.0  # percent at either end without a tick: its label would leave the plot
_MINUTES: Final = (5, 10, 15, 30, 60, 120, 180, 360, 720)
_DAYS: Final = (1, 2, 7, 14, 28, 91, 364)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be drawn. `copy_of`: the place of its original among the entries."""

    at: datetime
    outlet: int
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """An article: `x` in percent of the width, `y` in pixels from the top."""

    index: int
    x: float
    y: int
    copy: bool


@dataclass(frozen=True, slots=True)
class Way:
    """From an original down (or up) to the lane of its copy, then along it."""

    x: float
    y: int
    to_x: float
    to_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A round time; `is_day`: a midnight, to be called by its day."""

    x: float
    at: datetime
    is_day: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """`outlets` has a lane's outlet each, from the top; `more` counts those that share one further lane."""

    height: int
    outlets: list[int]
    more: int
    dots: list[Dot]
    ways: list[Way]
    ticks: list[Tick]

    @property
    def rows(self) -> list[int]:
        """The middle of each lane, in pixels from the top."""
        return [_middle(row) for row in range(len(self.outlets) + bool(self.more))]


def plot(entries: Sequence[Entry], rtl: bool, zone: tzinfo) -> Plot:
    """The plot of entries in time order; outlets in the order in which they came in. One entry at least."""
    outlets = list(dict.fromkeys(entry.outlet for entry in entries))
    own = outlets if len(outlets) <= LANES else outlets[: LANES - 1]
    lane = {outlet: min(row, len(own)) for row, outlet in enumerate(outlets)}
    start, end = entries[0].at, entries[-1].at
    dots = [
        Dot(index, _across(entry.at, start, end, rtl), _middle(lane[entry.outlet]), entry.copy_of is not None)
        for index, entry in enumerate(entries)
    ]
    pairs = [(dots[entry.copy_of], dot) for entry, dot in zip(entries, dots, strict=True) if entry.copy_of is not None]
    ways = [Way(first.x, first.y, second.x, second.y) for first, second in pairs]
    more = len(outlets) - len(own)
    height = HEAD + ROW * (len(own) + bool(more))
    return Plot(height, own, more, dots, ways, list(_ticks(start, end, rtl, zone)))


def _middle(row: int) -> int:
    return HEAD + ROW * row + ROW // 2


def _across(at: datetime, start: datetime, end: datetime, rtl: bool) -> float:
    share = (at - start) / (end - start) if end > start else 0.0
    x = _EDGE + (100 - 2 * _EDGE) * share
    return round(100 - x if rtl else x, 2)


def _ticks(start: datetime, end: datetime, rtl: bool, zone: tzinfo) -> Iterator[Tick]:
    """Round times of the zone's clock, as close as leaves at most `_TICKS` of them."""
    step = _step(end - start)
    at = datetime.combine(start.astimezone(zone).date(), time(), tzinfo=zone)
    while at < end:
        if at > start:
            x = _across(at, start, end, rtl)
            if _FREE <= x <= 100 - _FREE:
                yield Tick(x, at, at.time() == time())
        at += step


def _step(span: timedelta) -> timedelta:
    steps = [timedelta(minutes=minutes) for minutes in _MINUTES] + [timedelta(days=days) for days in _DAYS]
    return next((step for step in steps if span <= step * _TICKS), span / _TICKS)
