"""`sarkhat text`: the text functions on the command line."""

from typing import BinaryIO

import click

from sarkhat.text.zwnj import repair


@click.group("text")
def text() -> None:
    """Persian text: repair what the web broke."""


@text.command("repair")
@click.argument("file", type=click.File("rb"), default="-")
def repair_lines(file: BinaryIO) -> None:
    """Write the lines of FILE (or standard input) with their ZWNJs restored, one for one.

    Bytes that are no UTF-8 pass through. Each line is judged by itself, so a whole
    one among damaged ones stays as it is.
    """
    for line in file:
        # Only \\n ends a line, as in `wc -l`; a \\r stays where it was.
        click.echo(repair(line.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape"), nl=False)
