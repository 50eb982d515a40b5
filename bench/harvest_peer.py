"""The Python peers of bench/harvest.py, in their own environment: `harvest_peer.py NAME FOLDER`, addresses on stdin.

NAME: reader, feedparser, fastfeedparser. The last two are given what they lack, in the shortest way: urllib with
validators, and two tables of SQLite. Prints a JSON line for each of two passes: CPU-seconds, wall
seconds, items stored.
"""

import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path


def measured(work: Callable[[], int]) -> None:
    """Run `work` (which returns how many items are stored) and print what it took."""
    cpu, wall = time.process_time(), time.perf_counter()
    items = work()
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "items": items}
    print(json.dumps(took), flush=True)


def with_reader(folder: Path, urls: list[str]) -> None:
    """lemon24's reader."""
    from reader import make_reader

    reader = make_reader(str(folder / "reader.sqlite"))
    for url in urls:
        reader.add_feed(url)

    def update() -> int:
        reader.update_feeds()
        return reader.get_entry_counts().total

    measured(update)
    measured(update)


def with_sqlite(folder: Path, urls: list[str], parse: Callable[[bytes], list[tuple[str, ...]]]) -> None:
    """A parser between urllib and SQLite."""
    base = sqlite3.connect(folder / "peer.sqlite")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=NORMAL")
    base.execute("CREATE TABLE feed (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, at REAL)")
    base.execute(
        "CREATE TABLE item (feed TEXT, id TEXT, link TEXT, title TEXT, summary TEXT, published TEXT, UNIQUE (feed, id))"
    )

    def one(url: str) -> None:
        etag, modified = base.execute("SELECT etag, modified FROM feed WHERE url = ?", (url,)).fetchone() or ("", "")
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        request = urllib.request.Request(url, headers={name: value for name, value in headers.items() if value})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                body, said = answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            if error.code != 304:
                raise
            base.execute("UPDATE feed SET at = ? WHERE url = ?", (time.time(), url))
            base.commit()
            return
        rows = [(url, *item) for item in parse(body)]
        base.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?, ?, ?)", rows)
        row = (url, said.get("ETag", ""), said.get("Last-Modified", ""), time.time())
        base.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?)", row)
        base.commit()

    def update() -> int:
        for url in urls:
            one(url)
        return int(base.execute("SELECT count(*) FROM item").fetchone()[0])

    measured(update)
    measured(update)


def _by_feedparser(body: bytes) -> list[tuple[str, ...]]:
    import feedparser

    names = ("id", "link", "title", "summary", "published")
    return [tuple(item.get(name, "") for name in names) for item in feedparser.parse(body).entries]


def _by_fastfeedparser(body: bytes) -> list[tuple[str, ...]]:
    import fastfeedparser

    names = ("id", "link", "title", "description", "published")
    return [tuple(str(item.get(name, "")) for name in names) for item in fastfeedparser.parse(body.decode()).entries]


if __name__ == "__main__":
    name, where = sys.argv[1], Path(sys.argv[2])
    addresses = sys.stdin.read().split()
    if name == "reader":
        with_reader(where, addresses)
    else:
        with_sqlite(where, addresses, {"feedparser": _by_feedparser, "fastfeedparser": _by_fastfeedparser}[name])
