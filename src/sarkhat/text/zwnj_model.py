"""The learned part of the ZWNJ repair: words that the lexicon does not know, and spaces.

Hashed logistic weights, one byte each, trained by `scripts/train_zwnj.py` and loaded at their
first use. Scores are log-odds of a ZWNJ.
"""

import gzip
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final
from zlib import crc32

import numpy as np

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj_features import MASK, SIZE, around, cut, cuts, pair, whole
from sarkhat.text.zwnj_lexicon import lexicon

WEIGHTS: Final = files("sarkhat.text").joinpath("data/zwnj.gz")


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one byte with their common scale."""

    scale: float
    weights: memoryview

    def score(self, names: list[str]) -> float:
        """The sum of the features' weights."""
        weights = self.weights
        return self.scale * sum([weights[crc32(name.encode()) & MASK] for name in names])


def pack(tables: Iterable[np.ndarray[tuple[int], np.dtype[np.float32]]]) -> bytes:
    """The file of the weights: for each table a float32 scale and `SIZE` signed bytes, gzipped."""
    parts = []
    for table in tables:
        scale = np.float32(max(float(np.abs(table).max()), 1e-6) / 127)
        parts += [scale.tobytes(), np.rint(table / scale).astype(np.int8).tobytes()]
    return gzip.compress(b"".join(parts), mtime=0)


@lru_cache(maxsize=1)
def _tables() -> tuple[Table, Table]:
    """The tables for words and for pairs."""
    data = gzip.decompress(WEIGHTS.read_bytes())
    words, pairs = (_table(data, start) for start in (0, SIZE + 4))
    return words, pairs


def _table(data: bytes, start: int) -> Table:
    scale = float(np.frombuffer(data, np.float32, 1, start)[0])
    return Table(scale, memoryview(np.frombuffer(data, np.int8, SIZE, start + 4).data))


def part(word: str) -> tuple[str, int]:
    """An unknown word with its first ZWNJ, and how sure it needs one (per cent, 0 for a whole word)."""
    table, known = _tables()[0], lexicon()
    places = cuts(word, known)
    if not places:
        return word, 0
    plain = table.score(whole(word, known))
    odds = [math.exp(min(30.0, table.score(cut(word, at, known)) - plain)) for at in places]
    share = sum(odds) / (1 + sum(odds))
    at = places[odds.index(max(odds))]
    return (word[:at] + ZWNJ + word[at:], round(100 * share)) if share >= 0.5 else (word, 0)


@lru_cache(maxsize=200_000)
def between(first: str, second: str) -> float:
    """The log-odds of a ZWNJ between two words, whatever stands around them."""
    return _tables()[1].score(pair(first, second, lexicon()))


def beside(before: str, first: str, second: str, after: str) -> float:
    """What the neighbours add to `between`."""
    return _tables()[1].score(around(before, first, second, after))
