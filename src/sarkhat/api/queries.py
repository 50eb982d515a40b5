"""What the API and the feeds ask the database. Hidden articles never leave."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from sarkhat.extract.events import Choice, chosen
from sarkhat.extract.models import Article, Event
from sarkhat.ranking.models import Listed
from sarkhat.sources.models import Outlet
from sarkhat.stories.models import Member, Story
from sarkhat.understand import naming
from sarkhat.understand.models import Name
from sarkhat.understand.words import with_words

LISTS: Final = tuple(key for key, _ in Listed.LISTS)
_OF_ARTICLE: Final = ("outlet", "reading", "member")
_UNUSED: Final = ("lead", "tags", "stated_section")


def articles() -> QuerySet[Article]:
    """All visible articles, newest number first, with outlet, reading and place in a story."""
    return with_words(Article.objects.filter(hidden=False).select_related(*_OF_ARTICLE).defer(*_UNUSED)).order_by("-pk")


def filtered(outlet: str, section: str, since: datetime | None, before: int | None) -> QuerySet[Article]:
    """The visible articles that fit; an empty filter lets all through. `before` is the last number seen."""
    rows = articles()
    if outlet:
        rows = rows.filter(outlet__key=outlet)
    if section:
        rows = rows.filter(reading__section=section)
    if since:
        rows = rows.filter(published__gte=since)
    return rows.filter(pk__lt=before) if before else rows


def events(kind: Choice, outlet: str) -> QuerySet[Event]:
    """Edits, removals and returns, newest first, with all that an article's shape needs."""
    rows = chosen(kind, outlet).select_related(*(f"article__{name}" for name in _OF_ARTICLE))
    return with_words(rows.defer(*(f"article__{name}" for name in _UNUSED)), "article")


def newest_of(outlet: Outlet, limit: int) -> list[Article]:
    """The outlet's newest articles by their time; posts of a picture without words are no feed items."""
    return list(articles().filter(outlet=outlet).exclude(title="").order_by("-published", "-pk")[:limit])


def that_name(name: Name, limit: int) -> list[Article]:
    """The newest articles that name somebody, and have a title. Three queries."""
    rows = articles().filter(pk__in=naming.newest(naming.numbers(name))[: limit * 2]).exclude(title="")
    return list(rows.order_by("-published", "-pk")[:limit])


def listed(kind: str, section: str, limit: int) -> list[Listed]:
    """A list's places in order. One query."""
    rows = Listed.objects.filter(kind=kind, section=section, article__hidden=False, story__merged_into=None)
    rows = rows.select_related("story__score", *(f"article__{name}" for name in _OF_ARTICLE))
    rows = with_words(rows.defer(*(f"article__{name}" for name in _UNUSED)), "article")
    return list(rows.order_by("position")[:limit])


def story(number: int) -> Story | None:
    """The story with its score; None if there is none. One query."""
    rows = Story.objects.select_related("score", "thread", "outline", *(f"lead__{name}" for name in _OF_ARTICLE))
    return with_words(rows, "lead").filter(pk=number).first()


def members(found: Story) -> list[Member]:
    """The story's visible articles, oldest first. One query."""
    rows = Member.objects.filter(story=found, article__hidden=False)
    rows = with_words(rows.select_related("article__outlet", "article__reading"), "article")
    return list(rows.order_by("article__published", "article_id"))
