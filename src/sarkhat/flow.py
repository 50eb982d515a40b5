"""THE PIPE: what runs after what.

::

    sources     which addresses are due?                     (rows of WatchState, claimed)
      | push.take_up             what hubs brought → Sighting (push.ask_due keeps them bringing it)
      | harvest.visit_due        ask them; new and changed items → Sighting, front pages → Slot
      | extract.adopt            posts become articles, other items get a visit that is due now
      | extract.end_dated        take off what its outlet lets be shown no longer
      | extract.visit_due        fetch the page, take the article out → Article, Body, Version
      | pictures.fetch_pictures  fetch the pictures of articles
      | understand.read_changed  broken Persian mended, language, section, key passage → Mending, Reading
      | understand.index_changed put the words into the search index
      | stories.place_changed    same happening? → Story, Member
      | community.fold_views     the log of views → ViewHour
      | ranking.rank_all         → Score, Listed, which the pages show
      | again.mend_older         the archive behind, mended and read anew by a newer release, while no news waits

No stage calls another. Each finds its work by a column (see `store.work`), so a crash at any point loses nothing
and any stage may run again. Only this module knows the order.

Strands run beside one another, because they wait for different things: visits to watches, hubs, visits to pages
and pictures (all wait for other people's servers), and the digest of what came in (works). All of them write
through one thread, so the database has one writer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from asgiref.sync import sync_to_async

from sarkhat.community import run as community
from sarkhat.extract import hide, pictures
from sarkhat.extract import run as extract
from sarkhat.harvest import always
from sarkhat.harvest import run as harvest
from sarkhat.harvest.push import run as push
from sarkhat.net.client import Door
from sarkhat.ranking import run as ranking
from sarkhat.stories import run as stories
from sarkhat.understand import again, index
from sarkhat.understand import run as understand

log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[int]]

IDLE = 1.0  # seconds between two looks for work when there was none
AFTER_FAULT = 10.0  # seconds before a strand that failed tries again
RANK_EVERY = 15.0  # seconds between two rankings when nothing new came in


DIGEST: Mapping[str, Callable[[], int]] = {
    "adopt": extract.adopt,
    "endings": hide.end_dated,
    "understand": understand.read_changed,
    "index": index.index_changed,
    "stories": stories.place_changed,
    "again": again.mend_older,
    "views": community.fold_views,
}


async def digest() -> int:
    """Take what has been fetched through all later stages once; how many items moved."""
    return sum([await sync_to_async(stage)() for stage in DIGEST.values()])


async def until_quiet(door: Door, told: Callable[[str, int], None] = lambda *_: None) -> None:
    """Run every stage until none has work that is due; `told(stage, items)` hears of each step's work."""
    steps: list[tuple[str, Step]] = [
        ("harvest", lambda: harvest.visit_due(door)),
        ("push", push.take_up),
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


async def forever(door: Door, ended: asyncio.Event, is_served: bool = True) -> None:
    """The endless loop, until `ended` is set. A step that fails says so in the log; the others go on.

    `is_served`: whether our pages can be reached meanwhile; else no hub is asked, for it would find nobody.
    """
    async with asyncio.TaskGroup() as strands:
        strands.create_task(always.visit_always(door, ended))
        strands.create_task(_strand({"push": push.take_up}, ended))
        if is_served:
            strands.create_task(_strand({"hubs": lambda: push.ask_due(door)}, ended))
        strands.create_task(_strand({"pages": lambda: extract.visit_due(door)}, ended))
        strands.create_task(_strand({"pictures": lambda: pictures.fetch_pictures(door)}, ended))
        strands.create_task(_strand(_digest_and_rank(), ended))


def _digest_and_rank() -> dict[str, Step]:
    """The steps of the digest, with a ranking after news and from time to time, since scores fade."""
    ranked_at = -RANK_EVERY
    moved = 0

    async def counted(stage: Callable[[], int]) -> int:
        nonlocal moved
        count = await sync_to_async(stage)()
        moved += count
        return count

    async def rank() -> int:
        nonlocal ranked_at, moved
        now = asyncio.get_running_loop().time()
        if moved or now - ranked_at >= RANK_EVERY:
            await sync_to_async(ranking.rank_all)()
            ranked_at, moved = now, 0
        return 0

    return {name: partial(counted, stage) for name, stage in DIGEST.items()} | {"ranking": rank}


async def _strand(steps: Mapping[str, Step], ended: asyncio.Event) -> None:
    """The steps in turn, again and again. What one leaves undone when it fails is found again: see `store.work`."""
    while not ended.is_set():
        worked = failed = False
        for name, step in steps.items():
            try:
                worked = await step() > 0 or worked
            except Exception:  # a fault of one batch must not end the service, nor hold up the stages behind
                log.exception("the step %s failed; it is tried again in %g s", name, AFTER_FAULT)
                failed = True
        if failed or not worked:
            await _wait(ended, AFTER_FAULT if failed else IDLE)


async def _wait(ended: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(ended.wait(), seconds)
    except TimeoutError:
        return
