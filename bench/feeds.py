"""Reading every test feed of two folders, against plain feedparser: `python bench/feeds.py --data DIR`.

Prints how many files agree in each thing that a reader needs, names those that do not, with the reason where
`feeds_known.json` gives one, and the slowest. Then the speeds on made-up feeds of 50 items (`bench_feeds`).
"""

import argparse
import io
import json
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import feedparser

from sarkhat.harvest.kinds.feed import fast, slow
from sarkhat.harvest.kinds.feed.parse import parse
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.ops.bench_feeds import NOW, URL, best, made_up
from sarkhat.text.html import plain

SETS: Final = ("feedparser-conformance", "miniflux-feeds")
THINGS: Final = ("entries", "title", "link", "date", "id")
ROUNDS: Final = 6
_HERE: Final = Path(__file__).parent
_HEADER: Final = re.compile(rb"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE)

Facts = tuple[str, str, str, str]  # title, link, date, id


@dataclass(slots=True)
class Tally:
    """What came of one set of files."""

    files: int = 0
    read: int = 0  # of which feedparser makes entries
    fast: int = 0  # of those that went the fast road
    agree: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # agree, or the reason is known
    slowest: tuple[float, str] = (0.0, "")
    lines: list[str] = field(default_factory=list)


def main() -> None:
    """Both sets, then the speeds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--peer", type=Path, help="the environment that holds fastfeedparser")
    options = arguments.parse_args()
    known: dict[str, str] = json.loads((_HERE / "feeds_known.json").read_text("utf-8"))
    for name in SETS:
        if (options.data / name).is_dir():
            _print(name, _through(options.data / name, known))
        else:
            print(f"{name}: not at {options.data / name}, left out")
    _speeds(options.peer)


def _through(folder: Path, known: dict[str, str]) -> Tally:
    tally = Tally()
    for path in _files(folder):
        body, name = path.read_bytes(), str(path.relative_to(folder))
        headers = _headers(body)
        start = time.process_time()
        ours = parse(body, headers.get("content-location", ""), headers.get("content-type", ""), NOW)
        tally.slowest = max(tally.slowest, (time.process_time() - start, name))
        tally.files += 1
        _compare(tally, name, ours, _theirs(body, headers), known)
    return tally


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".json", ".html"))


def _headers(body: bytes) -> dict[str, str]:
    """What the server of the tests says, stated in a comment of the file."""
    return {name.decode().lower(): value.decode("latin-1") for name, value in _HEADER.findall(body[:2000])}


def _theirs(body: bytes, headers: dict[str, str]) -> list[Facts]:
    """feedparser's entries with all its defaults; none where it raises."""
    try:
        items = feedparser.parse(io.BytesIO(body), response_headers=headers).entries
    except Exception as error:
        print(f"feedparser raises {error!r}")
        return []
    return [_their_facts(item) for item in items]


def _compare(tally: Tally, name: str, ours: Parsed, theirs: list[Facts], known: dict[str, str]) -> None:
    mine = [_facts(entry) for entry in ours.entries]
    if not theirs:
        if mine:
            tally.lines.append(f"{name}: {len(mine)} entries, feedparser none")
        return
    tally.read += 1
    tally.fast += ours.hints.get("road") == "fast"
    for thing, (one, two) in _columns(mine, theirs).items():
        tally.agree[thing] += one == two
        tally.right[thing] += one == two or name in known
        if one != two:
            tally.lines.append(f"{name}: {thing}: {known.get(name) or _first_difference(one, two)}")


def _columns(mine: list[Facts], theirs: list[Facts]) -> dict[str, tuple[list[str], list[str]]]:
    columns = {"entries": ([str(len(mine))], [str(len(theirs))])}
    for place, thing in enumerate(THINGS[1:]):
        columns[thing] = [facts[place] for facts in mine], [facts[place] for facts in theirs]
    return columns


def _first_difference(one: list[str], two: list[str]) -> str:
    return next((f"{a!r}, feedparser {b!r}" for a, b in zip(one, two, strict=False) if a != b), "another number")


def _facts(entry: Entry) -> Facts:
    date = entry.published.isoformat()[:19] if entry.published else ""
    return _words(entry.title), entry.url, date, entry.id


def _their_facts(item: Any) -> Facts:
    names = ("published_parsed", "created_parsed", "updated_parsed")
    parsed = next((item[name] for name in names if item.get(name)), None)
    date = datetime(*parsed[:6], tzinfo=UTC).isoformat()[:19] if parsed else ""
    link = item.get("link", "")
    return _words(item.get("title", "")), link, date, item.get("id") or link


def _words(html: str) -> str:
    return " ".join(plain(html).split())


def _print(name: str, tally: Tally) -> None:
    print(
        f"{name}: {tally.files} files, feedparser finds entries in {tally.read}, "
        f"the fast road reads {tally.fast} of them"
    )
    for thing in THINGS:
        share = tally.agree[thing] / max(tally.read, 1)
        print(f"  {thing:<8} agree in {tally.agree[thing]} ({share:.2%}), {tally.right[thing]} with those explained")
    print(f"  slowest {tally.slowest[0]:.3f} s CPU: {tally.slowest[1]}")
    print("".join(f"  {line}\n" for line in tally.lines), end="")


def _speeds(peer: Path | None) -> None:
    """Feeds of 50 items a CPU-second, in turns."""
    feeds = [made_up(number, 50) for number in range(12)]
    readers = {
        "fast road": lambda body: fast.read(body, URL, "", NOW),
        "parse": lambda body: parse(body, URL, "application/xml", NOW),
        "slow road": lambda body: slow.read(body, True, URL, "", NOW),
        "feedparser": lambda body: feedparser.parse(io.BytesIO(body)),
    }
    print(f"speed: {len(feeds)} feeds of 50 items and {len(feeds[0]) // 1000} kB, feeds a CPU-second")
    for name, speed in best(feeds, readers, ROUNDS).items():
        print(f"  {name:<14} {speed:,.0f}")
    if peer and (peer / "bin/python").exists():
        print(f"  {_fastfeedparser(peer, feeds)}")


def _fastfeedparser(peer: Path, feeds: list[bytes]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        for number, body in enumerate(feeds):
            (Path(folder) / f"{number}.xml").write_bytes(body)
        command = [str(peer / "bin/python"), str(_HERE / "feeds_peer.py"), folder, str(ROUNDS)]
        said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return f"fastfeedparser {said['speed']:,.0f} ({said['version']}, compiled)"


if __name__ == "__main__":
    main()
