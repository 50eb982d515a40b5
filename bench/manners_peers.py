"""newsboat and `reader` before the score server of `sarkhat bench manners`, asked to update once a played hour.

The played clock stands while a reader updates and then goes on by an hour, which is how often both ask by themselves.
newsboat reads no clock when it is told to reload. `reader` goes by its own, which is moved (`Reader._now`, as its
own tests do), so it may keep to its schedule and to Retry-After. Each update is a process of its own, as from cron,
so every one of them is a restart. Pages and robots.txt are not for them.

Usage: python bench/manners_peers.py READER_PYTHON [DAYS]   (a Python that has `reader` installed)
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sarkhat.ops.bench_manners import told
from sarkhat.ops.manners.server import Server
from sarkhat.ops.manners.sites import FEEDS, HOUR

START = datetime(2026, 6, 1, tzinfo=UTC)
_PLAIN = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


Update = Callable[[datetime], None]


def main() -> None:
    """Both readers, one after the other, each before a server of its own."""
    python, days = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    play("newsboat", newsboat, days)
    play("reader", lambda folder, proxy: lemon24_reader(python, folder, proxy), days)


def play(name: str, begin: Callable[[Path, str], Update], days: float) -> None:
    """Let one reader update once a played hour for so many days, and print its score."""
    hour = 0

    def played() -> float:
        return hour * HOUR

    def clock() -> datetime:
        return START + timedelta(hours=hour)

    with tempfile.TemporaryDirectory() as folder, Server(played, clock) as server:
        update = begin(Path(folder), server.proxy)
        for hour in range(round(days * 24)):  # noqa: B007  the clocks above read it
            update(clock())
        print(f"{name}, an update each hour for {days:g} days: {told(server.score)}", flush=True)


def newsboat(folder: Path, proxy: str) -> Update:
    """newsboat with its settings as they come, but for the proxy."""
    (folder / "urls").write_text("\n".join(feed.url for feed in FEEDS) + "\n")
    (folder / "config").write_text(f"use-proxy yes\nproxy {proxy.removeprefix('http://')}\nproxy-type http\n")
    files = ["-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    return lambda now: run(["newsboat", *files, "-x", "reload"], _PLAIN | {"HOME": str(folder)})  # noqa: ARG005


def lemon24_reader(python: str, folder: Path, proxy: str) -> Update:
    """`reader` by its Python interface, on its own schedule, which is an hour."""
    lines = [
        "import sys; from datetime import datetime; from reader import make_reader",
        f"r = make_reader({str(folder / 'reader.sqlite')!r})",
        "r._now = lambda: datetime.fromisoformat(sys.argv[1])",
        f"[r.add_feed(url, exist_ok=True) for url in {[feed.url for feed in FEEDS]!r}]",
        "list(r.update_feeds_iter(scheduled=True))",
    ]
    environment = _PLAIN | {"http_proxy": proxy}
    return lambda now: run([python, "-c", "\n".join(lines), now.isoformat()], environment)


def run(command: list[str], environment: dict[str, str]) -> None:
    """One process; a failure of its own is shown and is no end."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        print(f"{command[0]}: {done.stderr[-500:]}", file=sys.stderr)


if __name__ == "__main__":
    main()
