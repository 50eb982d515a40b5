"""Which pieces belong together, given how alike each two of them are.

Agglomerative clustering (Lance and Williams 1967) over a sparse graph: the two groups that are most alike are joined,
again and again, until no two are alike enough. The likeness of two groups lies between the sum and the mean of the
likenesses of their pairs: the sum over the number of pairs to the power `_GROWTH`. With the mean (power 1) a story that
goes on for hours falls to pieces, with the sum (power 0) it swallows its neighbours. The answer does not depend on the
order in which the pieces came.
"""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_GROWTH: Final = 0.8
ALIKE: Final = 0.22
"""Likeness of two groups from which they are one."""


@dataclass(frozen=True, slots=True)
class Knot:
    """What is never parted: one piece with its copies, or what an editor put together. `pin` is the editor's group."""

    members: tuple[str, ...]
    weight: int = 1  # distinct texts in it
    pin: str = ""


def grouped(
    knots: Sequence[Knot], alike: Mapping[tuple[int, int], float], enough: float = ALIKE
) -> list[tuple[str, ...]]:
    """The groups, each with all its members, in the order of their first knot.

    `alike` has the sum of the likenesses between two knots by their places (low, high); pairs that it lacks are not
    alike at all. Two knots with different pins never meet in one group.
    """
    groups = _Groups(knots, alike)
    while groups.join_nearest(enough):
        pass
    return groups.all()


class _Groups:
    def __init__(self, knots: Sequence[Knot], alike: Mapping[tuple[int, int], float]) -> None:
        self._members: dict[int, list[int]] = {place: [place] for place in range(len(knots))}
        self._knots = knots
        self._weight = [knot.weight for knot in knots]
        self._pin = [knot.pin for knot in knots]
        self._near: list[dict[int, float]] = [{} for _ in knots]
        for (one, other), total in alike.items():
            self._near[one][other] = self._near[other][one] = total
        self._heap = [(-self._score(one, other), one, other) for one, other in alike]
        heapq.heapify(self._heap)

    def join_nearest(self, enough: float) -> bool:
        """Join the two groups that are most alike; False when none are alike enough."""
        while self._heap:
            score, one, other = heapq.heappop(self._heap)
            if -score < enough:
                return False
            if self._holds(one, other, -score):
                self._join(one, other)
                return True
        return False

    def all(self) -> list[tuple[str, ...]]:
        """Every group's members, knot after knot."""
        places = (sorted(self._members[first]) for first in sorted(self._members))
        return [tuple(name for place in group for name in self._knots[place].members) for group in places]

    def _score(self, one: int, other: int) -> float:
        pairs = self._weight[one] * self._weight[other]
        return self._near[one][other] / math.pow(pairs, _GROWTH)

    def _holds(self, one: int, other: int, score: float) -> bool:
        """Whether an entry of the heap still tells of two groups as they are, which may be joined."""
        if one not in self._members or other not in self._members or other not in self._near[one]:
            return False
        pins = {self._pin[one], self._pin[other]} - {""}
        return len(pins) < 2 and self._score(one, other) == score

    def _join(self, one: int, other: int) -> None:
        self._members[one] += self._members.pop(other)
        self._weight[one] += self._weight[other]
        self._pin[one] = self._pin[one] or self._pin[other]
        del self._near[one][other], self._near[other][one]
        for third, total in self._near[other].items():
            del self._near[third][other]
            self._near[one][third] = self._near[third][one] = self._near[one].get(third, 0.0) + total
        for third in self._near[one]:
            low, high = min(one, third), max(one, third)
            heapq.heappush(self._heap, (-self._score(low, high), low, high))


def between(links: Iterable[tuple[int, int, float]]) -> dict[tuple[int, int], float]:
    """The likenesses of pairs of pieces, each piece given as its knot's place, summed by pairs of knots."""
    sums: dict[tuple[int, int], float] = {}
    for one, other, value in links:
        if one != other:
            key = (one, other) if one < other else (other, one)
            sums[key] = sums.get(key, 0.0) + value
    return sums
