"""fastfeedparser on the feeds of a folder, run in its own environment: prints feeds a CPU-second and the entries found.

python bench/feeds_peer.py FOLDER ROUNDS
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import fastfeedparser


def main() -> None:
    """Read every feed so many times; the best round counts."""
    feeds = [path.read_bytes() for path in sorted(Path(sys.argv[1]).iterdir())]
    best, found = 0.0, 0
    for _ in range(int(sys.argv[2])):
        start = time.process_time()
        found = sum(len(fastfeedparser.parse(body).entries) for body in feeds)
        best = max(best, len(feeds) / (time.process_time() - start))
    print(json.dumps({"speed": best, "entries": found, "version": version("fastfeedparser")}))


if __name__ == "__main__":
    main()
