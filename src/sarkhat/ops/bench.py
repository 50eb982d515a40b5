"""`sarkhat bench NAME`: a short measurement of ours against peers, on the same work in the same run."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

import click


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one bench; more is better in every unit."""

    unit: str
    ours: float
    peers: dict[str, float] = field(default_factory=dict)


BENCHES: Final = {
    "pages": ("sarkhat.ops.bench_pages", "the front page through the web server, against a bare WSGI answer"),
    "feeds": ("sarkhat.ops.bench_feeds", "reading feeds, against plain feedparser"),
    "manners": ("sarkhat.ops.bench_manners", "a played week before a server that counts breaches of manners"),
    "text": ("sarkhat.ops.bench_text", "restoring lost ZWNJs"),
}


@click.command()
@click.argument("name", required=False, default="")
@click.option("--serve", is_flag=True, help="With manners: serve the made-up sites to another reader and score it.")
def bench(name: str, serve: bool) -> None:
    """Measure NAME and print `{"name","ours","peers","ratio","unit"}`; without NAME, list what can be measured."""
    if serve:
        if name != "manners":
            raise click.ClickException("--serve goes with `bench manners` alone")
        import_module(BENCHES[name][0]).serve()
        return
    if name not in BENCHES:
        known = "\n".join(f"  {key:<8} {what}" for key, (_, what) in BENCHES.items())
        if name:
            raise click.ClickException(f"there is no bench {name}; these are known:\n{known}")
        click.echo(known)
        return
    measure: Callable[[], Measured] = import_module(BENCHES[name][0]).measure
    found = measure()
    ratio = {peer: round(found.ours / value, 3) for peer, value in found.peers.items() if value}
    peers = {peer: round(value, 1) for peer, value in found.peers.items()}
    told = {"name": name, "ours": round(found.ours, 1), "peers": peers, "ratio": ratio, "unit": found.unit}
    click.echo(json.dumps(told))
