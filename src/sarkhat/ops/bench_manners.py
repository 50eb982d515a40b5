"""`sarkhat bench manners`: a played week before the score server; with `--serve`, the server for another reader.

Ours is played in a folder of its own that goes afterwards; the archive is not touched.
"""

import os
import tempfile
import time
from datetime import UTC, datetime
from typing import Final

import click

from sarkhat.ops.bench import Measured
from sarkhat.ops.manners.score import Score
from sarkhat.ops.manners.server import Server
from sarkhat.ops.manners.sites import DAY, FEEDS

DAYS: Final = 7.0
SCALE: Final = 600.0  # played seconds in one of a served reader's: an hour in six seconds


def measure() -> Measured:
    """Requests of ours without a breach, of a hundred; the breaches are told on standard error."""
    from sarkhat.ops.start import open_django

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SARKHAT_DATA": folder, "SARKHAT_LOG_LEVEL": "ERROR"}
        open_django()
        from django.core.management import call_command

        from sarkhat.ops.manners.play import play

        call_command("migrate", verbosity=0)
        score = play(DAYS)
    click.echo(told(score), err=True)
    return Measured("% of requests without a breach", 100.0 * (1 - score.wrong / max(score.requests, 1)))


def serve(days: float = 1.0) -> None:
    """Serve the sites to another reader until the played days are over, or until interrupted; then print the score."""
    start = time.monotonic()

    def played() -> float:
        return (time.monotonic() - start) * SCALE

    with Server(played, lambda: datetime.now(UTC), SCALE) as server:
        click.echo(f"# An hour passes in {3600 / SCALE:g} seconds; let the reader take this for its HTTP proxy:")
        click.echo(f"# http_proxy={server.proxy}")
        for feed in FEEDS:
            click.echo(feed.url)
        try:
            while played() < days * DAY:
                time.sleep(0.2)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
        click.echo(told(server.score))


def told(score: Score) -> str:
    """The score in lines: requests, bodies, each breach with its first place."""
    lines = [f"requests {score.requests}, with a body {score.bodies}, with a breach {score.wrong}"]
    lines += [f"  {name}: {count}, first {score.examples[name]}" for name, count in score.breaches.most_common()]
    return "\n".join(lines)
