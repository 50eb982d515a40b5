"""`sarkhat replay`: recorded posts or pages as web sites on loopback."""

import json
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

import click

from sarkhat.replay import material, pages, posts
from sarkhat.replay.server import Server


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Posts only: the UTC day to play.")
@click.option("--speed", type=float, default=0.0, help="Seconds played a second; 0 (default): all of it at once.")
@click.option("--limit", type=int, default=0, help="Pages only: serve the first N.")
@click.option("--port", type=int, default=8800, show_default=True, help="Port on 127.0.0.1; 0: any free one.")
def replay(path: Path, day: datetime | None, speed: float, limit: int, port: int) -> None:
    """Serve recorded material (a posts.jsonl[.gz], or a folder of HTML pages) as web sites on loopback.

    Prints one JSON line with the address and the catalogue that a harvest can import, then serves until Ctrl-C.
    """
    server = Server(port)
    shown, clock = _show(path, day, speed, limit, server)
    material.open_show(server, shown)
    catalogue = f"{server.origin('127.0.0.1')}/catalogue.toml"
    sys.stdout.write(
        json.dumps(
            {
                "address": f"{server.origin('127.0.0.1')}/",
                "catalogue": catalogue,
                "feeds": catalogue.replace("/catalogue.toml", "/feeds.toml") if shown.feeds else None,
                "outlets": shown.catalogue.count("[[outlet]]"),
                "items": shown.items,
                "until": shown.until.isoformat() if shown.until else None,
            }
        )
        + "\n"
    )
    sys.stdout.flush()
    click.echo(_hint(catalogue, clock), err=True)
    _serve(server)


def _show(path: Path, day: datetime | None, speed: float, limit: int, server: Server) -> tuple[material.Show, str]:
    """The show, and the value of SARKHAT_CLOCK that fits it."""
    if not _holds_posts(path):
        return pages.show(pages.read(path, limit), server), ""
    date = day.date() if day else None
    found = posts.read(path, date)
    if not found:
        raise click.ClickException(f"{path} has no posts of {date or 'any day'}")
    start, end = posts.span(found, date)
    at = f"{start.isoformat()}*{speed:g}" if speed > 0 else end.isoformat()
    return posts.show(found, server, material.played_clock(start, end, speed)), at


def _holds_posts(path: Path) -> bool:
    return ".jsonl" in path.name or (path.is_dir() and any(path.glob("posts.jsonl*")))


def _hint(catalogue: str, clock: str) -> str:
    at = f"SARKHAT_CLOCK='{clock}' " if clock else ""
    return (
        "Serving; Ctrl-C ends. To harvest it, in another terminal:\n"
        f"  SARKHAT_DATA=/tmp/replayed SARKHAT_ALLOW_LOOPBACK=true SARKHAT_BANNER=replay {at}"
        f"sarkhat run --catalogue {catalogue}"
    )


def _serve(server: Server) -> None:
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    with server:
        ended.wait()
