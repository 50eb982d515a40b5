"""Story clustering on labelled days: pair F1 and BCubed F1 a day and their mean, and posts a CPU-second.

    python bench/stories.py DAY.jsonl… [--posts POSTS.jsonl.gz]

With POSTS the days of `bench/labels` are judged as well: ids, kinds and stories, without texts, labelled for this
project (docs/models.md). What ships was learned on all these days: for figures on a day that was not learned from, see
`scripts/train_stories.py`, which prints them. Pair F1: over all pairs of posts of one story. BCubed: Bagga and
Baldwin 1998. Only posts of the kind "news" are judged; all are in the stream.
"""

import argparse
import gzip
import json
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece

LABELS = Path(__file__).parent / "labels"


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


def read_own(posts: Path) -> dict[str, tuple[list[Piece], dict[str, str]]]:
    """The days of `bench/labels` with the texts of POSTS: the posts, and the story of those that are news."""
    days = {path.stem: [line.split("\t") for line in path.read_text().splitlines()] for path in LABELS.glob("*.tsv")}
    wanted = {name for rows in days.values() for name, *_ in rows}
    pieces: dict[str, Piece] = {}
    with gzip.open(posts, "rt") as lines:
        for row in map(json.loads, lines):
            if (name := f"{row['channel']}/{row['id']}") in wanted:
                pieces[name] = Piece(name, row["channel"], datetime.fromisoformat(row["published"]), row["text"])
    return {
        day: ([pieces[name] for name, *_ in rows], {name: story for name, kind, story in rows if kind == "news"})
        for day, rows in sorted(days.items())
    }


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


def mean(found: list[Figures]) -> Figures:
    """Each figure's mean."""
    return Figures(*(sum(values) / len(found) for values in zip(*found, strict=True)))


def main() -> None:
    """Print the figures of every day, their mean, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=Path, nargs="+")
    parser.add_argument("--posts", type=Path)
    asked = parser.parse_args()
    days = {path.stem: read(path) for path in asked.days} | (read_own(asked.posts) if asked.posts else {})
    found, begun = [], time.process_time()
    for name, (pieces, labels) in days.items():
        found.append(judge({placed.id: placed.story for placed in place_all(pieces)}, labels))
        print(f"{name}: {found[-1]}")
    seconds = time.process_time() - begun
    print(f"mean: {mean(found)}")
    print(f"{sum(len(pieces) for pieces, _ in days.values()) / seconds:.0f} posts a CPU-second")


if __name__ == "__main__":
    main()
