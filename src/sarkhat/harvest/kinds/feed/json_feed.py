"""JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>), read forgivingly."""

import json
from datetime import UTC, datetime, tzinfo
from html import escape
from typing import Any

from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.dates import TEHRAN
from sarkhat.text.nesting import too_deep
from sarkhat.text.urls import absolute, is_http


def parse(body: bytes, url: str, now: datetime) -> Parsed:
    """The items of a JSON Feed; `error` is "feed-not-xml" for JSON that is no feed."""
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Parsed(error="feed-not-xml")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Parsed(error="feed-not-xml")
    language = _text(feed.get("language"))
    zone: tzinfo = TEHRAN if language.startswith("fa") else UTC
    items = [item for item in feed["items"][:2_000] if isinstance(item, dict)]
    return Parsed(
        title=_text(feed.get("title")),
        link=_text(feed.get("home_page_url")),
        language=language,
        entries=tuple(_entry(item, url, now, zone) for item in items),
        hints=_hints(feed),
    )


def _entry(item: dict[str, Any], base: str, now: datetime, zone: tzinfo) -> Entry:
    link = _link(item, base)
    text = _text(item.get("content_text"))
    html = _text(item.get("content_html"))
    content = ("" if too_deep(html) else html) or _paragraphs(text)
    return Entry(
        id=_text(item.get("id")) or link,
        url=link,
        title=_text(item.get("title")),
        summary=escape(_text(item.get("summary")), quote=False),
        content=content,
        published=_date(item, "date_published", now, zone) or _date(item, "date_modified", now, zone),
        updated=_date(item, "date_modified", now, zone),
        authors=_authors(item),
        tags=tuple(_text(tag) for tag in _list(item.get("tags")) if _text(tag)),
        image=absolute(base, _text(item.get("image")) or _text(item.get("banner_image"))),
    )


def _link(item: dict[str, Any], base: str) -> str:
    stated = (item.get("url"), item.get("external_url"))
    identity = _text(item.get("id"))
    found = next((link for one in stated if (link := absolute(base, _text(one)))), "")
    return found or (identity if is_http(identity) else "")


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    people = _list(item.get("authors")) or [item.get("author")]
    return tuple(name for one in people if isinstance(one, dict) and (name := _text(one.get("name"))))


def _date(item: dict[str, Any], name: str, now: datetime, zone: tzinfo) -> datetime | None:
    return instant(_text(item.get(name)), None, now, zone)


def _hints(feed: dict[str, Any]) -> dict[str, str]:
    hubs = [_text(hub.get("url")) for hub in _list(feed.get("hubs")) if isinstance(hub, dict)]
    stated = {"self": _text(feed.get("feed_url")), "hub": next(iter(hubs), "")}
    return {name: link for name, link in stated.items() if link}


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Strings and numbers as text: ids are numbers in many feeds; anything else is no text."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
