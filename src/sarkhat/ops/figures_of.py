"""The hours of `series` as the columns of plots, and health as JSON for machines."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sarkhat.ops import board
from sarkhat.ops.series import HOURS, Hours
from sarkhat.pages.plots import Column, columns, on_log_scale, ranges
from sarkhat.ranking.freshness import Figures, Freshness

SHORTEST: Final = 30.0  # seconds: the foot of the scale of lags
LONGEST: Final = 12 * 3600.0
TICKS: Final = (60.0, 600.0, 3600.0, 6 * 3600.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A column of a plot with what it stands for: the hour that it begins with, and its figures."""

    column: Column
    hour: datetime
    count: int = 0
    lag: Figures | None = None


@dataclass(frozen=True, slots=True)
class Plots:
    """Items in each hour, and their lags: from the median to what 95 of 100 stay below. `ticks`: (seconds, y)."""

    items: list[Mark]
    lags: list[Mark]
    most: int
    ticks: list[tuple[float, float]]
    begin: datetime


def plots(hours: Hours, now: datetime, rtl: bool) -> Plots:
    """The two plots of some hours."""
    begin = now - timedelta(hours=HOURS)
    lags = hours.lag_by_hour
    spans = [(lag.p50, lag.p95) if lag else None for lag in lags]
    return Plots(
        [_mark(column, begin, count=hours.counts[column.index]) for column in columns(hours.counts, rtl)],
        [_mark(column, begin, lag=lags[column.index]) for column in ranges(spans, rtl, SHORTEST, LONGEST)],
        max(hours.counts),
        [(tick, on_log_scale(tick, SHORTEST, LONGEST)) for tick in TICKS],
        begin,
    )


def _mark(column: Column, begin: datetime, **figures: Any) -> Mark:
    return Mark(column, begin + timedelta(hours=column.index), **figures)


def report(rows: Iterable[board.Row], fresh: Freshness, now: datetime) -> dict[str, Any]:
    """Health and freshness for machines. Times are ISO 8601, spans are seconds."""
    rows = list(rows)
    return {
        "at": now.isoformat(timespec="seconds"),
        "colours": board.counted(rows),
        "asked": asdict(board.asked(rows, now)),
        "freshness": told(fresh),
        "outlets": [
            {"key": row.outlet.key, "colour": row.colour, "watches": dict(row.colours)} for row in board.outlets(rows)
        ],
        "watches": [_watch(row) for row in rows],
    }


def told(fresh: Freshness) -> dict[str, Any]:
    """Freshness without its outlets: `{"whole": {"items", "p50", "p95"} or null, "steps": {…}, "kinds": {…}}`."""
    return {
        "whole": asdict(fresh.whole) if fresh.whole else None,
        "steps": {step: asdict(figures) for step, figures in fresh.steps.items()},
        "kinds": {kind: asdict(figures) for kind, figures in fresh.kinds.items()},
    }


def _watch(row: board.Row) -> dict[str, Any]:
    health, state = row.health, row.state
    since = health.since.isoformat(timespec="seconds") if health.since else None
    return {
        "id": row.watch.pk,
        "outlet": row.watch.outlet.key,
        "kind": row.watch.kind,
        "url": row.watch.url,
        "colour": health.colour,
        "word": health.word,
        "advice": health.advice,
        "since": since,
        "visited": state.visited_at.isoformat(timespec="seconds") if state and state.visited_at else None,
        "next": state.next_at.isoformat(timespec="seconds") if state and state.next_at else None,
        "attempts": state.attempts if state else 0,
    }
