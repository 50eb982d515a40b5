"""The graph of the window: which pieces are alike, how much, and which repeat one another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping


class Links:
    """Likenesses between pieces, and chains of copies. A piece that leaves takes its links along."""

    def __init__(self) -> None:
        self._near: dict[str, dict[str, float]] = {}
        self._original: dict[str, str] = {}
        self._copies: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, near: Mapping[str, float], original: str = "") -> None:
        """Keep a piece and what it is like; `original` is the first piece of the text that it repeats."""
        self._near[name] = dict(near)
        for other, value in near.items():
            self._near[other][name] = value
        if original:
            self._original[name] = original = self._original.get(original, original)
            self._copies[original].add(name)

    def remove(self, name: str) -> None:
        """Forget a piece; of a text that others repeat, the first of these takes its place."""
        for other in self._near.pop(name):
            del self._near[other][name]
        original = self._original.pop(name, "")
        if original:
            self._copies[original].discard(name)
        rest = self._copies.pop(name, set())
        if rest:
            heir = min(rest)
            for copy in rest:
                self._original[copy] = heir
            del self._original[heir]
            self._copies[heir] = rest - {heir}

    def near(self, name: str) -> Mapping[str, float]:
        """What a piece is like, and how much, 0…1."""
        return self._near[name]

    def text(self, name: str) -> str:
        """The piece that a piece's text was first seen in: itself, if it repeats none."""
        return self._original.get(name, name)

    def same_text(self, name: str) -> Iterator[str]:
        """All pieces with the text of this one, itself included."""
        original = self.text(name)
        yield original
        yield from self._copies.get(original, ())
