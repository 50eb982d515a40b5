"""Fills an empty archive before the site opens, so that nobody meets an empty front page."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import click
import uvloop
from asgiref.sync import sync_to_async

FIRST_ROUND = 90.0  # seconds: with a network the first outlets have answered long before


@contextmanager
def sample_newsroom(wanted: bool, port: int) -> Iterator[str]:
    """Serve the bundled sample newsroom while the block runs; yields its catalogue's address, "" if not wanted."""
    if not wanted:
        yield ""
        return
    from django.conf import settings

    from sarkhat.sample.newsroom_server import open_newsroom

    with open_newsroom(settings.DATA, port) as catalogue:
        click.echo("The sample newsroom is open: its outlets are served on this machine.", err=True)
        yield catalogue


def first_round() -> bool:
    """Harvest until the front page is filled. False when the archive is empty and no outlet answered."""
    from sarkhat.extract.models import Article
    from sarkhat.ops.worker import alone

    if Article.objects.exists():
        return True
    from django.conf import settings

    with alone(settings.DATA):
        _make_all_due()
        click.echo("First round: asking every outlet once …", err=True)
        uvloop.run(_bounded(FIRST_ROUND))
    return Article.objects.exists()


def until_quiet() -> None:
    """Run the pipe until nothing is due, showing what moves."""
    from django.conf import settings

    from sarkhat.ops.worker import alone

    with alone(settings.DATA):
        uvloop.run(_round())


def _make_all_due() -> None:
    """A person starts us anew: addresses that never answered are asked again now."""
    from sarkhat import clock
    from sarkhat.harvest.models import WatchState

    WatchState.objects.filter(changed_at__isnull=True).update(next_at=clock.now())


async def _bounded(seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await _round()
    except TimeoutError:
        from sarkhat.ranking import run as ranking

        await sync_to_async(ranking.rank_all)()


async def _round() -> None:
    from sarkhat import flow
    from sarkhat.sources.doors import open_door

    progress = Progress()
    async with open_door() as door:
        await flow.until_quiet(door, progress.told)
    progress.end()


class Progress:
    """One line that tells how far a round is; on a terminal it is rewritten in place."""

    def __init__(self) -> None:
        self.counts = {"harvest": 0, "extract": 0, "pictures": 0, "digest": 0}
        self.live = click.get_text_stream("stderr").isatty()

    def told(self, stage: str, count: int) -> None:
        """Take in the work of one step."""
        self.counts[stage] += count
        if self.live and count:
            click.echo("\r" + self._line(), nl=False, err=True)

    def end(self) -> None:
        """Say the sum."""
        click.echo(("\r" if self.live else "") + self._line(), err=True)

    def _line(self) -> str:
        counts = self.counts
        return (
            f"  {counts['harvest']} addresses asked, {counts['extract']} pages read, "
            f"{counts['pictures']} pictures, {counts['digest']} items through the pipe"
        )
