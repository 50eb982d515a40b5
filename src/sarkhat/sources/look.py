"""Looks at an address that a person wants watched, through the door, and says what is there and how that was found.

1. A channel's address: its preview page must show posts.
2. A feed's address: the feed itself; one request, unless its site is unknown by it.
3. A page: the feeds that it declares; where none is one, the likeliest places of its software, each tried; else a
   news sitemap of its robots.txt; else the page itself, if it lists news. And the channel that it names.

MOST_REQUESTS in all, one after the other. Answers that a watch will want at its first visit are handed on.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin

import feedparser

from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import NetError
from sarkhat.net.robots import SiteRules
from sarkhat.sources import discover
from sarkhat.sources.discover import Found, Site
from sarkhat.text.charsets import charset_named
from sarkhat.text.urls import canonical, is_http

MOST: Final = 5_000_000  # bytes of a page or feed
MOST_REQUESTS: Final = 8
MOST_FEEDS: Final = 4  # declared ones that are looked at
MOST_GUESSES: Final = 4
FEWEST_HEADLINES: Final = 8  # of a page that is watched for want of anything better
_CHARSET: Final = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


class NothingHere(Exception):
    """The address answers, but holds nothing that could be watched; the text says what it was."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request: which address, why, and what came of it (in English, for the terminal)."""

    url: str
    why: str
    came: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at an address: `home` the site's front page, `front` whether it answers and can be watched.

    `answers`: what was heard from addresses in `found` and from the front page, by address.
    """

    home: str
    site: Site
    found: tuple[Found, ...]
    front: bool = True
    channel: str = ""
    hub: str = ""
    steps: tuple[Step, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)


class _Scout:
    """Asks, notes each request, and stops asking when enough was asked."""

    def __init__(self, door: Door, proxy: str) -> None:
        self.door = door
        self.proxy = proxy
        self.steps: list[Step] = []
        self.answers: dict[str, Answer] = {}

    async def first(self, url: str, why: str) -> Answer:
        """Raises NetError, or NothingHere for an answer that is a failure."""
        answer = await self.door.get(url, limit=MOST, proxy=self.proxy)
        self._note(url, why, f"status {answer.status}")
        if answer.status >= 400:
            raise NothingHere(f"{url} answers with status {answer.status}.")
        return answer

    async def tried(self, url: str, why: str, is_right: Callable[[bytes], bool]) -> Answer | None:
        """The answer if it is what we look for; nothing goes wrong otherwise."""
        if len(self.steps) >= MOST_REQUESTS:
            return None
        try:
            answer = await self.door.get(url, limit=MOST, proxy=self.proxy)
        except NetError as error:
            self._note(url, why, error.detail or error.key)
            return None
        right = answer.status < 300 and is_right(answer.body)
        self._note(url, why, "yes" if right else f"no (status {answer.status})")
        return answer if right else None

    async def rules(self, url: str) -> SiteRules:
        """What the site's robots.txt says; nothing where it cannot be asked."""
        try:
            rules = await self.door.site_rules(url, self.proxy)
        except NetError as error:
            self._note(urljoin(url, "/robots.txt"), "rules and sitemaps of the site", error.detail or error.key)
            return SiteRules(allowed=False)
        said = "allows this page" if rules.allowed else "asks us not to read this page"
        self._note(urljoin(url, "/robots.txt"), "rules and sitemaps of the site", said)
        return rules

    def keep(self, answer: Answer) -> None:
        self.answers[answer.url] = answer

    def _note(self, url: str, why: str, came: str) -> None:
        self.steps.append(Step(url, why, came))


async def look(door: Door, url: str, proxy: str = "") -> Seen:
    """What there is to watch at `url`. Raises NetError where nobody answers, NothingHere where nothing is."""
    scout = _Scout(door, proxy)
    channel = discover.channel_of(url)
    answer = await scout.first(discover.channel_page(channel) if channel else url, "the address that was given")
    if channel or _is_preview(answer.body):
        seen = _preview(answer, channel or answer.url.rstrip("/").rpartition("/")[2])
    elif discover.is_feed(answer.body):
        scout.keep(answer)
        seen = await _feed(scout, answer)
    else:
        seen = await _page(scout, answer)
    return replace(seen, steps=tuple(scout.steps), answers=scout.answers | seen.answers)


def _is_preview(body: bytes) -> bool:
    return b"tgme_widget_message" in body or b"tgme_channel_info" in body


