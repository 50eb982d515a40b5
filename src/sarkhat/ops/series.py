"""What came in over the last two days, hour by hour: how much, and how late after its publication.

What a watch brought at first, being older than our acquaintance with it, is left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sarkhat.extract.models import Article
from sarkhat.harvest.models import Sighting
from sarkhat.ranking.freshness import Figures, figures, is_day_alone
from sarkhat.sources.models import Watch

HOURS: Final = 48
OLDEST: Final = timedelta(hours=HOURS + 24)  # what was published before is no news
MOST: Final = 100_000  # items, the newest

# published, whether the outlet states it, first seen
Row = tuple[datetime, bool, datetime]


@dataclass(slots=True)
class Hours:
    """Oldest hour first. `lags`: seconds from publication to our first sight, of items whose outlet states a time."""

    counts: list[int] = field(default_factory=lambda: [0] * HOURS)
    lags: list[list[float]] = field(default_factory=lambda: [[] for _ in range(HOURS)])

    def add(self, row: Row, now: datetime) -> None:
        """Count an item in."""
        published, stated, seen = row
        hour = HOURS - 1 - int((now - seen).total_seconds() // 3600)
        if not 0 <= hour < HOURS:
            return
        self.counts[hour] += 1
        if stated and not is_day_alone(published):
            self.lags[hour].append(max(0.0, (seen - published).total_seconds()))

    @property
    def items(self) -> int:
        return sum(self.counts)

    @property
    def lag(self) -> Figures | None:
        """Of all hours together."""
        return figures(value for values in self.lags for value in values) if any(self.lags) else None

    @property
    def lag_by_hour(self) -> list[Figures | None]:
        return [figures(values) if values else None for values in self.lags]


def by_outlet(now: datetime) -> tuple[Hours, dict[int, Hours]]:
    """All outlets together, and each by its number. One query, by the index of publication times."""
    rows = Article.objects.filter(published__gte=now - OLDEST, first_seen__gt=now - timedelta(hours=HOURS))
    names = ("outlet_id", "published", "published_how", "first_seen", "sighting__watch__state__made_at")
    whole, outlets = Hours(), defaultdict[int, Hours](Hours)
    for outlet, published, how, seen, made in rows.order_by("-published").values_list(*names)[:MOST]:
        if made is None or published >= made:
            for hours in (whole, outlets[outlet]):
                hours.add((published, how != "seen", seen), now)
    return whole, dict(outlets)


def of_watch(watch: Watch, now: datetime) -> Hours:
    """One watch. One query, by the index of the watch's items."""
    seen_since = now - timedelta(hours=HOURS)
    rows = Sighting.objects.filter(watch=watch, published__gte=now - OLDEST, first_seen__gt=seen_since)
    made = getattr(getattr(watch, "state", None), "made_at", None)
    return _summed(
        (
            (at, True, seen)
            for at, seen in rows.values_list("published", "first_seen")[:MOST]
            if at and (not made or at >= made)
        ),
        now,
    )


def _summed(rows: Iterable[Row], now: datetime) -> Hours:
    hours = Hours()
    for row in rows:
        hours.add(row, now)
    return hours
