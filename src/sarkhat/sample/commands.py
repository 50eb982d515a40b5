"""`sarkhat sample`: serves the newsroom alone, for those who want to point their own tools at it."""

import json
import signal
import sys
import threading
from pathlib import Path

import click

from sarkhat.sample.newsroom_server import open_newsroom


@click.command()
@click.option(
    "--port", type=int, default=0, help="Port on 127.0.0.1; 0 (default): the one it had before, or any free one."
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data/sample"),
    show_default=True,
    help="Folder that keeps when the newsroom opened.",
)
def sample(port: int, data: Path) -> None:
    """Serve the bundled sample newsroom as web sites on loopback; Ctrl-C ends.

    `sarkhat run --sample` serves it and shows it; this serves it only, and prints its catalogue's address.
    """
    data.mkdir(parents=True, exist_ok=True)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    with open_newsroom(data, port) as catalogue:
        sys.stdout.write(json.dumps({"catalogue": catalogue}) + "\n")
        sys.stdout.flush()
        ended.wait()
