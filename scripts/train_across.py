"""Learn how likely two pieces in different scripts tell of the same happening: `stories/data/across.json`.

    PYTHON scripts/train_across.py DATA         (PYTHON: of an environment with sarkhat and scikit-learn 1.9)

From the items of `bench/english.tsv` and the posts of the same days in DATA: the pairs that the stream itself would
look at. Each day is judged with weights learned on the others, then the weights of all are written.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sarkhat.stories import across
from sarkhat.stories.decide import REACH
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.stories.window import Window

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from stories_across import Day, english, judge, told

Learned = tuple[list[float], float]
Pairs = tuple[list[list[float]], list[bool]]
_OUT = Path(across.__file__).parent / "data/across.json"


def pairs(day: Day) -> Pairs:
    """Features and answers of the pairs of an item and a post."""
    boilerplate, window, held = Boilerplate(), Window(REACH), across.Across()
    labels = day.posts | {item: story or f"no post tells {item}" for item, story in day.items.items()}
    found, answers = [], []
    for piece in sorted(day.pieces, key=lambda piece: (piece.published, piece.id)):
        own = terms(boilerplate.own_lines(piece.source, piece.text))
        shape = window.shape(piece.source, piece.published, own, piece.language)
        for name, other, cosine in held.near(shape):
            if piece.id in labels and name in labels:
                found.append(across.features(shape, other, cosine))
                answers.append(labels[piece.id] == labels[name])
        window.add(piece.id, shape)
        held.add(piece.id, shape)
    return found, answers


def fit(parts: list[Pairs]) -> Learned:
    """Weights and bias for features as they are."""
    found = np.array([row for rows, _ in parts for row in rows])
    answers = np.array([answer for _, rows in parts for answer in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(found, answers)
    scaler, line = model.steps[0][1], model.steps[1][1]
    weights = line.coef_[0] / scaler.scale_
    return [float(weight) for weight in weights], float(line.intercept_[0] - (weights * scaler.mean_).sum())


@contextmanager
def using(learned: Learned) -> Iterator[None]:
    """Let the stream use other weights than those that ship."""
    before = across.learned
    across.learned = lambda: learned  # type: ignore[assignment]
    try:
        yield
    finally:
        across.learned = before


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
def main(data: Path) -> None:
    """Learn, judge, write."""
    material = dict(english(data))
    compared = {name: pairs(day) for name, day in material.items()}
    for name, day in material.items():
        others = [part for other, part in compared.items() if other != name]
        with using(fit(others)):
            click.echo(f"{name}, {len(day.items)} items, learned on the others: {told(judge(day))}")
    weights, bias = fit(list(compared.values()))
    shipped = {"weights": [round(weight, 4) for weight in weights], "bias": round(bias, 4)}
    _OUT.write_text(json.dumps(shipped) + "\n")


if __name__ == "__main__":
    main()
