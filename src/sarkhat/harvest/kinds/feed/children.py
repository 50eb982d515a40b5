"""What takes in each child of an item, by its expanded name.

What feedparser would make of the same children holds here too: which of two links counts, when a second description
is content. The caption of a picture (`media:description`) is the exception: feedparser takes it for content.
"""

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from sarkhat.harvest.kinds.feed.item import Item, Unsure, refuse_base, said_in, text_of
from sarkhat.harvest.kinds.feed.links import absolute, without_entities
from sarkhat.harvest.kinds.feed.names import BASIC, CONTENT, DC, DCTERMS, ITUNES, MEDIA, expanded

Take = Callable[[Item, Element], None]

_THUMBNAIL, _MEDIA, _ENCLOSED = range(3)  # ranks of pictures

HTML_TYPES: Final = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_MAIL: Final = r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}"
_NAMED_MAIL: Final = re.compile(rf"{_MAIL}(?:\s*\(([^()@]*)\))?|([^()<>@]*)\s*(?:<{_MAIL}>|\({_MAIL}\))", re.ASCII)


def _title(item: Item, node: Element) -> None:
    if not item.title:
        item.title = said_in(node)


def _link(item: Item, node: Element) -> None:
    """RSS writes the address as text, Atom as an attribute; the last one that leads to a page of HTML counts."""
    if not node.keys():
        item.link = absolute(item.base, without_entities(text_of(node)))
        return
    href = node.get("href")
    if href is None or len(node):
        raise Unsure("link with attributes but no href")
    refuse_base(node)
    rel, kind = node.get("rel", "alternate").lower(), node.get("type", "text/html").lower()
    link = absolute(item.base, href).strip()
    if rel == "alternate":
        item.alternates.append(link)
        item.link = link if kind in HTML_TYPES else item.link
    elif rel == "enclosure" and kind.startswith("image/"):
        _picture(item, _ENCLOSED, link)


def _guid(item: Item, node: Element) -> None:
    stated = "true"
    for name, value in node.items():
        if name.lower() == "ispermalink":
            stated = value
    text = text_of(node)
    item.is_permalink = stated == "true"
    item.guid = text if not item.is_permalink or text == item.link else absolute(item.base, text)


def _summary(item: Item, node: Element) -> None:
    """A second description is the content, unless content stood before it."""
    if item.summary is not None and not item.contents:
        item.contents.append(said_in(node))
    else:
        item.summary = said_in(node)


def _content(item: Item, node: Element) -> None:
    text = said_in(node)
    item.contents.append(text)
    if item.summary is None:
        item.summary = text


def _published(item: Item, node: Element) -> None:
    item.published = text_of(node)


def _updated(item: Item, node: Element) -> None:
    item.updated = text_of(node)


def _created(item: Item, node: Element) -> None:
    item.created = text_of(node)


def _author(item: Item, node: Element) -> None:
    """A name, `a@b.example (a name)`, or a person's element (Atom)."""
    if len(node):
        names = [text_of(part) for part in node if part.tag.rpartition("}")[2] == "name"]
        name = names[-1] if names else ""
    else:
        name = text_of(node)
    if "@" in name and not len(node):
        found = _NAMED_MAIL.fullmatch(name)
        if found is None:
            raise Unsure("author with an address")
        name = (found[1] or found[2] or "").strip()
    if name:
        item.authors.append(name)


def _tag(item: Item, node: Element) -> None:
    term, text = node.get("term"), text_of(node)
    if term:
        item.tags.append(term)
    if text:
        item.tags.append(text)


def _keywords(item: Item, node: Element) -> None:
    item.tags.extend(filter(None, map(str.strip, text_of(node).split(","))))


def _itunes_category(item: Item, node: Element) -> None:
    item.tags.extend(term for part in node.iter(node.tag) if (term := part.get("text")))


def _enclosure(item: Item, node: Element) -> None:
    if _is_image(node):
        _picture(item, _ENCLOSED, node.get("url") or node.get("uri") or node.get("href") or "")


def _thumbnail(item: Item, node: Element) -> None:
    _picture(item, _THUMBNAIL, node.get("url") or text_of(node))


def _media(item: Item, node: Element) -> None:
    if _is_image(node):
        _picture(item, _MEDIA, node.get("url") or node.get("href") or "")
    if len(node):
        _group(item, node)


def _group(item: Item, node: Element) -> None:
    for part in node:
        take = _IN_MEDIA.get(part.tag)
        if take:
            take(item, part)


def _caption(item: Item, node: Element) -> None:
    item.caption = item.caption or text_of(node)


def _picture(item: Item, rank: int, link: str) -> None:
    if link := link.strip():
        item.pictures.append((rank, link))


def _is_image(node: Element) -> bool:
    """Whether a file that comes with an item is a picture."""
    return node.get("type", "").lower().startswith("image/") or node.get("medium") == "image"


def _unsure(item: Item, node: Element) -> None:  # noqa: ARG001  one form for all
    raise Unsure(f"{node.tag[-40:]} in an item")


_IN_MEDIA: Final[dict[str, Take]] = {
    name: take
    for names, take in (
        ("thumbnail", _thumbnail), ("content", _media), ("group", _group), ("category", _tag),
        ("keywords", _keywords), ("description", _caption),
    )
    for name in expanded(MEDIA, names)
}  # fmt: skip

TAKES: Final[dict[str, Take]] = _IN_MEDIA | {
    name: take
    for names, take in (
        (expanded((*BASIC, *DC), "title"), _title),
        (expanded(BASIC, "link"), _link),
        (expanded(BASIC, "guid id"), _guid),
        (expanded((*BASIC, *DC), "description") + expanded(BASIC, "summary") + expanded(ITUNES, "summary"), _summary),
        (expanded(BASIC, "content") + expanded(CONTENT, "encoded"), _content),
        (expanded(BASIC, "pubDate published issued") + expanded(DCTERMS, "issued"), _published),
        (expanded(BASIC, "updated modified lastBuildDate"), _updated),
        (expanded(DC, "date") + expanded(DCTERMS, "modified"), _updated),
        (expanded(BASIC, "created") + expanded(DCTERMS, "created"), _created),
        (
            expanded(BASIC, "author managingEditor") + expanded(DC, "creator author") + expanded(ITUNES, "author"),
            _author,
        ),
        (expanded(BASIC, "category keywords") + expanded(DC, "subject"), _tag),
        (expanded(ITUNES, "keywords"), _keywords),
        (expanded(ITUNES, "category"), _itunes_category),
        (expanded(BASIC, "enclosure"), _enclosure),
        (expanded((*BASIC, "{http://www.w3.org/1999/xhtml}"), "body abstract fullitem tags item entry"), _unsure),
    )
    for name in names
}
_KNOWN_SPACES: Final = (*BASIC, *CONTENT, *DC, *DCTERMS, *MEDIA, *ITUNES)
_LOWERED: Final = frozenset(map(str.lower, TAKES))
_LOOKALIKES: Final = ("purl.org/dc", "modules/content", "mrss", "2005/atom", "backend.userland.com/rss")


def is_odd(tag: str) -> bool:
    """Whether a name that nothing takes in is one that feedparser does: other letters' case, a misspelt namespace."""
    lowered = tag.lower()
    if lowered in _LOWERED:
        return True
    space = tag[: tag.find("}") + 1]
    return space not in _KNOWN_SPACES and any(part in lowered for part in _LOOKALIKES)
