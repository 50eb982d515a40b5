"""Positions of plots. Time runs with the page: from right to left in Persian."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Final

BARS: Final = 12  # hours that the bar of coverage shows
BAR_HEIGHT: Final = 14  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour: offset and height in pixels."""

    x: int
    height: int


def bars(times: Sequence[datetime], now: datetime, rtl: bool) -> list[Bar]:
    """Articles in each of the last `BARS` hours; an hour without any is a line of one pixel."""
    ages = Counter(int((now - at).total_seconds() // 3600) for at in times)
    most = max((ages[hour] for hour in range(BARS)), default=0)
    return [Bar((hour if rtl else BARS - 1 - hour) * 5, _height(ages[hour], most)) for hour in range(BARS)]


def _height(count: int, most: int) -> int:
    return max(3, round(BAR_HEIGHT * count / most)) if count else 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plot over time: all in units of a box of 100 by 100, y from the top."""

    index: int
    x: float
    width: float
    y: float
    height: float


def columns(values: Sequence[float], rtl: bool, most: float = 0.0) -> list[Column]:
    """A column for each value, oldest first; the highest (or `most`) fills the box, nothing is a hairline."""
    top = most or max(values, default=0.0)
    step = 100 / max(1, len(values))
    heights = [max(3.0, min(100.0, 100 * value / top)) if value and top else 0.5 for value in values]
    return [
        Column(index, _across(index, len(values), rtl), round(step * 0.8, 3), round(100 - height, 2), round(height, 2))
        for index, height in enumerate(heights)
    ]


def ranges(spans: Sequence[tuple[float, float] | None], rtl: bool, least: float, most: float) -> list[Column]:
    """A bar from low to high of each pair, on a logarithmic scale from `least` to `most`; None leaves a gap."""
    step = 100 / max(1, len(spans))
    found = []
    for index, span in enumerate(spans):
        if span is not None:
            low, high = (on_log_scale(value, least, most) for value in span)
            height = round(max(2.0, low - high), 2)
            found.append(Column(index, _across(index, len(spans), rtl), round(step * 0.8, 3), high, height))
    return found


def on_log_scale(value: float, least: float, most: float) -> float:
    """How far from the top of a box of 100 a value stands; values outside stand at its edges."""
    share = log(min(max(value, least), most) / least) / log(most / least)
    return round(100 - 100 * share, 2)


def _across(index: int, count: int, rtl: bool) -> float:
    step = 100 / max(1, count)
    return round((count - 1 - index if rtl else index) * step + step * 0.1, 3)
