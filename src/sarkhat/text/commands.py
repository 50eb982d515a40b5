"""`sarkhat text`: the text functions on the command line."""

from itertools import islice
from typing import BinaryIO, Final

import click

from sarkhat.text.zwnj import repair_together

_BLOCK: Final = 1000


@click.group("text")
def text() -> None:
    """Persian text: repair what the web broke."""


@text.command("repair")
@click.argument("file", type=click.File("rb"), default="-")
def repair_lines(file: BinaryIO) -> None:
    """Write the lines of FILE (or standard input) with their ZWNJs restored, one for one.

    Bytes that are no UTF-8 pass through. Lines that kept their ZWNJs stay as they are; the
    others are judged together, a thousand at a time, because one road damaged them.
    """
    while block := list(islice(file, _BLOCK)):
        # Only \\n ends a line, as in `wc -l`; a \\r stays where it was.
        for line in repair_together([line.decode("utf-8", "surrogateescape") for line in block]):
            click.echo(line.encode("utf-8", "surrogateescape"), nl=False)
