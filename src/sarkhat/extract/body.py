"""The body finder: which pieces of a page are the article. Text density, in one pass over the outline.

Each piece is worth its characters when it reads like prose and costs when it is links, labels or scraps; the
box with the best balance of its subtree holds the article (maximum subsequence segmentation on the tree,
Pasternack and Roth, WWW 2009). Names of boxes shift the balance, they do not decide it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sarkhat.extract.boilerplate import box_leaning, is_end, is_label, is_lead_box, is_over
from sarkhat.extract.outline import Outline, Piece, PieceKind
from sarkhat.extract.records import Block, BlockKind
from sarkhat.text.persian import fold

_NOISE_COST: Final = 0.6
_GOOD_BONUS: Final = 1.25
_PROSE: Final = 25  # characters below which a paragraph proves nothing
_STOP: Final = re.compile(r"[.!?؟…:؛»”\"。！？।۔]\s*$")
_WIDE: Final = re.compile("[\u3000-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_TAIL: Final = ("h2", "h3")
_SHOWN_AS: Final[dict[PieceKind, BlockKind]] = {
    "p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "li": "li", "quote": "quote", "caption": "caption", "cell": "p",
}  # fmt: skip
_SHORT_STATEMENT: Final = 200
_TELLING: Final = 40  # letters that do not stand in a statement by chance
_VISIBLE: Final = (0.85, 1.1)  # how much of a statement its page must show
_MOST_COMPARED: Final = 200_000_000  # letters times pieces: a second of searching at worst
_CARD: Final = 500  # characters of the largest teaser of another article
_TEASED: Final = 15  # characters of the shortest title
_ROW: Final = 3  # teasers that make a list
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
    values = [_value(piece) for piece in outline.pieces]
    bad = _bad_boxes(outline, values)
    box = _best_box(outline, values, bad)
    if box < 0:
        return Found(())
    inside = _inside(outline, box)
    kept = trimmed([piece for piece in outline.pieces if inside[piece.box] and not bad[piece.box]])
    prose = sum(max(0.0, _value(piece)) for piece in kept)
    whole = sum(value for piece, value in zip(outline.pieces, values, strict=True) if value > 0 and not bad[piece.box])
    lead = lead_above(outline, kept[0], bad) if kept else ""
    return Found(tuple(kept), lead, prose, prose / whole if whole else 0.0)


def lead_above(outline: Outline, first: Piece, bad: Sequence[bool]) -> str:
    """The standfirst between the title and the body, where a box is named so."""
    start = outline.pieces.index(first)
    for number in range(start - 1, max(-1, start - 12), -1):
        piece = outline.pieces[number]
        box = outline.boxes[piece.box]
        named = is_lead_box(box.hint) or (box.parent >= 0 and is_lead_box(outline.boxes[box.parent].hint))
        if piece.kind == "h1":
            break
        if named and not bad[piece.box] and 40 <= len(piece.text) <= 900 and piece.linked < 0.3 * len(piece.text):
            return piece.text
    return ""


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
    last = max(number for number, mark in enumerate(marks) if mark)
    own = {id(piece) for piece in found.pieces}
    return tuple(
        piece
        for number, (piece, key) in enumerate(zip(outline.pieces, keys, strict=True))
        if piece.kind != "h1"
        and (marks[number] or (id(piece) in own and number < last and (piece.kind in _TAIL or key in said)))
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
    if blocks and blocks[-1].kind == "p" and blocks[-1].text.startswith("*") and len(blocks[-1].text) < 200:
        blocks[-1] = Block("footnote", blocks[-1].text)
    return tuple(blocks)


def _kind(piece: Piece, line: str) -> BlockKind:
    if piece.kind == "p" and piece.bold and len(line) < 90 and not _STOP.search(line):
        return "h3"
    return _SHOWN_AS[piece.kind]


def _value(piece: Piece) -> float:
    """Characters of prose, negative when the piece looks like the page and not like the article."""
    size = len(piece.text) + 2 * len(_WIDE.findall(piece.text))
    plain = size - piece.linked
    if piece.linked > 0.5 * len(piece.text) or is_label(piece.text):
        return -_NOISE_COST * size
    if piece.kind in ("h1", "h2", "h3", "caption"):
        return 0.0
    if size < _PROSE or (size < 3 * _PROSE and not _STOP.search(piece.text)):
        return -0.3 * _NOISE_COST * size
    return plain * (0.5 if piece.kind in ("li", "cell") else 1.0)


def _bad_boxes(outline: Outline, values: list[float]) -> list[bool]:
    """Which boxes are something else than the article by their name or make; never one that holds most of the prose."""
    mass = _summed(outline, [max(value, 0.0) for value in values])
    most = {-1: 0.45 * mass[0], -2: 0.8 * mass[0]} if mass else {}
    cards = _cards(outline, values)
    bad: list[bool] = []
    for number, box in enumerate(outline.boxes):
        inherited = box.parent >= 0 and bad[box.parent]
        leaning = box_leaning(box.tag, box.hint)
        bad.append(inherited or number in cards or (leaning < 0 and mass[number] <= most[leaning]))
    return bad


def _cards(outline: Outline, values: list[float]) -> set[int]:
    """Boxes that tease another article: a heading that is a link as a whole, and at most a paragraph."""
    sizes = _summed(outline, [float(len(piece.text)) for piece in outline.pieces])
    prose = _summed(outline, [1.0 if value > 0 else 0.0 for value in values])
    cards: set[int] = set()
    for piece in outline.pieces:
        if piece.kind in ("h2", "h3") and piece.linked > 0.9 * len(piece.text):
            box = piece.box
            while sizes[parent := outline.boxes[box].parent] < _CARD and prose[parent] <= 1 and parent > 0:
                box = parent
            cards.add(box)
    return cards | _rows_of_teasers(outline, sizes, prose)


def _rows_of_teasers(outline: Outline, sizes: list[float], prose: list[float]) -> set[int]:
    """Boxes side by side of which each begins with a line that is all link and holds at most a paragraph below it."""
    first: dict[int, Piece] = {}
    for piece in outline.pieces:
        box = piece.box
        while box >= 0 and box not in first:
            first[box] = piece
            box = outline.boxes[box].parent
    rows: dict[int, list[int]] = defaultdict(list)
    for box, piece in first.items():
        is_linked = len(piece.text) >= _TEASED and piece.linked > 0.9 * len(piece.text)
        if is_linked and sizes[box] < _CARD and prose[box] <= 1 and sizes[box] > len(piece.text):
            rows[outline.boxes[box].parent].append(box)
    return {box for boxes in rows.values() if len(boxes) >= _ROW for box in boxes}


def _summed(outline: Outline, values: list[float]) -> list[float]:
    """Each box's sum of the values of the pieces below it."""
    sums = [0.0] * len(outline.boxes)
    for piece, value in zip(outline.pieces, values, strict=True):
        sums[piece.box] += value
    for number in range(len(outline.boxes) - 1, 0, -1):
        sums[outline.boxes[number].parent] += sums[number]
    return sums


