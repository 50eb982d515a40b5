"""Footnotes in boxes of their own, and numbered lists."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sarkhat.extract.boilerplate import is_label
from sarkhat.extract.pieces import HEADINGS, is_links
from sarkhat.extract.records import Block, Figure
from sarkhat.extract.structure.region import Placed, Region, below

_NOTES: Final = re.compile(r" (?:foot ?notes?|end ?notes?|doc endnotes?|doc footnote|panevesht|paveraghi) ")
_MOST: Final = 60
_LONGEST: Final = 1_000
_LABEL: Final = 100  # characters by which a line of the page's own is known
_BACK: Final = " ↩︎\ufe0e↑^"


def footnotes(region: Region, blocks: Sequence[Block]) -> Iterator[Placed]:
    """The lines of boxes that name themselves footnotes and that are not among the blocks."""
    lines, found = region.lines, 0
    inside = below(lines, lambda number: bool(_NOTES.search(lines.boxes[number].hint)))
    for number, piece in enumerate(lines.pieces):
        is_note = inside[piece.box] and number not in region.taken and piece.kind not in ("h1", *HEADINGS)
        text = piece.text.replace("\n", " ").strip(_BACK)
        is_own = not region.sides[piece.box] and not is_label(text[:_LABEL]) and not is_links(piece)
        if is_note and is_own and 3 < len(text) <= _LONGEST and not text.endswith(":") and found < _MOST:
            found += 1
            yield number, piece.box, Figure("footnote", len(blocks), text=text)


def numbered(region: Region, blocks: Sequence[Block]) -> Iterator[Placed]:
    """Lists that count their items, where all of them are blocks."""
    for box, here in enumerate(region.lines.boxes):
        if here.tag != "ol" or not region.inside[box]:
            continue
        own = [number for number in range(*region.spans[box]) if number in region.taken]
        if not own:
            continue
        first, end = region.before[own[0]], region.taken[own[-1]] + 1
        if end - first > 1 and all(block.kind == "li" for block in blocks[first:end]):
            yield own[0], box, Figure("ordered", first, end)
