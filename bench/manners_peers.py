"""newsboat and `reader` before the score server of `sarkhat bench manners`, asked to update once a played hour.

Neither has a clock that could be played, so the server's time is compressed: an hour passes in six seconds, and it
states each span (max-age, Expires, Retry-After) in six-hundredths. A feed's `ttl` counts whole minutes and cannot be
compressed, so it is left out. Each update is a process of its own, as from cron, so "a restart" is every one of them.

Usage: python bench/manners_peers.py READER_PYTHON [DAYS]   (a Python that has `reader` installed)
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from sarkhat.ops.bench_manners import SCALE, told
from sarkhat.ops.manners.server import Server
from sarkhat.ops.manners.sites import DAY, FEEDS, HOUR

_PLAIN = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


def main() -> None:
    """Both readers at the same time, each before a server of its own."""
    python, days = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    readers = [("newsboat", newsboat), ("reader", lambda folder, proxy: lemon24_reader(python, folder, proxy))]
    threads = [Thread(target=play, args=(name, begin, days)) for name, begin in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def play(name: str, begin: Callable[[Path, str], Callable[[], None]], days: float) -> None:
    """Let one reader update once a played hour for so many days, and print its score."""
    start = time.monotonic()

    def played() -> float:
        return (time.monotonic() - start) * SCALE

    with tempfile.TemporaryDirectory() as folder, Server(played, lambda: datetime.now(UTC), SCALE) as server:
        update = begin(Path(folder), server.proxy)
        updates = 0
        while (now := played()) < days * DAY:
            if now >= updates * HOUR:
                update()
                updates += 1
            else:
                time.sleep(0.05)
        print(f"{name}, {updates} updates in {days:g} days: {told(server.score)}", flush=True)


def newsboat(folder: Path, proxy: str) -> Callable[[], None]:
    """newsboat with its settings as they come, but for the proxy."""
    (folder / "urls").write_text("\n".join(feed.url for feed in FEEDS) + "\n")
    (folder / "config").write_text(f"use-proxy yes\nproxy {proxy.removeprefix('http://')}\nproxy-type http\n")
    files = ["-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    return lambda: run(["newsboat", *files, "-x", "reload"], _PLAIN | {"HOME": str(folder)})


def lemon24_reader(python: str, folder: Path, proxy: str) -> Callable[[], None]:
    """`reader` through its Python interface, the feeds added before the first update."""
    base = f"from reader import make_reader; r = make_reader({str(folder / 'reader.sqlite')!r}); "
    environment = _PLAIN | {"http_proxy": proxy}
    added = "; ".join(f"r.add_feed({feed.url!r})" for feed in FEEDS)
    run([python, "-c", base + added], environment)
    return lambda: run([python, "-c", base + "list(r.update_feeds_iter())"], environment)


def run(command: list[str], environment: dict[str, str]) -> None:
    """One process; a failure of its own is shown and is no end."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        print(f"{command[0]}: {done.stderr[-500:]}", file=sys.stderr)


if __name__ == "__main__":
    main()
