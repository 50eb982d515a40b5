"""Looks at an address that a person wants watched, through the door, and says what is there.

1. A channel's address: its preview page must show posts.
2. A feed's address: the feed itself, and its site's front page if that answers.
3. A page: the feeds that it declares; where none is, the guesses, each tried; where none answers, the news
   sitemaps of its robots.txt.
"""

import io
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import feedparser

from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import NetError
from sarkhat.sources import discover
from sarkhat.sources.discover import Found, Site
from sarkhat.text.charsets import charset_named
from sarkhat.text.urls import is_http

MOST: Final = 5_000_000  # bytes of a page or feed
MOST_TRIES: Final = 8  # guesses of one site
_CHARSET: Final = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


class NothingHere(Exception):
    """The address answers, but holds nothing that could be watched; the text says what it was."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at an address: `home` the site's front page, `front` whether it answers and can be watched."""

    home: str
    site: Site
    found: tuple[Found, ...]
    front: bool = True
    channel: str = ""


async def look(door: Door, url: str) -> Seen:
    """What there is to watch at `url`. Raises NetError where nobody answers, NothingHere where nothing is."""
    channel = discover.channel_of(url)
    if channel:
        return await _channel(door, channel)
    answer = await _good(door, url)
    if discover.is_feed(answer.body):
        return await _feed(door, answer)
    if b"tgme_widget_message" in answer.body or b"tgme_channel_info" in answer.body:
        return _preview(answer, answer.url.rstrip("/").rpartition("/")[2])
    return await _page(door, answer)


async def _good(door: Door, url: str) -> Answer:
    answer = await door.get(url, limit=MOST)
    if answer.status >= 400:
        raise NothingHere(f"{url} answers with status {answer.status}.")
    return answer


async def _channel(door: Door, name: str) -> Seen:
    answer = await _good(door, discover.channel_page(name))
    if b"tgme_widget_message" not in answer.body:
        raise NothingHere(f"The channel {name} has no public preview (or there is no such channel).")
    return _preview(answer, name)


def _preview(answer: Answer, name: str) -> Seen:
    site = discover.site_of(text_of(answer), answer.url)
    title = re.search(r'property="og:title" content="([^"]+)"', text_of(answer))
    named = Site(title[1].strip() if title else site.name or name, "", "")
    return Seen(answer.url, named, (Found("channel", answer.url, name),), front=False, channel=name)


async def _feed(door: Door, answer: Answer) -> Seen:
    read = feedparser.parse(io.BytesIO(answer.body), response_headers={"content-location": answer.url})
    home = urljoin(answer.url, read.feed.get("link") or "/")
    title = str(read.feed.get("title") or "").strip()
    language = re.match(r"[A-Za-z]{2,3}", read.feed.get("language") or "")
    site = Site(title, language[0].lower() if language else "", "")
    found = (Found("feed", answer.url, title),)
    try:
        page = await _good(door, home)
    except (NetError, NothingHere):
        return Seen(home if is_http(home) else answer.url, site, found, front=False)
    own = discover.site_of(text_of(page), page.url)
    return Seen(page.url, Site(own.name or site.name, own.language or site.language, own.icon), found)


async def _page(door: Door, answer: Answer) -> Seen:
    html = text_of(answer)
    site = discover.site_of(html, answer.url)
    named = discover.feeds_in(html, answer.url)
    channels = [one for one in named if one.kind == "channel"][:1]
    feeds = [one for one in named if one.kind == "feed" and one.sure and await _is_feed(door, one.url)]
    feeds = feeds or await _tried(door, [one for one in named if not one.sure])
    others = feeds or await _sitemaps(door, answer.url)
    if not others and not channels:
        raise NothingHere(f"{answer.url} names no feed, and none was found at the usual places.")
    name = channels[0].title if channels else ""
    return Seen(answer.url, site, (*others, *channels), channel=name)


async def _tried(door: Door, guesses: list[Found]) -> list[Found]:
    """The first guess that is a feed."""
    for one in guesses[:MOST_TRIES]:
        if await _is_feed(door, one.url):
            return [one]
    return []


async def _is_feed(door: Door, url: str) -> bool:
    try:
        answer = await door.get(url, limit=MOST)
    except NetError:
        return False
    return answer.status < 300 and discover.is_feed(answer.body)


async def _sitemaps(door: Door, home: str) -> list[Found]:
    """News sitemaps only: a sitemap of everything would bring the site's whole past."""
    try:
        answer = await door.get(urljoin(home, "/robots.txt"), limit=500_000)
    except NetError:
        return []
    named = discover.sitemaps_in(text_of(answer)) if answer.status < 300 else []
    return [Found("sitemap", address) for address in named if "news" in address.lower()][:3]


def text_of(answer: Answer) -> str:
    """The body as text: by the header's charset, else the page's own, else UTF-8."""
    stated = _CHARSET.search(answer.headers.get("content-type", ""))
    stated = stated or _CHARSET.search(answer.body[:2048].decode("latin-1"))
    return answer.body.decode((charset_named(stated[1]) if stated else "") or "utf-8", "replace")
