"""Learn how alike two pieces of one story are: `stories/data/pair.json`.

    python scripts/train_stories.py OUT.json --other DATA DAY.jsonl…

Each DAY is a file of JSON lines with "id", "source", "published", "text", "story" and "kind" ("news" counts). The
pairs are those that the stream itself would compare. Every day is judged with weights learned on the others and the
threshold that ships, then the weights of all days are written. DATA holds the sets of `bench/stories_other.py`, from
which texts in languages that the shipped counts do not know are learned: a fifth of the tgcontest pairs and of BASIL's
events is judged with weights learned on the rest, five times.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from sarkhat.stories import alike
from sarkhat.stories.decide import REACH, place_all
from sarkhat.stories.group import ALIKE
from sarkhat.stories.records import Piece
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.stories.window import Window

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from stories_other import basil, distractors, judge_basil, judge_pairs, tgcontest

from stories import Figures, judge, read

Learned = tuple[list[float], float]
_RIDGE = 3e-3
_FOLDS = 5
_LENGTH = 13  # place of the length among the features


class Pairs(NamedTuple):
    """Pairs (rows): features, answers and weights."""

    found: np.ndarray
    answers: np.ndarray
    weights: np.ndarray


def pairs(pieces: list[Piece], labels: dict[str, str]) -> Pairs:
    """The pairs that the stream compares; of a big story each pair counts less."""
    boilerplate, window = Boilerplate(), Window(REACH)
    found, answers, stories = [], [], []
    for piece in sorted(pieces, key=lambda piece: (piece.published, piece.id)):
        shape = window.shape(piece.source, piece.published, terms(boilerplate.own_lines(piece.source, piece.text)))
        for name, other in window.candidates(shape):
            if piece.id in labels and name in labels:
                found.append(alike.features(shape, other))
                answers.append(labels[piece.id] == labels[name])
                stories.append(labels[piece.id] if answers[-1] else "")
        window.add(piece.id, shape)
    counts = Counter(stories)
    weights = np.array([1.0 if not story else counts[story] ** -0.5 for story in stories])
    return Pairs(np.array(found), np.array(answers, float), weights)


def given_pairs(pieces: list[Piece], answers: list[tuple[str, str, bool]]) -> Pairs:
    """Features of the pairs whose answers are given, among the pieces of one day."""
    boilerplate, window, shapes = Boilerplate(), Window(REACH), {}
    for piece in pieces:
        found = terms(boilerplate.own_lines(piece.source, piece.text))
        shapes[piece.id] = window.shape(piece.source, piece.published, found)
        window.add(piece.id, shapes[piece.id])
    rows = [alike.features(shapes[one], shapes[other]) for one, other, _ in answers]
    return Pairs(np.array(rows), np.array([same for *_, same in answers], float), np.ones(len(rows)))


def fit(parts: list[Pairs]) -> Learned:
    """Weights and bias of the logistic regression (Newton's method, ridge), for features as they are."""
    found, answers, weights = (np.concatenate([part[at] for part in parts]) for at in range(3))
    mean, spread = found.mean(0), found.std(0) + 1e-9
    matrix = np.c_[(found - mean) / spread, np.ones(len(found))]
    ridge = np.r_[np.full(found.shape[1], _RIDGE), 0.0]
    solved = np.zeros(matrix.shape[1])
    weights = weights / weights.sum()
    for _ in range(20):
        guess = 1 / (1 + np.exp(-matrix @ solved))
        slope = matrix.T @ (weights * (guess - answers)) + ridge * solved
        bend = (matrix * (weights * guess * (1 - guess))[:, None]).T @ matrix + np.diag(ridge + 1e-9)
        solved -= np.linalg.solve(bend, slope)
    return list(solved[:-1] / spread), float(solved[-1] - (solved[:-1] * mean / spread).sum())


@contextmanager
def using(**learned: Learned) -> Iterator[None]:
    """Let the stream use other weights than those that ship."""
    before = alike.learned
    alike.learned = lambda: learned  # type: ignore[assignment]
    try:
        yield
    finally:
        alike.learned = before


def judged(day: tuple[list[Piece], dict[str, str]], learned: Learned) -> Figures:
    """The stream's figures on a day."""
    with using(known=learned, other=learned):
        return judge({placed.id: placed.story for placed in place_all(day[0])}, day[1])


def learn_days(days: tuple[Path, ...]) -> Learned:
    """Print each day's figures with weights learned on the others; the weights of all."""
    material = [read(path) for path in days]
    compared = [pairs(*day) for day in material]
    figures = []
    for number, path in enumerate(days):
        others = [one for at, one in enumerate(compared) if at != number]
        if others:
            figures.append(judged(material[number], fit(others)))
            click.echo(f"{path.stem}, learned on the others: {figures[-1]}")
    if figures:
        click.echo(f"mean: {Figures(*(sum(values) / len(figures) for values in zip(*figures, strict=True)))}")
    return fit(compared)


def learn_other(data: Path, known: Learned) -> Learned:
    """Print the figures on what was left out, fold by fold; the weights of all."""
    events = basil(data)
    pieces = [*events.values(), *distractors(data, [piece.published for piece in events.values()])]
    labels = {piece.id: piece.id.split("_")[0] for piece in pieces}
    given = {language: tgcontest(data, language) for language in ("en", "ru")}

    def material(fold: int) -> list[Pairs]:
        left = {name: story for name, story in labels.items() if fold < 0 or hash_of(story) % _FOLDS != fold}
        parts = [pairs(pieces, left)]
        for held, answers in given.values():
            parts.append(given_pairs(held, [row for at, row in enumerate(answers) if fold < 0 or at % _FOLDS != fold]))
        for part in parts:
            part.found[:, _LENGTH] = 0  # these texts are all long: of short ones they teach nothing
        return parts

    for fold in range(_FOLDS):
        with using(known=known, other=evenly(fit(material(fold)))):
            judge_basil(data, lambda event, fold=fold: hash_of(event) % _FOLDS == fold)
            for language in given:
                judge_pairs(data, language, lambda at, fold=fold: at % _FOLDS == fold)
    return evenly(fit(material(-1)))


def evenly(learned: Learned) -> Learned:
    """Shifted so that two pieces which are as likely of one story as not are just alike enough to be joined."""
    weights, bias = learned
    return weights, bias + math.log(ALIKE / (1 - ALIKE))


def hash_of(story: str) -> int:
    """A number that stays the same."""
    return sum(map(ord, story))


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("days", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--other", type=click.Path(exists=True, path_type=Path), required=True, help="The sets in other languages."
)
def main(out: Path, days: tuple[Path, ...], other: Path) -> None:
    """Learn from DAYS and the sets of OTHER, write OUT, and print how well what was left out is told."""
    learned = {"known": learn_days(days)}
    learned["other"] = learn_other(other, learned["known"])
    shipped = {
        name: {"weights": [round(weight, 4) for weight in weights], "bias": round(bias, 4)}
        for name, (weights, bias) in learned.items()
    }
    out.write_text(json.dumps(shipped) + "\n")


if __name__ == "__main__":
    main()
