"""Label posts by hand with the story that each tells, for learning and judging stories.

    python tools/label_stories.py cut POSTS.jsonl[.gz] 2026-06-03T09:00 2026-06-03T18:00 > window.jsonl
    python tools/label_stories.py label window.jsonl labels.jsonl
    python tools/label_stories.py agree window.jsonl labels.jsonl other.jsonl

The rule: two posts are of one story when an editor would put both under one headline. A broad topic is no story;
another person's reaction is a story of its own; a later step that only changes the headline's number is the same.

`label` shows one post after another, and beneath it the earlier stories that our own words find likest. An answer is
written at once, so that you may stop and go on at any time. Labels hold ids, never texts. They are all yours: what is
found is offered so that you need not remember a day by heart, and a story that it does not offer is found by its key.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from sarkhat.stories.alike import likenesses
from sarkhat.stories.decide import REACH
from sarkhat.stories.records import Piece
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.stories.window import Window

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from stories import judge

KINDS: Final = {"n": "news", "r": "roundup", "o": "other"}
_OFFERED: Final = 6
_SHOWN: Final = 700  # characters of a post
_HELP: Final = """number: the offered story · a new or known key: that story · Enter: a story of its own
r: a round-up · o: neither news nor round-up · b: back to the post before · q: stop (all is kept)"""


class Desk:
    """The posts seen so far with their stories, findable by what they say."""

    def __init__(self) -> None:
        self._boilerplate, self._window = Boilerplate(), Window(REACH)
        self._near: dict[str, list[str]] = {}  # of each post seen, the likest before it
        self.heads: dict[str, str] = {}  # each story's first post

    def offers(self, piece: Piece, stories: dict[str, str]) -> list[str]:
        """The stories of the likest earlier posts, the likest first."""
        if piece.id not in self._near:
            self._near[piece.id] = self._take_in(piece)
        return list(dict.fromkeys(stories[name] for name in self._near[piece.id] if name in stories))[:_OFFERED]

    def _take_in(self, piece: Piece) -> list[str]:
        found = terms(self._boilerplate.own_lines(piece.source, piece.text))
        shape = self._window.shape(piece.source, piece.published, found)
        found = self._window.candidates(shape)
        values = likenesses(shape, [other for _, other in found])
        near = sorted(zip(values, (name for name, _ in found), strict=True), reverse=True)
        self._window.add(piece.id, shape)
        return [name for _, name in near]

    def put(self, piece: Piece, story: str) -> None:
        """Remember what a story's first post says."""
        self.heads.setdefault(story, " ".join(piece.text.split())[:110])


@click.group(help=__doc__.split("\n\n")[0] if __doc__ else None)
def main() -> None:
    """Cut a window, label it, compare two annotators."""


@main.command()
@click.argument("posts", type=click.Path(exists=True, path_type=Path))
@click.argument("since", type=click.DateTime(["%Y-%m-%dT%H:%M"]))
@click.argument("until", type=click.DateTime(["%Y-%m-%dT%H:%M"]))
def cut(posts: Path, since: datetime, until: datetime) -> None:
    """Print the POSTS of a window of time (UTC), in its order, as lines that `label` reads."""
    begin, end = since.replace(tzinfo=UTC), until.replace(tzinfo=UTC)
    with gzip.open(posts, "rt") if posts.suffix == ".gz" else posts.open() as lines:
        rows = [row for row in map(json.loads, lines) if begin <= _time(row) < end and row["text"].strip()]
    for row in sorted(rows, key=_time):
        source = row.get("source") or row["channel"]
        name = str(row["id"]) if "source" in row else f"{source}/{row['id']}"
        one = {"id": name, "source": source, "published": row["published"], "text": row["text"]}
        click.echo(json.dumps(one, ensure_ascii=False))


@main.command()
@click.argument("window", type=click.Path(exists=True, path_type=Path))
@click.argument("labels", type=click.Path(path_type=Path))
def label(window: Path, labels: Path) -> None:
    """Ask for the story of every post of WINDOW that LABELS does not hold yet, and write it there."""
    pieces, done = list(_pieces(window)), _read(labels)
    desk = Desk()
    click.echo(_HELP)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        stories = {name: row["story"] for name, row in done.items()}
        offers = desk.offers(piece, stories)
        if piece.id not in done:
            answer = _asked(f"{at + 1} of {len(pieces)}", piece, [(story, desk.heads[story]) for story in offers])
            if answer == "q":
                break
            if answer == "b":
                at = max(0, at - 1)
                done.pop(pieces[at].id, None)
                continue
            done[piece.id] = _labelled(piece.id, answer, offers)
            _write(labels, done)
        desk.put(piece, done[piece.id]["story"])
        at += 1
    click.echo(f"{len(done)} of {len(pieces)} posts labelled in {labels}")


@main.command()
@click.argument("window", type=click.Path(exists=True, path_type=Path))
@click.argument("one", type=click.Path(exists=True, path_type=Path))
@click.argument("other", type=click.Path(exists=True, path_type=Path))
def agree(window: Path, one: Path, other: Path) -> None:
    """Print how far two annotators agree on the posts that both call news."""
    mine, theirs = _read(one), _read(other)
    both = [p.id for p in _pieces(window) if all(rows.get(p.id, {}).get("kind") == "news" for rows in (mine, theirs))]
    click.echo(judge({name: mine[name]["story"] for name in both}, {name: theirs[name]["story"] for name in both}))


def _asked(place: str, piece: Piece, offers: list[tuple[str, str]]) -> str:
    """Show a post with the offered stories and their heads; what was answered."""
    click.echo(f"\n— {place} · {piece.source} · {piece.published:%H:%M}\n{piece.text[:_SHOWN]}\n")
    for number, (story, head) in enumerate(offers, 1):
        click.echo(f"  {number}  {story}: {head}")
    while True:
        answer = str(click.prompt("story", default="", show_default=False)).strip()
        if not answer.isdigit() or 0 < int(answer) <= len(offers):
            return answer
        click.echo("No story of that number is offered.")


def _labelled(name: str, answer: str, offers: list[str]) -> dict[str, str]:
    if answer in KINDS:
        return {"id": name, "story": name, "kind": KINDS[answer]}
    if answer.isdigit():
        return {"id": name, "story": offers[int(answer) - 1], "kind": "news"}
    return {"id": name, "story": answer or name, "kind": "news"}


def _pieces(window: Path) -> Iterator[Piece]:
    for row in map(json.loads, window.read_text().splitlines()):
        yield Piece(row["id"], row["source"], _time(row), row["text"])


def _time(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["published"])


def _read(labels: Path) -> dict[str, dict[str, str]]:
    lines = labels.read_text().splitlines() if labels.exists() else []
    return {row["id"]: row for row in map(json.loads, lines)}


def _write(labels: Path, done: dict[str, dict[str, str]]) -> None:
    fresh = labels.with_suffix(".part")
    fresh.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in done.values()))
    fresh.replace(labels)


if __name__ == "__main__":
    main()
