"""What stands in a feed, whatever its format: only the excerpt that may be shown, and the way to the outlet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from sarkhat.api.addresses import page
from sarkhat.extract.models import Article
from sarkhat.ranking.models import Listed
from sarkhat.stories.models import Story
from sarkhat.understand.words import words_of


@dataclass(frozen=True, slots=True)
class Item:
    """An entry. `id` stays the same through every edit; `link` leads to the outlet, `page` to ours."""

    id: str
    link: str
    page: str
    title: str
    summary: str
    authors: tuple[str, ...]
    outlet: str
    outlet_home: str
    section: str
    language: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: what it is called, which page shows the same, and where it stands itself."""

    title: str
    description: str
    page: str
    address: str
    language: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime | None:
        """When its latest entry changed; None when it is empty."""
        return max((item.updated for item in self.items), default=None)


def of_articles(request: HttpRequest, rows: Iterable[Article]) -> tuple[Item, ...]:
    """One entry an article, known by the hash of its canonical address: the same on every installation."""
    return tuple(
        _item(row, UUID(bytes=bytes(row.url_key), version=5).urn, page(request, "article", row.pk)) for row in rows
    )


def of_places(request: HttpRequest, rows: Iterable[Listed]) -> tuple[Item, ...]:
    """One entry a story, known by our page of it: another headline for the same story is no new entry."""
    pages = [(row, page(request, "story", row.story_id)) for row in rows]
    return tuple(_item(row.article, address, address, row.story.renamed) for row, address in pages)


def of_stories(request: HttpRequest, rows: Iterable[Story]) -> tuple[Item, ...]:
    """One entry a story, known by our page of it."""
    pages = [(row.lead, page(request, "story", row.pk), row.renamed) for row in rows]
    return tuple(_item(lead, address, address, renamed) for lead, address, renamed in pages if lead)


def _item(row: Article, identity: str, address: str, renamed: str = "") -> Item:
    reading = getattr(row, "reading", None)
    return item_of(
        row,
        identity=identity,
        address=address,
        link=row.url,
        title=renamed or words_of(row).title,
        summary=row.capped(reading.key_passage) if reading else "",
        at=row.published,
    )


def item_of(row: Article, *, identity: str, address: str, link: str, title: str, summary: str, at: datetime) -> Item:
    """An entry about an article."""
    reading = getattr(row, "reading", None)
    return Item(
        id=identity,
        link=link,
        page=address,
        title=title,
        summary=summary,
        authors=tuple(row.authors),
        outlet=row.outlet.name,
        outlet_home=row.outlet.home,
        section=reading.section if reading else "",
        language=reading.language if reading else row.outlet.language,
        published=at,
        updated=max(at, row.changed_at or at) if link == row.url else at,
    )
