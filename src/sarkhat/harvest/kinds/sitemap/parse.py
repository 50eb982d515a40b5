"""Sitemaps (<https://www.sitemaps.org/protocol.html>) with the news and image extensions, and indexes of them.

A damaged file gives what could be read.
"""

import re
from datetime import UTC, datetime
from typing import Final

from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.kinds.feed.links import web
from sarkhat.harvest.kinds.sitemap.tree import Node, root_of
from sarkhat.harvest.records import Entry, Parsed

MOST_ENTRIES: Final = 1_000  # a news sitemap may not have more
_NEWS: Final = re.compile("news|latest|recent|google", re.IGNORECASE)
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:  # noqa: ARG001  one form for all kinds
    """The newest items, newest first. An index gives no entries but its newest part's address in `more`.

    `error` is "sitemap-not-xml" for anything else.
    """
    root = root_of(body)
    keys: dict[object, str] = {}
    name = _key(root.tag) if root is not None else ""
    if root is None or name not in ("urlset", "sitemapindex"):
        return Parsed(error="sitemap-not-xml")
    parts = [_texts(part, keys) for part in root if _key(part.tag) == ("url" if name == "urlset" else "sitemap")]
    stated = [texts for texts in parts if web("", texts.get("loc", ""))]
    if name == "sitemapindex":
        return Parsed(link=url, more=_newest_part(stated, now))
    dated = [(_published(texts, now), _changed(texts, now), texts) for texts in stated]
    dated.sort(key=lambda one: one[0] or one[1] or _LONG_AGO, reverse=True)
    return Parsed(link=url, entries=tuple(_entry(*one) for one in dated[:MOST_ENTRIES]))


def _newest_part(stated: list[dict[str, str]], now: datetime) -> str:
    """The part changed last; among equals one that names news, else the first."""
    known = [(_changed(texts, now) or _LONG_AGO, bool(_NEWS.search(texts["loc"])), texts["loc"]) for texts in stated]
    return max(known, key=lambda one: one[:2], default=(_LONG_AGO, False, ""))[2]


def _published(texts: dict[str, str], now: datetime) -> datetime | None:
    return instant(texts.get("news:publication_date", ""), None, now, UTC)


def _changed(texts: dict[str, str], now: datetime) -> datetime | None:
    return instant(texts.get("lastmod", ""), None, now, UTC)


def _entry(published: datetime | None, changed: datetime | None, texts: dict[str, str]) -> Entry:
    keywords = texts.get("news:keywords", "")
    return Entry(
        id=texts["loc"],
        url=texts["loc"],
        title=texts.get("news:title", ""),
        published=published,
        updated=changed,
        tags=tuple(word.strip() for word in keywords.split(",") if word.strip()),
        image=web("", texts.get("image:loc", "")),
    )


def _texts(part: Node, keys: dict[object, str]) -> dict[str, str]:
    """The first text of each element below: `loc`, `news:title`, `image:loc` …"""
    texts: dict[str, str] = {}
    for node in part.iter():
        key = keys.get(node.tag)
        if key is None:
            key = keys[node.tag] = _key(node.tag)
        text = node.text
        if text and key and key not in texts and (text := text.strip()):
            texts[key] = text
    return texts


def _key(tag: object) -> str:
    """The local name, marked where it is of the news or image extension; "" for comments."""
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    return f"news:{name}" if "sitemap-news" in space else f"image:{name}" if "sitemap-image" in space else name
