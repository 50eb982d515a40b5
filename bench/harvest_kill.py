"""kill -9 at random moments of a harvest: is anything lost or doubled, and is any host asked too soon?

    python bench/harvest_kill.py [--kills 50] [--feeds 800] [--seed 1]

The feeds are of made-up hosts, four of each, which the harvest reaches through a proxy that is set: so it keeps the
manners that it has for the Internet, with shorter times (DELAY, LEASE, PAUSE below). The proxy answers by itself and
writes down each request. The process is killed after a random number of requests and milliseconds, and started again.

Broken rules are printed, and the exit status is 1.
"""

import argparse
import asyncio
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

DELAY, LEASE, PAUSE = 0.3, 1.5, 1.0  # seconds: between two requests of a host; of a lease; owed after a lost answer
TICK = 0.002  # seconds: an event loop's timers may be a millisecond early
CONCURRENCY = 16
OF_ONE_HOST = 4
ITEMS = 8
PATIENCE = 240.0  # seconds for the last run


@dataclass(slots=True)
class Asked:
    """A request: when it came, and when its answer was sent."""

    url: str
    host: str
    at: float
    end: float


class World:
    """A proxy that is all hosts at once."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.more = asyncio.Event()

    async def serve(self, read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        """Answer the requests of a connection."""
        try:
            while head := await read.readuntil(b"\r\n\r\n"):
                url = head.split(b" ", 2)[1].decode()
                now = time.monotonic()
                asked = Asked(url, url.split("/")[2], now, now)
                self.asked.append(asked)
                self.more.set()
                await asyncio.sleep(random.uniform(0.0, 0.03))
                asked.end = time.monotonic()
                write.write(_answer(url))
                await write.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            write.close()

    async def reaches(self, count: int, until: float) -> None:
        """Wait until so many requests have come, or until a moment."""
        while len(self.asked) < count and (left := until - time.monotonic()) > 0:
            self.more.clear()
            try:
                await asyncio.wait_for(self.more.wait(), left)
            except TimeoutError:
                return


def _answer(url: str) -> bytes:
    site, number = url.rsplit("/feed/", 1)
    items = "".join(
        f"<item><title>خبر {number}-{item}</title><link>{site}/news/{number}/{item}</link>"
        f"<guid isPermaLink='false'>{number}-{item}</guid></item>"
        for item in range(ITEMS)
    )
    body = f'<rss version="2.0"><channel><title>روزنامه</title>{items}</channel></rss>'.encode()
    head = f'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "{number}"\r\n'
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _urls(feeds: int) -> list[str]:
    return [f"http://paper{number // OF_ONE_HOST}.example/feed/{number}" for number in range(feeds)]


async def play(kills: int, feeds: int, dice: random.Random, data: Path) -> tuple[list[Asked], list[float]]:
    """Harvest with so many kills, then to the end. Returns the requests, and when it was killed."""
    world = World()
    server = await asyncio.start_server(world.serve, "127.0.0.1", 0)
    nursery = await _nursery(data, server.sockets[0].getsockname()[1], feeds)
    killed = []
    for _ in range(kills):
        number = int(await _said(nursery, "go"))
        # Of what remains: the last kills shall find something to do as well.
        step = dice.randint(1, max(1, 2 * feeds // (kills + 5)))
        await world.reaches(len(world.asked) + step, time.monotonic() + 2 * LEASE)
        await asyncio.sleep(dice.uniform(0.0, 0.05))
        os.kill(number, signal.SIGKILL)
        killed.append(time.monotonic())
        await _said(nursery)
    await _said(nursery, "go")
    status = await asyncio.wait_for(_said(nursery), PATIENCE)
    nursery.stdin.close()  # type: ignore[union-attr]
    await nursery.wait()
    server.close()
    if status != "0":
        raise SystemExit(f"the last harvest ended with {status}")
    return world.asked, killed


async def _nursery(data: Path, port: int, feeds: int) -> asyncio.subprocess.Process:
    """A process from which harvests are forked: the next one begins milliseconds after a kill."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sarkhat.settings", "SARKHAT_DATA": str(data), "SARKHAT_LOG_LEVEL": "ERROR",
        "SARKHAT_PROXY": f"http://127.0.0.1:{port}", "SARKHAT_HOST_DELAY": str(DELAY),
        "SARKHAT_FETCH_CONCURRENCY": str(CONCURRENCY), "SARKHAT_CLOCK": "",
    }  # fmt: skip
    command = [sys.executable, __file__, "--nursery", "--feeds", str(feeds)]
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, env=environment, stdin=pipe, stdout=pipe)


async def _said(nursery: asyncio.subprocess.Process, word: str = "") -> str:
    """The next line of the nursery, after `word` was said to it."""
    assert nursery.stdin
    assert nursery.stdout
    if word:
        nursery.stdin.write(f"{word}\n".encode())
    line = await nursery.stdout.readline()
    if not line:
        raise SystemExit("the harvest does not start")
    return line.decode().strip()


