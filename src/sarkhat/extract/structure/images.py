"""The article's pictures, each with its caption, its credit and what it says to those who do not see it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from sarkhat.extract.boilerplate import is_label, is_stamp
from sarkhat.extract.outline import Mark, Piece
from sarkhat.extract.pieces import HEADINGS
from sarkhat.extract.records import Figure
from sarkhat.extract.structure.credits import is_credit, parted
from sarkhat.extract.structure.region import Placed, Region
from sarkhat.extract.structure.sources import address, name
from sarkhat.extract.structure.wording import number
from sarkhat.extract.titles import one_line
from sarkhat.text.urls import absolute

MOST: Final = 60
_SMALLEST: Final = 100  # pixels that a picture states; less is an icon
_CAPTION: Final = 400  # characters of a picture's box
_CALL: Final = 100  # characters by which a call of the page's own is known
_EDGES: Final = " :;،؛-–—|"
_FILE: Final = re.compile(r"(?:\.(?:jpe?g|png|gif|webp|avif)|\A[\w.-]*\d[\w.-]*)\Z", re.IGNORECASE)
_PICTURE_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)\Z", re.IGNORECASE)
_CAPTIONED: Final = re.compile(r" (?:caption|captions|credit|credits|legend|cutline|description) ")


def images(region: Region, url: str) -> Iterator[Placed]:
    """The pictures of the article at `url`, each once, in the page's order."""
    marks = _pictures(region)
    crowd = _crowd(region, [mark for mark, _ in marks])
    seen: set[str] = set()
    is_bare = False  # the picture before had no address: a <noscript> behind it may tell
    for mark, node in marks:
        link = "" if mark.tag == "noscript" and not is_bare else address(node, url)
        is_bare = mark.tag == "img" and not link
        if not link or name(link) in seen or _is_small(node):
            continue
        box = _frame(region, mark, crowd)
        lines = _below(region, mark, box)
        if _teases(lines) or (_leads_away(node, url) and not lines):
            continue
        if len(seen) >= MOST:
            return
        seen.add(name(link))
        said = [one_line(line.text) for line in lines]
        caption, credit = parted(said, region.lines.nodes[box] if box >= 0 else None)
        alt, at = _alt(node, caption, credit), region.before[mark.at]
        yield mark.at, mark.box, Figure("image", at, text=caption, url=link, credit=credit, alt=alt)


def _pictures(region: Region) -> list[tuple[Mark, LexborNode]]:
    """The elements with their `<img>`."""
    found = [
        (mark, mark.node if mark.tag == "img" else mark.node.css_first("img"))
        for mark in region.lines.marks
        if mark.tag in ("img", "noscript") and region.shows(mark)
    ]
    return [(mark, node) for mark, node in found if node is not None]


def _crowd(region: Region, marks: Sequence[Mark]) -> list[int]:
    """How many pictures each box holds."""
    crowd = [0] * len(region.lines.boxes)
    for mark in marks:
        crowd[mark.box] += mark.tag == "img"
    for box in range(len(crowd) - 1, 0, -1):
        crowd[region.lines.boxes[box].parent] += crowd[box]
    return crowd


def _frame(region: Region, mark: Mark, crowd: Sequence[int]) -> int:
    """The largest box with this picture alone and a caption's worth of text, none of it the body's; -1 without any."""
    frame, box = -1, mark.box
    while box > region.root and box != region.body and crowd[box] <= 1 and not region.said(box):
        pieces = region.lines.pieces[slice(*region.spans[box])]
        is_other = any(piece.kind in ("h1", *HEADINGS) or is_stamp(piece.text) for piece in pieces)
        if is_other or sum(len(piece.text) for piece in pieces) > _CAPTION:
            break
        frame, here = box, region.lines.boxes[box]
        if pieces and here.tag == "figure":
            break
        box = here.parent
    return frame


def _below(region: Region, mark: Mark, box: int) -> list[Piece]:
    """The lines of the picture's box, captions alone where they are marked; else a caption right behind it."""
    lines = region.lines
    pieces = lines.pieces[slice(*region.spans[box])] if box >= 0 else []
    if not pieces and mark.at < len(lines.pieces) and mark.at not in region.taken:
        behind = lines.pieces[mark.at]
        is_caption = behind.kind == "caption" or _CAPTIONED.search(lines.boxes[behind.box].hint)
        pieces = [behind] if is_caption and len(behind.text) <= _CAPTION and not region.sides[behind.box] else []
    return [piece for piece in pieces if piece.kind == "caption"] or pieces


def _teases(lines: Sequence[Piece]) -> bool:
    """Whether what stands with a picture is a link to another article, or calls for one."""
    letters = sum(len(line.text) for line in lines)
    is_call = bool(lines) and is_label(lines[0].text[:_CALL]) and not is_credit(lines[0].text)
    return is_call or sum(line.linked for line in lines) > 0.5 * letters


def _is_small(node: LexborNode) -> bool:
    sizes = [number(node.attributes.get(side)) for side in ("width", "height")]
    return any(0 < size < _SMALLEST for size in sizes)


def _leads_away(node: LexborNode, url: str) -> bool:
    """Whether it is a link to another page: the picture of a teaser, or an advertisement's."""
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag == "a":
            break
        parent = parent.parent
    stated = parent.attributes.get("href") if parent is not None and parent.tag == "a" else ""
    link = absolute(url, (stated or "").strip())
    path = urlsplit(link).path
    return bool(link) and not _PICTURE_FILE.search(path) and path.rstrip("/") != urlsplit(url).path.rstrip("/")


def _alt(node: LexborNode, caption: str, credit: str) -> str:
    """What the page says to those who do not see it, where that is more than the caption and no file's name."""
    said = one_line(node.attributes.get("alt") or "")[:300]
    return "" if said in (caption, credit) or _FILE.search(said) else said.strip(_EDGES)
