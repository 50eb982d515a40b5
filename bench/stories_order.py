"""Do stories depend on the order in which the articles arrive? BCubed F1 between three arrivals of a day.

    python bench/stories_order.py DAY.jsonl…

By time; shuffled within each hour (seed 1); the outlet with most posts six hours late. Decided after every 50 arrivals,
as a running site would.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from sarkhat.stories.decide import Stream
from sarkhat.stories.records import Piece
from stories import judge, read

_BATCH = 50


def arrivals(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """The same pieces as they would arrive in each of the three ways."""
    chance = random.Random(1)
    often = Counter(piece.source for piece in pieces).most_common(1)[0][0]
    late = {piece.id: timedelta(hours=6 if piece.source == often else 0) for piece in pieces}
    return {
        "by time": sorted(pieces, key=lambda piece: (piece.published, piece.id)),
        "shuffled within an hour": sorted(
            pieces, key=lambda p: (p.published.replace(minute=0, second=0), chance.random())
        ),
        f"{often} six hours late": sorted(pieces, key=lambda piece: (piece.published + late[piece.id], piece.id)),
    }


def stories(ordered: Sequence[Piece]) -> dict[str, str]:
    """Where each piece stands in the end."""
    stream = Stream()
    placed: dict[str, str] = {}
    for start in range(0, len(ordered), _BATCH):
        for piece in ordered[start : start + _BATCH]:
            stream.add(piece)
        placed |= stream.settle()
    return placed


def main(paths: list[str]) -> None:
    """Print how well each two arrivals of each day agree."""
    for path in map(Path, paths):
        found = {name: stories(ordered) for name, ordered in arrivals(read(path)[0]).items()}
        for one, other in combinations(found, 2):
            print(f"{path.stem}: {one} / {other}: BCubed F1 {judge(found[one], found[other]).bcubed_f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
