"""The items of a page's own lists of news.

1. the boxes that each lead to one article (`boxes`), without those in menus and the like (`places`)
2. of each box its address and title: a heading before a link's text before its `title`
3. the lists: LEAST or more boxes at the same path whose titles read as headlines
4. single boxes, as of a lead story, whose address has the shape of the lists' addresses

No state is kept between visits: what repeats is found anew each time, so a changed design mends itself. What was
found is checked: enough items, and titles that differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.harvest.kinds.front_page.parse import decoded
from sarkhat.harvest.kinds.page.boxes import Box, above, boxes_of, links_of, place_of
from sarkhat.harvest.kinds.page.places import heading_says_aside, is_aside
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.nesting import too_deep

LEAST: Final = 3  # boxes of a list
FEWEST: Final = 4  # items of a page, else it is none of this kind
MOST: Final = 300
_TITLE: Final = (15, 300)  # letters
_HEADLINE: Final = 22  # letters that half of a list's titles have at least
_WORDS: Final = 3
_HEADINGS: Final = "h1, h2, h3, h4, h5, h6"
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{8}")  # Thai, Lao, kana, Han
_BEFORE_LINK: Final = 25  # letters of a paragraph before a link that is its author's remark
_CLOCK: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class _Item:
    box: Box
    url: str
    key: str
    title: str


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:  # noqa: ARG001  one form for all kinds
    """The page's items in its order; error "page-no-list" where no list of news is found."""
    text = decoded(body, content_type)
    if too_deep(text):
        return Parsed(error="answer-unreadable", hints={"detail": "elements nested too deeply"})
    page = LexborHTMLParser(text)
    base = _base(page, url)
    items = [
        item for box in boxes_of(links_of(page, base, _is_titled)) if not is_aside(box.node) and (item := _item(box))
    ]
    chosen = _chosen(items)[:MOST]
    name = page.css_first("title")
    return Parsed(
        title=" ".join(name.text().split()) if name else "",
        link=url,
        language=_language(page),
        entries=tuple(_entry(item, base) for item in chosen) if len(chosen) >= FEWEST else (),
        error="" if len(chosen) >= FEWEST else "page-no-list",
    )


def _chosen(items: Sequence[_Item]) -> list[_Item]:
    """The items of all lists of news and the singles that lead them, each address once."""
    items = _without_asides(items)
    lists: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        lists[item.box.path].append(item)
    good = {path for path, own in lists.items() if _is_list(own)}
    shapes = {shape(item.url) for path in good for item in lists[path]}
    once: dict[str, _Item] = {}
    for item in items:
        leads = shape(item.url) in shapes and _is_headline(item.title)
        if item.box.path in good or leads:
            once.setdefault(item.key, item)
    return list(once.values())


def _without_asides(items: Sequence[_Item]) -> list[_Item]:
    """The items but for those under a heading such as «پربازدیدها»."""
    inside = {node.mem_id for item in items for node in above(item.box.node)}
    told: dict[tuple[str, int], bool] = {}
    kept = []
    for item in items:
        node = item.box.node
        key = (item.box.path, node.parent.mem_id if node.parent else 0)
        if key not in told:
            told[key] = heading_says_aside(node, inside)
        if not told[key]:
            kept.append(item)
    return kept


def _is_list(items: Sequence[_Item]) -> bool:
    """Enough articles, each with a title of its own, that read as headlines."""
    titles = {item.title for item in items}
    articles = {item.key for item in items}
    return (
        len(articles) >= LEAST
        and len(titles) >= 0.8 * len(articles)
        and median(len(title) for title in titles) >= _HEADLINE
        and len({shape(item.url) for item in items}) <= max(2, len(articles) / 3)
    )


def _is_headline(title: str) -> bool:
    return len(title) >= _HEADLINE and _fits(title)


def shape(url: str) -> str:
    """What addresses of one kind share: their fixed first part, with numbers and long names made alike."""
    parts = urlsplit(url)
    steps = [_step(step) for step in parts.path.strip("/").split("/")]
    if "#" in steps:  # what follows the number is the article's own name
        steps = steps[: steps.index("#") + 1]
    query = "&".join(sorted(piece.partition("=")[0] for piece in parts.query.split("&") if piece))
    return "/".join(steps[:4]) + ("?" + query if query else "")


def _step(step: str) -> str:
    if any(character.isdigit() for character in step):
        return "#"
    return "*" if re.search(r"[-_%]|[^\x00-\x7f]", step) or len(step) > 20 else step


def _item(box: Box) -> _Item | None:
    """The box with the best title of its links; None where none reads as a title."""
    titles = [title for link in box.links for title in _titles(link.node)]
    heading = _heading(box.node)
    fitting = [title for title in ([heading] if heading else []) + titles if _fits(title)]
    if not fitting:
        return None
    first = box.links[0]
    return _Item(box, first.url, first.key, fitting[0] if fitting[0] == heading else max(fitting, key=len))


def _is_titled(link: LexborNode) -> bool:
    """Whether the link is named as articles are, and stands by itself, not in the middle of somebody's text."""
    return any(_fits(title) for title in _titles(link)) and not _is_in_prose(link)


def _is_in_prose(link: LexborNode) -> bool:
    around = link.parent
    while around is not None and around.tag in ("em", "strong", "b", "i", "span", "font"):
        around = around.parent
    return around is not None and around.tag == "p" and _text(around).find(_text(link)) > _BEFORE_LINK


def _fits(title: str) -> bool:
    """A title's length: of some words, or of a script that writes none apart."""
    words = len(title.split()) >= _WORDS or bool(_UNSPACED.search(title))
    return words and _TITLE[0] <= len(title) <= _TITLE[1]


def _heading(box: LexborNode) -> str:
    node = box.css_first(_HEADINGS)
    return _text(node) if node else ""


def _titles(link: LexborNode) -> Iterator[str]:
    inner = link.css_first(_HEADINGS)
    yield _text(inner or link)
    yield " ".join((link.attributes.get("title") or "").split())


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())


def _entry(item: _Item, base: str) -> Entry:
    box = item.box.node
    return Entry(id=item.url, url=item.url, title=item.title, published=_published(box), image=_image(box, base))


def _published(box: LexborNode) -> datetime | None:
    """The time that the item's `<time datetime>` states with its hour; a bare day says too little."""
    node = box.css_first("time[datetime]")
    stated = (node.attributes.get("datetime") or "").strip() if node else ""
    try:
        at = datetime.fromisoformat(stated) if _CLOCK.match(stated) else None
        return at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _image(box: LexborNode, base: str) -> str:
    node = box.css_first("img[data-src], img[src]")
    link = (node.attributes.get("data-src") or node.attributes.get("src") or "") if node else ""
    return "" if link.startswith("data:") else place_of(base, link.strip())


def _base(page: LexborHTMLParser, url: str) -> str:
    node = page.css_first("base[href]")
    return place_of(url, (node.attributes.get("href") or "").strip() if node else "") or url


def _language(page: LexborHTMLParser) -> str:
    root = page.css_first("html")
    return (root.attributes.get("lang") or "")[:12] if root else ""
