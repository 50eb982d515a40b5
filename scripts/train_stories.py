"""Learn how alike two pieces of one story are: `stories/data/trees.npy.gz` and `stories/data/pair.json`.

    PYTHON scripts/train_stories.py DATA        (PYTHON: of an environment with sarkhat and lightgbm 4.7)

DATA holds the labelled days (`stories-fa`), the posts whose labels stand in `bench/labels`, and the sets of
`bench/stories_other.py`. The pairs are those that the stream itself would compare. Every day is judged with trees
learned on the others and the threshold that ships, then the trees of all days are written. From the other sets, texts
in languages that the shipped counts do not know are learned: a fifth of the tgcontest pairs and of BASIL's events is
judged with weights learned on the rest, five times.
"""

import gzip
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
import lightgbm
import numpy as np

from sarkhat.stories import alike
from sarkhat.stories.decide import REACH, place_all
from sarkhat.stories.group import ALIKE
from sarkhat.stories.records import Piece
from sarkhat.stories.roundup import is_roundup
from sarkhat.stories.terms import Boilerplate, terms, wordless
from sarkhat.stories.trees import unpacked
from sarkhat.stories.window import Window

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from stories_other import basil, distractors, judge_basil, judge_pairs, tgcontest

from stories import judge, mean, read, read_own

Learned = tuple[list[float], float]
_RIDGE = 3e-3
_FOLDS = 5
_LENGTH = 13  # place of the length among the features
_PLAIN = 18  # features that the regression uses
_SAME = 1.4  # weight of a pair of one story: of a story of two, against that of two stories
_DATA = Path(alike.__file__).parent / "data"
_GROWTH = {
    "objective": "binary", "num_leaves": 8, "max_depth": 5, "min_data_in_leaf": 50, "learning_rate": 0.04,
    "feature_fraction": 0.35, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 10, "verbose": -1, "seed": 1,
    "deterministic": True, "num_threads": 1,
}  # fmt: skip
_ROUNDS = 300


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
        own = terms(boilerplate.own_lines(piece.source, piece.text))
        shape = window.shape(piece.source, piece.published, wordless(own) if is_roundup(piece.text) else own)
        for name, other in window.candidates(shape):
            if piece.id in labels and name in labels:
                found.append([*alike.features(shape, other), *alike.odds(shape, other)])
                answers.append(labels[piece.id] == labels[name])
                stories.append(labels[piece.id] if answers[-1] else "")
        window.add(piece.id, shape)
    counts = Counter(stories)
    weights = np.array([1.0 if not story else _SAME * counts[story] ** -0.5 for story in stories])
    return Pairs(np.array(found), np.array(answers, float), weights)


def given_pairs(pieces: list[Piece], answers: list[tuple[str, str, bool]]) -> Pairs:
    """Features of the pairs whose answers are given, among the pieces of one day."""
    boilerplate, window, shapes = Boilerplate(), Window(REACH), {}
    for piece in pieces:
        found = terms(boilerplate.own_lines(piece.source, piece.text))
        shapes[piece.id] = window.shape(piece.source, piece.published, found)
        window.add(piece.id, shapes[piece.id])
    rows = [
        [*alike.features(shapes[one], shapes[other]), *alike.odds(shapes[one], shapes[other])]
        for one, other, _ in answers
    ]
    return Pairs(np.array(rows), np.array([same for *_, same in answers], float), np.ones(len(rows)))


def fit(parts: list[Pairs]) -> Learned:
    """Weights and bias of the logistic regression (Newton's method, ridge), for the first features as they are."""
    found, answers, weights = (np.concatenate([part[at] for part in parts]) for at in range(3))
    found = found[:, :_PLAIN]
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


def grow(parts: list[Pairs]) -> np.ndarray:
    """Boosted trees on all features, as `sarkhat.stories.trees` reads them."""
    found, answers, weights = (np.concatenate([part[at] for part in parts]) for at in range(3))
    grown = lightgbm.train(_GROWTH, lightgbm.Dataset(found, answers, weight=weights), _ROUNDS)
    nodes: list[list[float]] = []
    for tree in grown.dump_model()["tree_info"]:
        _add(nodes, tree["tree_structure"])
    return np.array(nodes, np.float64)


def _add(nodes: list[list[float]], node: dict[str, Any]) -> int:
    """Append a node and what is below it; its place."""
    place = len(nodes)
    nodes.append([0, 0, place, place, node.get("leaf_value", 0.0)])
    if "split_feature" in node:
        nodes[place][:2] = node["split_feature"], _rounded_down(node["threshold"])
        nodes[place][2] = _add(nodes, node["left_child"])
        nodes[place][3] = _add(nodes, node["right_child"])
    return place


def _rounded_down(value: float) -> float:
    """The greatest number of four bytes that is not above."""
    short = np.float32(value)
    return float(short if short <= value else np.nextafter(short, np.float32(-np.inf)))


@contextmanager
def using(trees: np.ndarray, other: Learned | None = None) -> Iterator[None]:
    """Let the stream use other trees and weights than those that ship."""
    before = alike.learned_trees, alike.learned
    made = unpacked(trees)
    alike.learned_trees = lambda: made  # type: ignore[assignment]
    if other:
        alike.learned = lambda: other  # type: ignore[assignment]
    try:
        yield
    finally:
        alike.learned_trees, alike.learned = before


def learn_days(days: tuple[Path, ...], posts: Path) -> np.ndarray:
    """Print each day's figures with trees learned on the others; the trees of all."""
    material = {path.stem: read(path) for path in days} | read_own(posts)
    compared = {name: pairs(*day) for name, day in material.items()}
    figures = {}
    for name, (pieces, labels) in material.items():
        with using(grow([part for other, part in compared.items() if other != name])):
            figures[name] = judge({placed.id: placed.story for placed in place_all(pieces)}, labels)
        click.echo(f"{name}, learned on the others: {figures[name]}")
    click.echo(f"mean of the days given: {mean([figures[path.stem] for path in days])}")
    click.echo(f"mean of all: {mean(list(figures.values()))}")
    return grow(list(compared.values()))


def learn_other(data: Path, trees: np.ndarray) -> Learned:
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
        with using(trees, evenly(fit(material(fold)))):
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
@click.argument("data", type=click.Path(exists=True, path_type=Path))
def main(data: Path) -> None:
    """Learn from DATA and our own labels, write the tables, and print how well what was left out is told."""
    days = tuple(sorted((data / "stories-fa").glob("*.jsonl")))
    trees = learn_days(days, data / "persian-telegram-news/posts.jsonl.gz")
    weights, bias = learn_other(data, trees)
    shipped = {"weights": [round(weight, 4) for weight in weights], "bias": round(bias, 4)}
    (_DATA / "pair.json").write_text(json.dumps(shipped) + "\n")
    held = io.BytesIO()
    np.save(held, trees.astype(np.float32), allow_pickle=False)
    (_DATA / "trees.npy.gz").write_bytes(gzip.compress(held.getvalue(), mtime=0))


if __name__ == "__main__":
    main()
