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
_RIGHT_TO_LEFT: Final = frozenset({"fa", "ar", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv"})
_COMMENTS: Final = re.compile(r"/comments?/feed|/comments?/rss|comments?\.(?:rss|atom|xml)", re.IGNORECASE)
_HUB_HEADER: Final = re.compile(r"<([^<>]+)>[^,]*;\s*rel=[\"']?hub\b", re.IGNORECASE)
_HUB_LINK: Final = re.compile(
    r"<(?:\w+:)?link\b(?=[^>]*\brel=[\"']hub[\"'])[^>]*\bhref=[\"']([^\"']+)|\"hubs\"\s*:[^\]]*?\"url\"\s*:\s*\"([^\"]+)",
    re.IGNORECASE,
)
_CHANNEL: Final = re.compile(r"https?://(?:t|telegram)\.me/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/?(?:\?.*)?")
_NO_CHANNEL: Final = frozenset({"share", "joinchat", "addstickers", "proxy", "socks", "iv"})
# Signs of the software in a page, and where its feed of everything stands: facts of public crawlers and catalogues.
_FAMILIES: Final = (
    ("wordpress", re.compile(r"wp-content|wp-includes|wp-json|content=[\"']?wordpress", re.IGNORECASE), ("/feed/",)),
    (
        "iransamaneh",
        re.compile(r"iransam?aneh|/fa/rss/|/client/themes/|/files/fa/news/", re.IGNORECASE),
        ("/fa/rss/allnews",),
    ),
    ("nastooh", re.compile(r"nastooh|/resources/theme/|/rss/(?:tp|pl)/", re.IGNORECASE), ("/rss", "/rss-homepage")),
    ("asam", re.compile(r"\basam(?:cms|news)?\b|asam\.ir|/fa/doc/news/", re.IGNORECASE), ("/fa/rss", "/rss")),
    ("drupal", re.compile(r"drupal", re.IGNORECASE), ("/rss.xml",)),
    (
        "joomla",
        re.compile(r"content=[\"']?joomla|/media/jui/|/components/com_", re.IGNORECASE),
        ("/?format=feed&type=rss",),
    ),
    ("ghost", re.compile(r"content=[\"']?ghost\b", re.IGNORECASE), ("/rss/",)),
    ("blogger", re.compile(r"content=[\"']?blogger|blogspot\.com", re.IGNORECASE), ("/feeds/posts/default?alt=rss",)),
)
_HEAD: Final = 200_000  # letters of a page in which its software is looked for
_ANYWHERE: Final = ("/rss", "/feed/", "/fa/rss/allnews", "/rss.xml", "/feed.xml", "/atom.xml", "/fa/rss")


@dataclass(frozen=True, slots=True)
class Found:
    """An address that could be watched: `kind` of sources.records.WATCH_KINDS; `sure` false for a guess.

    `why` says in English what led to it.
    """

    kind: str
    url: str
    title: str = ""
    sure: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What a front page says of itself; empty where it says nothing."""

    name: str = ""
    language: str = ""
    icon: str = ""
    direction: str = ""  # rtl or ltr
    family: str = ""  # of its software
    sign: str = ""  # by what that was told


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
    family, sign = family_of(html)
    return Site(
        _name(page), _language(stated), _absolute(url, link) if link else "", _direction(page, stated), family, sign
    )


def family_of(html: str) -> tuple[str, str]:
    """The family of the page's software, and what in the page told so; empty where nothing does."""
    for name, sign, _ in _FAMILIES:
        found = sign.search(html[:_HEAD])
        if found:
            return name, found[0]
    return "", ""


def is_sitemap(body: bytes) -> bool:
    """Whether these bytes are a sitemap or an index of such."""
    return bool(re.search(rb"<(?:urlset|sitemapindex)[\s>]", body[:4096]))


def hub_of(link: str, body: bytes) -> str:
    """The WebSub hub that a feed names: in its header `Link`, else in its first kilobytes."""
    found = _HUB_HEADER.search(link) or _HUB_LINK.search(body[:8192].decode("utf-8", "replace"))
    address = next((part for part in found.groups() if part), "") if found else ""
    return address if is_http(address) else ""


def news_links(html: str, url: str) -> int:
    """How many addresses of its own the page links to by what could be a headline."""
    page = _page(html)
    links = ((_absolute(url, link.attributes.get("href") or ""), link.text(strip=True)) for link in page.css("a[href]"))
    return len({to for to, text in links if len(text) >= 25 and text.count(" ") >= 3 and same_site(to, url)})


def _page(html: str) -> LexborHTMLParser:
    """The page parsed; an empty one where its elements are nested too deeply to be parsed in reasonable time."""
    return LexborHTMLParser("" if too_deep(html) else sound(html))


def _declared(page: LexborHTMLParser, url: str) -> Iterator[Found]:
    for link in page.css('link[rel~="alternate"][type][href]'):
        facts = link.attributes
        address = _absolute(url, facts.get("href") or "")
        kind = (facts.get("type") or "").partition(";")[0].strip().lower()
        if kind in FEED_TYPES and address and not _COMMENTS.search(address):
            yield Found("feed", address, (facts.get("title") or "").strip(), why="declared by the page")


def _linked(page: LexborHTMLParser, url: str) -> Iterator[Found]:
    """Links of the page to its own feeds: many Persian sites declare none, but have a page or icon for it."""
    for link in page.css("a[href]"):
        address = _absolute(url, link.attributes.get("href") or "")
        path = urlsplit(address).path + ("?" + urlsplit(address).query if urlsplit(address).query else "")
        if address and _FEED_PATH.search(path) and same_site(address, url) and not _COMMENTS.search(address):
            yield Found("feed", address, link.text(strip=True)[:120], False, "linked from the page")


def _channels(page: LexborHTMLParser) -> Iterator[Found]:
    for link in page.css('a[href*="t.me/"], a[href*="telegram.me/"]'):
        name = channel_of(link.attributes.get("href") or "")
        if name:
            yield Found("channel", channel_page(name), name, why="linked from the page")


def _guesses(html: str, url: str) -> Iterator[Found]:
    places = {
        path: f"usual place of {name}" for name, sign, own in _FAMILIES if sign.search(html[:_HEAD]) for path in own
    }
    for path, why in (places | {path: "usual place" for path in _ANYWHERE if path not in places}).items():
        yield Found("feed", urljoin(url, path), sure=False, why=why)


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


def _direction(page: LexborHTMLParser, stated: str) -> str:
    """As the page or its body states it, else by its language."""
    nodes = [node for node in (page.css_first("html"), page.css_first("body")) if node]
    said = next((dir for node in nodes if (dir := (node.attributes.get("dir") or "").lower()) in ("rtl", "ltr")), "")
    return said or ("rtl" if _language(stated) in _RIGHT_TO_LEFT else "ltr" if stated else "")


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
