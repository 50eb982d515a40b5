"""A piece as comparing sees it."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from sarkhat.stories.agreed import said_or_missed
from sarkhat.stories.terms import Terms
from sarkhat.understand.vectors import MEANING, Vectors

NOTHING: Final[Vectors] = np.zeros(MEANING, np.float32)


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece's words with their weight in the text and their rarity, and sums over them."""

    source: str
    at: datetime
    weights: dict[str, float]
    rarity: dict[str, float]
    head: frozenset[str]  # the words of its title
    numbers: frozenset[str]
    section: tuple[float, ...]  # probabilities, by the words; empty: unknown
    known: bool  # whether the shipped counts know its words
    length: float  # of the vector weight × rarity
    mass: float  # sum of the rarities
    head_length: float
    head_mass: float
    missed: float  # sum over all words of how unlikely a text of the same story lacks them (`agreed`)
    head_missed: float
    tongue: str  # `across.tongue`; "" of a piece that is like no other
    meaning: Vectors


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a piece's words beside their rarity."""

    known: bool  # whether the shipped counts know them
    section: tuple[float, ...] = ()
    tongue: str = ""
    meaning: Vectors = field(default_factory=lambda: NOTHING)


def shape(source: str, at: datetime, found: Terms, rarity: dict[str, float], read: Read) -> Shape:
    """The shape of a piece whose words are so rare."""
    length = math.sqrt(sum((weight * rarity[term]) ** 2 for term, weight in found.weights.items()))
    head_length = math.sqrt(sum(rarity[term] ** 2 for term in found.head))
    mass, head_mass = sum(rarity.values()), sum(rarity[term] for term in found.head)
    misses = {term: said_or_missed(term, rarity[term])[1] for term in found.weights} if read.known else {}
    return Shape(
        source, at, found.weights, rarity, found.head, found.numbers, read.section, read.known,
        length or 1.0, mass or 1.0, head_length or 1.0, head_mass or 1.0,
        sum(misses.values()), sum(misses.get(term, 0.0) for term in found.head), read.tongue, read.meaning,
    )  # fmt: skip
