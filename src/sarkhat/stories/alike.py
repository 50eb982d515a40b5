"""How likely two pieces tell of the same happening, from what they share.

A logistic regression over fourteen features of a pair. `scripts/train_stories.py` learned it on the labelled days;
its weights ship as `data/pair.json`.
"""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final

_LONGEST: Final = 12.0  # hours; later ones tell no more


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece as comparing sees it: its words with their weight in the text and their rarity."""

    source: str
    at: datetime
    weights: dict[str, float]
    rarity: dict[str, float]
    numbers: frozenset[str]
    length: float  # of the vector weight × rarity
    mass: float  # sum of the rarities


def shape(
    source: str, at: datetime, weights: dict[str, float], rarity: dict[str, float], numbers: frozenset[str]
) -> Shape:
    """The shape of a piece."""
    length = math.sqrt(sum((weight * rarity[term]) ** 2 for term, weight in weights.items()))
    return Shape(source, at, weights, rarity, numbers, length or 1.0, sum(rarity.values()) or 1.0)


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
    ]


def likeness(one: Shape, other: Shape) -> float:
    """Probability, 0…1, that the two tell of the same happening."""
    weights, bias = _learned()
    total = bias + sum(weight * value for weight, value in zip(weights, features(one, other), strict=True))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


@lru_cache(maxsize=1)
def _learned() -> tuple[list[float], float]:
    data = json.loads(files("sarkhat.stories").joinpath("data/pair.json").read_text())
    return data["weights"], data["bias"]
