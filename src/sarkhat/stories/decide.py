"""Same story? A stream of pieces in, a story for each out. Pure: the clock is the pieces' own time.

For each new piece: an exact copy of a piece of the window joins its story; so does a near copy (MinHash over word
runs). Otherwise its rare words find the pieces that share some, each story among them is scored by how likely its
members tell of the same (`alike`; the best and the mean of the nearest), and the piece joins the best story above the
threshold or starts its own. What was learned was judged on the labelled day that was left out: docs/models.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sarkhat.stories.alike import Shape, likeness
from sarkhat.stories.copies import Copies
from sarkhat.stories.records import Piece, Placed
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.stories.window import Window

REACH: Final = timedelta(hours=36)  # between two pieces of one story


@dataclass(frozen=True, slots=True)
class Knobs:
    """What was tuned on labelled days."""

    join: float = 0.10  # score from which a piece joins
    mean: float = 0.7  # how much the mean of the nearest members counts against the best
    nearest: int = 8  # members that the mean is taken of


class Stream:
    """The state of the last hours: what was placed where. `remember` rebuilds it from what was decided before."""

    def __init__(self, knobs: Knobs | None = None) -> None:
        self._knobs = knobs or Knobs()
        self._boilerplate = Boilerplate()
        self._window = Window(REACH)
        self._copies = Copies()
        self._story: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)

    def place(self, piece: Piece) -> Placed:
        """Decide where the piece belongs, and keep it."""
        shape, folded = self._read(piece)
        placed = self._as_copy(piece, folded) or self._as_same(piece, shape)
        self._keep(piece, shape, folded, placed.story)
        return placed

    def remember(self, piece: Piece, story: str) -> None:
        """Keep a piece that was placed before, without deciding again."""
        shape, folded = self._read(piece)
        self._keep(piece, shape, folded, story)

    def _read(self, piece: Piece) -> tuple[Shape, str]:
        for old in self._window.outdated(piece.published):
            self._forget(old)
        found = terms(self._boilerplate.own_lines(piece.source, piece.text))
        return self._window.shape(piece.source, piece.published, found), found.folded

    def _as_copy(self, piece: Piece, folded: str) -> Placed | None:
        original = self._copies.find(folded)
        if not original:
            return None
        return Placed(piece.id, self._story[original], "copy", 1.0, original)

    def _as_same(self, piece: Piece, shape: Shape) -> Placed:
        near = self._window.candidates(shape)
        story, score = self._best({name: likeness(shape, other) for name, other in near})
        if score >= self._knobs.join:
            return Placed(piece.id, story, "same", min(1.0, score))
        return Placed(piece.id, piece.id, "first")

    def _best(self, alike: dict[str, float]) -> tuple[str, float]:
        """The story that a piece with these likenesses fits best, and how well."""
        likeness: dict[str, list[float]] = defaultdict(list)
        for other, value in alike.items():
            likeness[self._story[other]].append(value)
        scored = ((self._fit(story, values), story) for story, values in likeness.items())
        score, story = max(scored, default=(0.0, ""))
        return story, score

    def _fit(self, story: str, values: list[float]) -> float:
        values.sort(reverse=True)
        count = min(self._knobs.nearest, len(self._members[story]))
        mean = sum(values[:count]) / count
        return (1 - self._knobs.mean) * values[0] + self._knobs.mean * mean

    def _keep(self, piece: Piece, shape: Shape, folded: str, story: str) -> None:
        self._story[piece.id] = story
        self._members[story].append(piece.id)
        self._window.add(piece.id, shape)
        self._copies.add(piece.id, folded)

    def _forget(self, old: str) -> None:
        self._copies.remove(old)
        story = self._story.pop(old)
        self._members[story].remove(old)
        if not self._members[story]:
            del self._members[story]


def place_all(pieces: Iterable[Piece], knobs: Knobs | None = None) -> list[Placed]:
    """Place the pieces as a stream, in time order."""
    stream = Stream(knobs)
    return [stream.place(piece) for piece in sorted(pieces, key=lambda piece: (piece.published, piece.id))]
