"""The slow road: feedparser, with our own repairs of Jalali dates and Iran's zone, entity bombs and missing ids.

feedparser is given bytes only: a text that looks like an address it would go and fetch. Its HTML is left as it
stands: nobody follows links in it, and its pictures are joined here.
"""

import io
import itertools
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Final
from xml.sax import SAXParseException

import feedparser
from feedparser.mixin import _FeedParserMixin

from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.kinds.feed.fast import MOST_ENTRIES, is_persian, period, seconds
from sarkhat.harvest.kinds.feed.item import MOST_TITLE
from sarkhat.harvest.kinds.feed.links import absolute, web
from sarkhat.harvest.kinds.feed.markup import picture_in, sound
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.dates import TEHRAN

_MOST_EXPANDED: Final = 5_000_000
_ENTITY: Final = re.compile(rb"<!ENTITY\s+%?\s*[\w.:-]+\s+[^>]*>")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_MOST_TAGS: Final = 12_000  # feedparser takes up to 0.1 ms for each,
_MOST_REFERENCES: Final = 150_000  # and 6 µs for each of these
_LONGEST_AUTHOR: Final = 300
_MOST_CATEGORIES: Final = 200
_MARK: Final = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<|&", re.DOTALL)
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_START: Final = re.compile(rb"<(item|entry)[\s>]")


def read(body: bytes, is_utf8: bool, url: str, content_type: str, now: datetime) -> Parsed:
    """The entries as feedparser finds them; `error` says what is wrong with the feed."""
    if _PAGE.match(body):
        return Parsed(error="feed-not-xml", hints={"detail": "a page of HTML"})
    headers = {"content-location": url, "content-type": content_type}
    if is_utf8:
        headers["content-type"] = "application/xml; charset=utf-8"
    try:
        found = feedparser.parse(
            io.BytesIO(_bounded(_shortened(_defused(body)))),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, RecursionError, AssertionError, LookupError, TypeError, AttributeError) as error:
        return Parsed(error="feed-not-xml", hints={"detail": repr(error)[:300]})
    return _parsed(found, url, now)


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


def _bounded(body: bytes) -> bytes:
    """The body up to where feedparser would have had a second or two to work."""
    left = {b"<": _MOST_TAGS, b"&": _MOST_REFERENCES}
    if all(body.count(mark) <= most for mark, most in left.items()):
        return body
    for found in _MARK.finditer(body):
        if found[0] in left:
            left[found[0]] -= 1
            if left[found[0]] < 0:
                return body[: found.start()]
    return body


class _Bounded(_FeedParserMixin):  # type: ignore[misc]  # it has no types
    """Where feedparser takes time by the square: mail addresses looked for in long names, each tag among all others."""

    def _sync_author_detail(self, key: str = "author") -> None:
        if len(str(self._get_context().get(key) or "")) <= _LONGEST_AUTHOR:
            super()._sync_author_detail(key)

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        if len(self._get_context().get("tags", ())) < _MOST_CATEGORIES:
            super()._add_tag(term, scheme, label)


class _Strict(_Bounded, feedparser.api.StrictFeedParser):  # type: ignore[misc]
    pass


class _Loose(_Bounded, feedparser.api.LooseFeedParser):  # type: ignore[misc]
    pass


feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser = _Strict, _Loose


def _parsed(found: Any, url: str, now: datetime) -> Parsed:
    feed = found.feed
    language = _text(feed, "language")
    zone = TEHRAN if is_persian(language, url) else UTC
    return Parsed(
        title=_text(feed, "title"),
        link=_text(feed, "link"),
        language=language,
        ttl_seconds=seconds(_text(feed, "ttl")),
        entries=tuple(_entry(item, url, now, zone) for item in found.entries[:MOST_ENTRIES]),
        error=_error(found),
        hints=_hints(feed),
    )


def _error(found: Any) -> str:
    if not found.entries and not found.get("version"):
        return "feed-not-xml"
    return "feed-broken" if isinstance(found.get("bozo_exception"), SAXParseException) else ""


def _hints(feed: Any) -> dict[str, str]:
    """Where the feed says that it lives, its WebSub hub, and how often it is updated."""
    links = _dicts(feed, "links")
    hints = {link["rel"]: link["href"] for link in links if link.get("rel") in ("hub", "self") and link.get("href")}
    return hints | period(_text(feed, "sy_updateperiod"), _text(feed, "sy_updatefrequency"))


def _entry(item: Any, base: str, now: datetime, zone: tzinfo) -> Entry:
    url = _link(item, base)
    summary = sound(_text(item, "summary"))
    content = sound(max((str(piece.get("value", "")) for piece in _dicts(item, "content")), key=len, default=""))
    return Entry(
        id=_text(item, "id") or url,
        url=url,
        title=_text(item, "title")[:MOST_TITLE],
        summary=summary,
        content=content,
        published=_date(item, ("published", "created", "updated"), now, zone),
        updated=_date(item, ("updated",), now, zone),
        authors=tuple(dict.fromkeys(name for who in _dicts(item, "authors") if (name := who.get("name")))),
        tags=tuple(dict.fromkeys(term for tag in _dicts(item, "tags") if (term := tag.get("term")))),
        image=_image(item, content or summary, url or base),
    )


def _text(said: Any, name: str) -> str:
    """feedparser gives a dictionary where an element that it does not know had attributes."""
    value = said.get(name, "")
    return value if isinstance(value, str) else ""


def _dicts(said: Any, name: str) -> list[Any]:
    """feedparser gives a text where the feed has an element of that very name."""
    values = said.get(name, ())
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, list) else []


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
    pages = (link.get("href") for link in _dicts(item, "links") if link.get("rel") == "alternate")
    stated = _text(item, "link") or next(pages, "")
    return absolute(base, str(stated or "").strip())


def _image(item: Any, html: str, base: str) -> str:
    files = [*_dicts(item, "media_thumbnail"), *filter(_is_image, _dicts(item, "media_content"))]
    files += (link for link in _dicts(item, "links") if link.get("rel") == "enclosure" and _is_image(link))
    stated = next((link for one in files if (link := str(one.get("url") or one.get("href") or "").strip())), "")
    stated = stated or picture_in(html)
    return web(base, stated) if stated else ""


def _is_image(one: Any) -> bool:
    return str(one.get("type", "")).startswith("image/") or one.get("medium") == "image"
