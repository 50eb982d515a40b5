"""The body finder: which pieces of a page are the article. Text density, in one pass over the outline.

Each piece is worth its characters when it reads like prose and costs when it is links, labels or scraps; the
box with the best balance of its subtree holds the article (maximum subsequence segmentation on the tree,
Pasternack and Roth, WWW 2009). Names of boxes shift the balance, they do not decide it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sarkhat.extract.asides import side_boxes, summed
from sarkhat.extract.boilerplate import box_leaning, is_label, is_lead_box, is_stamp
from sarkhat.extract.outline import Outline, Piece, PieceKind
from sarkhat.extract.pieces import HEADINGS, STOP, trimmed, value
from sarkhat.extract.records import Block, BlockKind
from sarkhat.text.persian import fold

_GOOD_BONUS: Final = 1.25
_SHOWN_AS: Final[dict[PieceKind, BlockKind]] = {
    "p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "li": "li", "quote": "quote", "caption": "caption", "cell": "p",
}  # fmt: skip
_LEAD_NEAR: Final = 12  # pieces between a lead and the body
_UNNAMED: Final = 60  # characters of a lead that no name tells
_SHORT_STATEMENT: Final = 200
_NOTE: Final = re.compile(r"\*|\[[0-9۰-۹]{1,3}\]")
_LONGEST_NOTE: Final = 300  # characters
_TELLING: Final = 40  # letters that do not stand in a statement by chance
_VISIBLE: Final = (0.85, 1.1)  # how much of a statement its page must show
_MOST_COMPARED: Final = 200_000_000  # letters times pieces: a second of searching at worst
_LEAVES: Final = frozenset("p li ul ol dl dd dt blockquote h1 h2 h3 h4 h5 h6 td th tr tbody pre".split())


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder took, and how sure it is: letters of prose taken, and their share of the page's prose."""

    pieces: tuple[Piece, ...]
    lead: str = ""
    prose: float = 0.0
    share: float = 0.0


def find(outline: Outline) -> Found:
    """The article's pieces, title and captions not among them. Empty when the page holds no prose."""
    values = [value(piece) for piece in outline.pieces]
    bad = side_boxes(outline, values)
    box = _best_box(outline, values, bad)
    if box < 0:
        return Found(())
    inside = _inside(outline, box)
    kept = trimmed([piece for piece in outline.pieces if inside[piece.box] and not bad[piece.box]])
    prose = sum(max(0.0, value(piece)) for piece in kept)
    whole = sum(worth for piece, worth in zip(outline.pieces, values, strict=True) if worth > 0 and not bad[piece.box])
    lead = lead_above(outline, kept[0], bad) if kept else ""
    return Found(tuple(kept), lead, prose, prose / whole if whole else 0.0)


def lead_above(outline: Outline, first: Piece, bad: Sequence[bool]) -> str:
    """The standfirst between the title and the body: where a box is named so, or the first sentence below the title."""
    start = outline.pieces.index(first)
    unnamed = ""
    for number in range(start - 1, max(-1, start - _LEAD_NEAR), -1):
        piece = outline.pieces[number]
        if piece.kind == "h1":
            return unnamed
        if bad[piece.box] or not _may_lead(piece):
            continue
        box = outline.boxes[piece.box]
        if is_lead_box(box.hint) or (box.parent >= 0 and is_lead_box(outline.boxes[box.parent].hint)):
            return piece.text
        if piece.kind in ("p", *HEADINGS) and len(piece.text) >= _UNNAMED and STOP.search(piece.text):
            unnamed = piece.text
    return ""


def _may_lead(piece: Piece) -> bool:
    size = len(piece.text)
    is_prose = 40 <= size <= 900 and piece.linked < 0.3 * size and piece.kind != "caption"
    return is_prose and not is_label(piece.text) and not is_stamp(piece.text)


