"""THE PIPE: what runs after what.

::

    sources     which addresses are due?                     (rows of WatchState, claimed)
      | harvest.visit_due        ask them; new and changed items → Sighting, front pages → Slot
      | extract.adopt            posts become articles, other items get a visit that is due now
      | extract.visit_due        fetch the page, take the article out → Article, Body, Version
      | pictures.fetch_pictures  fetch the lead pictures of articles
      | understand.read_changed  language, section, key passage → Reading
      | understand.index_changed put the words into the search index
      | stories.place_changed    same happening? → Story, Member
      | community.fold_views     the log of views → ViewHour
      | ranking.rank_all         → Score, Listed, which the pages show

No stage calls another. Each finds its work by a column (see `store.work`), so a crash at any point loses nothing
and any stage may run again. Only this module knows the order.

Three strands run beside one another, because they wait for different things: visits to watches, visits to pages
and pictures (both wait for other people's servers), and the digest of what came in (works). All of them write
through one thread, so the database has one writer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from asgiref.sync import sync_to_async

from sarkhat.community import run as community
from sarkhat.extract import pictures
from sarkhat.extract import run as extract
from sarkhat.harvest import run as harvest
from sarkhat.net.client import Door
from sarkhat.ranking import run as ranking
from sarkhat.stories import run as stories
from sarkhat.understand import index
from sarkhat.understand import run as understand

log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[int]]

IDLE = 1.0  # seconds between two looks for work when there was none
AFTER_FAULT = 10.0  # seconds before a strand that failed tries again
RANK_EVERY = 15.0  # seconds between two rankings when nothing new came in


async def digest() -> int:
    """Take what has been fetched through all later stages once; how many items moved."""
    moved = 0
    for stage in (extract.adopt, understand.read_changed, index.index_changed, stories.place_changed):
        moved += await sync_to_async(stage)()
    moved += await sync_to_async(community.fold_views)()
    return moved


async def until_quiet(door: Door, told: Callable[[str, int], None] = lambda *_: None) -> None:
    """Run every stage until none has work that is due; `told(stage, items)` hears of each step's work."""
    steps: list[tuple[str, Step]] = [
        ("harvest", lambda: harvest.visit_due(door)),
        ("digest", digest),
        ("extract", lambda: extract.visit_due(door)),
        ("pictures", lambda: pictures.fetch_pictures(door)),
    ]
    busy = True
    while busy:
        busy = False
        for name, step in steps:
            count = await step()
            busy = busy or count > 0
            told(name, count)
    await sync_to_async(ranking.rank_all)()


async def forever(door: Door, ended: asyncio.Event) -> None:
    """The endless loop, until `ended` is set. A strand that fails says so in the log and goes on."""
    async with asyncio.TaskGroup() as strands:
        strands.create_task(_strand("harvest", lambda: harvest.visit_due(door), ended))
        strands.create_task(_strand("pages", lambda: extract.visit_due(door), ended))
        strands.create_task(_strand("pictures", lambda: pictures.fetch_pictures(door), ended))
        strands.create_task(_strand("digest", _digest_and_rank(), ended))


def _digest_and_rank() -> Step:
    """The digest, with a ranking after news and from time to time, since scores fade."""
    ranked_at = -RANK_EVERY

    async def step() -> int:
        nonlocal ranked_at
        moved = await digest()
        now = asyncio.get_running_loop().time()
        if moved or now - ranked_at >= RANK_EVERY:
            await sync_to_async(ranking.rank_all)()
            ranked_at = now
        return moved

    return step


async def _strand(name: str, step: Step, ended: asyncio.Event) -> None:
    while not ended.is_set():
        try:
            pause = 0.0 if await step() else IDLE
        except Exception:  # a fault of one batch must not end the service; its rows are due again
            log.exception("the strand %s failed; it goes on in %g s", name, AFTER_FAULT)
            pause = AFTER_FAULT
        if pause:
            await _wait(ended, pause)


async def _wait(ended: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(ended.wait(), seconds)
    except TimeoutError:
        return
