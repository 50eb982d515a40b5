"""Who tells a story and who, of the outlets that usually would, does not: by kind, owner and country.

The rule is printed on the page and is the same for every outlet. Silent is an outlet of the story's language that
published at least `USUAL` articles of the story's section from `LOOK_BACK` before the story's latest article to `AFTER`
it, and at least one of any section since the story began (so that we could have read it), and has none in the story.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from django.db.models import Count, Max, Q

from sarkhat.sources.models import Outlet
from sarkhat.sources.records import OUTLET_KINDS
from sarkhat.stories.models import Story

USUAL: Final = 3
LOOK_BACK: Final = timedelta(days=3)
AFTER: Final = timedelta(hours=12)
ENOUGH: Final = 3  # outlets that must tell a story before others count as silent
MOST: Final = 40  # silent outlets that are named, those with the most of the section first


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
    """Who tells it and who does not. One query, none for a story of few outlets."""
    told = Cover(tuple(telling), ())
    if not told.is_known:
        return told
    known = {one.pk for one in telling}
    return replace(told, silent=tuple(one for one in _usual(story, language) if one.pk not in known)[:MOST])


def _usual(story: Story, language: str) -> Sequence[Outlet]:
    """The outlets that usually tell what happens in the story's section, and were at work since it began."""
    span = (story.latest_at - LOOK_BACK, story.latest_at + AFTER)
    rows = Outlet.objects.filter(active=True, language=language)
    rows = rows.filter(articles__published__range=span, articles__hidden=False)
    of_section = Count("articles", filter=Q(articles__reading__section=story.section))
    counted = rows.annotate(of_section=of_section, last=Max("articles__published"))
    return list(counted.filter(of_section__gte=USUAL, last__gte=story.started_at).order_by("-of_section", "name"))
