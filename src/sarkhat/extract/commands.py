"""`sarkhat extract`: takes articles out of page files, for people and for measuring. No database."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from sarkhat.extract.templates.site import Site
from sarkhat.text.urls import host


@click.command()
@click.argument("page", required=False, type=click.Path(path_type=Path))
@click.option("--url", default="", help="Address of PAGE: relative links and the outlet's name are read by it.")
@click.option("--batch", type=click.File(encoding="utf-8"), help='JSON lines {"id", "path", "url"}; "-" reads stdin.')
def extract(page: Path | None, url: str, batch: IO[str] | None) -> None:
    """Take the article out of PAGE, or of each page that --batch names, and print a JSON line for each.

    Of a host with many pages in the batch a template is learned on the way; the pages after it are read by that.
    """
    if (page is None) == (batch is None):
        raise click.UsageError("name one PAGE, or pages with --batch")
    failed = False
    sites: dict[str, Site] = defaultdict(Site)
    for item in _items(batch) if batch else [{"id": str(page), "path": str(page), "url": url}]:
        line = _line(item, sites[where] if (where := host(item["url"])) else Site())
        failed = failed or line is None
        if line is not None:
            click.echo(json.dumps(line, ensure_ascii=False))
    sys.exit(1 if failed else 0)


def _items(batch: IO[str]) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(batch, 1):
        if raw.strip():
            try:
                item = json.loads(raw)
                yield {"id": item["id"], "path": str(item["path"]), "url": str(item.get("url") or "")}
            except (ValueError, KeyError, TypeError, AttributeError):
                yield {"id": number, "path": "", "url": ""}


def _line(item: dict[str, Any], site: Site) -> dict[str, Any] | None:
    """The printed object of one page; None, said on standard error, if it cannot be read."""
    if not item["path"]:
        click.echo(f'sarkhat extract: line {item["id"]} is no {{"id", "path", "url"}}', err=True)
        return None
    try:
        html = Path(item["path"]).read_bytes()
    except OSError as error:
        click.echo(f"sarkhat extract: {item['path']}: {error.strerror}", err=True)
        return None
    taken = site.read(html, item["url"], datetime.now(UTC))
    return {
        "id": item["id"],
        "title": taken.title,
        "body": taken.text,
        "authors": list(taken.authors),
        "published": taken.published.isoformat() if taken.published else None,
        "image": taken.image,
        "language": taken.language,
        "method": taken.method,
    }
