"""`sarkhat export`: the archive's articles, or what outlets did to them, as JSON lines or Parquet."""

import importlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from sarkhat.ops.start import open_django

BATCH: Final = 1000
TIMES: Final = ("published", "updated", "first_seen", "changed", "removed")
DAYS: Final = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl")
@click.option("--events", is_flag=True, help="Edits, removals and returns instead of articles.")
@click.option(
    "--since", type=click.DateTime(DAYS), help="Only what was published (seen, of events) at or after this (UTC)."
)
@click.option("--until", type=click.DateTime(DAYS), help="Only what was published (seen, of events) before this (UTC).")
@click.option("--outlet", default="", help="Only the articles of the outlet with this key.")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
def export(form: str, events: bool, since: datetime | None, until: datetime | None, outlet: str, out: Path) -> None:
    """Write article records to OUT (default: standard output), oldest number first; or events, oldest first."""
    arrow = _arrow() if form == "parquet" else None
    open_django()
    _require(outlet)
    found = (_events if events else _records)(_aware(since), _aware(until), outlet)
    if arrow:
        count = _write_parquet(arrow, _event_schema(arrow) if events else _schema(arrow), found, out)
    elif str(out) == "-":
        count = _write_lines(found, sys.stdout)
    else:
        with out.open("w", encoding="utf-8") as file:
            count = _write_lines(found, file)
    click.echo(f"{count} {'events' if events else 'articles'}.", err=True)


def _require(outlet: str) -> None:
    from sarkhat.sources.models import Outlet

    if outlet and not Outlet.objects.filter(key=outlet).exists():
        raise click.ClickException(f"there is no outlet {outlet}; `sarkhat source list` shows all")


def _records(since: datetime | None, until: datetime | None, outlet: str) -> Iterator[dict[str, Any]]:
    """Records, hidden articles among them: it is the operator's own archive."""
    from sarkhat.extract.models import Article

    limits = {"published__gte": since, "published__lt": until, "outlet__key": outlet or None}
    rows = Article.objects.filter(**{name: value for name, value in limits.items() if value is not None})
    rows = rows.select_related("outlet", "agency_outlet", "reading", "mending", "member", "body").order_by("pk")
    rows = rows.prefetch_related("variants")
    return (_record(row) for row in rows.iterator(chunk_size=BATCH))


def _events(since: datetime | None, until: datetime | None, outlet: str) -> Iterator[dict[str, Any]]:
    """What outlets did to articles, with the words of the gravest change as they wrote them."""
    from sarkhat.extract.models import Event

    limits = {"at__gte": since, "at__lt": until, "article__outlet__key": outlet or None}
    rows = Event.objects.filter(**{name: value for name, value in limits.items() if value is not None})
    rows = rows.select_related("article__outlet").order_by("at", "pk")
    return (_event(row) for row in rows.iterator(chunk_size=BATCH))


def _event(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "article": row.article_id,
        "url": row.article.url,
        "outlet": row.article.outlet.key,
        "title": row.article.title,
        "at": _iso(row.at),
        "kind": row.kind,
        "what": row.what,
        "revision": row.revision,
        "before": row.gone,
        "after": row.new,
    }


def _record(row: Any) -> dict[str, Any]:
    from sarkhat.understand.words import unpacked

    reading, member, body = (getattr(row, name, None) for name in ("reading", "member", "body"))
    blocks = unpacked(body.blocks) if body else []
    return {
        "id": row.pk,
        "url": row.url,
        "outlet": row.outlet.key,
        "title": row.title,
        "kicker": row.kicker,
        "lead": row.lead,
        "body": "\n".join(text for _, text in blocks),
        "authors": row.authors,
        "credits": [{"name": name, "role": role} for name, role in row.credits],
        "agency": row.agency,
        "agency_outlet": row.agency_outlet.key if row.agency_outlet else None,
        "stated_section": row.stated_section,
        "access": row.access,
        "licence": row.licence,
        "also_at": [variant.url for variant in row.variants.all() if not variant.is_guess],
        "tags": row.tags,
        "image": row.image,
        "language": reading.language if reading else None,
        "section": reading.section if reading else None,
        "key_passage": reading.key_passage if reading else None,
        "mended": _mended(row),
        "story": member.story_id if member else None,
        "published": _iso(row.published),
        "published_how": row.published_how,
        "updated": _iso(row.updated),
        "updated_how": row.updated_how,
        "first_seen": _iso(row.first_seen),
        "changed": _iso(row.changed_at),
        "removed": _iso(row.removed_at),
        "revision": row.revision,
        "is_post": row.is_post,
        "hidden": row.hidden,
    }


def _mended(row: Any) -> dict[str, Any] | None:
    """The words as the site shows them, what was mended and by which version; None where they are as sent."""
    from sarkhat.understand.words import blocks_of

    found = getattr(row, "mending", None)
    if found is None:
        return None
    body = "\n".join(text for _, text in blocks_of(row))
    words = {"title": found.title, "kicker": found.kicker, "lead": found.lead, "body": body}
    return {"kind": found.kind, "version": found.version, **words}


def _write_lines(found: Iterator[dict[str, Any]], out: Any) -> int:
    count = 0
    for record in found:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


def _arrow() -> Any:
    try:
        importlib.import_module("pyarrow.parquet")
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise click.ClickException(
            "Parquet needs the optional package pyarrow. Install it (.venv/bin/pip install pyarrow), "
            "or leave --format out for JSON lines."
        ) from error


def _write_parquet(arrow: Any, schema: Any, found: Iterator[dict[str, Any]], out: Path) -> int:
    if str(out) == "-":
        raise click.ClickException("Parquet needs a file: name OUT")
    times = [name for name in schema.names if arrow.types.is_timestamp(schema.field(name).type)]
    count = 0
    with arrow.parquet.ParquetWriter(str(out), schema, compression="zstd") as writer:
        while batch := list(islice(found, BATCH)):
            rows = [record | {name: _instant(record[name]) for name in times} for record in batch]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(batch)
    return count


def _schema(arrow: Any) -> Any:
    names = (
        "url outlet title kicker lead body image language section key_passage agency agency_outlet stated_section "
        "access licence published_how updated_how"
    ).split()
    fields = [("id", arrow.int64()), *((name, arrow.string()) for name in names)]
    fields += [(name, arrow.list_(arrow.string())) for name in ("authors", "tags", "also_at")]
    fields.append(("credits", arrow.list_(arrow.struct([("name", arrow.string()), ("role", arrow.string())]))))
    words = [(name, arrow.string()) for name in "kind title kicker lead body".split()]
    fields.append(("mended", arrow.struct([*words, ("version", arrow.int32())])))
    fields += [("story", arrow.int64()), ("revision", arrow.int32())]
    fields += [(name, arrow.timestamp("us", tz="UTC")) for name in TIMES]
    return arrow.schema([*fields, ("is_post", arrow.bool_()), ("hidden", arrow.bool_())])


def _event_schema(arrow: Any) -> Any:
    names = "url outlet title kind what before after".split()
    fields = [("id", arrow.int64()), ("article", arrow.int64()), ("revision", arrow.int32())]
    return arrow.schema([*fields, *((name, arrow.string()) for name in names), ("at", arrow.timestamp("us", tz="UTC"))])


def _aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
