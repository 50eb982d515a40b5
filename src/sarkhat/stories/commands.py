"""`sarkhat stories`: groups items into stories, as the stream of a running site would."""

import json
from typing import BinaryIO

import click

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece
from sarkhat.understand.items import BadLine, name_of, read_items
from sarkhat.understand.language import language
from sarkhat.understand.records import Item

_HEAD = 400  # characters that tell the language


@click.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[IN.jsonl]")
def stories(file: BinaryIO) -> None:
    """Print the story of each item of IN.jsonl (or standard input), in the input's order.

    A line of the input: {"id", "source", "published", "title"?, "text"}. The items are placed in time order; a
    story's name is the id of its first item.
    """
    try:
        items = list(read_items(file))
    except BadLine as error:
        raise click.ClickException(f"{name_of(file)}: {error}") from error
    found = {placed.id: placed.story for placed in place_all(map(piece, items))}
    for item in items:
        click.echo(json.dumps({"id": item.id, "story": found[item.id]}, ensure_ascii=False))


def piece(item: Item) -> Piece:
    """The item as the stream takes it."""
    text = f"{item.title}\n{item.text}" if item.title else item.text
    return Piece(item.id, item.source, item.published, text, language(text[:_HEAD], item.stated_language))
