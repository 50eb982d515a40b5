"""One item of a feed while its element is read, and the entry made of it."""

from datetime import datetime, tzinfo
from operator import itemgetter
from typing import Final
from xml.etree.ElementTree import Element

from sarkhat.harvest.kinds.feed.dates import sure
from sarkhat.harvest.kinds.feed.links import web
from sarkhat.harvest.kinds.feed.markup import picture_in, sound
from sarkhat.harvest.kinds.feed.names import XML
from sarkhat.harvest.records import Entry

MOST_TITLE: Final = 10_000
_TEXT_TYPES: Final = frozenset({"text", "plain", "text/plain", "html", "text/html"})


class Unsure(Exception):
    """The fast road ends here: feedparser knows better how to read this. The text says what it was."""


class Item:
    """What the children of one item said so far. Links are absolute, pictures as stated, dates still texts."""

    __slots__ = (
        "alternates", "authors", "base", "caption", "contents", "created", "guid", "is_permalink", "link",
        "pictures", "published", "summary", "tags", "title", "updated",
    )  # fmt: skip

    def __init__(self, base: str) -> None:
        self.base = base
        self.title = self.link = self.guid = self.caption = self.published = self.updated = self.created = ""
        self.summary: str | None = None
        self.is_permalink = False
        self.contents: list[str] = []
        self.alternates: list[str] = []
        self.authors: list[str] = []
        self.tags: list[str] = []
        self.pictures: list[tuple[int, str]] = []  # with a rank: the lowest, and of these the first, is shown

    def entry(self, now: datetime, zone: tzinfo) -> Entry:
        """The entry. Raises Unsure where no page, id or title was stated, or a date has an unknown form."""
        url = self._url()
        identity = self.guid or url
        if not (identity or self.title):
            raise Unsure("item without id, link and title")
        summary = sound(self.summary if self.summary is not None else self.caption)
        content = sound(max(self.contents, key=len)) if self.contents else ""
        updated = _instant(self.updated, now, zone) if self.updated else None
        return Entry(
            id=identity,
            url=url,
            title=self.title[:MOST_TITLE],
            summary=summary,
            content=content,
            published=self._published(now, zone) or updated,
            updated=updated,
            authors=_once(self.authors),
            tags=_once(self.tags),
            image=self._image(content or summary, url),
        )

    def _published(self, now: datetime, zone: tzinfo) -> datetime | None:
        at = _instant(self.published, now, zone) if self.published else None
        return at or (_instant(self.created, now, zone) if self.created else None)

    def _url(self) -> str:
        """The page; a permanent link that serves as id stands in for it, then a page of another type."""
        if self.link or (self.is_permalink and self.guid):
            return self.link or self.guid
        return next(filter(None, self.alternates), "")

    def _image(self, html: str, url: str) -> str:
        stated = min(self.pictures, key=itemgetter(0))[1] if self.pictures else picture_in(html)
        return web(url or self.base, stated) if stated else ""


def text_of(node: Element) -> str:
    """The text of an element that holds nothing else. Raises Unsure for markup in it."""
    if len(node):
        raise Unsure(f"markup in {node.tag[-40:]}")
    return (node.text or "").strip()


def said_in(node: Element) -> str:
    """The text of an element whose attributes may tell how to read it."""
    if node.keys():
        kind = node.get("type", "text").lower()
        if kind not in _TEXT_TYPES or node.get("mode") == "base64" or node.get("src") is not None:
            raise Unsure(f"content of type {kind[:40]}")
        refuse_base(node)
    return text_of(node)


def refuse_base(node: Element) -> None:
    """What its links are relative to may stand on the whole feed only. Raises Unsure."""
    if node.get(f"{XML}base") is not None:
        raise Unsure("xml:base within")


def _instant(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    try:
        at = sure(text, now, zone)
    except (ValueError, OverflowError):  # the 31st of February
        return None
    if at is None:
        raise Unsure(f"date {text[:40]!r}")
    return at


def _once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts)) if len(texts) > 1 else tuple(texts)
