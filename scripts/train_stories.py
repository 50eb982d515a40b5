"""Learn how alike two pieces of one story are: `stories/data/pair.json`.

    python scripts/train_stories.py OUT.json DAY.jsonl…

Each DAY is a file of JSON lines with "id", "source", "published", "text", "story" and "kind" ("news" counts). The
pairs are those that the stream itself would compare. Every day is judged with weights learned on the others and the
threshold that ships, then the weights of all days are written.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import click
import numpy as np

from sarkhat.stories import alike
from sarkhat.stories.decide import REACH, place_all
from sarkhat.stories.records import Piece
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.stories.window import Window

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from stories import Figures, judge, read

Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]
_RIDGE = 1e-3


def pairs(pieces: list[Piece], labels: dict[str, str]) -> Pairs:
    """Features, answers and weights of the pairs that the stream compares; of a big story each pair counts less."""
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
    return np.array(found), np.array(answers, float), weights


def fit(days: list[Pairs]) -> tuple[list[float], float]:
    """Weights and bias of the logistic regression (Newton's method, ridge), for features as they are."""
    found, answers, weights = (np.concatenate([day[part] for day in days]) for part in range(3))
    mean, spread = found.mean(0), found.std(0) + 1e-9
    matrix = np.c_[(found - mean) / spread, np.ones(len(found))]
    ridge = np.r_[np.full(found.shape[1], _RIDGE), 0.0]
    solved = np.zeros(matrix.shape[1])
    weights = weights / weights.mean() / len(answers)
    for _ in range(20):
        guess = 1 / (1 + np.exp(-matrix @ solved))
        slope = matrix.T @ (weights * (guess - answers)) + ridge * solved
        bend = (matrix * (weights * guess * (1 - guess))[:, None]).T @ matrix + np.diag(ridge + 1e-9)
        solved -= np.linalg.solve(bend, slope)
    return list(solved[:-1] / spread), float(solved[-1] - (solved[:-1] * mean / spread).sum())


def judged(day: tuple[list[Piece], dict[str, str]], learned: tuple[list[float], float]) -> Figures:
    """The stream's figures on a day with other weights than those that ship."""
    alike._learned.cache_clear()
    before = alike._learned
    alike._learned = lambda: learned  # type: ignore[assignment]
    try:
        return judge({placed.id: placed.story for placed in place_all(day[0])}, day[1])
    finally:
        alike._learned = before


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("days", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(out: Path, days: tuple[Path, ...]) -> None:
    """Learn from DAYS, write OUT, and print each day's figures with weights learned on the others."""
    material = [read(path) for path in days]
    compared = [pairs(*day) for day in material]
    for number, path in enumerate(days):
        others = [one for at, one in enumerate(compared) if at != number]
        if others:
            click.echo(f"{path.stem}, learned on the others: {judged(material[number], fit(others))}")
    weights, bias = fit(compared)
    out.write_text(json.dumps({"weights": [round(w, 4) for w in weights], "bias": round(bias, 4)}) + "\n")


if __name__ == "__main__":
    main()
