"""`sarkhat feed`: reads feed files and prints what it finds, for people and for measuring."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from sarkhat.harvest.kinds.feed.parse import parse
from sarkhat.harvest.records import Entry, Parsed


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def feed(files: tuple[Path, ...]) -> None:
    """Read feed FILES (RSS, Atom, JSON Feed) and print a JSON line for each: path, entries, error."""
    failed = False
    for path in files:
        parsed = _read(path)
        failed = failed or parsed.error == "file-unreadable"
        line = {"path": str(path), "entries": [_shown(entry) for entry in parsed.entries]}
        click.echo(json.dumps(line | {"error": parsed.error or None}, ensure_ascii=False))
    sys.exit(1 if failed else 0)


def _read(path: Path) -> Parsed:
    try:
        body = path.read_bytes()
    except OSError as error:
        click.echo(f"sarkhat feed: {path}: {error.strerror}", err=True)
        return Parsed(error="file-unreadable")
    return _printable(parse(body, "", "", datetime.now(UTC)))


def _printable(parsed: Parsed) -> Parsed:
    """Lone surrogates, which damaged feeds hold, cannot be written as UTF-8."""
    return replace(parsed, entries=tuple(_without_surrogates(entry) for entry in parsed.entries))


def _without_surrogates(entry: Entry) -> Entry:
    texts = {name: getattr(entry, name) for name in ("id", "title", "url", "summary")}
    return replace(entry, **{name: text.encode("utf-8", "replace").decode() for name, text in texts.items()})


def _shown(entry: Entry) -> dict[str, str | None]:
    published = entry.published.isoformat() if entry.published else None
    return {"id": entry.id, "title": entry.title, "link": entry.url, "published": published, "summary": entry.summary}
