"""Exact and near copies: the same text again, perhaps with another end, signature or figure.

Exact: equal folded texts. Near: MinHash (Broder 1997) over runs of three words, by rensa; the candidates of its LSH
are measured, and must share four of five runs.
"""

from array import array
from collections import deque
from typing import Final

from rensa import RMinHash, RMinHashLSH

from sarkhat.text.words import shingles

_PERMUTATIONS: Final = 64
_BANDS: Final = 16
_ALIKE: Final = 0.8  # share of runs
_RUN: Final = 3  # words
_HASH: Final = "Q"  # of a run: 64 bits
_LEAST: Final = 40  # characters: shorter texts (a mere «فوری») repeat without being copies


class Copies:
    """The texts of the window, findable by what is a copy of them."""

    def __init__(self) -> None:
        self._exact: dict[str, deque[str]] = {}
        self._folded: dict[str, str] = {}
        self._hashes: dict[str, tuple[int, array[int]]] = {}  # a set of so many would take ten times the place
        self._by_number: dict[int, str] = {}
        self._near = RMinHashLSH(_ALIKE, _PERMUTATIONS, _BANDS)
        self._last: tuple[str, RMinHash | None, set[int]] = ("", None, set())
        self._next = 0

    def find(self, folded: str) -> str:
        """The id of the earliest piece that this text repeats; "" if none."""
        if len(folded) < _LEAST:
            return ""
        if folded in self._exact:
            return self._exact[folded][0]
        sketch, runs = self._sketch(folded)
        found = sorted(number for number in self._near.query(sketch) if number in self._by_number)
        return next((self._by_number[number] for number in found if self._alike(runs, self._by_number[number])), "")

    def add(self, name: str, folded: str) -> None:
        """Keep a text under its piece's id."""
        self._folded[name] = folded
        if len(folded) < _LEAST:
            return
        self._exact.setdefault(folded, deque()).append(name)
        sketch, runs = self._sketch(folded)
        self._near.insert(self._next, sketch)
        self._hashes[name] = (self._next, array(_HASH, runs))
        self._by_number[self._next] = name
        self._next += 1

    def remove(self, name: str) -> None:
        """Forget a piece."""
        folded = self._folded.pop(name)
        if name not in self._hashes:
            return
        number, _ = self._hashes.pop(name)
        self._near.remove(number)
        del self._by_number[number]
        self._exact[folded].remove(name)
        if not self._exact[folded]:
            del self._exact[folded]

    def _alike(self, runs: set[int], other: str) -> bool:
        theirs = set(self._hashes[other][1])
        return len(runs & theirs) >= _ALIKE * min(len(runs), len(theirs)) and self._similar_size(runs, theirs)

    @staticmethod
    def _similar_size(runs: set[int], theirs: set[int]) -> bool:
        return min(len(runs), len(theirs)) * 2 >= max(len(runs), len(theirs))

    def _sketch(self, folded: str) -> tuple[RMinHash, set[int]]:
        if self._last[0] == folded and self._last[1] is not None:
            return self._last[1], self._last[2]
        runs = shingles(folded.split(), _RUN)
        sketch = RMinHash(_PERMUTATIONS, 1)
        sketch.update([str(run) for run in runs])
        self._last = (folded, sketch, runs)
        return sketch, runs
