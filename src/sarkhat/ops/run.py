"""`sarkhat run` and `sarkhat harvest`: the service, and one pass of the pipe.

`run`, in order:

1. see that the site's port is free,
2. make the data folder ready (`setup.prepare`),
3. fill an empty archive: a first round over the catalogue, live; where no outlet answers, say so and start again
   as the bundled sample newsroom, in a data folder of its own,
4. start two children, the web server and the worker, and keep them running until Ctrl-C.
"""

import errno
import os
import signal
import socket
import sys
import threading
import time
from datetime import datetime
from typing import NoReturn

import click

from sarkhat.config import Config
from sarkhat.ops import children, fill
from sarkhat.ops.setup import prepare
from sarkhat.ops.start import open_django


@click.command()
@click.option("--sample", is_flag=True, help="Show the bundled sample newsroom instead of real outlets.")
@click.option("--catalogue", default="", help="Outlets to import: a file or address instead of the shipped catalogue.")
def run(sample: bool, catalogue: str) -> None:
    """Start the site and the harvest; Ctrl-C ends both."""
    open_django()
    from django.conf import settings

    _check_port(settings.CONFIG)
    if sample and settings.CONFIG.banner != "sample":
        _become_sample()
    with fill.sample_newsroom(settings.CONFIG.banner == "sample") as newsroom:
        prepare(newsroom or catalogue)
        if not fill.first_round():
            if newsroom or catalogue:
                raise click.ClickException(f"no outlet of {newsroom or catalogue} answered; is it being served?")
            _say_no_answer()
            _become_sample()
        _serve()


@click.command()
@click.option("--catalogue", default="", help="Outlets to import first: a file or address.")
def harvest(catalogue: str) -> None:
    """Run the pipe once, until nothing is due, and end."""
    open_django()
    prepare(catalogue)
    fill.until_quiet()


def _check_port(config: Config) -> None:
    """Told before the first round, which takes minutes. Raises ClickException.

    The web server of a Sarkhat that was killed a moment ago is given the time to notice it.
    """
    for _ in range(30):
        if not _port_is_taken(config):
            return
        time.sleep(0.1)
    place = f"port {config.port} of {config.bind}"
    raise click.ClickException(
        f"{place} is taken, perhaps by another Sarkhat; end that, or set SARKHAT_PORT to another"
    )


def _port_is_taken(config: Config) -> bool:
    try:
        found = socket.getaddrinfo(config.bind, config.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just ended does not count
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return True
        place = f"port {config.port} of {config.bind}"
        said = f"{place} cannot be listened on ({error.strerror}); set SARKHAT_BIND and SARKHAT_PORT to others"
        raise click.ClickException(said) from error
    return False


def _serve() -> None:
    from django.conf import settings

    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    config = settings.CONFIG
    click.echo(f"Sarkhat is at http://{config.bind}:{config.port} — Ctrl-C ends.", err=True)
    try:
        children.supervise({"sarkhat.ops.web": True, "sarkhat.ops.worker": False}, ended)
    except children.Unstable as error:
        raise click.ClickException(str(error)) from error


def _say_no_answer() -> None:
    click.echo(
        "No outlet answered: this machine seems to have no way to the network.\n"
        "Starting the bundled sample newsroom instead: invented outlets, invented news, a notice on every page.\n"
        "With a network (or SARKHAT_PROXY), start again to harvest the real outlets.",
        err=True,
    )


def _become_sample() -> NoReturn:
    """Start again as the sample newsroom, in its own data folder; a newsroom whose day is over makes room."""
    from django.conf import settings

    from sarkhat.sample.desk import day_is_over

    folder = settings.DATA / "sample"
    if day_is_over(folder):
        aside = folder.with_name(f"sample-until-{datetime.now():%Y%m%d-%H%M%S}")
        folder.rename(aside)
        click.echo(f"The sample newsroom's day is over; a new one begins. The old one is kept in {aside}.", err=True)
    os.environ |= {
        "SARKHAT_DATA": str(folder),
        "SARKHAT_BANNER": "sample",
        "SARKHAT_ALLOW_LOOPBACK": "true",
        "SARKHAT_PROXY": "",
    }
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "sarkhat", "run", "--sample"])  # noqa: S606
