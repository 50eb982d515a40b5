"""Stories across languages: English items of our own and Arabic posts among the Persian posts of labelled days.

    python bench/stories_across.py DATA

`bench/english.tsv` holds items that we wrote about happenings of the days of `stories-fa`, some of which no post tells:
day, story, a post of it, headline, lead. They join the stream twenty minutes after that post, an item that no post
tells in the middle of the day. `bench/arabic.tsv` holds which posts of an Arabic channel tell a story of these days:
day, id, story, a post of it ("-": none), labelled by reading. Judged are the pairs of such a piece and a Persian post:
pair F1, and how many pieces stand mostly with their own story or with none if none tells it (right), with others
(wrong), alone.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece
from stories import read

ITEMS = Path(__file__).with_name("english.tsv")
ARABIC = Path(__file__).with_name("arabic.tsv")
_LATER = timedelta(minutes=20)


class Day(NamedTuple):
    """Posts and items of a day, the story of the posts that are news and of each item ("" for none)."""

    pieces: list[Piece]
    posts: dict[str, str]
    items: dict[str, str]


class Judged(NamedTuple):
    """Of pairs: how many were joined, wanted, and both; of items: how many stand right, wrong and alone."""

    right: int
    joined: int
    wanted: int
    items: Counter[str]


def rows(path: Path) -> list[list[str]]:
    """The cells of a table."""
    return [line.split("\t") for line in path.read_text().splitlines()]


def english(data: Path) -> Iterator[tuple[str, Day]]:
    """Each day with its English items."""
    for name in sorted({row[0] for row in rows(ITEMS)}):
        pieces, posts = read(data / f"stories-fa/{name}.jsonl")
        at = {piece.id: piece.published for piece in pieces}
        middle = sorted(at.values())[len(at) // 2]
        items = {}
        for number, (day, _, post, headline, lead) in enumerate(rows(ITEMS)):
            if day == name:
                items[f"item{number}"] = posts.get(post, "")
                said = at.get(post, middle) + _LATER
                pieces.append(Piece(f"item{number}", f"english{number % 7}", said, f"{headline}\n{lead}", "en"))
        yield name, Day(pieces, posts, items)


def arabic(data: Path) -> Iterator[tuple[str, Day]]:
    """Each day with its Arabic posts."""
    labels = {name: (day, post) for day, name, _, post in rows(ARABIC)}
    found = []
    with gzip.open(data / "persian-telegram-news/posts.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            if (name := f"{row['channel']}/{row['id']}") in labels:
                found.append(Piece(name, row["channel"], datetime.fromisoformat(row["published"]), row["text"], "ar"))
    for name in sorted({day for day, _ in labels.values()}):
        pieces, posts = read(data / f"stories-fa/{name}.jsonl")
        mine = [piece for piece in found if labels[piece.id][0] == name]
        yield name, Day([*pieces, *mine], posts, {piece.id: posts.get(labels[piece.id][1], "") for piece in mine})


def judge(day: Day) -> Judged:
    """Place the day and compare."""
    found = {placed.id: placed.story for placed in place_all(day.pieces)}
    right = joined = 0
    stand: Counter[str] = Counter()
    for item, story in day.items.items():
        beside = [theirs for post, theirs in day.posts.items() if found[post] == found[item]]
        right += sum(theirs == story for theirs in beside)
        joined += len(beside)
        most = Counter(beside).most_common(1)[0][0] if beside else ""
        stand["right" if most == story else "wrong" if most else "alone"] += 1
    wanted = sum(list(day.posts.values()).count(story) for story in day.items.values() if story)
    return Judged(right, joined, wanted, stand)


def told(judged: Judged) -> str:
    """In words."""
    precision, recall = judged.right / max(1, judged.joined), judged.right / max(1, judged.wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"pair F1 {f1:.3f} ({precision:.2f}/{recall:.2f}); items {dict(judged.items)}"


def main(data: Path) -> None:
    """Print the figures of each day."""
    for language, days in (("English", english(data)), ("Arabic", arabic(data))):
        for name, day in days:
            print(f"{name}, {len(day.items)} in {language}: {told(judge(day))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