def from_statement(outline: Outline, statement: str, found: Found) -> tuple[Piece, ...]:
    """The pieces that the page's own statement (JSON-LD articleBody) holds, read from the page itself.

    Statements leave sub-headings out: those that the finder took stay. Empty unless nearly all of the statement
    is visible and it is no mere excerpt: what a page says of itself is checked, not believed.
    """
    said = squeezed(statement)
    if len(said) < _SHORT_STATEMENT or len(said) * len(outline.pieces) > _MOST_COMPARED:
        return ()
    keys = [squeezed(piece.text) for piece in outline.pieces]
    marks = [len(key) >= _TELLING and key in said for key in keys]
    seen = sum(len(key) for key, mark in zip(keys, marks, strict=True) if mark)
    taken = sum(len(squeezed(piece.text)) for piece in found.pieces)
    if not _VISIBLE[0] <= seen / len(said) <= _VISIBLE[1] or seen < 0.6 * taken:
        return ()
    first = marks.index(True)
    last = max(number for number, mark in enumerate(marks) if mark)
    own = {id(piece) for piece in found.pieces}
    return tuple(
        piece
        for number, (piece, key) in enumerate(zip(outline.pieces, keys, strict=True))
        if piece.kind not in ("h1", "caption")
        and (
            marks[number]
            or (id(piece) in own and number < last and (number < first or piece.kind in HEADINGS or key in said))
        )
    )


def from_lines(outline: Outline, lines: Iterable[str]) -> tuple[Piece, ...]:
    """The pieces in which another locator's lines stand: its choice, the page's own letters."""
    said = squeezed(" ".join(lines))
    if len(said) * len(outline.pieces) > _MOST_COMPARED:
        return ()
    return tuple(
        piece
        for piece in outline.pieces
        if piece.kind != "h1" and not is_label(piece.text) and (key := squeezed(piece.text)) and key in said
    )


def squeezed(text: str) -> str:
    """Folded, without any white space or ZWNJ: equal when only spacing differs."""
    return fold(text).replace(" ", "")


def blocks_of(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Pieces as blocks: a line break starts a new one, a repeated one is said once, scraps become paragraphs."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for piece in pieces:
        for line in piece.text.split("\n"):
            if len(line) < 12 or line not in seen:
                blocks.append(Block(_kind(piece, line), line))
                seen.add(line)
    return tuple(_with_notes(blocks))


def _with_notes(blocks: list[Block]) -> list[Block]:
    """The last paragraphs that begin with an asterisk, or with a mark that the text refers to («[۱]»), as footnotes."""
    for number in range(len(blocks) - 1, 0, -1):
        block = blocks[number]
        mark = _NOTE.match(block.text)
        is_told = mark and (mark[0] == "*" or any(mark[0] in other.text for other in blocks[:number]))
        if block.kind not in ("p", "li") or len(block.text) >= _LONGEST_NOTE or not is_told:
            break
        blocks[number] = Block("footnote", block.text)
    return blocks


def _kind(piece: Piece, line: str) -> BlockKind:
    if piece.kind == "p" and piece.bold and len(line) < 90 and not STOP.search(line):
        return "h3"
    return _SHOWN_AS[piece.kind]


def _best_box(outline: Outline, values: list[float], bad: list[bool]) -> int:
    """The box whose subtree has the best balance; of equals the deepest that can hold blocks."""
    pieces = zip(outline.pieces, values, strict=True)
    score = summed(outline, [-0.1 * abs(worth) if bad[piece.box] else worth for piece, worth in pieces])
    best, box = 0.0, -1
    for number in range(len(outline.boxes) - 1, -1, -1):
        here = outline.boxes[number]
        shown = score[number] * (_GOOD_BONUS if box_leaning(here.tag, here.hint) > 0 else 1.0)
        if shown > best and not bad[number] and here.tag not in _LEAVES:
            best, box = shown, number
    return box


def _inside(outline: Outline, box: int) -> list[bool]:
    inside = [False] * len(outline.boxes)
    inside[box] = True
    for number in range(box + 1, len(outline.boxes)):
        inside[number] = inside[outline.boxes[number].parent]
    return inside
