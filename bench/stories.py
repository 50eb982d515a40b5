"""Story clustering on labelled days: pair F1 and BCubed F1 a day and their mean, and posts a CPU-second.

    python bench/stories.py DAY.jsonl…

The weights that ship were learned on these days: for figures on a day that was not learned from, see
`scripts/train_stories.py`, which prints them. Pair F1: over all pairs of posts of one story. BCubed: Bagga and
Baldwin 1998. Only posts of the kind "news" are judged; all are in the stream.
"""

import json
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece


class Figures(NamedTuple):
    """How well a grouping agrees with the labels, each 0…1."""

    pair_precision: float
    pair_recall: float
    pair_f1: float
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float

    def __str__(self) -> str:
        return (
            f"pair F1 {self.pair_f1:.3f} ({self.pair_precision:.2f}/{self.pair_recall:.2f}), "
            f"BCubed F1 {self.bcubed_f1:.3f} ({self.bcubed_precision:.2f}/{self.bcubed_recall:.2f})"
        )


def read(path: Path) -> tuple[list[Piece], dict[str, str]]:
    """The posts of a labelled day, and the story of those that are news."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    pieces = [Piece(row["id"], row["source"], datetime.fromisoformat(row["published"]), row["text"]) for row in rows]
    return pieces, {row["id"]: row["story"] for row in rows if row["kind"] == "news"}


def judge(found: dict[str, str], labels: dict[str, str]) -> Figures:
    """Compare the groups found with the labelled ones, over the labelled posts."""
    both = Counter((found[name], story) for name, story in labels.items())
    ours, theirs = Counter(found[name] for name in labels), Counter(labels.values())
    right = _pairs(both)
    precision, recall = right / max(1, _pairs(ours)), right / max(1, _pairs(theirs))
    bcubed_precision = sum(count**2 / ours[one] for (one, _), count in both.items()) / max(1, len(labels))
    bcubed_recall = sum(count**2 / theirs[story] for (_, story), count in both.items()) / max(1, len(labels))
    return Figures(
        precision, recall, _f1(precision, recall),
        bcubed_precision, bcubed_recall, _f1(bcubed_precision, bcubed_recall),
    )  # fmt: skip


def _pairs(groups: Counter[object] | Counter[str] | Counter[tuple[str, str]]) -> float:
    return sum(count * (count - 1) / 2 for count in groups.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(paths: list[str]) -> None:
    """Print the figures of every day, their mean, and the speed."""
    found, posts, begun = [], 0, time.process_time()
    for path in map(Path, paths):
        pieces, labels = read(path)
        posts += len(pieces)
        found.append(judge({placed.id: placed.story for placed in place_all(pieces)}, labels))
        print(f"{path.stem}: {found[-1]}")
    seconds = time.process_time() - begun
    print(f"mean: {Figures(*(sum(values) / len(found) for values in zip(*found, strict=True)))}")
    print(f"{posts / seconds:.0f} posts a CPU-second")


if __name__ == "__main__":
    main(sys.argv[1:])
