"""How likely two pieces tell of the same happening, from what they share.

A logistic regression over the features of a pair, learned by `scripts/train_stories.py`; the weights ship as
`data/pair.json`. There are two of them: for texts whose words the shipped counts know, and for texts in other
languages, whose words only the window can weigh (`rarity`).
"""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final

from sarkhat.stories.terms import Terms

_LONGEST: Final = 12.0  # hours; later ones tell no more
_FADE: Final = 40.0  # hours in which a likeness falls to a third, from then on


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece as comparing sees it: its words with their weight in the text and their rarity."""

    source: str
    at: datetime
    weights: dict[str, float]
    rarity: dict[str, float]
    head: frozenset[str]  # the words of its title
    numbers: frozenset[str]
    known: bool  # whether the shipped counts know its words
    length: float  # of the vector weight × rarity
    mass: float  # sum of the rarities
    head_length: float
    head_mass: float


def shape(source: str, at: datetime, found: Terms, rarity: dict[str, float], known: bool) -> Shape:
    """The shape of a piece whose words are so rare."""
    length = math.sqrt(sum((weight * rarity[term]) ** 2 for term, weight in found.weights.items()))
    head_length = math.sqrt(sum(rarity[term] ** 2 for term in found.head))
    mass, head_mass = sum(rarity.values()), sum(rarity[term] for term in found.head)
    return Shape(
        source, at, found.weights, rarity, found.head, found.numbers, known,
        length or 1.0, mass or 1.0, head_length or 1.0, head_mass or 1.0,
    )  # fmt: skip


def features(one: Shape, other: Shape) -> list[float]:
    """What the two share, what contradicts, and how far apart they are; each about 0…1."""
    shared = [term for term in one.weights if term in other.weights]
    dot = sum(one.weights[t] * one.rarity[t] * other.weights[t] * other.rarity[t] for t in shared)
    cosine = dot / (one.length * other.length)
    rare = sorted((min(one.rarity[t], other.rarity[t]) for t in shared), reverse=True)
    mass = sum(rare)
    first, second, third = (*rare[:3], 0.0, 0.0, 0.0)[:3]
    same_number = not one.numbers.isdisjoint(other.numbers)
    hours = abs((one.at - other.at).total_seconds()) / 3600
    titles, said, heard = _heads(one, other)
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
        min(hours, _LONGEST) / _LONGEST,
        float(one.source == other.source),
        math.log1p(min(len(one.weights), len(other.weights))) / 4,
        titles,
        titles * titles,
        max(said, heard),
        min(said, heard),
    ]


def _heads(one: Shape, other: Shape) -> tuple[float, float, float]:
    """How alike the titles are, and how much of each title the other text says; each 0…1."""
    titles = sum(one.rarity[term] * other.rarity[term] for term in one.head & other.head)
    said = sum(one.rarity[term] for term in one.head if term in other.weights) / one.head_mass
    heard = sum(other.rarity[term] for term in other.head if term in one.weights) / other.head_mass
    return titles / (one.head_length * other.head_length), said, heard


def likeness(one: Shape, other: Shape) -> float:
    """Probability, 0…1, that the two tell of the same happening."""
    weights, bias = learned()["known" if one.known and other.known else "other"]
    total = bias + sum(weight * value for weight, value in zip(weights, features(one, other), strict=True))
    hours = abs((one.at - other.at).total_seconds()) / 3600
    return _fading(hours) / (1 + math.exp(-max(-60.0, min(60.0, total))))


def _fading(hours: float) -> float:
    """How much a likeness counts after so long: later than half a day ever less, for much repeats itself."""
    return math.exp(-max(0.0, hours - _LONGEST) / _FADE)


@lru_cache(maxsize=1)
def learned() -> dict[str, tuple[list[float], float]]:
    """Weights and bias of the two regressions."""
    data = json.loads(files("sarkhat.stories").joinpath("data/pair.json").read_text())
    return {name: (one["weights"], one["bias"]) for name, one in data.items()}
