"""Learn the weights of `understand/passage.py` from labelled key passages, and print them to be put there.

    python scripts/train_passages.py LABELLED.jsonl

A line: {"title", "text", "good": [passages], "bad": [tempting mistakes]}. Right is a passage that overlaps a good one
by half or more of their union, a mistake one that overlaps a bad one so. The figures are of five-fold
cross-validation, the mean of several ways to fold, beside the first sentence of 40 characters or more and what the
best choice among the candidates would reach.
"""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from sarkhat.text.words import sentences
from sarkhat.understand.candidates import candidates
from sarkhat.understand.passage_features import Text, features

_FOLDS = 5
_ROUNDS = 300
_SHUN = 0.5  # how much a mistake weighs beside a good one


class Example(NamedTuple):
    """A text's candidates: their features (candidates, features) and verdicts (1, 0, -1)."""

    features: np.ndarray
    verdicts: np.ndarray


def verdict(row: dict[str, Any], said: str) -> int:
    """1: right, -1: a mistake, 0: neither."""
    good, bad = (
        max((_overlap(row["text"], said, other) for other in row[key]), default=0.0) for key in ("good", "bad")
    )
    return 1 if good >= 0.5 else -1 if bad >= 0.5 else 0


def _overlap(text: str, one: str, other: str) -> float:
    starts = text.find(one), text.find(other)
    if min(starts) < 0:
        return 0.0
    ends = starts[0] + len(one), starts[1] + len(other)
    return max(0, min(ends) - max(starts)) / (max(ends) - min(starts))


def example(row: dict[str, Any]) -> Example:
    """Features and verdicts of the row's candidates."""
    found = candidates(row["text"])
    shared = Text(found, row["title"] or "")
    values = [features(shared, at, one) for at, one in enumerate(found)]
    return Example(np.array(values), np.array([verdict(row, one.text) for one in found]))


def fit(examples: Sequence[Example], ridge: float) -> np.ndarray:
    """Weights by which a softmax over the candidates prefers the good and shuns the bad (Adam)."""
    taught = [one for one in examples if (one.verdicts > 0).any()]
    scale = np.vstack([one.features for one in taught]).std(0) + 1e-6
    values = [one.features / scale for one in taught]
    weights = np.zeros(len(scale))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        pulls = (_pull(own, one.verdicts, weights) for own, one in zip(values, taught, strict=True))
        slope = ridge * weights - sum(pulls) / len(taught)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights / scale


def _pull(values: np.ndarray, verdicts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = values @ weights
    odds = np.exp(scores - scores.max())
    odds /= odds.sum()
    good, bad = odds * (verdicts > 0), odds * (verdicts < 0)
    return values.T @ (good / good.sum() - odds) - _SHUN * values.T @ (bad - odds * bad.sum())


def cross_validated(examples: Sequence[Example], ridge: float, ways: int = 5) -> list[tuple[int, int]]:
    """(place, verdict) of what weights choose that were learned without it; each example once a way of folding."""
    judged: list[tuple[int, int]] = []
    for way in range(ways):
        order = random.Random(way).sample(range(len(examples)), len(examples))
        for fold in range(_FOLDS):
            kept = set(order[fold::_FOLDS])
            weights = fit([one for at, one in enumerate(examples) if at not in kept and len(one.verdicts)], ridge)
            judged += [(at, chosen(examples[at], weights)) for at in kept]
    return judged


def chosen(one: Example, weights: np.ndarray) -> int:
    """The verdict on the candidate that the weights choose; 0 where there is none."""
    return int(one.verdicts[np.argmax(one.features @ weights)]) if len(one.verdicts) else 0


def first_sentence(text: str) -> str:
    """The baseline: the first sentence of 40 characters or more."""
    return next((sentence for sentence in sentences(text) if len(sentence) >= 40), text)


@click.command()
@click.argument("labelled", type=click.Path(exists=True, path_type=Path))
@click.option("--ridge", default=0.1, show_default=True)
@click.option("--show", is_flag=True, help="Print the weights too.")
def main(labelled: Path, ridge: float, show: bool) -> None:
    """Print the figures, and the weights."""
    rows = [json.loads(line) for line in labelled.read_text().splitlines()]
    examples = [example(row) for row in rows]
    baseline = [verdict(row, first_sentence(row["text"])) for row in rows]
    _say("first sentence", baseline)
    _say("best of the candidates", [max(one.verdicts, default=0) for one in examples])
    judged = cross_validated(examples, ridge)
    _say("learned, cross-validated", [said for _, said in judged])
    for name, titled in (("  articles", True), ("  posts", False)):
        _say(name, [said for at, said in judged if bool(rows[at]["title"]) == titled])
    if show:
        weights = fit([one for one in examples if len(one.verdicts)], ridge)
        click.echo(", ".join(f"{weight:.2f}" for weight in weights))


def _say(name: str, judged: list[int]) -> None:
    right, wrong = judged.count(1) / len(judged), judged.count(-1) / len(judged)
    click.echo(f"{name}: right {right:.3f}, mistakes {wrong:.3f}")


if __name__ == "__main__":
    main()
