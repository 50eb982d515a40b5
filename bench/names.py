"""Names in texts judged by reading: precision and recall by kind, and texts a CPU-second.

    python bench/names.py DATA

`names_judged.tsv` holds what a reader named in 110 posts of a day ("post") and in 45 items of a newspaper ("item"), and
after the rules stood in 45 posts of another day ("fresh"); all were left out when the list was made. A name counts as
found when kind and key agree: «ترامپ» must come out as «دونالد ترامپ».
"Lenient" counts a mention that shares a word with a judged name of the same kind as right: the entry was wrong, the
place and kind were not.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from sarkhat.understand.name_list import KIND_LETTERS, entries, key_of
from sarkhat.understand.name_tokens import cut
from sarkhat.understand.names import names_of

JUDGED: Final = Path(__file__).with_name("names_judged.tsv")
READ: Final = 420  # characters of a post
Name = tuple[str, str]  # kind, key


def judged() -> dict[tuple[str, str], set[Name]]:
    """Of each material and item the names that a reader found."""
    found = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            material, item, names = line.split("\t")
            found[material, item] = {_name(one.strip()) for one in names.split(";") if one.strip()}
    return found


def _name(text: str) -> Name:
    letter, name = text.split(" ", 1)
    kind, words = KIND_LETTERS[letter], cut(name).words
    known = [entry.key for entry in entries(words, 0, len(words)) if entry.kind == kind]
    return kind, known[0] if known else key_of(words)


def texts(data: Path) -> dict[tuple[str, str], str]:
    """The texts of the judged items."""
    wanted, found = judged(), {}
    with gzip.open(data / "persian-telegram-news/posts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for post in map(json.loads, lines):
            number = f"{post['channel']}/{post['id']}"
            for key in (("post", number), ("fresh", number)):
                if key in wanted:
                    found[key] = post["text"][:READ]
    for item in json.loads((data / "hamshahri-items/hamshahri.json").read_text(encoding="utf-8")):
        if number := re.search("[0-9]{5,}", item["link"]):
            found["item", number[0]] = f"{item['title']}\n{item['summary']}"
    return {key: found[key] for key in wanted}


def measure(data: Path, tell: bool) -> None:
    right, ours, theirs, near = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    wanted, given = judged(), texts(data)
    for key, names in wanted.items():
        found = {(one.kind, one.key) for one in names_of(given[key])}
        for group, counts in ((found & names, right), (found, ours), (names, theirs), (_near(found, names), near)):
            counts.update(kind for kind, _ in group)
            counts.update(f"{key[0]} all" for _ in group)
        if tell and found != names:
            print(key, "too many:", sorted(found - names), "missing:", sorted(names - found))
    for kind in sorted(theirs | ours):
        precision, recall = right[kind] / max(1, ours[kind]), right[kind] / max(1, theirs[kind])
        lenient = near[kind] / max(1, ours[kind])
        print(f"{kind:13} judged {theirs[kind]:4} precision {precision:.3f} recall {recall:.3f} lenient {lenient:.3f}")


def _near(found: set[Name], names: set[Name]) -> set[Name]:
    words = {(kind, word) for kind, key in names for word in key.split("-")}
    return {(kind, key) for kind, key in found if any((kind, word) in words for word in key.split("-"))}


def speed(data: Path) -> None:
    """Articles of the course's collection, whole."""
    with gzip.open(data / "persian-articles-course/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = ["\n".join([row["title"] or "", row["abstract"] or "", *row["paragraphs"]]) for row in rows]
    start = time.process_time()
    found = sum(len(names_of(text)) for text in articles)
    spent = time.process_time() - start
    print(f"{len(articles) / spent:.0f} articles a CPU-second, {found / len(articles):.1f} mentions in each")


if __name__ == "__main__":
    measure(Path(sys.argv[1]), tell="--tell" in sys.argv)
    speed(Path(sys.argv[1]))
