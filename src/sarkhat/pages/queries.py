"""What the front page, the sections and the lists ask the database, each in a few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from sarkhat.extract.events import chosen
from sarkhat.extract.models import Article, Event
from sarkhat.harvest.models import Slot
from sarkhat.pages.blocks import HEAVY, Block, block, with_members
from sarkhat.ranking.models import Listed
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS
from sarkhat.stories.models import Story
from sarkhat.understand.words import with_words

SECONDS: Final = 6  # stories below the lead
COLUMN: Final = 6  # headlines of a section on the front page
LIST: Final = 10
PAGE: Final = 30
FRONT: Final = 3  # places of an outlet's front page that count as what it leads with


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a place of an outlet's front page, and our article and story of it, if we have them."""

    slot: Slot
    article: Article | None
    story_id: int | None


@dataclass(frozen=True, slots=True)
class Front:
    """What one outlet leads with, first place first."""

    outlet: Outlet
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything of the front page."""

    lead: Block | None
    seconds: list[Block]
    sections: dict[str, list[Block]]
    fronts: list[Front]
    lists: dict[str, list[Block]]
    edits: list[Event] = field(default_factory=list)
    removals: list[Article] = field(default_factory=list)


def home(now: datetime, rtl: bool) -> Home:
    """The front page. Six queries."""
    rows = _listed(Q(section="", position__lte=LIST) | Q(kind="top", position__lte=COLUMN + LIST))
    top = with_members([block(row) for row in rows["top", ""][: SECONDS + 1]], now, rtl)
    shown = {item.story.pk for item in top}
    sections = {key: _plain(rows["top", key], shown)[:COLUMN] for key in SECTIONS}
    lists = {kind: [block(row) for row in rows[kind, ""]] for kind in ("viewed", "discussed", "rising")}
    return Home(
        lead=top[0] if top else None,
        seconds=top[1:],
        sections={key: found for key, found in sections.items() if found},
        fronts=fronts("fa" if rtl else "en", 1),
        lists=lists,
        edits=newest_edits(5),
        removals=newest_removals(5),
    )


def side_lists(section: str) -> tuple[list[Block], list[Block], list[Block]]:
    """Most viewed, most discussed, and one more than the ten most important stories of a section. One query."""
    rows = _listed(Q(kind__in=("viewed", "discussed"), section="") | Q(kind="top", section=section), LIST + 1)
    keys = (("viewed", ""), ("discussed", ""), ("top", section))
    viewed, discussed, top = ([block(row) for row in rows[key]] for key in keys)
    return viewed, discussed, top


def ranked(kind: str, section: str = "", limit: int = PAGE) -> list[Block]:
    """One list, as plain headlines. One query."""
    return [block(row) for row in _listed(Q(kind=kind, section=section), limit)[kind, section]]


def newest(section: str, page: int) -> tuple[list[Story], bool]:
    """A page of a section's stories, latest told first, and whether there are more. One query."""
    rows = Story.objects.filter(section=section, merged_into=None, lead__isnull=False, lead__hidden=False)
    rows = rows.exclude(lead__title="").select_related("lead__outlet", "lead__reading").order_by("-latest_at", "-pk")
    found = list(with_words(rows, "lead")[(page - 1) * PAGE : page * PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def fronts(language: str, depth: int = FRONT) -> list[Front]:
    """What each outlet's own front page leads with now, those of the reader's language first. Two queries."""
    slots = Slot.objects.filter(until=None, position__lte=depth, outlet__active=True)
    slots = slots.select_related("outlet").order_by("outlet__name", "position")
    found = list(slots)
    ours = _by_key([bytes(slot.url_key) for slot in found])
    grouped: dict[Outlet, list[Place]] = defaultdict(list)
    for slot in found:
        article = ours.get(bytes(slot.url_key))
        member = getattr(article, "member", None)
        grouped[slot.outlet].append(Place(slot, article, member.story_id if member else None))
    found_fronts = [Front(outlet, places) for outlet, places in grouped.items()]
    return sorted(found_fronts, key=lambda front: front.outlet.language != language)


def _by_key(keys: list[bytes]) -> dict[bytes, Article]:
    rows = Article.objects.filter(url_key__in=keys, hidden=False).select_related("member")
    return {bytes(article.url_key): article for article in rows.defer(*HEAVY)} if keys else {}


def newest_edits(limit: int) -> list[Event]:
    """The last edits that are more than typos, each article once. One query."""
    rows = chosen("edited").select_related("article__outlet", "article__reading")
    rows = with_words(rows.defer(*(f"article__{name}" for name in HEAVY)), "article")
    seen: dict[int, Event] = {}
    for event in rows[: limit * 4]:
        seen.setdefault(event.article_id, event)
    return list(seen.values())[:limit]


def newest_removals(limit: int) -> list[Article]:
    """The articles that outlets took down last. One query."""
    rows = Article.objects.filter(removed_at__isnull=False, hidden=False).select_related("outlet", "reading")
    return list(with_words(rows.defer(*HEAVY)).order_by("-removed_at")[:limit])


def outlets() -> QuerySet[Outlet]:
    """All active outlets by kind and name; `troubled` counts their watches in trouble. One query."""
    troubled = Count("watches", filter=Q(watches__active=True, watches__state__error__gt=""))
    return Outlet.objects.filter(active=True).annotate(troubled=troubled).order_by("kind", "name")


def of_outlet(outlet: Outlet, page: int) -> tuple[list[Article], bool]:
    """A page of an outlet's articles, newest first, and whether there are more. One query."""
    rows = (
        Article.objects.filter(outlet=outlet, hidden=False)
        .exclude(title="")
        .select_related("reading", "member__story", "outlet")
    )
    found = list(with_words(rows.defer(*HEAVY)).order_by("-published", "-pk")[(page - 1) * PAGE : page * PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _listed(which: Q, limit: int = PAGE) -> dict[tuple[str, str], list[Listed]]:
    rows = Listed.objects.filter(which, position__lte=limit, article__hidden=False, story__merged_into=None)
    rows = (
        rows.exclude(article__title="")
        .select_related("story", "article__outlet", "article__reading")
        .order_by("kind", "section", "position")
    )
    found: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for row in with_words(rows.defer(*[f"article__{name}" for name in HEAVY]), "article"):
        found[row.kind, row.section].append(row)
    return found


def _plain(rows: list[Listed], shown: set[int]) -> list[Block]:
    return [block(row) for row in rows if row.story_id not in shown]
