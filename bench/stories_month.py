"""A month of posts placed as a stream: of some days the stories that most channels tell, for reading by eye.

    python bench/stories_month.py POSTS.jsonl.gz MONTH [DAY…]

MONTH is 2026-07, a DAY 2026-07-08. Posts are decided in batches of 50, as a running site does. Of each day prints the
stories that most channels began that day to tell, with their numbers and the first lines of up to six of their posts,
spread over the story; then the speed.
"""

import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece

_TOP = 10
_SHOWN = 6
_BATCH = 50


def posts(path: Path, month: str) -> list[Piece]:
    """The month's posts that have a text."""
    with gzip.open(path, "rt") as lines:
        rows = [row for row in map(json.loads, lines) if row["published"].startswith(month) and row["text"].strip()]
    return [
        Piece(f"{row['channel']}/{row['id']}", row["channel"], datetime.fromisoformat(row["published"]), row["text"])
        for row in rows
    ]


def main(path: Path, month: str, days: list[str]) -> None:
    """Place, print."""
    pieces = {piece.id: piece for piece in posts(path, month)}
    begun = time.process_time()
    placed = place_all(pieces.values(), _BATCH)
    spent = time.process_time() - begun
    stories: dict[str, list[Piece]] = defaultdict(list)
    for one in placed:
        stories[one.story].append(pieces[one.id])
    for day in days:
        mine = [held for held in stories.values() if held[0].published.isoformat().startswith(day)]
        mine.sort(key=lambda held: (-len({piece.source for piece in held}), -len(held)))
        print(f"\n# {day}")
        for held in mine[:_TOP]:
            hours = (held[-1].published - held[0].published).total_seconds() / 3600
            print(f"\n{len({piece.source for piece in held})} channels, {len(held)} posts, {hours:.0f} hours")
            for piece in held[:: max(1, len(held) // _SHOWN)][:_SHOWN]:
                print(f"   {piece.source}: {' '.join(piece.text.split())[:150]}")
    sizes = Counter(min(len(held), 100) for held in stories.values())
    print(f"\n{len(pieces)} posts, {len(stories)} stories, {len(pieces) / spent:.0f} posts a CPU-second")
    print(f"stories of 100 posts or more: {sizes[100]}; biggest: {max(map(len, stories.values()))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
