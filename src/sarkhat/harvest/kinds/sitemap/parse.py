"""Sitemaps (<https://www.sitemaps.org/protocol.html>) with the news and image extensions, and indexes of them.

XML is read without entities and without network; a damaged file gives what could be read.
"""

import re
import zlib
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.urls import is_http

MOST_ENTRIES: Final = 1_000  # a news sitemap may not have more
_MOST_BYTES: Final = 50_000_000
_NEWS: Final = re.compile("news|latest|recent|google", re.IGNORECASE)
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:  # noqa: ARG001  one form for all kinds
    """The newest items, newest first. An index gives no entries but its newest part's address in `more`.

    `error` is "sitemap-not-xml" for anything else.
    """
    root = _root(_unpacked(body))
    name = _name(root) if root is not None else ""
    if root is None or name not in ("urlset", "sitemapindex"):
        return Parsed(error="sitemap-not-xml")
    if name == "sitemapindex":
        return Parsed(link=url, more=_newest_part(root, now))
    entries = [entry for item in root if (entry := _entry(item, now))]
    entries.sort(key=lambda entry: entry.published or entry.updated or _LONG_AGO, reverse=True)
    return Parsed(link=url, entries=tuple(entries[:MOST_ENTRIES]))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, _MOST_BYTES)
    except zlib.error:
        return b""


def _root(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(body, parser) if body.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _newest_part(index: etree._Element, now: datetime) -> str:
    """The part changed last; among equals one that names news, else the first."""
    parts = [(_texts(part), place) for place, part in enumerate(index) if _name(part) == "sitemap"]
    known = [(texts, place) for texts, place in parts if is_http(texts.get("loc", ""))]
    if not known:
        return ""
    best = max(
        known,
        key=lambda one: (
            instant(one[0].get("lastmod", ""), None, now, UTC) or _LONG_AGO,
            bool(_NEWS.search(one[0]["loc"])),
            -one[1],
        ),
    )
    return best[0]["loc"]


def _entry(item: etree._Element, now: datetime) -> Entry | None:
    texts = _texts(item)
    url = texts.get("loc", "")
    if _name(item) != "url" or not is_http(url):
        return None
    keywords = texts.get("news:keywords", "")
    return Entry(
        id=url,
        url=url,
        title=texts.get("news:title", ""),
        published=instant(texts.get("news:publication_date", ""), None, now, UTC),
        updated=instant(texts.get("lastmod", ""), None, now, UTC),
        tags=tuple(word.strip() for word in keywords.split(",") if word.strip()),
        image=texts.get("image:loc", "") if is_http(texts.get("image:loc", "")) else "",
    )


def _texts(item: etree._Element) -> dict[str, str]:
    """The first text of each element below: `loc`, `news:title`, `image:loc` …"""
    texts: dict[str, str] = {}
    for node in item.iter(etree.Element):
        text = (node.text or "").strip()
        if text:
            texts.setdefault(_prefix(node) + _name(node), text)
    return texts


def _prefix(node: etree._Element) -> str:
    space = etree.QName(node).namespace or ""
    return "news:" if "sitemap-news" in space else "image:" if "sitemap-image" in space else ""


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
