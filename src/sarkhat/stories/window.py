"""The pieces of the last hours as vectors of rare terms, findable by any term that they share."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sarkhat.stories.terms import Terms

_NUMBER_GAIN: Final = 1.2  # two texts that give the same odd figure tell of the same thing
_COMMON: Final = 0.06  # share of the window's pieces from which a term finds nobody
_SEARCHED: Final = 16  # of a piece's terms, those that look for others: its weightiest
_HALF_LIFE: Final = 48.0  # hours


@dataclass(frozen=True, slots=True)
class Vector:
    """Unit vector of a piece's terms."""

    values: dict[str, float]


class Window:
    """Vectors with document frequencies that follow the stream."""

    def __init__(self, reach: timedelta) -> None:
        self._reach = reach
        self._vectors: dict[str, Vector] = {}
        self._times: dict[str, datetime] = {}
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._frequency: Counter[str] = Counter()
        self._ages: list[tuple[datetime, str]] = []
        self._latest: datetime | None = None

    def vector(self, found: Terms) -> Vector:
        """The piece's terms weighted by their rarity now, length 1."""
        values = {term: weight * self._rarity(term, found) for term, weight in found.weights.items()}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        return Vector({term: value / length for term, value in values.items()})

    def alike(self, vector: Vector, at: datetime) -> dict[str, float]:
        """Pieces that share a weighty term, with their cosine, faded by the hours between."""
        near = self._candidates(vector)
        return {name: value for name in near if (value := self._cosine(vector, name, at)) > 0.05}

    def add(self, name: str, vector: Vector, at: datetime) -> None:
        """Keep a piece's vector."""
        self._vectors[name] = vector
        self._times[name] = at
        heapq.heappush(self._ages, (at, name))
        for term in vector.values:
            self._holders[term].add(name)
            self._frequency[term] += 1
        self._latest = max(at, self._latest or at)

    def outdated(self) -> Iterator[str]:
        """Let go of the pieces that are out of reach of the latest, and name them."""
        while self._ages and self._latest and self._latest - self._ages[0][0] > self._reach:
            _, name = heapq.heappop(self._ages)
            self._drop(name)
            yield name

    def _drop(self, name: str) -> None:
        del self._times[name]
        for term in self._vectors.pop(name).values:
            self._holders[term].discard(name)
            self._frequency[term] -= 1
            if not self._holders[term]:
                del self._holders[term], self._frequency[term]

    def _rarity(self, term: str, found: Terms) -> float:
        rare = math.log((len(self._vectors) + 200) / (self._frequency[term] + 1))
        return rare * (_NUMBER_GAIN if term in found.numbers else 1.0)

    def _candidates(self, vector: Vector) -> set[str]:
        weighty = heapq.nlargest(_SEARCHED, vector.values, key=vector.values.__getitem__)
        most = max(20, _COMMON * len(self._vectors))
        held = (self._holders.get(term, set()) for term in weighty)
        return set().union(*(names for names in held if len(names) <= most))

    def _cosine(self, vector: Vector, name: str, at: datetime) -> float:
        other = self._vectors[name].values
        value = sum(weight * other[term] for term, weight in vector.values.items() if term in other)
        hours = abs((at - self._times[name]).total_seconds()) / 3600
        return float(value * 0.5 ** (hours / _HALF_LIFE))
