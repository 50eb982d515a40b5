"""Telling the languages of the Latin and Cyrillic scripts apart by words and groups of letters.

A multinomial logistic regression, learned by `scripts/train_language.py`; the weights ship as
`data/languages.tsv.gz`: a first row with the languages, then one row a feature, a whole number (tenths, -128…127)
for each language. The idea of letter groups: Cavnar and Trenkle, N-Gram-Based Text Categorization, 1994.
"""

import gzip
import math
import re
from array import array
from functools import lru_cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = tuple(
    "en de fr es it pt nl pl cs sv da no fi hu ro tr az kmr uz tk id vi sq hr ru uk bg be kk tg".split()
)
"""The languages that the weights know; az is Azeri in Latin letters, kmr Kurmanji."""

BIAS: Final = "*"  # the row of what is true of every text
SCALE: Final = 10
_HEAD: Final = 400  # characters that are read
_LONGEST: Final = 4  # letters in a group
_WHOLE: Final = 2.5
_PRIOR: Final = 2.0  # what the outlet's own language adds to its score (natural logarithm of odds)
_LACKING: Final = 3.0  # what a letter that a language does not have takes from its score
_LACKED: Final = {
    "ru": "іїєґўқғҳҷӣӯәұүһө", "bg": "ыэёіїєґў", "uk": "ыэёъў", "be": "иїєґщъ", "tg": "ыіїєґў", "kk": "їєґў",
    "tr": "əxqwäñ", "az": "wûêî", "kmr": "əıöğ", "de": "éèçğşøåñ", "no": "äöçğş", "da": "äöçğş", "sv": "æøçğş",
    "fi": "çğşæø", "nl": "äßğşåø",
}  # fmt: skip
_AZERI = re.compile("[əxq]")  # hardly a headline in it is without
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ][^\W\d_]+)*")
_DOT_ABOVE: Final = "\u0307"  # what casefolding leaves of İ


def language(text: str, prior: str = "") -> tuple[str, float]:
    """The likeliest of LANGUAGES and its probability, 0…1."""
    scores = _scores(text)
    if prior in LANGUAGES:
        scores[LANGUAGES.index(prior)] += _PRIOR
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    best = max(range(len(odds)), key=odds.__getitem__)
    return LANGUAGES[best], odds[best] / sum(odds)


def features(text: str) -> dict[str, float]:
    """Whole words ("=und") and the groups of 1 to 4 letters in them, edges marked by a space, with their shares.

    The weights of a text's features add up to the square root of its number of words: a longer text is surer.
    """
    said = _WORD.findall(text[:_HEAD].casefold().replace(_DOT_ABOVE, "").replace("’", "'"))
    found: dict[str, float] = {}
    for word in said:
        for group in _groups(word):
            found[group] = found.get(group, 0.0) + 1.0
        whole = f"={word}"  # a word says more than its letters, and short words would drown in them
        found[whole] = _WHOLE
    share = 1 / math.sqrt(len(said)) if said else 0.0
    return {group: count * share for group, count in found.items()}


def _groups(word: str) -> list[str]:
    edged = f" {word} "
    groups = [edged[at : at + size] for size in range(2, _LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [*word, *groups]


def _scores(text: str) -> list[float]:
    weights = _weights()
    scores = [weight / SCALE for weight in weights[BIAS]]
    for group, value in features(text).items():
        for place, weight in enumerate(weights.get(group, ())):
            scores[place] += weight * value / SCALE
    for code, points in _lacking(text.casefold()):
        scores[LANGUAGES.index(code)] -= points
    return scores


def _lacking(text: str) -> list[tuple[str, float]]:
    letters = set(text)
    lacking = [(code, _LACKING) for code, lacked in _LACKED.items() if not letters.isdisjoint(lacked)]
    return lacking if _AZERI.search(text) else [*lacking, ("az", _LACKING / 2)]


@lru_cache(maxsize=1)
def _weights() -> dict[str, "array[int]"]:
    data = files("sarkhat.understand").joinpath("data/languages.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    return {group: array("b", map(int, values)) for group, *values in rows}
