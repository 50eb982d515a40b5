"""The boxes of a page that each hold one article's links, and the path of elements by which alike ones are known. Pure.

The method is that of mining data records (Liu, Grossman, Zhai: Mining Data Records in Web Pages, 2003), cut down to
what news pages need: an item is the largest element that leads to one article only, and items of one list stand at
the same path of tags and classes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.text.urls import absolute, canonical, same_site

MOST_LINKS: Final = 5_000
_MOST_USES: Final = 6  # links of a page to one article: its picture, title and more, here and in a box
_DEEPEST: Final = 60  # elements above a link that count
# Classes that say which of the list an item is, or what it is about: alike items differ in them.
_OWN: Final = re.compile(
    r"\d|^(?:first|last|odd|even|active|current|clearfix|hentry|sticky|lead|even|new)$|^(?:category|tag|format|post_tag)-",
    re.IGNORECASE,
)
_FILES: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip|apk|css|js|xml|rss)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an article-like address of the page's own site."""

    node: LexborNode
    url: str
    key: str  # canonical form of `url`


@dataclass(slots=True)
class Box:
    """The largest element that leads to one article only, with its links."""

    node: LexborNode
    path: str
    links: list[Link]


def links_of(page: LexborHTMLParser, base: str, is_titled: Callable[[LexborNode], bool]) -> list[Link]:
    """Links that could lead to articles, in the order of the page.

    An article is named by a title (`is_titled`) in at least one of its links, and not on every second line: what is
    linked more often is its writer, its section or the like.
    """
    here = canonical(base)
    found = []
    for node in page.css("a[href]")[:MOST_LINKS]:
        url = place_of(base, (node.attributes.get("href") or "").strip())
        key = canonical(url) if url else ""
        if key and key != here and _is_own_page(url, base):
            found.append(Link(node, url, key))
    titled = {link.key for link in found if is_titled(link.node)}
    uses = Counter(link.key for link in found)
    return [link for link in found if link.key in titled and uses[link.key] <= _MOST_USES]


def boxes_of(links: list[Link]) -> list[Box]:
    """The boxes of these links, in the order of the page."""
    chains = {link.node.mem_id: list(above(link.node)) for link in links}
    held: dict[int, set[str]] = defaultdict(set)
    for link in links:
        for node in chains[link.node.mem_id]:
            held[node.mem_id].add(link.key)
    boxes: dict[int, Box] = {}
    for link in links:
        chain = chains[link.node.mem_id]
        depth = max((n for n, node in enumerate(chain) if len(held[node.mem_id]) == 1), default=0)
        node = chain[depth]
        box = boxes.setdefault(node.mem_id, Box(node, _path(chain[depth:]), []))
        box.links.append(link)
    return list(boxes.values())


def place_of(base: str, link: str) -> str:
    """The link made absolute, without its fragment; "" for what leads nowhere."""
    return absolute(base, link).partition("#")[0]


def above(node: LexborNode) -> Iterator[LexborNode]:
    """The element and those around it, up to the body."""
    at: LexborNode | None = node
    for _ in range(_DEEPEST):
        if at is None or at.tag in ("body", "html", "main"):
            return
        yield at
        at = at.parent


def _path(chain: list[LexborNode]) -> str:
    return ">".join(_sign(node) for node in chain)


def _sign(node: LexborNode) -> str:
    classes = (node.attributes.get("class") or "").split()
    return f"{node.tag}.{next((name for name in classes if not _OWN.search(name)), '')}"


def _is_own_page(url: str, base: str) -> bool:
    parts = urlsplit(url)
    named = bool(parts.path.strip("/")) or bool(parts.query)
    return named and not _FILES.search(parts.path) and same_site(url, base)
