"""Fills an empty archive before the site opens, so that nobody meets an empty front page."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator

import click
from asgiref.sync import sync_to_async

from sarkhat.ops import loop

FIRST_ROUND = 90.0  # seconds: with a network the front page is filled long before
LOOK_EVERY = 0.5  # seconds
GRACE = 5.0  # seconds in which visits that have begun may end
FILLED = 30  # stories on the list of the most important
HOPELESS = 60  # addresses asked without one answer: there is no network


@contextlib.contextmanager
def sample_newsroom(wanted: bool) -> Iterator[str]:
    """Serve the bundled sample newsroom while the block runs; yields its catalogue's address, "" if not wanted."""
    if not wanted:
        yield ""
        return
    from django.conf import settings

    from sarkhat.sample.newsroom_server import open_newsroom

    with open_newsroom(settings.DATA) as catalogue:
        click.echo("The sample newsroom is open: its outlets are served on this machine.", err=True)
        yield catalogue


def first_round() -> bool:
    """Harvest until the front page is filled. False when the archive is empty and no outlet answered."""
    from django.conf import settings

    from sarkhat.extract.models import Article
    from sarkhat.ops.worker import alone

    if Article.objects.exists():
        return True
    with alone(settings.DATA):
        _make_all_due()
        click.echo("First round: asking every outlet once …", err=True)
        # The sample answers at once and is taken in whole; the world is taken in until there is a page to show.
        loop.run(_whole_round() if settings.CONFIG.banner else _until_filled())
    return Article.objects.exists()


def until_quiet() -> None:
    """Run the pipe until nothing is due, showing what moves."""
    from django.conf import settings

    from sarkhat.ops.worker import alone

    with alone(settings.DATA):
        loop.run(_whole_round())


def _make_all_due() -> None:
    """A person starts us anew: addresses that never answered are asked again now."""
    from sarkhat import clock
    from sarkhat.harvest.models import WatchState

    WatchState.objects.filter(changed_at__isnull=True).update(next_at=clock.now())


async def _whole_round() -> None:
    from sarkhat import flow
    from sarkhat.sources.doors import open_door

    counts = {"harvest": 0, "push": 0, "extract": 0, "pictures": 0, "digest": 0}
    line = Line()

    def told(stage: str, count: int) -> None:
        counts[stage] += count
        line.show(
            f"{counts['harvest']} addresses asked, {counts['extract']} pages read, {counts['pictures']} pictures, "
            f"{counts['digest']} items through the pipe"
        )

    async with open_door() as door:
        await flow.until_quiet(door, told)
    line.end()


async def _until_filled() -> None:
    """The endless flow, ended when the front page is filled, when nobody answers, or when the time is up."""
    from sarkhat import flow
    from sarkhat.sources.doors import open_door

    line = Line()
    async with open_door() as door:
        ended = asyncio.Event()
        running = asyncio.create_task(flow.forever(door, ended, is_served=False))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_ROUND):
                while not await sync_to_async(_is_filled_or_hopeless)(line):
                    await asyncio.sleep(LOOK_EVERY)
        ended.set()
        await asyncio.wait({running}, timeout=GRACE)
        # What is cut off here is asked again when its lease runs out: see harvest.claims.
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    line.end()


def _is_filled_or_hopeless(line: "Line") -> bool:
    from sarkhat import clock
    from sarkhat.harvest.models import WatchState
    from sarkhat.ranking.models import Listed
    from sarkhat.sources.models import Watch

    states = WatchState.objects.all()
    asked = states.filter(next_at__gt=clock.now()).count()
    answered = states.filter(changed_at__isnull=False).count()
    stories = Listed.objects.filter(kind="top", section="").count()
    line.show(f"{asked} of {Watch.objects.count()} addresses asked, {answered} brought news, {stories} stories")
    if stories >= FILLED:
        return True
    is_asking = states.filter(next_at__lte=clock.now()).exists() or not states.exists()
    return not answered and (asked >= HOPELESS or not is_asking)


class Line:
    """One line that tells how far a round is: rewritten in place on a terminal, written once at the end elsewhere."""

    def __init__(self) -> None:
        self._text = ""
        self._live = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Say how far it is now."""
        if self._live and text != self._text:
            click.echo(f"\r\x1b[K  {text}", nl=False, err=True)
        self._text = text

    def end(self) -> None:
        """Leave the last line standing."""
        click.echo("" if self._live else f"  {self._text}", err=True)
