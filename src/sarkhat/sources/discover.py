"""What a site offers to be watched, from the text of its front page and of its robots.txt. Pure.

In this order: feeds that the page declares (`<link rel="alternate">`, https://www.rssboard.org/rss-autodiscovery),
links that look like feeds, then the usual places of the software that the page shows signs of. A guess is marked
as one (`sure=False`); the caller tries it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound
from sarkhat.text.urls import canonical, host, is_http, same_site

FEED_TYPES: Final = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
MOST: Final = 12  # feeds of one site: some pages declare one for every tag
_FEED_ROOT: Final = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]", re.IGNORECASE)
_FEED_PATH: Final = re.compile(r"/(?:rss|feed|feeds|atom)(?:[/.?]|$)|\.(?:rss|atom)$|[?&]feed=(?:rss|atom)")
_COMMENTS: Final = re.compile(r"/comments?/feed|/comments?/rss|comments?\.(?:rss|atom|xml)", re.IGNORECASE)
_CHANNEL: Final = re.compile(r"https?://(?:t|telegram)\.me/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/?(?:\?.*)?")
_NO_CHANNEL: Final = frozenset({"share", "joinchat", "addstickers", "proxy", "socks", "iv"})
# Signs of the software in a page, and where its feed of everything stands.
_FAMILIES: Final = (
    ("wordpress", re.compile(r"wp-content|wp-includes|wordpress", re.IGNORECASE), ("/feed/",)),
    ("iransamaneh", re.compile(r"iransam?aneh|/fa/rss|/client/themes/|\.iut", re.IGNORECASE), ("/fa/rss/allnews",)),
    ("nastooh", re.compile(r"nastooh|/resources/theme/", re.IGNORECASE), ("/rss",)),
    ("asam", re.compile(r"asam(?:cms|news|\.ir)", re.IGNORECASE), ("/rss", "/fa/rss")),
    ("drupal", re.compile(r"drupal", re.IGNORECASE), ("/rss.xml",)),
    ("blogger", re.compile(r"blogger\.com|blogspot", re.IGNORECASE), ("/feeds/posts/default?alt=rss",)),
)
_ANYWHERE: Final = ("/rss", "/feed/", "/fa/rss/allnews", "/rss.xml", "/feed.xml", "/atom.xml", "/fa/rss")


@dataclass(frozen=True, slots=True)
class Found:
    """An address that could be watched: `kind` of sources.records.WATCH_KINDS; `sure` false for a guess."""

    kind: str
    url: str
    title: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """What a front page says of itself; empty where it says nothing."""

    name: str = ""
    language: str = ""
    icon: str = ""


def is_feed(body: bytes) -> bool:
    """Whether these bytes are a feed (RSS, Atom, RDF or JSON Feed), judged by their beginning."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"{":
        return b"jsonfeed.org/version" in head
    if b"\0" in head[:64]:  # UTF-16
        head = head.replace(b"\0", b"")
    return bool(_FEED_ROOT.search(head)) and b"<html" not in head.lower()


def channel_of(url: str) -> str:
    """The name of the Telegram channel that an address leads to; "" for any other address."""
    found = _CHANNEL.fullmatch(url.strip())
    return found[1] if found and found[1].lower() not in _NO_CHANNEL else ""


def channel_page(name: str) -> str:
    """Address of a channel's public preview."""
    return f"https://t.me/s/{name}"


def feeds_in(html: str, url: str) -> list[Found]:
    """Feeds and channels that the page at `url` names, surest first; guesses by its software at the end."""
    page = _page(html)
    found = [*_declared(page, url), *_linked(page, url)]
    found += [*_channels(page), *_guesses(html, url)]
    return _distinct(found)


def sitemaps_in(robots: str) -> list[str]:
    """Addresses of sitemaps that a robots.txt names (https://www.sitemaps.org/protocol.html#submit_robots)."""
    lines = (line.partition(":") for line in robots.splitlines())
    named = [value.strip() for name, _, value in lines if name.strip().lower() == "sitemap"]
    return [address for address in dict.fromkeys(named) if is_http(address)]


def site_of(html: str, url: str) -> Site:
    """Name, language and icon of the site as its page states them."""
    page = _page(html)
    root = page.css_first("html")
    stated = (root.attributes.get("lang") if root else "") or ""
    icon = page.css_first('link[rel~="icon"][href]')
    link = (icon.attributes.get("href") if icon else "") or ""
    return Site(_name(page), _language(stated), _absolute(url, link) if link else "")


def _page(html: str) -> LexborHTMLParser:
    """The page parsed; an empty one where its elements are nested too deeply to be parsed in reasonable time."""
    return LexborHTMLParser("" if too_deep(html) else sound(html))


def _declared(page: LexborHTMLParser, url: str) -> Iterator[Found]:
    for link in page.css('link[rel~="alternate"][type][href]'):
        facts = link.attributes
        address = _absolute(url, facts.get("href") or "")
        kind = (facts.get("type") or "").partition(";")[0].strip().lower()
        if kind in FEED_TYPES and address and not _COMMENTS.search(address):
            yield Found("feed", address, (facts.get("title") or "").strip())


def _linked(page: LexborHTMLParser, url: str) -> Iterator[Found]:
    """Links of the page to its own feeds: many Persian sites declare none, but have a page or icon for it."""
    for link in page.css("a[href]"):
        address = _absolute(url, link.attributes.get("href") or "")
        path = urlsplit(address).path + ("?" + urlsplit(address).query if urlsplit(address).query else "")
        if address and _FEED_PATH.search(path) and same_site(address, url) and not _COMMENTS.search(address):
            yield Found("feed", address, link.text(strip=True)[:120], sure=False)


def _channels(page: LexborHTMLParser) -> Iterator[Found]:
    for link in page.css('a[href*="t.me/"], a[href*="telegram.me/"]'):
        name = channel_of(link.attributes.get("href") or "")
        if name:
            yield Found("channel", channel_page(name), name)


def _guesses(html: str, url: str) -> Iterator[Found]:
    head = html[:200_000]
    paths = [path for _, sign, own in _FAMILIES if sign.search(head) for path in own]
    for path in dict.fromkeys([*paths, *_ANYWHERE]):
        yield Found("feed", urljoin(url, path), sure=False)


def _distinct(found: list[Found]) -> list[Found]:
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(canonical(one.url), one)
    sure = [one for one in first.values() if one.sure][:MOST]
    return sure + [one for one in first.values() if not one.sure][:MOST]


def _name(page: LexborHTMLParser) -> str:
    """og:site_name, then the name in JSON-LD's WebSite, then the page's title up to its first divider."""
    node = page.css_first('meta[property="og:site_name"][content]')
    stated = (node.attributes.get("content") or "") if node else ""
    title = page.css_first("title")
    words = re.split(r"\s[|–—:\-]\s|[|–—]", title.text(strip=True) if title else "")
    return (stated.strip() or _website(page) or words[0].strip())[:120]


def _website(page: LexborHTMLParser) -> str:
    for script in page.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(script.text())
        except ValueError:
            continue
        if isinstance(value, dict) and value.get("@type") == "WebSite" and isinstance(value.get("name"), str):
            return str(value["name"]).strip()
    return ""


def _language(stated: str) -> str:
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", stated.strip())
    return found[0].lower() if found else ""


def _absolute(base: str, link: str) -> str:
    """The link made absolute; "" for what leads nowhere. `feed:` is an old scheme of readers."""
    try:
        address = urljoin(base, re.sub(r"^feed:(?://)?(?=https?:)", "", link.strip()))
    except ValueError:
        return ""
    return address if is_http(address) and host(address) else ""
