"""What an article costs as the window grows: articles a CPU-second and memory, at windows of given sizes.

    python bench/stories_scale.py POSTS.jsonl.gz [SIZE…]

The real posts of three months are pressed into one window, repeated with other names as often as the size asks for
(words of fewer than 50 posts get a letter at their end that no other round has). The window is filled; then the next
2,000 posts are taken in and decided in batches of 100, as a running site does, and timed.
"""

import gzip
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

from sarkhat.stories.decide import REACH, Stream
from sarkhat.stories.records import Piece

_SIZES = (10_000, 100_000)
_TIMED = 2_000
_BATCH = 100
_RARE = 50  # posts that a name stands in at most
_START = datetime(2026, 7, 1, tzinfo=UTC)
_PARTS = re.compile(r"\n|[^\s]+")


def posts(path: Path) -> list[tuple[str, str]]:
    """Channel and text of every post with a text."""
    with gzip.open(path, "rt") as lines:
        return [(row["channel"], row["text"]) for row in map(json.loads, lines) if row["text"].strip()]


def rounds(real: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The posts, and again with other names, without end."""
    often = Counter(word for _, text in real for word in set(_PARTS.findall(text)))
    for number in count():
        mark = chr(0x0561 + number % 38) * (number and 1 + number // 38)
        for channel, text in real:
            yield channel, " ".join(word + mark if _names(word, often) else word for word in _PARTS.findall(text))


def _names(word: str, often: Counter[str]) -> bool:
    return word[-1].isalpha() and often[word] < _RARE


def pieces(real: list[tuple[str, str]], size: int) -> Iterator[Piece]:
    """As many as fill a window, and those that are timed, evenly over the window's reach."""
    step = REACH / (size + _TIMED)
    for number, (channel, text) in enumerate(islice(rounds(real), size + _TIMED)):
        yield Piece(str(number), channel, _START + number * step, text)


def measure(real: list[tuple[str, str]], size: int) -> None:
    """Fill a window of a size and print what the next articles cost."""
    stream, coming, fill = Stream(), pieces(real, size), time.process_time()
    _take(stream, islice(coming, size))
    begun = time.process_time()
    _take(stream, coming)
    spent = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"window {size:>9,}: {_TIMED / spent:,.0f} articles a CPU-second "
        f"({size / (begun - fill):,.0f} while it filled), {memory:,.0f} MiB, {len(stream.stories()):,} stories",
        flush=True,
    )


def _take(stream: Stream, coming: Iterator[Piece]) -> None:
    while batch := list(islice(coming, _BATCH)):
        for piece in batch:
            stream.add(piece)
        stream.settle()


def main(args: list[str]) -> None:
    """Measure the sizes one after the other, smallest first."""
    real = posts(Path(args[0]))
    for size in sorted(map(int, args[1:])) or _SIZES:
        measure(real, size)


if __name__ == "__main__":
    main(sys.argv[1:])
