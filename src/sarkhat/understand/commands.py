"""`sarkhat understand`, `search` and `index`."""

import json
import sys
from typing import BinaryIO, NoReturn

import click
from tqdm import tqdm

from sarkhat.understand.decide import understand as read
from sarkhat.understand.items import BadLine, name_of, read_items
from sarkhat.understand.slogans import Slogans


@click.command()
@click.option("--again", is_flag=True, help="Mend and read the whole archive again instead; goes on where it was.")
@click.argument("file", type=click.File("rb"), default="-", metavar="[IN.jsonl]")
def understand(file: BinaryIO, again: bool) -> None:
    """Print language, section and key passage of each item of IN.jsonl (or standard input).

    A line of the input: {"id", "source", "published", "title"?, "text"}.
    """
    if again:
        _read_again()
    else:
        _print_read(file)


def _print_read(file: BinaryIO) -> None:
    slogans = Slogans()
    try:
        for item in read_items(file):
            found = read(item, repeated=slogans.of(item.source, item.text))
            line = {"id": item.id, "language": found.language, "section": found.section}
            click.echo(json.dumps(line | {"key_passage": found.key_passage}, ensure_ascii=False))
    except BadLine as error:
        raise click.ClickException(f"{name_of(file)}: {error}") from error


def _read_again() -> None:
    _open_django()
    from sarkhat.understand.again import begin, mend_all, waiting

    if not waiting():
        begin()
    with tqdm(total=waiting(), unit="article", file=sys.stderr) as bar:
        count = mend_all(lambda more: _moved(bar, more))
    click.echo(f"{count} articles were read again.", err=True)


@click.command()
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--newest", is_flag=True, help="Newest first instead of best first.")
@click.option("--section", default="", help="Only of this section.")
@click.option("--outlet", default="", help="Only of the outlet with this key.")
def search(query: str, limit: int, newest: bool, section: str, outlet: str) -> None:
    """Print the archive's articles that answer QUERY: id, title, outlet, published, score.

    QUERY: words, "phrases", OR, NOT or -word, outlet:NAME, section:NAME, from:DAY and to:DAY (docs/search.md).
    """
    _open_django()
    from sarkhat.extract.models import Article
    from sarkhat.understand.index import search_index
    from sarkhat.understand.words import with_words, words_of

    found = search_index()
    hits = found.query(query, limit=limit, order="newest" if newest else "best", section=section, outlet=outlet)
    rows = with_words(Article.objects.select_related("outlet")).in_bulk([hit.id for hit in hits.rows])
    for hit in hits.rows:
        if (row := rows.get(hit.id)) is not None:
            line = {"id": row.pk, "title": words_of(row).title, "outlet": row.outlet.key}
            line |= {"published": row.published.isoformat(), "score": round(hit.score, 4)}
            click.echo(json.dumps(line, ensure_ascii=False))
    if hits.instead:
        click.echo(f"Nothing holds {query}; these hold {hits.instead}", err=True)
    elif hits.suggestion:
        click.echo(f"Nothing holds {query}; try {hits.suggestion}", err=True)


@click.group()
def index() -> None:
    """The search index: it can always be made again from the database."""


@index.command()
def rebuild() -> None:
    """Make the index again from all articles. Let no `sarkhat run` work on the data folder meanwhile."""
    _open_django()
    from sarkhat.store.search import Busy
    from sarkhat.understand import index as keeper
    from sarkhat.understand.models import Reading

    try:
        with tqdm(total=Reading.objects.count(), unit="article", file=sys.stderr) as bar:
            count = keeper.rebuild(lambda more: _moved(bar, more))
    except Busy as error:
        raise click.ClickException(f"{error}; stop it first (it keeps the index in step by itself)") from error
    click.echo(f"{count} articles are in the index.", err=True)


def _moved(bar: "tqdm[NoReturn]", more: int) -> None:
    bar.update(more)


def _open_django() -> None:
    import django

    django.setup()
