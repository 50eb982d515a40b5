"""Texts with a known section, from the evaluation data, learned by `scripts/train_sections.py` and judged by the bench.

Of each set a part is kept out of learning for good: the posts of one day, of the others a fifth that a checksum of
the text draws, so that both scripts draw the same. Where an outlet names sections of its own, they are mapped here.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

KEPT_DAY = "2026-07-28"
_FIFTH = 5
_HAMSHAHRI = {
    "زندگی": "society", "اجتماع": "society", "محله": "society", "ایران": "politics", "ورزش": "sport",
    "اقتصاد": "economy", "بازار": "economy", "دانش": "science", "ارتباطات": "science", "جهان": "world",
    "سینما": "culture", "فرهنگ": "culture",
}  # fmt: skip
# The news of Fars' provinces is of every section and is left out.
_FARS = {
    "world": "world", "politics": "politics", "foreign-policy": "politics", "sports": "sport", "economy": "economy",
    "culture": "culture", "arts-media": "culture", "scientific-academic": "science", "social": "society",
}  # fmt: skip
_TGCONTEST = {
    "society": "society", "economy": "economy", "technology": "science", "science": "science", "sports": "sport",
    "entertainment": "culture", "other": "other", "not_news": "other",
}  # fmt: skip


class Labelled(NamedTuple):
    """A text with its section; `kept`: it is judged and never learned."""

    set: str
    title: str
    text: str
    section: str
    kept: bool


def material(data: Path) -> list[Labelled]:
    """All of it; what stands in two sets is learned in neither where one of them keeps it out."""
    found = [*_posts(data), *_passages(data), *_hamshahri(data), *_articles(data), *_tgcontest(data), *_basil(data)]
    kept = {one.text for one in found if one.kept}
    return [one._replace(kept=one.text in kept) for one in found]


def _drawn(text: str) -> bool:
    return crc32(text.encode()) % _FIFTH == 0


def _one(name: str, title: str, text: str, section: str) -> Labelled:
    return Labelled(name, title, text, section, _drawn(title + text))


def _posts(data: Path) -> Iterator[Labelled]:
    """Posts of channels on four days, labelled by reading."""
    for path in sorted((data / "stories-fa").glob("*.jsonl")):
        for row in map(json.loads, path.read_text().splitlines()):
            yield Labelled("posts", "", row["text"], row["section"], path.stem == KEPT_DAY)


def _passages(data: Path) -> Iterator[Labelled]:
    for row in map(json.loads, (data / "key-passages-fa" / "dev.jsonl").read_text().splitlines()):
        yield _one("key passages", row["title"] or "", row["text"], row["section"])


def _hamshahri(data: Path) -> Iterator[Labelled]:
    """Items of a feed under the first part of the newspaper's own tag."""
    seen = set()
    for row in json.loads((data / "hamshahri-items" / "hamshahri.json").read_text()):
        section = _HAMSHAHRI.get((row["tags"] or [""])[0].split(">")[0].strip(), "")
        if section and row["link"] not in seen:
            seen.add(row["link"])
            yield _one("hamshahri", row["title"], row["summary"] or "", section)


def _articles(data: Path) -> Iterator[Labelled]:
    """Articles of Fars under its own categories, and every eighth of Varzesh3, which are all of sport."""
    lines = gzip.decompress((data / "persian-articles-course" / "articles.jsonl.gz").read_bytes()).decode().splitlines()
    for number, row in enumerate(map(json.loads, lines)):
        section = "sport" if row["source"] == "varzesh3" else _FARS.get(row.get("category") or "", "")
        if section and (row["source"] != "varzesh3" or number % 8 == 0):
            name = "fars" if row["source"] == "farsnews" else "varzesh3"
            yield _one(name, row["title"], "\n".join(row["paragraphs"] or ()), section)


def _tgcontest(data: Path) -> Iterator[Labelled]:
    """English and Russian; its "society" holds politics and the world too."""
    for path in sorted((data / "tgcontest-toloka" / "toloka" / "categories").glob("*.tsv")):
        with path.open() as file:
            for row in csv.DictReader(file, delimiter="\t"):
                section = _TGCONTEST[row["GOLDEN:res"]]
                yield _one(f"tgcontest {path.name[:2]}", row["INPUT:title"], row["INPUT:text"], section)


def _basil(data: Path) -> Iterator[Labelled]:
    """English articles on politics of the United States."""
    for path in sorted((data / "basil-triples").glob("*.json")):
        row = json.loads(path.read_text())
        yield _one("basil", row["title"], " ".join(part["sentence"] for part in row["body"]), "politics")
