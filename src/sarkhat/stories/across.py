"""Pieces in another language that tell of the same happening: an English article and a Persian one. Pure.

They share few words or none; they are found by the vectors of what they mean (`understand.vectors.meaning`) and judged
by those, by names that sound alike (`text.skeleton`) and by numbers: a logistic regression, learned by
`scripts/train_across.py`.
Of each language the latest pieces are searched, so that a piece costs no more however full the window is.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from sarkhat.stories.alike import fading, probability
from sarkhat.stories.shape import Shape
from sarkhat.text.skeleton import skeleton
from sarkhat.understand.vectors import MEANING, Vectors

_SEARCHED: Final = 16_384  # pieces of a language: the latest
_FOUND: Final = 12  # the nearest
_NEAR: Final = 0.15  # cosine
_ARABIC_LETTERS: Final = frozenset({"", "fa", "ar", "ckb", "ps", "ur", "azb"})


def tongue(language: str, words: Iterable[str]) -> str:
    """What a piece is compared by words within: its language where its script fits that, else its script.

    "" of a piece without words. Persian and what else is written in Arabic letters are "arabic", but for Arabic, "ar".
    """
    blocks = [_block(word[0]) for word in words if word[0].isalpha()]
    most = max(blocks, key=blocks.count, default="")
    tag = language.partition("-")[0]
    return tag if (most, tag) == ("arabic", "ar") or (most == "latin" and tag not in _ARABIC_LETTERS) else most


def _block(letter: str) -> str:
    code = ord(letter)
    return "latin" if code < 0x250 else "arabic" if 0x600 <= code < 0x780 else str(code >> 8)


class Across:
    """The latest pieces of each language, findable by what they mean."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}

    def likenesses(self, one: Shape) -> dict[str, float]:
        """Probability of the nearest pieces in other languages, 0…1, that they tell of the same happening."""
        return {name: likeness(one, other, cosine) for name, other, cosine in self.near(one)}

    def near(self, one: Shape) -> list[tuple[str, Shape, float]]:
        """The nearest pieces in other languages with their cosines."""
        others = (shelf for of, shelf in self._shelves.items() if of != one.tongue)
        return [found for shelf in others for found in shelf.near(one.meaning)]

    def add(self, name: str, piece: Shape) -> None:
        """Keep a piece that says something."""
        if piece.tongue:
            self._shelves.setdefault(piece.tongue, _Shelf()).add(name, piece)

    def remove(self, name: str) -> None:
        """Forget a piece."""
        for shelf in self._shelves.values():
            shelf.remove(name)


class _Shelf:
    """Pieces of one language; when it is full the oldest gives way."""

    def __init__(self) -> None:
        self._rows: Vectors = np.zeros((64, MEANING), np.float32)
        self._pieces: list[tuple[str, Shape] | None] = []
        self._place: dict[str, int] = {}
        self._next = 0

    def add(self, name: str, piece: Shape) -> None:
        place = self._next
        if place == len(self._rows) < _SEARCHED:
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        if place == len(self._pieces):
            self._pieces.append(None)
        elif old := self._pieces[place]:
            del self._place[old[0]]
        self._rows[place], self._pieces[place], self._place[name] = piece.meaning, (name, piece), place
        self._next = (place + 1) % _SEARCHED

    def remove(self, name: str) -> None:
        if (place := self._place.pop(name, None)) is not None:
            self._rows[place], self._pieces[place] = 0, None

    def near(self, meaning: Vectors) -> list[tuple[str, Shape, float]]:
        """The nearest pieces with their cosines, the nearest first."""
        cosines = self._rows[: len(self._pieces)] @ meaning
        places = np.flatnonzero(cosines >= _NEAR)
        places = places[np.argsort(-cosines[places], kind="stable")[:_FOUND]]
        held = ((self._pieces[place], float(cosines[place])) for place in places)
        return [(*piece, cosine) for piece, cosine in held if piece]


def features(one: Shape, other: Shape, cosine: float) -> list[float]:
    """What two pieces in different languages share; each about 0…1."""
    mine, theirs = _skeletons(one), _skeletons(other)
    shared = sorted((min(mine[name], theirs[name]) for name in mine.keys() & theirs.keys()), reverse=True)
    first, second = (*shared[:2], 0.0, 0.0)[:2]
    same = one.numbers & other.numbers
    numbers = sum(min(one.rarity[number], other.rarity[number]) for number in same)
    return [
        cosine,
        min(sum(shared), 40.0) / 20,
        first / 10,
        second / 10,
        len(shared) / max(1, min(len(mine), len(theirs))),
        min(numbers, 15.0) / 5,
        float(bool(one.numbers and other.numbers) and not same),
    ]


def _skeletons(piece: Shape) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in piece.weights:
        if bones := skeleton(word):
            found[bones] = max(piece.rarity[word], found.get(bones, 0.0))
    return found


def likeness(one: Shape, other: Shape, cosine: float) -> float:
    """Probability, 0…1, that two pieces in different languages tell of the same happening."""
    weights, bias = learned()
    total = bias + sum(weight * value for weight, value in zip(weights, features(one, other, cosine), strict=True))
    return fading(one, other) * probability(total)


@lru_cache(maxsize=1)
def learned() -> tuple[list[float], float]:
    """Weights and bias of the regression."""
    data = json.loads(files("sarkhat.stories").joinpath("data/across.json").read_text())
    return data["weights"], data["bias"]
