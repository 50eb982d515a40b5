"""Learn the weights of `understand/passage.py` from labelled key passages, and print them to be put there.

    python scripts/train_passages.py LABELLED.jsonl

A line: {"title", "text", "good": [passages], "bad": [tempting mistakes]}. Right is a passage that overlaps a good one
by half or more of their union, a mistake one that overlaps a bad one so. The figures are of five-fold
cross-validation, beside the first sentence of 40 characters or more.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from sarkhat.text.words import sentences, tokens
from sarkhat.understand import passage

Example = tuple[np.ndarray, np.ndarray]
_FOLDS = 5


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
    heading, counts = set(tokens(row["title"] or "")), passage.head_words(row["text"])
    found = passage.candidates(row["text"])
    features = [passage.features(candidate, heading, counts) for candidate in found]
    return np.array(features), np.array([verdict(row, candidate.text) for candidate in found])


def fit(examples: Sequence[Example], ridge: float, rounds: int = 400) -> np.ndarray:
    """Weights by which a softmax over the candidates prefers the good and shuns the bad (Adam)."""
    weights = np.zeros(len(passage.WEIGHTS))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        slope = ridge * weights - sum(_pull(features, verdicts, weights) for features, verdicts in examples) / len(
            examples
        )
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def _pull(features: np.ndarray, verdicts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    if not (verdicts > 0).any():
        return np.zeros_like(weights)
    odds = np.exp(features @ weights - (features @ weights).max())
    odds /= odds.sum()
    good = odds * (verdicts > 0)
    bad = odds * (verdicts < 0)
    return features.T @ (good / good.sum() - odds) - 0.5 * features.T @ (bad - odds * bad.sum())


def first_sentence(text: str) -> str:
    """The baseline: the first sentence of 40 characters or more."""
    return next((sentence for sentence in sentences(text) if len(sentence) >= 40), text)


@click.command()
@click.argument("labelled", type=click.Path(exists=True, path_type=Path))
@click.option("--ridge", default=0.003, show_default=True)
def main(labelled: Path, ridge: float) -> None:
    """Print the figures and the weights."""
    rows = [json.loads(line) for line in labelled.read_text().splitlines()]
    examples = [found for row in rows if len((found := example(row))[1])]
    judged = []
    for fold in range(_FOLDS):
        weights = fit([one for number, one in enumerate(examples) if number % _FOLDS != fold], ridge)
        judged += [verdicts[np.argmax(features @ weights)] for features, verdicts in examples[fold::_FOLDS]]
    baseline = [verdict(row, first_sentence(row["text"])) for row in rows]
    for name, found in (("learned, cross-validated", judged), ("first sentence", baseline)):
        click.echo(f"{name}: right {found.count(1) / len(rows):.3f}, mistakes {found.count(-1) / len(rows):.3f}")
    click.echo(", ".join(f"{weight:.2f}" for weight in fit(examples, ridge)))


if __name__ == "__main__":
    main()