def _preview(answer: Answer, name: str) -> Seen:
    """Raises NothingHere for a channel whose owner shows no preview, which is his right."""
    if not _is_preview(answer.body):
        raise NothingHere(f"The channel {name} has no public preview (or there is no such channel).")
    site = discover.site_of(text_of(answer), answer.url)
    title = re.search(r'property="og:title" content="([^"]+)"', text_of(answer))
    named = Site(title[1].strip() if title else site.name or name, "", "")
    found = (Found("channel", answer.url, name, why="the address that was given"),)
    return Seen(answer.url, named, found, front=False, channel=name, answers={answer.url: answer})


async def _feed(scout: _Scout, answer: Answer) -> Seen:
    """The feed says enough of its site: the site itself is not asked, its front page is visited in its turn."""
    read = feedparser.parse(io.BytesIO(answer.body), response_headers={"content-location": answer.url})
    stated = urljoin(answer.url, read.feed.get("link") or "/")
    home = stated if is_http(stated) else urljoin(answer.url, "/")
    title = str(read.feed.get("title") or "").strip()
    language = re.match(r"[A-Za-z]{2,3}", read.feed.get("language") or "")
    found = (Found("feed", answer.url, title, why="the address that was given"),)
    site, hub = Site(title, language[0].lower() if language else "", ""), _hub([answer])
    if title:
        return Seen(home, site, found, hub=hub)
    page = await scout.tried(home, "the feed does not say whose it is", lambda body: b"<" in body)
    own = discover.site_of(text_of(page), page.url) if page else site
    return Seen(home, replace(own, language=own.language or site.language), found, front=page is not None, hub=hub)


async def _page(scout: _Scout, answer: Answer) -> Seen:
    html = text_of(answer)
    site = discover.site_of(html, answer.url)
    rules = await scout.rules(answer.url)
    named = discover.feeds_in(html, answer.url)
    feeds = await _feeds(scout, [one for one in named if one.kind == "feed"])
    hub = _hub(scout.answers.values())
    others = feeds or await _sitemaps(scout, rules.sitemaps)
    channel = await _channel(scout, [one for one in named if one.kind == "channel"])
    if rules.allowed:
        scout.keep(answer)
    if not others and not channel and rules.allowed and discover.news_links(html, answer.url) >= FEWEST_HEADLINES:
        listed = Found("page", answer.url, site.name, why="no feed was found, and the page lists news")
        root = urljoin(answer.url, "/")
        return Seen(root, site, (listed,), front=canonical(root) != canonical(answer.url))
    if not others and not channel:
        raise NothingHere(f"{answer.url} names no feed, and none was found at the usual places.")
    name = channel[0].title if channel else ""
    return Seen(answer.url, site, (*others, *channel), channel=name, hub=hub)


async def _feeds(scout: _Scout, named: list[Found]) -> list[Found]:
    """The declared feeds that are feeds; where none is, the first guess that is one."""
    feeds = [one for one in [one for one in named if one.sure][:MOST_FEEDS] if await _is_feed(scout, one)]
    if feeds:
        return feeds
    for one in [one for one in named if not one.sure][:MOST_GUESSES]:
        if await _is_feed(scout, one):
            return [one]
    return []


async def _is_feed(scout: _Scout, one: Found) -> bool:
    answer = await scout.tried(one.url, f"a feed? {one.why}", discover.is_feed)
    if answer is not None:
        scout.answers[one.url] = answer
    return answer is not None


async def _sitemaps(scout: _Scout, named: Iterable[str]) -> list[Found]:
    """News sitemaps only: a sitemap of everything would bring the site's whole past."""
    for address in [one for one in named if is_http(one) and "news" in one.lower()][:2]:
        answer = await scout.tried(address, "a news sitemap? named by robots.txt", discover.is_sitemap)
        if answer is not None:
            scout.answers[address] = answer
            return [Found("sitemap", address, why="named by robots.txt")]
    return []


async def _channel(scout: _Scout, named: list[Found]) -> list[Found]:
    """The site's own channel, unless we heard that it shows no preview."""
    for one in named[:1]:
        before = len(scout.steps)
        answer = await scout.tried(one.url, "a channel with a preview? linked from the page", _is_preview)
        if answer is not None:
            scout.answers[one.url] = answer
        heard = len(scout.steps) > before and scout.steps[-1].came.startswith("no (")
        return [] if heard else [one]
    return []


def _hub(answers: Iterable[Answer]) -> str:
    hubs = (discover.hub_of(answer.headers.get("link", ""), answer.body) for answer in answers)
    return next(filter(None, hubs), "")


def text_of(answer: Answer) -> str:
    """The body as text: by the header's charset, else the page's own, else UTF-8."""
    stated = _CHARSET.search(answer.headers.get("content-type", ""))
    stated = stated or _CHARSET.search(answer.body[:2048].decode("latin-1"))
    return answer.body.decode((charset_named(stated[1]) if stated else "") or "utf-8", "replace")
