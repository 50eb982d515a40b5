"""`sarkhat source`: which outlets are watched."""

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sarkhat.catalogue.read import OutletRow
from sarkhat.net.errors import NetError, Unreachable
from sarkhat.sources.records import PROXY
from sarkhat.text.urls import is_http

# In English for the terminal; the site says the same from its own words.
NET_WORDS = {
    "net-timeout": "it did not answer in time",
    "net-unreachable": "nobody answers there",
    "net-no-such-host": "there is no host of this name, or this machine has no network",
    "net-tls": "its certificate cannot be trusted",
    "net-tls-failed": "no secure connection (TLS) came about",
    "net-proxy": "the proxy does not bring us there",
    "net-unknown-encoding": "its answer is packed in a way that nobody asked for",
    "net-bad-answer": "its answer is broken or incomplete",
    "net-forbidden-address": "this address is not one of the public network",
    "net-forbidden-port": "this port is not one of the Web",
    "net-bad-address": "this is no http address",
    "net-too-large": "the answer is too large",
    "net-robots": "its robots.txt asks us not to read it",
    "net-resting": "it asked for a pause; try later",
    "net-too-many-redirects": "it redirects without end",
}


@click.group()
def source() -> None:
    """Outlets and the addresses of each that are watched: add, list, switch off and on, import, export."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if "sources_outlet" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)


@source.command("add")
@click.argument("url")
@click.option("--name", default="", help="Name of the outlet; else as the site states it.")
@click.option("--key", default="", help="Short name for addresses, of a-z, 0-9 and hyphens; else from the host.")
@click.option("--proxy", default="", help="HTTP proxy for this outlet alone, as http://127.0.0.1:8118.")
@click.option("--dry-run", is_flag=True, help="Look, say what would be watched, and change nothing.")
def add_url(url: str, name: str, key: str, proxy: str, dry_run: bool) -> None:
    """Find what the site at URL offers and watch it. The address of a feed, a channel or a list of news works too.

    Prints a JSON line for each request that was made, for the outlet, and for each address.
    """
    from sarkhat.sources import add, telling

    seen = _looked(url, _proxy(proxy))
    row = replace(_row(seen, name, key), proxy=proxy)
    try:
        added = add.add([row], dry_run, answers=seen.answers)[0]
    except add.KeyTaken as error:
        raise click.ClickException(str(error)) from error
    for line in telling.lines(seen, row, added, dry_run):
        click.echo(json.dumps(line, ensure_ascii=False))
    for message in telling.messages(seen, row, added, dry_run):
        click.echo(message, err=True)


@source.command("proxy")
@click.argument("key")
@click.argument("address", default="")
def set_proxy(key: str, address: str) -> None:
    """Ask the outlet KEY through the HTTP proxy ADDRESS from now on; without one, as all others are."""
    from sarkhat.sources.models import Outlet

    if not Outlet.objects.filter(key=key).update(proxy=_proxy(address)):
        raise click.ClickException(f"there is no outlet {key}; `sarkhat source list` shows all")
    click.echo(f"{key} is asked {f'through {address}' if address else 'as all others are'}.", err=True)


@source.command("import")
@click.argument("place", metavar="FILE|URL")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_list(place: str, dry_run: bool) -> None:
    """Import outlets from a catalogue (TOML) or a list of feeds (OPML). Bad rows are told of and left out."""
    from sarkhat.sources import add
    from sarkhat.sources.lists import BadList, rows_of

    try:
        rows, problems = rows_of(_bytes_of(place), set(add.known_sites().values()))
        added = add.add(rows, dry_run, by_key=True)
    except BadList as error:
        raise click.ClickException(f"{place}: {error}") from error
    for one in added:
        if one.new or one.watches:
            click.echo(
                f"{'New' if one.new else 'More'}: {one.name} ({one.key}), {len(one.watches)} addresses", err=True
            )
    for problem in problems:
        click.echo(f"Left out: {problem}", err=True)
    outlets, watches = sum(one.new for one in added), sum(len(one.watches) for one in added)
    done = "Would add" if dry_run else "Added"
    click.echo(f"{done} {outlets} outlets and {watches} addresses; {len(problems)} rows left out.", err=True)


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of a table.")
def list_all(as_json: bool) -> None:
    """All outlets: state, last visit, items."""
    from sarkhat.sources.lists import overview

    for row in overview():
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))


@source.command("off")
@click.argument("key")
def switch_off(key: str) -> None:
    """Stop watching the outlet KEY; what it brought stays."""
    _switch(key, False)


@source.command("on")
@click.argument("key")
def switch_on(key: str) -> None:
    """Watch the outlet KEY again."""
    _switch(key, True)


@source.command("export")
@click.argument("out", type=click.File("wb"), default="-")
def export_opml(out: Any) -> None:
    """Write all feeds and channels as OPML, by section, to OUT (default: standard output)."""
    from sarkhat.sources.lists import exported

    out.write(exported())


def _proxy(address: str) -> str:
    if not re.fullmatch(PROXY, address):
        raise click.ClickException(f"{address!r} is no proxy; write it as http://127.0.0.1:8118")
    return address


def _looked(url: str, proxy: str) -> Any:
    from sarkhat.sources.look import NothingHere

    try:
        return asyncio.run(_look(url, proxy))
    except NothingHere as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    except NetError as error:
        words = NET_WORDS.get(error.key, "what it answers cannot be read")
        raise click.ClickException(f"{url}: {words}. Nothing was changed. ({error.detail})") from error


def _row(seen: Any, name: str, key: str) -> OutletRow:
    from sarkhat.sources import decide
    from sarkhat.sources.add import known_sites

    taken = set(known_sites().values())
    rows = decide.watch_rows(seen.found, seen.home if seen.front else "")
    if seen.channel and not seen.front:
        own = key or decide.channel_key(seen.channel, taken)
        return decide.outlet_row(own, name, seen.home, seen.site, rows, "channel", seen.channel)
    return decide.outlet_row(key or decide.key_for(seen.home, taken), name, seen.home, seen.site, rows)


async def _look(url: str, proxy: str) -> Any:
    from sarkhat.sources.doors import open_door
    from sarkhat.sources.look import look

    async with open_door() as door:
        if "://" in url:
            return await look(door, url, proxy)
        try:
            return await look(door, f"https://{url}", proxy)
        except Unreachable:
            return await look(door, f"http://{url}", proxy)


def _bytes_of(place: str) -> bytes:
    try:
        return asyncio.run(_fetched(place)) if is_http(place) else Path(place).read_bytes()
    except NetError as error:
        raise click.ClickException(f"{place}: {NET_WORDS.get(error.key, error.detail)}") from error
    except OSError as error:
        raise click.ClickException(f"{place}: {error.strerror or error}") from error


async def _fetched(url: str) -> bytes:
    from sarkhat.sources.doors import open_door

    async with open_door() as door:
        answer = await door.get(url)
    if answer.status >= 400:
        raise click.ClickException(f"{url} answers with status {answer.status}")
    return answer.body


def _switch(key: str, active: bool) -> None:
    from sarkhat.sources.models import Outlet

    if not Outlet.objects.filter(key=key).update(active=active):
        raise click.ClickException(f"there is no outlet {key}; `sarkhat source list` shows all")
    click.echo(f"{key} is {'watched' if active else 'not watched any more'}.", err=True)


def _line(row: dict[str, Any]) -> str:
    visited = (row["visited"] or "never")[:16].replace("T", " ")
    push = "".join(f"  push {state}: {count}" for state, count in sorted(row["push"].items()))
    told = f"  {row['error']}" if row["error"] else ""
    return f"{row['key']:<24} {row['state']:<8} {visited:<16} {row['articles']:>7}  {row['name']}{push}{told}"