def judge(asked: list[Asked], killed: list[float], feeds: int, data: Path) -> list[str]:
    """Every rule that was broken."""
    return [*_of_archive(feeds, data), *_of_hosts(asked), *_of_repeats(asked, killed)]


def _of_archive(feeds: int, data: Path) -> list[str]:
    base = sqlite3.connect(data / "sarkhat.sqlite3")
    urls = Counter(url for (url,) in base.execute("SELECT url FROM harvest_sighting"))
    numbers = sorted(seq for (seq,) in base.execute("SELECT seq FROM harvest_sighting"))
    unvisited = base.execute(
        "SELECT count(*) FROM harvest_watchstate WHERE status IS NOT 200 OR lease_until IS NOT NULL"
    )
    left = unvisited.fetchone()[0]
    base.close()
    wanted = {
        f"{url.rsplit('/feed/', 1)[0]}/news/{url.rsplit('/', 1)[1]}/{item}"
        for url in _urls(feeds)
        for item in range(ITEMS)
    }
    broken = [f"{len(wanted - urls.keys())} items are lost"] if wanted - urls.keys() else []
    broken += [f"{url} is there {count} times" for url, count in urls.items() if count > 1 or url not in wanted]
    broken += [] if numbers == list(range(1, len(wanted) + 1)) else ["change numbers have gaps or doubles"]
    return broken + ([f"{left} watches were not visited"] if left else [])


def _of_hosts(asked: list[Asked]) -> list[str]:
    by_host: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_host[one.host].append(one)
    return [
        f"{host} was asked again after {later.at - earlier.end:.3f} s"
        for host, requests in by_host.items()
        for earlier, later in pairwise(requests)
        if later.at - earlier.end < DELAY - TICK
    ]


def _of_repeats(asked: list[Asked], killed: list[float]) -> list[str]:
    """A feed is asked once; again only where a kill came after it, and after the pause."""
    last: dict[str, float] = {}
    broken = []
    for one in asked:
        before = last.get(one.url)
        if before is not None and not any(before < kill < one.at for kill in killed):
            broken.append(f"{one.url} was asked twice by one process")
        # The lease is looked at before the host's turn, which may then take its pause.
        elif before is not None and one.at - before < PAUSE - DELAY - TICK:
            broken.append(f"{one.url} was asked again after {one.at - before:.2f} s")
        last[one.url] = one.at
    return broken


def nursery(feeds: int) -> None:
    """Fork a harvest for each line of input; tell its number, and its status when it has ended."""
    from django.core.management import call_command
    from django.db import connections

    from sarkhat.ops.start import open_django

    open_django()
    from sarkhat.harvest import always, claims  # noqa: F401 - loaded once, for all that are forked

    claims.LEASE_SECONDS, claims.PAUSE_SECONDS = LEASE, PAUSE  # type: ignore[assignment]
    call_command("migrate", verbosity=0)
    _make_watches(_urls(feeds))
    connections.close_all()
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            _forked(feeds)
        print(number, flush=True)
        print(os.waitpid(number, 0)[1], flush=True)


def _forked(feeds: int) -> None:
    """Harvest until every feed is visited, as the service does it, with shorter times."""
    from django.conf import settings

    from sarkhat.ops import loop
    from sarkhat.ops.worker import alone

    status = 1
    try:
        with alone(settings.DATA):
            loop.run(_harvest(feeds))
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _make_watches(urls: list[str]) -> None:
    from sarkhat.sources.models import Outlet, Watch
    from sarkhat.text.urls import host, url_key

    outlet, _ = Outlet.objects.get_or_create(key="papers", defaults={"name": "روزنامه‌ها"})
    rows = [Watch(outlet=outlet, kind="feed", url=url, url_key=url_key(url), host=host(url)) for url in urls]
    Watch.objects.bulk_create(rows, ignore_conflicts=True)


async def _harvest(feeds: int) -> None:
    from sarkhat.harvest.always import visit_always
    from sarkhat.harvest.models import WatchState
    from sarkhat.sources.doors import open_door

    ended = asyncio.Event()
    async with open_door() as door:
        running = asyncio.create_task(visit_always(door, ended))
        while await WatchState.objects.filter(visited_at__isnull=False).acount() < feeds and not running.done():
            await asyncio.sleep(0.1)
        ended.set()
        await running


def main() -> None:
    """Play and judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--feeds", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nursery", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.nursery:
        nursery(said.feeds)
        return
    with tempfile.TemporaryDirectory() as made:
        asked, killed = asyncio.run(play(said.kills, said.feeds, random.Random(said.seed), Path(made)))
        broken = judge(asked, killed, said.feeds, Path(made))
    again = len(asked) - said.feeds
    print(
        f"{len(killed)} kills, {said.feeds} feeds, {len(asked)} requests ({again} of them again): "
        f"{len(broken)} rules broken"
    )
    print(*broken[:20], sep="\n")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
