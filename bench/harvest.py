"""Feeds fetched, parsed and stored a CPU-second, ours and four peers on the same feeds in one run.

    python bench/harvest.py [--feeds 500] [--items 30] [--peers FOLDER] [--memory]

The feeds come from bench/harvest_server.py, whose CPU is not counted. The first pass finds everything new, the second
nothing changed (304). Counted is a process's CPU while it harvests, user and system, with all its threads; of newsboat,
which is run anew for each pass, the whole process. `--memory` measures ours at 1,000 and 10,000 watches.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harvest_server import address

HERE = Path(__file__).parent
Pass = dict[str, float]


@contextlib.contextmanager
def served(addresses: int, items: int) -> Iterator[int]:
    """The port of a running server."""
    command = [sys.executable, HERE / "harvest_server.py", str(addresses), str(items)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin
    assert server.stdout
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait()


def by_child(command: list[object], folder: Path, urls: list[str]) -> list[Pass]:
    """Passes as a child tells them, a JSON line each."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sarkhat.settings", "SARKHAT_DATA": str(folder), "SARKHAT_ALLOW_LOOPBACK": "true",
        "SARKHAT_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    run = subprocess.run(
        [str(part) for part in command],
        input="\n".join(urls),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if run.returncode:
        print(run.stderr[-2000:], file=sys.stderr)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def by_newsboat(folder: Path, urls: list[str]) -> list[Pass]:
    """newsboat, once for each pass."""
    (folder / "urls").write_text("\n".join(urls) + "\n")
    (folder / "config").write_text("max-items 0\nerror-log /dev/null\n")
    command = ["newsboat", "-x", "reload", "-C", folder / "config", "-u", folder / "urls", "-c", folder / "cache.db"]
    environment = os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return [_one_newsboat([str(part) for part in command], environment, folder) for _ in range(2)]


def _one_newsboat(command: list[str], environment: dict[str, str], folder: Path) -> Pass:
    import sqlite3

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    base = sqlite3.connect(folder / "cache.db")
    items = base.execute("SELECT count(*) FROM rss_item").fetchone()[0]
    base.close()
    return {"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "items": items}


def row(name: str, passes: list[Pass], feeds: int, ours: list[Pass]) -> str:
    """A line of the table."""
    if len(passes) < 2:
        return f"| {name} | not measured here | | | | |"
    cells = []
    for one, own in zip(passes, ours, strict=True):
        cells += [f"{feeds / one['cpu']:,.0f}", f"{one['cpu'] / own['cpu']:.1f}"]
    return f"| {name} | {cells[0]} | {cells[1]} | {cells[2]} | {cells[3]} | {passes[0]['items']:,.0f} |"


def speed(feeds: int, items: int, peers: Path | None) -> None:
    """Print the table of both passes."""
    with tempfile.TemporaryDirectory() as made, served(feeds, items) as port:
        top = Path(made)
        urls = [f"http://{address(number, feeds)}:{port}/f/{number}" for number in range(feeds)]
        names = ["ours", "newsboat", "reader", "feedparser", "fastfeedparser"]
        folders = {name: top / name for name in names}
        for folder in folders.values():
            folder.mkdir()
        found = {"ours": by_child([sys.executable, HERE / "harvest_ours.py"], folders["ours"], urls)}
        if shutil.which("newsboat"):
            found["newsboat"] = by_newsboat(folders["newsboat"], urls)
        for name in names[2:] if peers else ():
            command = [peers / "bin" / "python", HERE / "harvest_peer.py", name, folders[name]]
            found[name] = by_child(command, folders[name], urls)
    print(
        "| | feeds a CPU-second, first pass | ours is × | 304s a CPU-second | ours is × | items stored |\n"
        + "|---" * 6
        + "|"
    )
    for name in names:
        label = name if name in ("ours", "newsboat", "reader") else f"{name} + SQLite"
        print(row(label, found.get(name, []), feeds, found["ours"]))


def memory(items: int) -> None:
    """Print ours at two sizes. Anonymous memory: without pages of the database file, which the system may take back."""
    print(
        "| watches | peak of own memory, MiB | peak of all, MiB | feeds a CPU-second | 304s a CPU-second |\n"
        + "|---" * 5
        + "|"
    )
    for feeds in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as made, served(500, items) as port:
            urls = [f"http://{address(number, 500)}:{port}/f/{number}" for number in range(feeds)]
            first, second = by_child([sys.executable, HERE / "harvest_ours.py"], Path(made), urls)
        speeds = f"{feeds / first['cpu']:,.0f} | {feeds / second['cpu']:,.0f}"
        print(f"| {feeds:,} | {second['anonymous']:.0f} | {second['peak']:.0f} | {speeds} |", flush=True)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--peers", type=Path, help="the environment that bench/peers_harvest.sh made")
    parser.add_argument("--memory", action="store_true", help="memory of ours, instead of speed")
    said = parser.parse_args()
    if said.memory:
        memory(10)
    else:
        speed(said.feeds, said.items, said.peers)


if __name__ == "__main__":
    main()
