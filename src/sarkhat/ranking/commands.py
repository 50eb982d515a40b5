"""`sarkhat rank`: the stories of a file as they stood at a time, best first, and why."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

import click

from sarkhat.ranking.decide import Facts, score, voices
from sarkhat.stories.commands import piece
from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Placed
from sarkhat.understand.decide import section
from sarkhat.understand.items import BadLine, name_of, read_items
from sarkhat.understand.records import Item


class Moment(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A time as 2026-07-21T08:00:00Z; without a zone it is UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware time, or a usage error that shows the form."""
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time; write it as 2026-07-21T08:00:00Z", param, ctx)
        return at if at.tzinfo else at.replace(tzinfo=UTC)


@click.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[IN.jsonl]")
@click.option("--at", required=True, type=Moment(), help="Time to rank at; later items are not looked at.")
def rank(file: BinaryIO, at: datetime) -> None:
    """Print the stories of IN.jsonl (or standard input) at a time, best first, with the terms of each score."""
    try:
        items = {item.id: item for item in read_items(file) if item.published <= at}
    except BadLine as error:
        raise click.ClickException(f"{name_of(file)}: {error}") from error
    for line in ranked(items, at):
        click.echo(json.dumps(line, ensure_ascii=False))


def ranked(items: dict[str, Item], at: datetime) -> list[dict[str, Any]]:
    """A line for each story, best first; the story that started later first among equals."""
    members: dict[str, list[Placed]] = defaultdict(list)
    for placed in place_all(map(piece, items.values())):
        members[placed.story].append(placed)
    lines = [_line(story, placed, items, at) for story, placed in members.items()]
    lines.reverse()
    return sorted(lines, key=lambda line: -line["score"])


def _line(story: str, members: Sequence[Placed], items: dict[str, Item], at: datetime) -> dict[str, Any]:
    told = ((items[one.id].source, items[one.id].published, one.how == "copy") for one in members)
    scored = score(Facts(now=at, voices=voices(told)))
    return {
        "story": story,
        "score": round(scored.value, 6),
        "section": _section([items[one.id] for one in members]),
        "members": [one.id for one in members],
        "terms": scored.terms,
    }


def _section(items: Sequence[Item]) -> str:
    """What most sources say, each by its first item."""
    said: dict[str, str] = {}
    for item in items:
        said.setdefault(item.source, section(item))
    return Counter(said.values()).most_common(1)[0][0]
