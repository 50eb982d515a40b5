"""How likely two pieces tell of the same happening, from what they share and what one of them lacks.

Two models, learned by `scripts/train_stories.py`: boosted trees for texts whose words the shipped counts know
(`data/trees.npy.gz`), and a logistic regression for texts in other languages, whose words only the window can weigh
(`data/pair.json`; `rarity`). Of the first, beside what is shared, the words speak one by one: how often another text of
the same story says such a word again, and how often any text says it (`agreed`), make the odds of each word that the
other text has or has not, as if words were independent.
"""

import gzip
import io
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from sarkhat.sources.records import SECTIONS
from sarkhat.stories import trees
from sarkhat.stories.agreed import said_or_missed
from sarkhat.stories.shape import Shape

_LONGEST: Final = 12.0  # hours; later ones tell no more
_FADE: Final = 40.0  # hours in which a likeness falls to a third, from then on
# Below these nobody asks further: of 5,000 labelled pairs of one story a hundredth lies there, of the others half.
_COSINE: Final = 0.05
_COVERED: Final = 0.08
_SPORT: Final = SECTIONS.index("sport")


def features(one: Shape, other: Shape) -> list[float]:
    """What the two share, what contradicts, and how far apart they are; each about 0…1."""
    shared = [term for term in one.weights if term in other.weights]
    dot = sum(one.weights[t] * one.rarity[t] * other.weights[t] * other.rarity[t] for t in shared)
    cosine = dot / (one.length * other.length)
    rare = sorted((min(one.rarity[t], other.rarity[t]) for t in shared), reverse=True)
    mass = sum(rare)
    first, second, third = (*rare[:3], 0.0, 0.0, 0.0)[:3]
    same_number = not one.numbers.isdisjoint(other.numbers)
    titles, heard, overheard = _heads(one, other)
    return [
        cosine,
        cosine * cosine,
        mass / min(one.mass, other.mass),
        mass / max(one.mass, other.mass),
        min(mass, 60.0) / 60,
        first / 10,
        second / 10,
        third / 10,
        min(6, len(shared)) / 6,
        float(same_number),
        float(bool(one.numbers and other.numbers) and not same_number),
        min(_hours(one, other), _LONGEST) / _LONGEST,
        float(one.source == other.source),
        math.log1p(min(len(one.weights), len(other.weights))) / 4,
        titles,
        titles * titles,
        max(heard, overheard),
        min(heard, overheard),
    ]


def odds(one: Shape, other: Shape) -> list[float]:
    """What the words say one by one, the higher of the two texts' first: of all, of those of the titles; sections."""
    shared = [term for term in one.weights if term in other.weights]
    pairs = zip(_odds(one, shared), _odds(other, shared), strict=True)
    return [value for pair in pairs for value in (max(pair), min(pair))] + _sections(one, other)


def _odds(of: Shape, shared: Sequence[str]) -> tuple[float, ...]:
    """Logarithms of the odds of the words that the other text has, of those that it lacks, of both for each word."""
    has, lacks, head_has, head_lacks = 0.0, of.missed, 0.0, of.head_missed
    for term in shared:
        speaks, silent = said_or_missed(term, of.rarity[term])
        has, lacks = has + speaks, lacks - silent
        if term in of.head:
            head_has, head_lacks = head_has + speaks, head_lacks - silent
    words, head = len(of.weights) or 1, len(of.head) or 1
    return has, lacks, (has + lacks) / words, head_has, head_lacks, (head_has + head_lacks) / head


def _sections(one: Shape, other: Shape) -> list[float]:
    """How likely both are of one section, and of sport."""
    if not one.section or not other.section:
        return [0.0, 0.0]
    both = [mine * theirs for mine, theirs in zip(one.section, other.section, strict=True)]
    return [sum(both), both[_SPORT]]


def _heads(one: Shape, other: Shape) -> tuple[float, float, float]:
    """How alike the titles are, and how much of each title the other text says; each 0…1."""
    titles = sum(one.rarity[term] * other.rarity[term] for term in one.head & other.head)
    heard = sum(one.rarity[term] for term in one.head if term in other.weights) / one.head_mass
    overheard = sum(other.rarity[term] for term in other.head if term in one.weights) / other.head_mass
    return titles / (one.head_length * other.head_length), heard, overheard


def likenesses(one: Shape, others: Sequence[Shape]) -> list[float]:
    """Probability of each of the others, 0…1, that it tells of the same happening."""
    rows = [features(one, other) for other in others]
    known = [place for place, other in enumerate(others) if one.known and other.known]
    close = [place for place in known if rows[place][0] >= _COSINE and rows[place][2] >= _COVERED]
    found = [0.0 if one.known and other.known else _by_weights(row) for other, row in zip(others, rows, strict=True)]
    if close:
        whole = [[*rows[place], *odds(one, others[place])] for place in close]
        for place, total in zip(close, learned_trees().predict(np.array(whole, np.float32)), strict=True):
            found[place] = probability(float(total))
    return [fading(one, other) * value for other, value in zip(others, found, strict=True)]


def _by_weights(row: Sequence[float]) -> float:
    weights, bias = learned()
    return probability(bias + sum(weight * value for weight, value in zip(weights, row, strict=True)))


def probability(total: float) -> float:
    """The probability, 0…1, whose odds have this logarithm."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def _hours(one: Shape, other: Shape) -> float:
    return abs((one.at - other.at).total_seconds()) / 3600


def fading(one: Shape, other: Shape) -> float:
    """How much a likeness counts after so long: later than half a day ever less, for much repeats itself."""
    return math.exp(-max(0.0, _hours(one, other) - _LONGEST) / _FADE)


@lru_cache(maxsize=1)
def learned_trees() -> trees.Trees:
    """The trees, whose sum is the logarithm of the odds."""
    data = files("sarkhat.stories").joinpath("data/trees.npy.gz").read_bytes()
    return trees.unpacked(np.load(io.BytesIO(gzip.decompress(data)), allow_pickle=False))


@lru_cache(maxsize=1)
def learned() -> tuple[list[float], float]:
    """Weights and bias of the regression."""
    data = json.loads(files("sarkhat.stories").joinpath("data/pair.json").read_text())
    return data["weights"], data["bias"]
