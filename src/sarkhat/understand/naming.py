"""What the pages, the feeds and the API ask about names.

A name that an operator joined to another counts there; a hidden one is nowhere. Nothing looks further back
than `LOOKED` articles or `DAYS` days, so that the name of a president costs no more than another.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import log
from typing import Any, Final

from django.db.models import Count, F, Max, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from sarkhat.extract.models import Article
from sarkhat.sources.models import Outlet
from sarkhat.understand.mentions import TITLE
from sarkhat.understand.models import Mention, Name, NameDay

DAYS: Final = 30  # that the plot shows
LOOKED: Final = 1000  # newest articles of a name
_PARAMETERS: Final = 400  # of one IN: SQLite plans long ones badly
_TOGETHER: Final = 2  # articles that two must share
_SEVERAL: Final = 4  # articles
_OF_TITLE: Final = 8  # what a name in a title weighs
_WIDE: Final = 120  # names that are weighed


@dataclass(frozen=True, slots=True)
class Counted:
    """A name and in how many articles it stands."""

    name: Name
    articles: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Who is named with somebody: in how many articles, and how many times more often than by chance."""

    name: Name
    articles: int
    lift: float


def find(key: str) -> Name | None:
    """The name of a key, with the one that it was joined to; None: there is none, or it is hidden."""
    found = Name.objects.select_related("merged_into").filter(key=key[:160]).first()
    return found if found and not (found.merged_into or found).hidden else None


def numbers(name: Name) -> list[int]:
    """The numbers under which its mentions stand: its own, and of those that were joined to it."""
    return [name.pk, *name.merged.values_list("pk", flat=True)]


def newest(of: Sequence[int]) -> list[int]:
    """The newest articles that name it, newest first. One query."""
    rows = Mention.objects.filter(name__in=of, article__hidden=False).order_by("-at", "-article_id")
    return list(dict.fromkeys(rows.values_list("article_id", flat=True)[:LOOKED]))


def days(of: Sequence[int], now: datetime) -> list[tuple[date, int]]:
    """Each of the last `DAYS` days, oldest first, and how many articles name it. One query."""
    last = localdate(now)
    first = last - timedelta(days=DAYS - 1)
    rows = NameDay.objects.filter(name__in=of, day__gte=first, day__lte=last)
    sums = dict(rows.values_list("day").annotate(sum=Sum("articles")))
    return [(day, max(0, sums.get(day, 0))) for day in (first + timedelta(days=step) for step in range(DAYS))]


def most_named(now: datetime, over: int, kind: str = "", limit: int = 12) -> list[Counted]:
    """Who is named in the most articles of the last `over` days. Two queries."""
    last = localdate(now)
    rows = NameDay.objects.filter(day__gt=last - timedelta(days=over), day__lte=last)
    rows = rows.annotate(whole=Coalesce("name__merged_into_id", "name_id"))
    if kind:
        rows = rows.filter(name__kind=kind)
    sums = rows.values_list("whole").annotate(sum=Sum("articles")).filter(sum__gt=0).order_by("-sum", "whole")
    found = dict(sums[: limit + limit // 2 + 4])
    names = _visible(found)
    return [Counted(names[number], count) for number, count in found.items() if number in names][:limit]


def beside(of: Sequence[int], articles: Sequence[int], limit: int = 15) -> list[Beside]:
    """Who is named in the same articles more often than by chance, the most telling first. A few queries.

    The order is by count × log(lift): a name that stands everywhere, or beside it by one chance, comes late.
    """
    together = _together(of, articles)
    known = [number for number, count in together.most_common(_WIDE) if count >= _TOGETHER]
    if not known or not articles:
        return []
    all_articles, totals = _spread(articles, known)
    names = _visible(known)
    found = []
    for number in names:
        share, chance = together[number] / len(articles), max(totals[number], together[number]) / all_articles
        if (lift := share / chance) > 1:
            found.append(Beside(names[number], together[number], round(lift, 1)))
    return sorted(found, key=lambda one: (-one.articles * log(one.lift), one.name.pk))[:limit]


def outlets(articles: Sequence[int]) -> list[tuple[Outlet, int]]:
    """Which outlets wrote these articles, and how many each, most first. Two queries, or a few."""
    sums: Counter[int] = Counter()
    for some in _parts(articles):
        rows = Article.objects.filter(pk__in=some).values_list("outlet_id").annotate(count=Count("pk"))
        sums.update(dict(rows))
    rows_of = Outlet.objects.in_bulk(list(sums))
    return [(rows_of[number], count) for number, count in sums.most_common()]


def of_articles(articles: Sequence[int], limit: int = 12) -> list[Counted]:
    """Who is named in these articles, the titles' names first. One query, of a large story a few.

    Where there are several, whom one of them alone names is left out.
    """
    least = 2 if len(articles) >= _SEVERAL else 1
    names: dict[int, Name] = {}
    weights: Counter[int] = Counter()
    times: Counter[int] = Counter()
    for some in _parts(articles[:LOOKED]):
        for row in Mention.objects.filter(article__in=some).select_related("name__merged_into"):
            name = row.name.merged_into or row.name
            names[name.pk] = name
            weights[name.pk] += (_OF_TITLE if row.where == TITLE else 2) + min(row.count, 4)
            times[name.pk] += 1
    shown = [number for number in names if times[number] >= least and not names[number].hidden]
    ordered = sorted(shown, key=lambda number: (-weights[number], number))
    return [Counted(names[number], times[number]) for number in ordered[:limit]]


def _together(of: Sequence[int], articles: Sequence[int]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for some in _parts(articles):
        rows = _wholes(Mention.objects.filter(article__in=some).exclude(name__in=of))
        sums.update(number for number, _ in rows.values_list("whole", "article_id").distinct())
    return sums


def _wholes(rows: QuerySet[Mention]) -> QuerySet[Any]:
    """Mentions with the number of the name that they count for."""
    return rows.annotate(whole=Coalesce("name__merged_into_id", F("name_id")))


def _spread(articles: Sequence[int], names: Sequence[int]) -> tuple[int, dict[int, int]]:
    """Since the oldest of these articles: how many there are in all, and how many name each of `names`.

    All are told by their numbers: counting them would read the archive.
    """
    oldest = Article.objects.filter(pk=articles[-1]).values_list("published", flat=True).first()
    last = Article.objects.aggregate(last=Max("pk"))["last"]
    whole = {number: number for number in names} | dict(
        Name.objects.filter(merged_into__in=names).values_list("pk", "merged_into_id")
    )
    sums: Counter[int] = Counter()
    if oldest is not None:
        rows = NameDay.objects.filter(name__in=list(whole), day__gte=localdate(oldest))
        for number, count in rows.values_list("name_id").annotate(sum=Sum("articles")):
            sums[whole[number]] += count
    return max(len(articles), (last or 0) - min(articles) + 1), sums


def _visible(wanted: Sequence[int] | dict[int, int]) -> dict[int, Name]:
    rows = Name.objects.filter(hidden=False).in_bulk(list(wanted))
    return {number: rows[number] for number in wanted if number in rows}


def _parts(articles: Sequence[int]) -> list[Sequence[int]]:
    return [articles[start : start + _PARAMETERS] for start in range(0, len(articles), _PARAMETERS)]
