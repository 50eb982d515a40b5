"""Who tells a story and who, of the outlets that usually would, does not: by kind, owner and country.

The rule is printed on the page and is the same for every outlet. Silent is an outlet of the story's language that has
none of its articles in the story, although it carries the story's section (`USUAL` articles or more in the last
`LOOK_BACK`) and published something between the story's first article and `AFTER` its last, so that we were reading it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db.models import Count, Exists, OuterRef

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import OUTLET_KINDS
from sarkhat.stories.models import Story

USUAL: Final = 3
LOOK_BACK: Final = timedelta(days=3)
AFTER: Final = timedelta(hours=12)
ENOUGH: Final = 3  # outlets that must tell a story before others count as silent
MOST: Final = 40  # silent outlets that are named, those with the most of the section first
_KEPT: Final = 300  # seconds


@dataclass(frozen=True, slots=True)
class Row:
    """A group of outlets: those that tell the story and those that do not."""

    key: str  # a kind, an owner or a country; "" not known
    key_en: str
    telling: tuple[Outlet, ...]
    silent: tuple[Outlet, ...]

    @property
    def all(self) -> int:
        """How many outlets the group has here."""
        return len(self.telling) + len(self.silent)


@dataclass(frozen=True, slots=True)
class Cover:
    """Outlets that tell a story and notable ones that do not, in three groupings."""

    telling: tuple[Outlet, ...]
    silent: tuple[Outlet, ...]

    @property
    def is_known(self) -> bool:
        """Whether enough outlets tell it to ask who does not."""
        return len(self.telling) >= ENOUGH

    @property
    def kinds(self) -> list[Row]:
        """By kind, in the order of the catalogue's."""
        return sorted(self._rows(lambda one: (one.kind, one.kind)), key=lambda row: OUTLET_KINDS.index(row.key))

    @property
    def owners(self) -> list[Row]:
        """By owner as the catalogue states it, the greatest first, the unknown last."""
        return self._greatest(lambda one: (one.owner, one.owner_en or one.owner))

    @property
    def countries(self) -> list[Row]:
        """By the country they are run from, the unknown last; none where all are of one."""
        return self._greatest(lambda one: (one.country, one.country))

    def _greatest(self, key: Callable[[Outlet], tuple[str, str]]) -> list[Row]:
        rows = sorted(self._rows(key), key=lambda row: (not row.key, -row.all, row.key))
        return rows if len(rows) > 1 else []

    def _rows(self, key: Callable[[Outlet], tuple[str, str]]) -> list[Row]:
        names = dict(key(one) for one in (*self.telling, *self.silent))
        return [
            Row(
                name,
                other,
                *(tuple(one for one in side if key(one)[0] == name) for side in (self.telling, self.silent)),
            )
            for name, other in names.items()
        ]


def cover(story: Story, telling: Sequence[Outlet], language: str) -> Cover:
    """Who tells it and who does not. Two queries at most, none for a story of few outlets."""
    told = Cover(tuple(telling), ())
    if not told.is_known:
        return told
    carrying = carried(int(clock.now().timestamp()) // _KEPT).get(story.section, {})
    known = {one.pk for one in telling}
    usual = {outlet: count for outlet, count in carrying.items() if count >= USUAL and outlet not in known}
    return replace(told, silent=tuple(_at_work(story, usual, language)[:MOST]))


@lru_cache(maxsize=2)
def carried(moment: int) -> Mapping[str, Mapping[int, int]]:
    """How many articles of each section each outlet published in the last days. One query.

    It reads all articles of these days (0.5 s for 60,000), so what it finds is kept for some minutes; `moment`: which
    minutes these are.
    """
    until = datetime.fromtimestamp((moment + 1) * _KEPT, UTC)
    rows = Article.objects.filter(published__range=(until - LOOK_BACK, until), hidden=False).order_by()
    counts: Mapping[str, Counter[int]] = defaultdict(Counter)
    for outlet, section, count in rows.values_list("outlet", "reading__section").annotate(Count("pk")):
        counts[section][outlet] = count
    return counts


def _at_work(story: Story, usual: Mapping[int, int], language: str) -> list[Outlet]:
    """Of these outlets those that we were reading when the story happened, the busiest first."""
    span = (story.started_at, story.latest_at + AFTER)
    then = Article.objects.filter(outlet=OuterRef("pk"), published__range=span, hidden=False)
    rows = Outlet.objects.filter(Exists(then), pk__in=usual, active=True, language=language)
    return sorted(rows, key=lambda one: (-usual[one.pk], one.name))
