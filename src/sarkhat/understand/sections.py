"""Which section a text belongs to: what the outlet states unless the words plainly say another, else what they say.

`by_words` is linear over hashed words, their first letters and pairs of words, each present or not and weighed by its
rarity (Weinberger et al. 2009, "Feature hashing"), learned by `scripts/train_sections.py`. It ships as
`data/sections.npy.gz`: of each bucket a byte for each section, in steps of `STEP`, and a byte for its rarity's square.
"""

import gzip
import io
import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sarkhat.sources.records import SECTIONS
from sarkhat.text.persian import fold
from sarkhat.understand.section_words import stated

__all__ = ["SECTIONS", "by_words", "choose", "stated"]

BUCKETS: Final = 1 << 18
BIAS: Final = 0  # the bucket of what is true of every text
STEP: Final = 1 / 16  # of a weight, which is its bucket's rarity times what was learned
RARITY_STEP: Final = 1.0  # of a rarity's square; a rarity is 1 + log(texts / texts that have it)
SHARPNESS: Final = 4.0  # which makes the probabilities of what was kept out true on the average
_HEAD: Final = 1500  # characters that are read
_STEM: Final = 4  # letters
_LEAST: Final = 3  # buckets of a text
_KNOWN: Final = 0.5  # of a text's buckets were learned; Persian has .65 and more, a language never seen .47 at most
_PLAIN: Final = 0.97  # probability from which a text is of sport whatever its outlet says
_WORD = re.compile(r"[^\W\d_][^\W_]*")


def choose(wording: str, text: str, title: str = "") -> tuple[str, str]:
    """The section and who says so, "stated" or "words"; `wording`: the outlet's own, "" if it states nothing."""
    told = stated(wording)
    found, sure = by_words(text, title)
    # Outlets file football under "world" and the like; of the other sections none excludes another so clearly.
    plainly_wrong = found == "sport" and sure >= _PLAIN
    return (found, "words") if not told or (plainly_wrong and told != "sport") else (told, "stated")


def by_words(text: str, title: str = "") -> tuple[str, float]:
    """The likeliest section and its probability, 0…1; "other" and 0 for a text whose words were never learned."""
    found = shares(text, title)
    best = max(range(len(found)), key=found.__getitem__, default=0)
    return (SECTIONS[best], found[best]) if found else ("other", 0.0)


def shares(text: str, title: str = "") -> tuple[float, ...]:
    """The probability of each of `SECTIONS`; () for a text whose words were never learned."""
    rows = _model()[buckets(text, title)]
    if len(rows) <= _LEAST or np.count_nonzero(rows[:, -1]) < _KNOWN * len(rows):
        return ()
    total = rows.sum(0, dtype=np.int32)
    scores = total[:-1] * (STEP * SHARPNESS / (RARITY_STEP * total[-1]) ** 0.5)
    odds = np.exp(scores - scores.max())
    return tuple(map(float, odds / odds.sum()))


def buckets(text: str, title: str = "") -> npt.NDArray[np.int32]:
    """The buckets of the text's words, their beginnings and pairs, each once, the one that is true of all first."""
    words = _WORD.findall(fold(f"{title}\n{text[:_HEAD]}"))
    found = {BIAS: None}
    for word in words:
        for bucket in _of_word(word):
            found[bucket] = None
    for pair in pairwise(words):
        found[_bucket(" ".join(pair))] = None
    return np.fromiter(found, np.int32, len(found))


@lru_cache(maxsize=60_000)
def _of_word(word: str) -> tuple[int, ...]:
    if len(word) <= _STEM:
        return (_bucket(word),)
    return _bucket(word), _bucket(word[:_STEM] + "_")  # a crude stem: endings are many, labelled texts few


def _bucket(feature: str) -> int:
    return 1 + crc32(feature.encode()) % (BUCKETS - 1)


@lru_cache(maxsize=1)
def _model() -> npt.NDArray[np.int8]:
    """The table (buckets, sections and rarity)."""
    data = files("sarkhat.understand").joinpath("data/sections.npy.gz").read_bytes()
    table: npt.NDArray[np.int8] = np.load(io.BytesIO(gzip.decompress(data)), allow_pickle=False)
    return table
