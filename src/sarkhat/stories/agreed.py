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
_LEAST: Final = math.log(2)  # rarity: no word stands in more than half of the texts of other stories


@lru_cache(maxsize=1)
def counted() -> dict[str, tuple[float, float]]:
    """Of each term how many of the others of its stories said it, on average, summed over texts; and the texts."""
    data = files("sarkhat.stories").joinpath("data/agreement.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    return {term: (float(agreed), float(texts)) for term, agreed, texts in rows}


@lru_cache(maxsize=100_000)
def _again(word: str) -> tuple[float, float]:
    """Logarithms of how often another text of a story says the word again, and of how often not."""
    agreed, texts = counted().get(word, (0.0, 0.0))
    share = min(0.97, (agreed + (_SOME if texts else _RARELY) * _TRUST) / (texts + _TRUST))
    return math.log(share), math.log(1 - share)


def said_or_missed(word: str, rarity: float) -> tuple[float, float]:
    """How much likelier a text of the same story says the word than another, and how much less likely it does not.

    Logarithms: the first never below 0, the second never above.
    """
    again, not_again = _again(word)
    rarity = max(rarity, _LEAST)
    return max(0.0, again + rarity), min(0.0, not_again - math.log1p(-math.exp(-rarity)))
