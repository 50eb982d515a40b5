"""Runs the real pipe over real HTTP on loopback, in the thread and transaction of the test."""

from asgiref.sync import async_to_sync

from sarkhat import flow
from sarkhat.catalogue.read import load
from sarkhat.harvest.models import WatchState
from sarkhat.net.client import Door
from sarkhat.sources.run import import_rows


def follow(catalogue: str) -> None:
    """Import the catalogue (TOML text) and run every stage until nothing is due."""
    import_rows(load(catalogue).outlets)
    run()


def run() -> None:
    """One pass of the pipe."""

    async def main() -> None:
        async with Door(allow_loopback=True, host_delay=0) as door:
            await flow.until_quiet(door)

    async_to_sync(main)()


def make_all_due(now) -> None:
    """As if the waiting time of every watch had passed."""
    WatchState.objects.update(next_at=now)
