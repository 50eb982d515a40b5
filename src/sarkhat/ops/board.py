"""What the operator's page shows: each watch with its health, outlets with theirs, and what was asked lately."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sarkhat.harvest import visitlog
from sarkhat.ops.decide import COLOURS, Colour, Health, worst
from sarkhat.ops.watch_health import health_of
from sarkhat.sources.models import Outlet, Watch

SORTS: Final = ("trouble", "outlet", "since", "visited")
ASKED: Final = timedelta(hours=1)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A watch and how it does."""

    watch: Watch
    health: Health

    @property
    def state(self) -> Any:
        """Its WatchState; None before its first turn."""
        return getattr(self.watch, "state", None)


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with the colours of its watches."""

    outlet: Outlet
    colour: Colour
    colours: Mapping[Colour, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in the last hour, as far as the watches' logs of visits reach."""

    requests: int = 0
    unchanged: int = 0  # answers of 304
    failed: int = 0
    news: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows, in which order; "" is all."""

    colour: str = ""
    outlet: str = ""
    kind: str = ""
    sort: str = "trouble"


def rows(now: datetime, outlets: Iterable[int] | None = None) -> list[Row]:
    """Every watch with its health, or only those of some outlets (their numbers). One query."""
    watches = Watch.objects.select_related("outlet", "state").order_by("outlet__name", "pk")
    watches = watches if outlets is None else watches.filter(outlet__in=list(outlets))
    return [Row(watch, health_of(watch, now)) for watch in watches]


def chosen(found: Iterable[Row], wish: Wish) -> list[Row]:
    """The rows that are wished for, in the order wished."""
    kept = [
        row
        for row in found
        if wish.colour in ("", row.health.colour)
        and wish.outlet in ("", row.watch.outlet.key)
        and wish.kind in ("", row.watch.kind)
    ]
    return sorted(kept, key=lambda row: _place(row, wish.sort))


def _place(row: Row, sort: str) -> tuple[Any, ...]:
    since, visited = row.health.since, getattr(row.state, "visited_at", None)
    name = (row.watch.outlet.name, row.watch.pk)
    if sort == "outlet":
        return name
    if sort == "since":  # what changed last comes first
        return -(since or _LONG_AGO).timestamp(), *name
    if sort == "visited":  # what was visited longest ago comes first
        return visited or _LONG_AGO, *name
    return COLOURS.index(row.health.colour), since or _NEVER, *name


def outlets(found: Iterable[Row]) -> list[OutletRow]:
    """The outlets that are watched, the worst first, then by name."""
    colours: dict[Outlet, list[Colour]] = {}
    for row in found:
        colours.setdefault(row.watch.outlet, []).append(row.health.colour)
    made = [OutletRow(outlet, worst(own), Counter(own)) for outlet, own in colours.items()]
    return sorted(made, key=lambda row: (COLOURS.index(row.colour), row.outlet.name))


def counted(found: Iterable[Row]) -> dict[Colour, int]:
    """How many watches there are of each colour, the worst first."""
    counts = Counter(row.health.colour for row in found)
    return {colour: counts[colour] for colour in COLOURS}


def asked(found: Iterable[Row], now: datetime) -> Asked:
    """What was asked in the last hour."""
    seen = [visit for row in found if row.state for visit in visitlog.since(row.state.visits, now - ASKED)]
    return Asked(
        len(seen),
        sum(visit.status == 304 for visit in seen),
        sum(bool(visit.error) for visit in seen),
        sum(visit.news for visit in seen),
    )
