"""How often another text of the same story says a word or a name again.

Counted over the stories of three months of posts (`scripts/thread_words.py`); the counts ship as
`data/agreement.tsv.gz`. «نفتکش» is said again by most texts of its story, «دیروز» and «جزئیات» by few.
"""

import gzip
import math
from functools import lru_cache
from importlib.resources import files
from typing import Final

_SOME: Final = 0.3  # how often a word of the table is said again, counted for `_TRUST` texts
_RARELY: Final = 0.15  # and one that is not in it
_TRUST: Final = 4.0
_CHANCE: Final = 0.5  # at most of a text of another story


@lru_cache(maxsize=1)
def counted() -> dict[str, tuple[float, float]]:
    """Of each term how many of the others of its stories said it, on average, summed over texts; and the texts."""
    data = files("sarkhat.stories").joinpath("data/agreement.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    return {term: (float(agreed), float(texts)) for term, agreed, texts in rows}


@lru_cache(maxsize=100_000)
def _again(word: str) -> float:
    agreed, texts = counted().get(word, (0.0, 0.0))
    return min(0.97, (agreed + (_SOME if texts else _RARELY) * _TRUST) / (texts + _TRUST))


def said(word: str, rarity: float) -> float:
    """How much more likely a text of the same story says the word than another: a logarithm, never below 0."""
    return max(0.0, math.log(_again(word)) + max(rarity, math.log(1 / _CHANCE)))


def missed(word: str, rarity: float) -> float:
    """How much less likely a text of the same story does not say it: a logarithm, never above 0."""
    chance = min(_CHANCE, math.exp(-rarity))
    return min(0.0, math.log((1 - _again(word)) / (1 - chance)))
