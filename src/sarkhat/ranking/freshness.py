"""How long news take from their outlet to our pages, measured on the way of each article.

An article's way: published → seen by a watch → its page read and archived → understood → placed in a story →
ranked, by which it stands on the pages. Each of these moments is a column of the stage that does it; the last is the
end of the first round of ranking that began after the placing.

Only what can be measured counts: articles whose outlet states a time (and not just a day), and that were published
after their watch was first due. What a new watch brings at first is older than our acquaintance with it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sarkhat.extract.models import Article
from sarkhat.ranking.models import Round

SPAN: Final = timedelta(hours=24)  # of when articles were first seen
OLDEST: Final = timedelta(hours=72)  # what comes later than this is an archive, no news
MOST: Final = 50_000  # articles, the newest
STEPS: Final = ("seen", "page", "understood", "placed", "ranked")
MEMORY: Final = 600  # seconds for which `recent` remembers
_COLUMNS: Final = (
    "published", "first_seen", "archived_at", "reading__read_at", "member__placed_at", "outlet_id",
    "sighting__watch__kind", "sighting__watch__state__made_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds: what half, and what 95 of 100 of `items` articles stayed below or at."""

    items: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Freshness:
    """From publication to the pages: as a whole, by step, by outlet (its number) and by kind of watch.

    `whole` is None where nothing could be measured.
    """

    whole: Figures | None
    steps: Mapping[str, Figures]
    outlets: Mapping[int, Figures]
    kinds: Mapping[str, Figures]


class Way(NamedTuple):
    """The moments of one article's way, in order; and whose it is."""

    moments: tuple[datetime, ...]  # published and the five of STEPS
    outlet: int
    kind: str

    @property
    def seconds(self) -> float:
        return (self.moments[-1] - self.moments[0]).total_seconds()


def measure(now: datetime) -> Freshness:
    """The freshness of the last 24 hours. Two queries, both bounded."""
    return summed(_ways(now))


def recent(now: datetime) -> Freshness:
    """The same, measured at most every ten minutes: for pages that many ask for."""
    return _remembered(int(now.timestamp()) // MEMORY)


@lru_cache(maxsize=1)
def _remembered(turn: int) -> Freshness:
    return measure(datetime.fromtimestamp((turn + 1) * MEMORY, UTC))


def forget() -> None:
    """Let go of what `recent` remembers: for tests."""
    _remembered.cache_clear()


def summed(ways: Sequence[Way]) -> Freshness:
    """The figures of these ways."""
    outlets: dict[int, list[float]] = defaultdict(list)
    kinds: dict[str, list[float]] = defaultdict(list)
    for way in ways:
        outlets[way.outlet].append(way.seconds)
        kinds[way.kind].append(way.seconds)
    steps = {
        step: figures((way.moments[place + 1] - way.moments[place]).total_seconds() for way in ways)
        for place, step in enumerate(STEPS if ways else ())
    }
    return Freshness(
        figures(way.seconds for way in ways) if ways else None,
        steps,
        {key: figures(values) for key, values in outlets.items()},
        {key: figures(values) for key, values in kinds.items()},
    )


def figures(seconds: Iterable[float]) -> Figures:
    """Count, median and 95th percentile (nearest rank) of some seconds; at least one."""
    ordered = sorted(max(0.0, value) for value in seconds)
    return Figures(len(ordered), *(ordered[ceil(share * len(ordered)) - 1] for share in (0.5, 0.95)))


def _ways(now: datetime) -> list[Way]:
    rows = Article.objects.filter(published__gte=now - OLDEST, first_seen__gte=now - SPAN, first_seen__lte=now)
    rows = rows.exclude(published_how="seen").filter(
        archived_at__isnull=False, reading__read_at__isnull=False, member__placed_at__isnull=False
    )
    rounds = list(Round.objects.filter(began__gte=now - SPAN).order_by("began").values_list("began", "ended"))
    begun = [began for began, _ in rounds]
    ways = []
    for *moments, outlet, kind, known_since in rows.order_by("-published").values_list(*_COLUMNS)[:MOST]:
        place = bisect_left(begun, moments[-1])
        if place < len(rounds) and not is_day_alone(moments[0]) and (known_since is None or moments[0] >= known_since):
            ways.append(Way((*moments, rounds[place][1]), outlet, kind or ""))
    return ways


_TEHRAN: Final = ZoneInfo("Asia/Tehran")


def is_day_alone(at: datetime) -> bool:
    """Whether a stated time is a midnight, which is how a day without an hour is written down."""
    return any((local.hour, local.minute, local.second) == (0, 0, 0) for local in (at, at.astimezone(_TEHRAN)))
