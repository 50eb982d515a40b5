"""A feed's body as entries: JSON Feed by hand, everything else by feedparser, with our own repairs.

Repairs: wrong encodings (`encoding`), Jalali dates and Iran's zone (`dates`), entity bombs, missing ids.
feedparser is given bytes only: a text that looks like an address it would go and fetch.
"""

import io
import itertools
import re
from datetime import UTC, datetime, tzinfo
from typing import Any, Final
from urllib.parse import urljoin
from xml.sax import SAXParseException

import feedparser

from sarkhat.harvest.kinds.feed import json_feed
from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.kinds.feed.encoding import as_utf8
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.dates import TEHRAN
from sarkhat.text.nesting import too_deep
from sarkhat.text.urls import host, is_http

MOST_ENTRIES: Final = 2_000
MOST_TITLE: Final = 10_000
_MOST_EXPANDED: Final = 5_000_000
_ENTITY: Final = re.compile(rb"<!ENTITY\s+%?\s*[\w.:-]+\s+[^>]*>")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_START: Final = re.compile(rb"<(item|entry)[\s>]")
_IMAGE: Final = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:
    """The entries of a feed, in its order. `url` is where it was found, for relative links.

    `error` is "feed-not-xml" for what is no feed at all, "feed-broken" for XML that is not well formed but
    could be read in part or whole.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return json_feed.parse(body, url, now)
    utf8 = as_utf8(body, content_type)
    headers = {"content-location": url, "content-type": content_type}
    if utf8 is not None:
        headers["content-type"] = "application/xml; charset=utf-8"
    try:
        read = feedparser.parse(
            io.BytesIO(_shortened(_defused(body if utf8 is None else utf8))),
            response_headers=headers,
            sanitize_html=False,
        )
    except (ValueError, RecursionError, AssertionError, LookupError, TypeError, AttributeError) as error:
        return Parsed(error="feed-not-xml", hints={"detail": repr(error)[:300]})
    return _parsed(read, url, now)


def _defused(body: bytes) -> bytes:
    """The body without its DOCTYPE where the entities it declares could blow it up."""
    values = _ENTITY.findall(body)
    if not values:
        return body
    if max(map(len, values)) * body.count(b"&") < _MOST_EXPANDED and b"SYSTEM" not in b"".join(values):
        return body
    return _DOCTYPE.sub(b"", body, count=1)


def _shortened(body: bytes) -> bytes:
    """The body up to the most entries that are kept: feedparser takes 20 s for 60,000 of them."""
    starts = itertools.islice(_START.finditer(body), MOST_ENTRIES, None)
    beyond = next(starts, None)
    if beyond is None:
        return body
    ends = {b"item": b"</rdf:RDF>" if b"<rdf:RDF" in body[:2000] else b"</channel></rss>", b"entry": b"</feed>"}
    return body[: beyond.start()] + ends[beyond[1]]


def _parsed(read: Any, url: str, now: datetime) -> Parsed:
    feed = read.feed
    zone = TEHRAN if _persian_feed(feed, url) else UTC
    entries = tuple(_entry(item, url, now, zone) for item in read.entries[:MOST_ENTRIES])
    return Parsed(
        title=feed.get("title", ""),
        link=feed.get("link", ""),
        language=feed.get("language", ""),
        ttl_seconds=_ttl(feed.get("ttl", "")),
        entries=entries,
        error=_error(read),
        hints=_hints(feed),
    )


def _error(read: Any) -> str:
    if not read.entries and not read.get("version"):
        return "feed-not-xml"
    return "feed-broken" if isinstance(read.get("bozo_exception"), SAXParseException) else ""


def _hints(feed: Any) -> dict[str, str]:
    """Where the feed says that it lives, and its WebSub hub."""
    links = feed.get("links", ())
    return {link["rel"]: link["href"] for link in links if link.get("rel") in ("hub", "self") and link.get("href")}


def _persian_feed(feed: Any, url: str) -> bool:
    language = str(feed.get("language", "")).lower()
    return language.startswith("fa") or (not language and host(url).endswith(".ir"))


def _entry(item: Any, base: str, now: datetime, zone: tzinfo) -> Entry:
    url = _link(item, base)
    summary = _sound(item.get("summary", ""))
    content = _sound(max((piece.get("value", "") for piece in item.get("content", ())), key=len, default=""))
    published = _date(item, ("published", "created", "updated"), now, zone)
    return Entry(
        id=str(item.get("id") or url),
        url=url,
        title=item.get("title", "")[:MOST_TITLE],
        summary=summary,
        content=content,
        published=published,
        updated=_date(item, ("updated",), now, zone),
        authors=tuple(dict.fromkeys(name for who in item.get("authors", ()) if (name := who.get("name")))),
        tags=tuple(dict.fromkeys(term for tag in item.get("tags", ()) if (term := tag.get("term")))),
        image=_image(item, content or summary, url or base),
    )


def _sound(html: str) -> str:
    """HTML that later stages can parse in reasonable time, or nothing."""
    return "" if too_deep(html) else html


def _date(item: Any, names: tuple[str, ...], now: datetime, zone: tzinfo) -> datetime | None:
    for name in names:
        # feedparser maps a missing `updated` to `published`; only what is stated counts.
        if dict.__contains__(item, name):
            at = instant(str(dict.__getitem__(item, name)), dict.get(item, f"{name}_parsed"), now, zone)
            if at:
                return at
    return None


def _link(item: Any, base: str) -> str:
    """The entry's own page, absolute; "" where it has none: an enclosure or a source's page is no article."""
    pages = (link.get("href") for link in item.get("links", ()) if link.get("rel") == "alternate")
    stated = item.get("link") or next(pages, "")
    return _joined(base, str(stated or "").strip())


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _image(item: Any, html: str, base: str) -> str:
    files = [*item.get("media_thumbnail", ()), *filter(_is_image, item.get("media_content", ()))]
    files += filter(_is_image, item.get("enclosures", ()))
    stated = next((link for one in files if (link := one.get("url") or one.get("href"))), "")
    if not stated and (found := _IMAGE.search(html)):
        stated = found[1].replace("&amp;", "&")
    link = _joined(base, stated)
    return link if is_http(link) else ""


def _is_image(one: Any) -> bool:
    return str(one.get("type", "")).startswith("image/") or one.get("medium") == "image"


def _ttl(minutes: object) -> int | None:
    text = str(minutes).strip()
    return int(text[:6]) * 60 if text.isascii() and text.isdecimal() else None
