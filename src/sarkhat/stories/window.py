"""The pieces of the last hours, findable by any rare word that they share."""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sarkhat.stories.across import tongue
from sarkhat.stories.rarity import Rarity
from sarkhat.stories.shape import Read, Shape, shape
from sarkhat.stories.terms import Terms
from sarkhat.understand.sections import shares
from sarkhat.understand.vectors import meaning

_COMMON: Final = 0.06  # share of the window's pieces from which a term finds nobody
_HOLDERS: Final = 400  # pieces that hold a term from which it finds nobody in the biggest window
_LOOKED: Final = 1500  # pieces found, one counted with each term, from which the rest of the terms find nobody
_SEARCHED: Final = 24  # of a piece's terms, those that look for others: its weightiest
_COMPARED: Final = 32  # pieces that are compared: those that share most


class Window:
    """Shapes of pieces, with word counts that follow the stream."""

    def __init__(self, reach: timedelta) -> None:
        self._reach = reach
        self._shapes: dict[str, Shape] = {}
        self._holders: dict[str, dict[str, None]] = defaultdict(dict)  # in order of arrival
        self._rarity = Rarity()
        self._ages: list[tuple[datetime, str]] = []
        self._latest: datetime | None = None

    def shape(self, source: str, at: datetime, found: Terms, language: str = "") -> Shape:
        """The piece's terms with their rarity now."""
        rarity, known = self._rarity.of(found.weights)
        if not found.weights:
            return shape(source, at, found, rarity, Read(known))
        section = shares(found.folded) if known else ()
        read = Read(known, section, tongue(language, found.weights), meaning(found.folded))
        return shape(source, at, found, rarity, read)

    def candidates(self, piece: Shape) -> list[tuple[str, Shape]]:
        """The pieces within reach that share most of the piece's weightiest terms."""
        terms = heapq.nlargest(_SEARCHED, piece.weights, key=lambda term: piece.weights[term] * piece.rarity[term])
        most = min(_HOLDERS, max(20, _COMMON * len(self._shapes)))
        shared: dict[str, float] = defaultdict(float)
        looked = 0
        for term in terms:
            holders = self._holders.get(term, {})
            if len(holders) <= most and looked < _LOOKED:
                looked += len(holders)
                for name in holders:
                    shared[name] += piece.rarity[term]
        near = sorted(zip(shared.values(), shared, strict=True), reverse=True)[:_COMPARED]
        found = ((name, self._shapes[name]) for _, name in near)
        return [(name, other) for name, other in found if abs(other.at - piece.at) <= self._reach]

    def rarity(self, name: str) -> dict[str, float]:
        """The words of a piece, and how rare each is."""
        return self._shapes[name].rarity

    def shared(self, name: str, others: list[str]) -> list[str]:
        """The words that a piece shares with any of the others, the rarest first."""
        piece = self._shapes[name]
        held = {term for other in others for term in self._shapes[other].weights}
        return sorted(held & set(piece.weights), key=lambda term: (-piece.rarity[term], term))

    def add(self, name: str, piece: Shape) -> None:
        """Keep a piece."""
        self._shapes[name] = piece
        heapq.heappush(self._ages, (piece.at, name))
        for term in piece.weights:
            self._holders[term][name] = None
        self._rarity.add(piece.weights)

    def outdated(self, now: datetime) -> Iterator[str]:
        """Let go of the pieces that are out of reach, and name them; late comers do not turn the time back."""
        self._latest = max(now, self._latest or now)
        while self._ages and self._latest - self._ages[0][0] > self._reach:
            _, name = heapq.heappop(self._ages)
            self._drop(name)
            yield name

    def _drop(self, name: str) -> None:
        gone = self._shapes.pop(name)
        self._rarity.remove(gone.weights)
        for term in gone.weights:
            self._holders[term].pop(name, None)
            if not self._holders[term]:
                del self._holders[term]
