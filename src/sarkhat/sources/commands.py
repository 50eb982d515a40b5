"""`sarkhat source`: which outlets are watched."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click

from sarkhat.catalogue.read import OutletRow, WatchRow
from sarkhat.net.errors import NetError, Unreachable
from sarkhat.text.urls import is_http

# In English for the terminal; the site says the same from its own words.
NET_WORDS = {
    "net-timeout": "it did not answer in time",
    "net-unreachable": "nobody answers there",
    "net-no-such-host": "there is no host of this name, or this machine has no network",
    "net-tls": "its certificate cannot be trusted",
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
def add_url(url: str, name: str, key: str) -> None:
    """Find the feeds of the site at URL and watch them. A feed's or a channel's address works too."""
    from sarkhat.sources import add

    row = _discovered(url, name, key)
    try:
        added = add.add([row])[0]
    except add.KeyTaken as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{'Added' if added.new else 'Known'}: {added.name} ({added.key}), {row.home}", err=True)
    _tell(added)


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


def _discovered(url: str, name: str, key: str) -> OutletRow:
    from sarkhat.sources.add import known_sites
    from sarkhat.sources.look import NothingHere

    try:
        seen = asyncio.run(_look(url))
    except NothingHere as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    except NetError as error:
        words = NET_WORDS.get(error.key, "what it answers cannot be read")
        raise click.ClickException(f"{url}: {words}. Nothing was changed. ({error.detail})") from error
    from sarkhat.sources import decide

    taken = set(known_sites().values())
    rows = decide.watch_rows(seen.found, seen.home if seen.front else "")
    if seen.channel and not seen.front:
        own = key or decide.channel_key(seen.channel, taken)
        return decide.outlet_row(own, name, seen.home, seen.site, rows, "channel", seen.channel)
    return decide.outlet_row(key or decide.key_for(seen.home, taken), name, seen.home, seen.site, rows)


async def _look(url: str) -> Any:
    from sarkhat.sources.doors import open_door
    from sarkhat.sources.look import look

    async with open_door() as door:
        if "://" in url:
            return await look(door, url)
        try:
            return await look(door, f"https://{url}")
        except Unreachable:
            return await look(door, f"http://{url}")


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


def _tell(added: Any) -> None:
    for mark, rows in (("+", added.watches), ("=", added.known)):
        for row in rows:
            click.echo(f"  {mark} {_kind(row)} {row.url}", err=True)
    if not added.watches:
        click.echo("All of it was watched already.", err=True)
    sys.stderr.flush()


def _kind(row: WatchRow) -> str:
    return row.kind.replace("_", " ").ljust(10)


def _line(row: dict[str, Any]) -> str:
    visited = (row["visited"] or "never")[:16].replace("T", " ")
    push = "".join(f"  push {state}: {count}" for state, count in sorted(row["push"].items()))
    told = f"  {row['error']}" if row["error"] else ""
    return f"{row['key']:<24} {row['state']:<8} {visited:<16} {row['articles']:>7}  {row['name']}{push}{told}"
