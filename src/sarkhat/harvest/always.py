"""Visits without end: new watches are claimed as soon as others are done, so that a slow host holds up nobody."""

import asyncio
import logging
from typing import Final

from asgiref.sync import sync_to_async
from django.conf import settings

from sarkhat import clock
from sarkhat.harvest import claims
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.run import MOST_AT_ONCE, Harvester
from sarkhat.net.client import Door

log = logging.getLogger("sarkhat.harvest")

_LEAST: Final = MOST_AT_ONCE // 4  # places that must be free before more are claimed
_IDLE: Final = 1.0  # seconds between two looks at what is due, when there was little
_NEW_EVERY: Final = 5.0  # seconds between two looks for watches that have never been visited
_AFTER_FAULT: Final = 10.0
_LONGEST_PAUSE: Final = 60.0  # at a start


async def visit_always(door: Door, ended: asyncio.Event) -> None:
    """Visit what is due until `ended` is set; visits that have begun are ended first."""
    owed = await sync_to_async(claims.owed_pause)(clock.now(), settings.CONFIG.host_delay)
    await _until(ended, min(owed, _LONGEST_PAUSE))
    async with asyncio.TaskGroup() as tasks:
        places = _Places(Harvester(door), tasks)
        while not ended.is_set():
            wait = _IDLE
            try:
                wait = await places.fill()
            except Exception:  # the database away, mostly; the service goes on
                log.exception("Watches could not be claimed; it is tried again in %g s", _AFTER_FAULT)
                wait = _AFTER_FAULT
            await _until(ended, wait)


class _Places:
    """The visits that go on at the moment, at most `MOST_AT_ONCE`."""

    def __init__(self, harvester: Harvester, tasks: asyncio.TaskGroup) -> None:
        self._harvester = harvester
        self._tasks = tasks
        self._taken = 0
        self._look_for_new = 0.0

    async def fill(self) -> float:
        """Begin visits where places are free; seconds until it is worth looking again."""
        free = MOST_AT_ONCE - self._taken
        if free < _LEAST:
            return _IDLE / 20
        await self._new()
        chains = await self._harvester.claim(free)
        for chain in chains:
            self._taken += len(chain)
            self._tasks.create_task(self._visit(chain))
        return _IDLE / 20 if sum(map(len, chains)) >= free else _IDLE

    async def _new(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._look_for_new:
            await self._harvester.take_up_new()
            self._look_for_new = now + _NEW_EVERY

    async def _visit(self, chain: list[WatchState]) -> None:
        try:
            await self._harvester.visit_host(chain)
        except Exception:  # a fault in one visit must not end the others; its lease runs out
            log.exception("%s could not be visited", chain[0].watch.url)
        finally:
            self._taken -= len(chain)


async def _until(ended: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(ended.wait(), seconds)
    except TimeoutError:
        return
