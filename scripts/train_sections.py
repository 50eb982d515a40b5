"""Learn which section words tell: `understand/data/sections.npy.gz`.

    python scripts/train_sections.py ../shared/data

DATA is the folder of the evaluation data, of which `bench/section_sets.py` says what is learned and what is kept out.
A linear model for each section against the rest, with squared hinge loss (as LIBLINEAR's L2-loss support vector
classification; Fan et al. 2008), by Adam over all texts at once.
"""

import gzip
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from sarkhat.sources.records import SECTIONS
from sarkhat.understand import sections

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from section_sets import Labelled, material

_OUT = Path(sections.__file__).parent / "data" / "sections.npy.gz"
_ROUNDS = 80
_LEAST_TEXTS = 2  # that a bucket must stand in
_WEIGHTS = {"hamshahri": 1.5, "varzesh3": 0.5}  # of a set's texts; others 1


class Sparse:
    """Texts as rows of bucket numbers, each row's values of length 1."""

    def __init__(self, texts: Sequence[Labelled], rarity: np.ndarray | None = None) -> None:
        found = [sections.buckets(one.text, one.title) for one in texts]
        self.row = np.repeat(np.arange(len(found)), [len(one) for one in found])
        self.column = np.concatenate(found)
        self.rarity = _rarity(self.column, len(found)) if rarity is None else rarity
        values = self.rarity[self.column]
        length = np.sqrt(np.bincount(self.row, values**2, len(found)))
        self.value, self.texts = values / np.maximum(length, 1e-9)[self.row], len(found)

    def times(self, weights: np.ndarray) -> np.ndarray:
        """Of each text the sum of its weights (texts, sections)."""
        return self._summed(self.row, weights[self.column], self.texts)

    def back(self, errors: np.ndarray) -> np.ndarray:
        """Of each bucket the sum of its texts' errors (buckets, sections)."""
        return self._summed(self.column, errors[self.row], sections.BUCKETS)

    def _summed(self, to: np.ndarray, what: np.ndarray, size: int) -> np.ndarray:
        return np.stack([np.bincount(to, self.value * column, size) for column in what.T], axis=1)


def _rarity(columns: np.ndarray, texts: int) -> np.ndarray:
    spread = np.bincount(columns, minlength=sections.BUCKETS)
    rarity = np.log((1 + texts) / (1 + spread)) + 1
    return np.where(spread >= _LEAST_TEXTS, rarity, 0.0)


def learn(data: Sparse, labels: np.ndarray, weigh: np.ndarray, cost: float) -> np.ndarray:
    """Weights (buckets, sections)."""
    aim = np.where(np.eye(len(SECTIONS))[labels] > 0, 1.0, -1.0)
    weights = np.zeros((sections.BUCKETS, len(SECTIONS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        missed = np.maximum(0.0, 1 - aim * data.times(weights))
        slope = weights - data.back(2 * cost * weigh[:, None] * aim * missed)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def table(weights: np.ndarray, rarity: np.ndarray) -> np.ndarray:
    """What ships: the weights times their rarity, and the rarity's square, in whole steps of a byte."""
    steps = np.column_stack([weights * rarity[:, None] / sections.STEP, rarity**2 / sections.RARITY_STEP])
    return np.clip(np.rint(steps), -127, 127).astype(np.int8)


def save(values: np.ndarray, path: Path) -> None:
    """Write the table, the same bytes for the same table."""
    raw = io.BytesIO()
    np.save(raw, values)
    path.write_bytes(gzip.compress(raw.getvalue(), 9, mtime=0))


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--cost", default=1.0, show_default=True, help="Of a missed margin; less is smoother.")
def main(data: Path, cost: float) -> None:
    """Learn from what is not kept out, and write the table."""
    learned = [one for one in material(data) if not one.kept]
    rows = Sparse(learned)
    labels = np.array([SECTIONS.index(one.section) for one in learned])
    weigh = np.array([_WEIGHTS.get(one.set, 1.0) for one in learned])
    weights = learn(rows, labels, weigh, cost)
    right = float((rows.times(weights).argmax(1) == labels).mean())
    save(table(weights, rows.rarity), _OUT)
    click.echo(f"{len(learned)} texts, {_OUT.stat().st_size:,} bytes, right on what was learned {right:.3f}")


if __name__ == "__main__":
    main()
