"""Gathers from the tables what ranking needs to know, in a few queries for all stories together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sarkhat.extract.models import Article
from sarkhat.harvest.models import Slot
from sarkhat.ranking.decide import Facts, percentiles, voices
from sarkhat.stories.models import Story

ACTIVE: Final = timedelta(hours=48)
FIRST_SLOTS: Final = 10  # places of a front page that lead it
_GROWTH: Final = 6.0  # hours in which a post gathers half of its views


@dataclass(frozen=True, slots=True)
class Told:
    """A member of a story, as ranking sees it."""

    story: int
    article: int
    source: str
    at: datetime
    copy: bool
    views: int | None


@dataclass(frozen=True, slots=True)
class Active:
    """Stories that had an article in the last two days, with their members and section."""

    sections: Mapping[int, str]
    leads: Mapping[int, int]
    told: Mapping[int, list[Told]]


def active(now: datetime) -> Active:
    """The stories of the last 48 hours that have a lead to be shown."""
    rows = Story.objects.filter(
        latest_at__gt=now - ACTIVE, merged_into=None, lead__isnull=False, lead__hidden=False
    ).values_list("pk", "section", "lead_id")
    stories = list(rows)
    told: dict[int, list[Told]] = defaultdict(list)
    for member in _members(now):
        told[member.story].append(member)
    known = [row for row in stories if row[0] in told]
    return Active({pk: section for pk, section, _ in known}, {pk: lead for pk, _, lead in known}, told)


def facts(found: Active, now: datetime) -> dict[int, Facts]:
    """The facts of every active story."""
    holding, pages = _fronts()
    reached = _reached(found, now)
    return {
        story: Facts(
            now=now,
            voices=voices((one.source, one.at, one.copy) for one in found.told[story]),
            front_holding=len(holding.get(story, ())),
            front_pages=pages,
            percentiles=reached.get(story, {}),
        )
        for story in found.sections
    }


def _members(now: datetime) -> Iterable[Told]:
    # Asked from the stories down, and compared here: the other way round SQLite goes through the whole archive.
    rows: Iterable[Any] = Story.objects.filter(latest_at__gt=now - ACTIVE).values_list(
        "pk", "members__article_id", "members__article__outlet__key", "members__article__published",
        "members__how", "members__article__sighting__views", "members__article__hidden",
    )  # fmt: skip
    return (
        Told(story, article, source, at, how == "copy", views)
        for story, article, source, at, how, views, hidden in rows
        if at is not None and at <= now and not hidden
    )


def _fronts() -> tuple[dict[int, set[int]], int]:
    """Story → outlets whose front page holds it in its first slots now; and how many front pages there are."""
    slots = list(Slot.objects.filter(until=None, position__lte=FIRST_SLOTS).values_list("url_key", "outlet_id"))
    keys = {bytes(key) for key, _ in slots}
    story_of = {
        bytes(key): story
        for key, story in Article.objects.filter(url_key__in=keys, member__isnull=False).values_list(
            "url_key", "member__story_id"
        )
    }
    holding: dict[int, set[int]] = defaultdict(set)
    for key, outlet in slots:
        if bytes(key) in story_of:
            holding[story_of[bytes(key)]].add(outlet)
    return holding, len({outlet for _, outlet in slots})


def _reached(found: Active, now: datetime) -> dict[int, dict[str, float]]:
    """Story → channel → percentile of the channel's first post there among its posts of these days."""
    posts: dict[str, dict[int, float]] = defaultdict(dict)
    first: dict[tuple[int, str], Told] = {}
    for story in found.sections:
        for one in sorted(found.told[story], key=lambda one: (one.at, one.article)):
            if one.views is not None:
                posts[one.source][one.article] = one.views / _grown(now - one.at)
                first.setdefault((story, one.source), one)
    ranks = {source: percentiles(views) for source, views in posts.items()}
    reached: dict[int, dict[str, float]] = defaultdict(dict)
    for (story, source), one in first.items():
        reached[story][source] = ranks[source][one.article]
    return reached


def _grown(age: timedelta) -> float:
    """Share of its views that a post has gathered at this age, so that young and old posts compare."""
    return float(1 - 0.5 ** (max(0.25, age.total_seconds() / 3600) / _GROWTH))