def _best_box(outline: Outline, values: list[float], bad: list[bool]) -> int:
    """The box whose subtree has the best balance; of equals the deepest that can hold blocks."""
    pieces = zip(outline.pieces, values, strict=True)
    score = _summed(outline, [-0.1 * abs(value) if bad[piece.box] else value for piece, value in pieces])
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


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without what stands above the title, labels, link lists, what follows an end, and scraps at both ends."""
    pieces = _below_title(pieces)
    whole = sum(len(piece.text) for piece in pieces)
    kept: list[Piece] = []
    read = 0
    for piece in pieces:
        read += len(piece.text)
        if is_over(piece.text) or (piece.kind in _TAIL and read > 0.7 * whole and is_end(piece.text)):
            break
        if piece.kind != "caption" and not is_label(piece.text) and not _is_links(piece):
            kept.append(piece)
    while kept and (kept[-1].kind in _TAIL or _is_scrap(kept[-1])):
        kept.pop()
    start = next((number for number, piece in enumerate(kept) if piece.kind == "li" or _value(piece) > 0), 0)
    return kept[start:]


def _below_title(pieces: list[Piece]) -> list[Piece]:
    """What follows the page's h1, when little stands above it."""
    above = 0
    for number, piece in enumerate(pieces):
        if piece.kind == "h1":
            return pieces[number + 1 :]
        above += len(piece.text)
        if above > _CARD:
            break
    return pieces


def _is_links(piece: Piece) -> bool:
    size = len(piece.text)
    return piece.linked > 0.8 * size and (size < 160 or piece.kind == "li")


def _is_scrap(piece: Piece) -> bool:
    return len(piece.text) < _PROSE and not _STOP.search(piece.text) and not piece.text.startswith("*")
