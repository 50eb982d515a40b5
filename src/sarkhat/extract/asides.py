"""Boxes that are something else than the article: by their name, as teasers of other articles, around a picture."""

from collections import defaultdict
from typing import Final

from sarkhat.extract.boilerplate import box_leaning, is_more
from sarkhat.extract.outline import Box, Outline, Piece
from sarkhat.extract.pieces import HEADINGS

_CARD: Final = 500  # characters of the largest teaser of another article
_TEASED: Final = 15  # characters of the shortest title
_ROW: Final = 3  # teasers that make a list
_FRAME: Final = 400  # characters of the longest caption
_FRAMING: Final = frozenset("div figure section aside li td".split())
_TOLD: Final = 0.3  # of the prose, in frames of pictures
_PARAGRAPH: Final = 150  # characters of a paragraph that its name does not condemn
_HEADINGS: Final = frozenset("h2 h3 h4 h5 h6".split())
_MOST: Final = {-1: 0.45, -2: 0.8}  # of the page's prose, that a box of this leaning may hold


def side_boxes(outline: Outline, values: list[float]) -> list[bool]:
    """Which boxes are something else than the article by their name or make; never one that holds most of the prose."""
    mass = summed(outline, [max(value, 0.0) for value in values])
    sizes = summed(outline, [float(len(piece.text)) for piece in outline.pieces])
    whole = mass[0] if mass else 0.0
    teasers = cards(outline, values, sizes)
    frames = _frames(outline, sizes, mass)
    bad: list[bool] = []
    for number, box in enumerate(outline.boxes):
        inherited = box.parent >= 0 and bad[box.parent]
        leaning = min(_leaning(box, mass[number]), -1 if number in frames else 1)
        bad.append(inherited or number in teasers or (leaning < 0 and mass[number] <= _MOST[leaning] * whole))
    return bad


def _leaning(box: Box, prose: float) -> int:
    """What the box's name says; of headings and whole paragraphs only what is sure (ids are made of their words)."""
    leaning = box_leaning(box.tag, box.hint)
    is_text = box.tag in _HEADINGS or (box.tag == "p" and prose > _PARAGRAPH)
    return 0 if leaning == -1 and is_text else leaning


def _frames(outline: Outline, sizes: list[float], mass: list[float]) -> set[int]:
    """Boxes around a picture that hold a caption's worth of text and no heading; none where they hold much of the prose
    (an article told in pictures).
    """
    heads = [1.0 if piece.kind in ("h1", *HEADINGS) else 0.0 for piece in outline.pieces]
    headed = summed(outline, heads)
    frames: set[int] = set()
    for pictured in outline.pictured:
        box = pictured
        while box > 0 and not sizes[box]:
            box = outline.boxes[box].parent
        here = outline.boxes[box]
        is_small = box > 0 and sizes[box] <= _FRAME and not headed[box] and here.tag in _FRAMING
        if is_small and box_leaning(here.tag, here.hint) <= 0:
            frames.add(box)
    return frames if mass and sum(mass[box] for box in frames) <= _TOLD * mass[0] else set()


def cards(outline: Outline, values: list[float], sizes: list[float]) -> set[int]:
    """Boxes that tease another article: a heading that is a link as a whole, and at most a paragraph."""
    prose = summed(outline, [1.0 if value > 0 else 0.0 for value in values])
    found: set[int] = set()
    for piece in outline.pieces:
        if piece.kind in HEADINGS and piece.linked > 0.9 * len(piece.text):
            box = piece.box
            while sizes[parent := outline.boxes[box].parent] < _CARD and prose[parent] <= 1 and parent > 0:
                box = parent
            found.add(box)
    return found | _rows_of_teasers(outline, sizes, prose) | _cut_short(outline, sizes, prose)


def _cut_short(outline: Outline, sizes: list[float], prose: list[float]) -> set[int]:
    """Boxes of one paragraph with a link to the rest of it: what another article begins with, among the paragraphs."""
    found: set[int] = set()
    for before, piece in zip(outline.pieces, outline.pieces[1:], strict=False):
        if piece.linked > 0.9 * len(piece.text) and is_more(piece.text):
            box = _around(outline, before.box, piece.box)
            if box > 0 and sizes[box] < _CARD and prose[box] <= 1:
                found.add(box)
    return found


def _around(outline: Outline, one: int, other: int) -> int:
    """The innermost box that holds both."""
    while one != other:  # a box's number is greater than that of the one around it
        one, other = max(one, other), min(one, other)
        one = outline.boxes[one].parent
    return one


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


def summed(outline: Outline, values: list[float]) -> list[float]:
    """Each box's sum of the values of the pieces below it."""
    sums = [0.0] * len(outline.boxes)
    for piece, value in zip(outline.pieces, values, strict=True):
        sums[piece.box] += value
    for number in range(len(outline.boxes) - 1, 0, -1):
        sums[outline.boxes[number].parent] += sums[number]
    return sums
