"""Where on a page its article stands: which boxes hold it, and how many of its blocks come before each piece."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from sarkhat.extract.asides import cards, summed
from sarkhat.extract.boilerplate import box_leaning
from sarkhat.extract.outline import Box, Mark, Outline
from sarkhat.extract.pieces import value
from sarkhat.extract.records import Block, Figure

_MOST: Final = 0.8  # of the letters that were found again, in the body's box
_FOUND: Final = 0.3  # of the body's letters, below which the page is not where the body is from
_ABOVE: Final = 3  # pieces above the title, for a picture that stands there
_LEAVES: Final = frozenset("p li ul ol dl dd dt blockquote h1 h2 h3 h4 h5 h6 td th tr tbody pre table".split())
# Names that the general road takes for a side matter, because their words are no prose.
_SHOWN: Final = re.compile(
    r" (?:wp caption text|captions?|gallery|galleries|album|slideshow|slider|carousel|lightbox|photos?|images?|"
    r"pictures?|foto|fotos|bild|thumb|thumbnail|figure|credits?|media|video player|audio player|player|podcast|"
    r"live ?update info|date|time|timestamp|footnotes?)(?= )"
)
_GALLERY: Final = re.compile(r" (?:gallery|galleries|album|slideshow|photos|fotos) ")


Placed = tuple[int, int, Figure]  # the first piece behind it, and its box: the page's order


@dataclass(frozen=True, slots=True)
class Region:
    """`before[n]`: how many blocks stand before piece n. `taken`: pieces that are blocks, to the number of the last.

    `spans[b]`: the first piece of box b and the one behind its last; `words[n]`: how many pieces before n are taken.
    `root` holds title and body. `sides`: boxes that are something else than the article. `inside`: those in the body,
    `galleries`: those in a box that names itself so.
    """

    lines: Outline
    before: list[int]
    taken: dict[int, int]
    spans: list[tuple[int, int]]
    words: list[int]
    root: int
    body: int
    title: int
    sides: list[bool]
    inside: list[bool]
    galleries: list[bool]

    def shows(self, mark: Mark) -> bool:
        """Whether the element stands in the article: in its body, above it, or in a gallery below it."""
        if mark.box < 0 or self.sides[mark.box]:
            return False
        if self.inside[mark.box]:
            return True
        if mark.at <= self.spans[self.body][0]:
            return 0 <= self.title <= mark.at + _ABOVE
        return self.galleries[mark.box]

    def said(self, box: int) -> int:
        """How many of the body's pieces stand in the box."""
        first, end = self.spans[box]
        return self.words[end] - self.words[first] if first < end else 0


def find(lines: Outline, blocks: Sequence[Block]) -> Region | None:
    """Where the blocks stand; where they are from elsewhere, the box that names itself the article, if any."""
    spans = _spans(lines)
    taken = _aligned(lines, blocks)
    letters = [float(len(piece.text)) if number in taken else 0.0 for number, piece in enumerate(lines.pieces)]
    held = summed(lines, letters)
    if held and held[0] > _FOUND * sum(len(block.text) for block in blocks):
        body = max(box for box, sum_ in enumerate(held) if sum_ >= _MOST * held[0])
        while body > 0 and lines.boxes[body].tag in _LEAVES:
            body = lines.boxes[body].parent
    else:
        taken, body = {}, _named(lines)
        if body < 0:
            return None
    title = next((n for n in range(spans[body][0] - 1, -1, -1) if lines.pieces[n].kind == "h1"), -1)
    root = body
    while root > 0 and 0 <= title < spans[root][0]:
        root = lines.boxes[root].parent
    before = _before(len(lines.pieces), taken) if taken else [len(blocks)] * (len(lines.pieces) + 1)
    words = [0, *accumulate(int(number in taken) for number in range(len(lines.pieces)))]
    inside = below(lines, lambda number: number == body)
    galleries = below(lines, lambda number: number > root and bool(_GALLERY.search(lines.boxes[number].hint)))
    sides = _sides(lines, root, taken)
    return Region(lines, before, taken, spans, words, root, body, title, sides, inside, galleries)


def below(lines: Outline, starts: Callable[[int], bool]) -> list[bool]:
    """Which boxes start something, or stand in one that does."""
    found: list[bool] = []
    for number, box in enumerate(lines.boxes):
        found.append((box.parent >= 0 and found[box.parent]) or starts(number))
    return found


def _aligned(lines: Outline, blocks: Sequence[Block]) -> dict[int, int]:
    """Pieces whose lines are blocks, to the number of the last: the longest run in which both are in order."""
    count = Counter(block.text for block in blocks)
    numbers = {block.text: number for number, block in enumerate(blocks) if count[block.text] == 1}
    pairs = [
        (number, numbers[line])
        for number, piece in enumerate(lines.pieces)
        for line in piece.text.split("\n")
        if line in numbers
    ]
    ends: list[int] = []  # the smallest last block of a run of each length, and which pair it is
    last: list[int] = []
    previous: list[int] = []
    for place, (_, block) in enumerate(pairs):
        length = bisect_left(ends, block)
        ends[length : length + 1], last[length : length + 1] = [block], [place]
        previous.append(last[length - 1] if length else -1)
    taken: dict[int, int] = {}
    place = last[-1] if last else -1
    while place >= 0:
        taken.setdefault(*pairs[place])
        place = previous[place]
    return taken


def _spans(lines: Outline) -> list[tuple[int, int]]:
    first, end = [len(lines.pieces)] * len(lines.boxes), [0] * len(lines.boxes)
    for number, piece in enumerate(lines.pieces):
        first[piece.box], end[piece.box] = min(first[piece.box], number), number + 1
    for box in range(len(lines.boxes) - 1, 0, -1):
        parent = lines.boxes[box].parent
        first[parent], end[parent] = min(first[parent], first[box]), max(end[parent], end[box])
    return list(zip(first, end, strict=True))


def _before(count: int, taken: dict[int, int]) -> list[int]:
    before = [0]
    for number in range(count):
        before.append(taken.get(number, before[-1] - 1) + 1)
    return before


def _named(lines: Outline) -> int:
    """The box that names itself the article and holds most pictures; -1 without any."""
    pictures = [0] * len(lines.boxes)
    for box in lines.pictured:
        pictures[box] += 1
    for box in range(len(lines.boxes) - 1, 0, -1):
        pictures[lines.boxes[box].parent] += pictures[box]
    named = [
        (pictures[number], number)
        for number, box in enumerate(lines.boxes)
        if pictures[number] and (box.tag in ("article", "main") or box_leaning(box.tag, box.hint) > 0)
    ]
    return max(named, default=(0, -1))[1]


def _sides(lines: Outline, root: int, taken: dict[int, int]) -> list[bool]:
    """Teasers, and what a box's name tells once the names of what is shown are taken off; never what holds a block."""
    sizes = summed(lines, [float(len(piece.text)) for piece in lines.pieces])
    teasers = cards(lines, [value(piece) for piece in lines.pieces], sizes)
    holds = summed(lines, [float(number in taken) for number in range(len(lines.pieces))])
    sides = [True] * len(lines.boxes)
    for number in range(root, len(lines.boxes)):
        box = lines.boxes[number]
        outside = number != root and sides[box.parent]
        sides[number] = outside or (not holds[number] and (number in teasers or _is_side(box)))
    return sides


def _is_side(box: Box) -> bool:
    """Names between bars stay so: ` | photos | ` becomes ` | `."""
    hint = re.sub(r"\|(?: \|)+", "|", _SHOWN.sub("", box.hint))
    return box_leaning(box.tag, hint) < 0
