"""An article out of a page or a post. Pure: bytes in, `Extracted` out; never raises on what a page may hold.

1. Bytes become text (charset), cut to what a parser can bear.
2. One parse, one walk: the outline of boxes and pieces.
3. The page's statements about itself (metadata).
4. The body: the pieces that the page's own articleBody names, if all of it is visible; otherwise the densest
   box; where that looks weak, trafilatura says which lines, and they are read from the page again, because
   trafilatura deletes every ZWNJ.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import trafilatura
from lxml.etree import LxmlError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sarkhat.extract import agency, body, directives, metadata
from sarkhat.extract.charset import decode, shallow
from sarkhat.extract.metadata import Metadata
from sarkhat.extract.outline import Outline, Piece, outline
from sarkhat.extract.records import Block, Directives, Extracted
from sarkhat.extract.titles import post_title
from sarkhat.text.html import plain
from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound, sound_record

_WEAK_SHARE: Final = 0.5  # of the page's prose
_SHORT_PROSE: Final = 300  # letters
_MOST_FOR_SECOND: Final = 1_500_000  # characters; a second opinion is not worth more
_BEGINNING: Final = 40  # characters
_MOST_BOXES: Final = 20_000  # elements; trafilatura's time grows with their square

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every odd page as an error


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was read: `taken` are the pieces of `lines` that are the article, `tree` what it was parsed to."""

    tree: LexborHTMLParser
    lines: Outline
    taken: tuple[Piece, ...]
    article: Extracted


def extract_page(html: bytes | str, url: str, now: datetime, content_type: str = "", robots: str = "") -> Extracted:
    """The article of the page at `url`; `title` and `blocks` are empty where there is none.

    `now` (aware) decides years that dates leave out, and which dates lie in the future. `robots` is the answer's
    X-Robots-Tag.
    """
    read = read_page(text_of(html, content_type), url, now, robots)
    return read.article if read else Extracted("", ())


def text_of(html: bytes | str, content_type: str = "") -> str:
    """A page's text, cut to what a parser can bear."""
    return shallow(decode(html, content_type) if isinstance(html, bytes) else html)


def read_page(text: str, url: str, now: datetime, robots: str = "") -> Read | None:
    """The page read by the general road; None if it cannot be parsed."""
    page = sound(text)
    if too_deep(page):
        return None
    try:
        tree = LexborHTMLParser(page)
    except (SelectolaxError, ValueError):
        return None
    lines = outline(tree)
    about = metadata.read(tree, lines, url, now)
    pieces, lead, method = _body(page, lines, about)
    return read_as(tree, lines, about, pieces, lead, method, robots)


def read_as(
    tree: LexborHTMLParser,
    lines: Outline,
    about: Metadata,
    pieces: tuple[Piece, ...],
    lead: str,
    method: str,
    robots: str,
) -> Read:
    """The article put together from what was read."""
    asked = directives.of_page(tree, robots)
    return Read(tree, lines, pieces, sound_record(_assembled(about, body.blocks_of(pieces), lead, method, asked)))


def extract_post(
    content: str, published: datetime | None = None, image: str = "", tags: Iterable[str] = ()
) -> Extracted:
    """A channel's post (an HTML fragment) as an article: its lines are the blocks, its first words the title."""
    text = plain(content)
    blocks = tuple(Block("p", line) for line in text.split("\n") if line)
    how = "feed" if published else ""
    return Extracted(
        post_title(text),
        blocks,
        published=published,
        published_how=how,
        image=image,
        tags=tuple(tags),
        method="post",
    )


def extract_feed(
    title: str,
    summary: str,
    content: str,
    published: datetime | None,
    authors: Iterable[str] = (),
    image: str = "",
) -> Extracted:
    """What the feed itself gave (HTML fragments), for an article whose page cannot be had."""
    text, lead = plain(content), plain(summary)
    lines = (text if len(text) > len(lead) else lead).split("\n")
    blocks = tuple(Block("p", line) for line in lines if line)
    how = "feed" if published else ""
    name = plain(title).replace("\n", " ") or post_title("\n".join(lines))
    return Extracted(
        name,
        blocks,
        authors=tuple(authors),
        published=published,
        published_how=how,
        image=image,
        method="feed",
    )


def _body(page: str, lines: Outline, about: Metadata) -> tuple[tuple[Piece, ...], str, str]:
    """Pieces of the body, lead and method."""
    found = body.find(lines)
    if stated := body.from_statement(lines, about.statement, found):
        return stated, found.lead, "json-ld"
    if found.share < _WEAK_SHARE or found.prose < _SHORT_PROSE:
        second = second_opinion(page, lines)
        if second and (found.share < _WEAK_SHARE or _size(second) > 1.5 * _size(found.pieces)):
            return second, "", "trafilatura"
    return found.pieces, found.lead, "density" if found.pieces else ""


def _size(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def second_opinion(page: str, lines: Outline) -> tuple[Piece, ...]:
    """The pieces that trafilatura locates, read from the page itself; none of a page too long or broken for it."""
    if len(page) > _MOST_FOR_SECOND or len(lines.boxes) > _MOST_BOXES:
        return ()
    try:
        located = trafilatura.extract(page, fast=True, include_comments=False) or ""
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError):  # seen on broken pages
        return ()
    return body.from_lines(lines, located.split("\n"))


def _is_same(one: str, other: str) -> bool:
    """Whether two lines are the same but for spacing and marks; lines of other lengths are not looked at closer."""
    is_alike = 0.5 * len(other) <= len(one) <= 2 * len(other) and _begin_alike(one, other)
    return is_alike and body.squeezed(one) == body.squeezed(other)


def _begin_alike(one: str, other: str) -> bool:
    """Whether the first whole words of two lines are the same: a fast way to see that they are not."""
    first, second = (body.squeezed(line[:_BEGINNING].rpartition(" ")[0]) for line in (one, other))
    return first.startswith(second) or second.startswith(first)


def _assembled(about: Metadata, blocks: tuple[Block, ...], lead: str, method: str, asked: Directives) -> Extracted:
    if any(_is_same(lead, block.text) for block in blocks[:3]):
        lead = ""
    if blocks and _is_same(blocks[0].text, about.title):
        blocks = blocks[1:]
    return Extracted(
        title=about.title,
        blocks=blocks,
        kicker=about.kicker if about.kicker != about.title else "",
        lead=lead,
        authors=about.authors,
        credits=about.credits,
        sources=agency.named([lead, *(block.text for block in blocks)], about.bylines, about.sources),
        published=about.published,
        published_how=about.published_how,
        updated=about.updated,
        updated_how=about.updated_how,
        image=about.image,
        language=about.language,
        canonical=about.canonical,
        amp=about.amp,
        section=about.section,
        tags=about.tags,
        access=about.access,
        licence=about.licence,
        method=method,
        directives=asked,
    )
