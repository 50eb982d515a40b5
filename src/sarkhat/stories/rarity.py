"""How rare a word is: counts that ship (a stream's first hours know too little) and those of the running window.

The shipped counts are Persian and Arabic. A piece whose words they do not know, one in another language, is weighed
by the window alone, on the same scale, so that what was learned of pairs holds for it too (measured on English:
pair F1 .87 against .57 without the scale).
"""

import gzip
import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final

_SHARE: Final = 0.1  # of the shipped counts that the window's are added to: what is on today counts more
_KNOWN: Final = 0.3  # share of a piece's words that the shipped counts must know


class Rarity:
    """Counts of the window, added to the shipped ones."""

    def __init__(self) -> None:
        self._texts = 0
        self._counts: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        """A piece with these words came."""
        self._texts += 1
        self._counts.update(words)

    def remove(self, words: Iterable[str]) -> None:
        """A piece with these words left the window."""
        self._texts -= 1
        self._counts.subtract(words)
        for word in words:
            if not self._counts[word]:
                del self._counts[word]

    def of(self, words: Iterable[str]) -> tuple[dict[str, float], bool]:
        """How rare each word of a piece is, about 0…10, as the logarithm of one in so many texts; are they counted?"""
        texts, counts = _shipped()
        asked = list(words)
        total = _SHARE * texts + self._texts + 50
        if sum(word in counts for word in asked) < _KNOWN * len(asked):
            scale = total / (self._texts + 2000)
            return {word: math.log(total / (scale * self._counts[word] + 2.0)) for word in asked}, False
        own = {word: math.log(total / (_SHARE * counts.get(word, 0) + self._counts[word] + 0.5)) for word in asked}
        return own, True


@lru_cache(maxsize=20_000)
def in_general(words: tuple[str, ...]) -> float:
    """How rare the rarest of some words is, by the shipped counts alone."""
    rarity, _ = Rarity().of(words)
    return max(rarity.values(), default=0.0)


@lru_cache(maxsize=1)
def _shipped() -> tuple[int, dict[str, int]]:
    """How many texts were counted, and in how many of them each word stands."""
    data = files("sarkhat.stories").joinpath("data/words.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    counts = {word: int(count) for word, count in rows}
    return counts.pop(""), counts
