"""The worker: one process that runs the flow for ever, alone on its data folder. Started by `sarkhat run`."""

import asyncio
import fcntl
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sarkhat.ops import loop as event_loop
from sarkhat.ops.children import end_with_parent
from sarkhat.ops.start import open_django

log = logging.getLogger(__name__)


class Taken(Exception):
    """Another process works on this data folder."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder's lock; the system gives it back when the process ends, however it ends.

    Afterwards the search index is free for another process too, though this one lives on.

    Being alone, the leases that a killed worker left are free again; those of watches as far as manners allow
    (`claims.free_local`). Raises Taken when another holds the lock.
    """
    from sarkhat import clock
    from sarkhat.extract.models import BodyPicture, PageVisit, Picture
    from sarkhat.harvest import claims
    from sarkhat.harvest.models import Subscription
    from sarkhat.harvest.restart import spread_overdue
    from sarkhat.store.work import free_leases
    from sarkhat.understand import index

    with (data / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Taken(f"another Sarkhat works on {data}; end it, or set SARKHAT_DATA to another folder") from error
        claims.free_local(clock.now())
        spread_overdue(clock.now())
        free_leases(Subscription)
        free_leases(PageVisit)
        free_leases(Picture)
        free_leases(BodyPicture)
        try:
            yield
        finally:
            index.close()


async def _forever() -> None:
    from sarkhat import flow
    from sarkhat.ops.alerts import run as alerts
    from sarkhat.sources.doors import open_door

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ended.set)
    end_with_parent(lambda: loop.call_soon_threadsafe(ended.set))
    async with open_door() as door, asyncio.TaskGroup() as both:
        both.create_task(flow.forever(door, ended))
        both.create_task(alerts.forever(ended))


def main() -> None:
    """Work until SIGTERM or SIGINT, or until the process that started us is gone."""
    open_django()
    from django.conf import settings

    try:
        with alone(settings.DATA):
            event_loop.run(_forever())
    except Taken as error:
        sys.exit(f"sarkhat: {error}")


if __name__ == "__main__":
    main()
