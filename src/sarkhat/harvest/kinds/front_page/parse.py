"""A front page as its links to articles, most prominent first.

Prominence is read off the markup, as an editor sets it: the level of the heading, a picture beside it, and how
early it stands. Sizes on the screen would need a browser.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.harvest.decide import MOST_PLACES
from sarkhat.harvest.records import Parsed, Place
from sarkhat.text.nesting import too_deep
from sarkhat.text.urls import absolute, canonical, same_site

_MOST_LINKS: Final = 5_000
_LEAST_LETTERS: Final = 15
_MOST_LETTERS: Final = 300
_HEADINGS: Final = {"h1": 1.0, "h2": 0.8, "h3": 0.6, "h4": 0.45, "h5": 0.3, "h6": 0.3}
_OUTSIDE: Final = frozenset({"nav", "footer"})
_OUTSIDE_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|footer|sidebar-menu|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NEAR: Final = 3  # how many elements above a link its heading or picture may hang
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*(?:windows-1256|cp1256)", re.IGNORECASE)


@dataclass(slots=True)
class _Link:
    url: str
    order: int
    title: str = ""
    heading: float = 0.0
    picture: bool = False

    def weight(self) -> float:
        """0…1: half for the heading, a fifth for the picture, the rest for standing early."""
        return round(0.5 * self.heading + 0.2 * self.picture + 0.3 / (1 + self.order / 10), 4)


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:  # noqa: ARG001  one form for all kinds
    """The page's own articles as places, 1 leading; error "front-page-empty" where none is found."""
    text = decoded(body, content_type)
    if too_deep(text):
        return Parsed(error="answer-unreadable", hints={"detail": "elements nested too deeply"})
    page = LexborHTMLParser(text)
    title = page.css_first("title")
    links = _links(page, _base(page, url))
    ranked = sorted(links, key=lambda link: (-link.weight(), link.order))[:MOST_PLACES]
    places = tuple(Place(n, link.url, link.title, link.weight()) for n, link in enumerate(ranked, 1))
    name = " ".join(title.text().split()) if title else ""
    return Parsed(title=name, link=url, places=places, error="" if places else "front-page-empty")


def decoded(body: bytes, content_type: str) -> str:
    """The page as text: UTF-8 if it is that, else windows-1256 where it says so."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        stated = content_type.encode("latin-1", "replace") + body[:2048]
        return body.decode("cp1256" if _CHARSET.search(stated) else "utf-8", "replace")


def _base(page: LexborHTMLParser, url: str) -> str:
    node = page.css_first("base[href]")
    return absolute(url, (node.attributes.get("href") or "") if node else "").partition("#")[0] or url


def _links(page: LexborHTMLParser, base: str) -> list[_Link]:
    """One for each address, in order of first standing; what several links to it show is put together."""
    found: dict[str, _Link] = {}
    for node in page.css("a[href]")[:_MOST_LINKS]:
        url = absolute(base, (node.attributes.get("href") or "").strip()).partition("#")[0]
        if not url or not _article_like(url, base) or _is_navigation(node):
            continue
        link = found.setdefault(canonical(url), _Link(url, len(found)))
        _add(link, node)
    named = [link for link in found.values() if len(link.title) >= _LEAST_LETTERS]
    for order, link in enumerate(named):
        link.order = order
    return named


def _article_like(url: str, base: str) -> bool:
    """On the same site, and not its front page or a bare anchor."""
    parts = urlsplit(url)
    return same_site(url, base) and (len(parts.path.strip("/")) > 0 or bool(parts.query))


def _is_navigation(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        attributes = above.attributes
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if above.tag in _OUTSIDE or attributes.get("role") == "navigation" or _OUTSIDE_WORDS.search(marks):
            return above.tag not in ("body", "html")
        above = above.parent
    return False


def _add(link: _Link, node: LexborNode) -> None:
    inner = node.css_first("h1, h2, h3, h4, h5, h6")
    title = _title(inner) or _title(node) or " ".join((node.attributes.get("title") or "").split())
    if len(title) > len(link.title) and len(title) <= _MOST_LETTERS:
        link.title = title
    link.heading = max(link.heading, _heading(node, inner))
    link.picture = link.picture or _has_picture(node)


def _title(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node else ""


def _heading(node: LexborNode, inner: LexborNode | None) -> float:
    if inner is not None:
        return _HEADINGS[inner.tag or ""]
    above = node.parent
    for _ in range(_NEAR):
        if above is None:
            break
        if above.tag in _HEADINGS:
            return _HEADINGS[above.tag]
        above = above.parent
    return 0.0


def _has_picture(node: LexborNode) -> bool:
    """A picture in the link, or in the nearest box around it that holds no other article."""
    if node.css_first("img, picture") is not None:
        return True
    above = node.parent
    for _ in range(_NEAR):
        if above is None or above.tag in ("body", "main"):
            return False
        if len({link.attributes.get("href") for link in above.css("a[href]")}) > 1:
            return False
        if above.css_first("img, picture") is not None:
            return True
        above = above.parent
    return False
