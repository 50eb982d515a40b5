"""Ours, for bench/harvest.py: a process that is given addresses of feeds on stdin and harvests them twice.

As in the service: the settings' door with its guard, uvloop, SQLite as shipped. The second pass begins by making every
watch due. Prints a JSON line for each pass.
"""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from django.core.management import call_command

from sarkhat.ops import loop
from sarkhat.ops.start import open_django


def _anonymous() -> float:
    """MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


class Watcher:
    """The most anonymous memory that was seen."""

    def __init__(self) -> None:
        self.most = 0.0

    async def look(self) -> None:
        """Look again and again."""
        while True:
            self.most = max(self.most, _anonymous())
            await asyncio.sleep(0.1)


def _make_watches(urls: list[str]) -> None:
    from sarkhat.sources.models import Outlet, Watch
    from sarkhat.text.urls import host, url_key

    for start in range(0, len(urls), 500):  # so that making them is not what takes the most memory
        part = urls[start : start + 500]
        homes = [f"https://paper{start + number}.example/" for number in range(len(part))]
        outlets = [Outlet(key=f"paper-{start + number}", name=home, home=home) for number, home in enumerate(homes)]
        pairs = zip(Outlet.objects.bulk_create(outlets), part, strict=True)
        Watch.objects.bulk_create(
            Watch(outlet=outlet, kind="feed", url=url, url_key=url_key(url), host=host(url)) for outlet, url in pairs
        )


async def _harvest() -> None:
    from sarkhat.harvest.run import visit_due
    from sarkhat.sources.doors import open_door

    async with open_door() as door:
        while await visit_due(door):
            pass


async def _watched(watcher: Watcher) -> None:
    looking = asyncio.create_task(watcher.look())
    await _harvest()
    looking.cancel()


def main() -> None:
    """Two passes."""
    open_django()
    from sarkhat import clock
    from sarkhat.harvest.models import Sighting, WatchState

    call_command("migrate", verbosity=0)
    _make_watches(sys.stdin.read().split())
    watcher = Watcher()
    for _ in range(2):
        cpu, wall = time.process_time(), time.perf_counter()
        loop.run(_watched(watcher))
        took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        took |= {"items": Sighting.objects.count(), "anonymous": watcher.most}
        took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took["wrong"] = WatchState.objects.exclude(error="").count()
        print(json.dumps(took), flush=True)
        WatchState.objects.update(next_at=clock.now())


if __name__ == "__main__":
    main()
