"""Search on real posts: does a badly typed query find its post, how fast, and does the index survive kill -9?

    python bench/search.py POSTS.jsonl.gz [--kills 20]

1. All posts go into an index; then 500 of them, drawn by seed, are looked for with 3 to 5 of their words as a hurried
   reader types them: without ZWNJs, spaces for them, Arabic letters, other digits. Found: the post, or one with the
   same words, is the first hit. Telling words are of the rarer half of the post's words, as a reader would choose;
   any three words (war, news, Iran) stand in many posts, and no engine can know which one is meant.
2. The same queries are timed while a second process adds posts.
3. A process that indexes posts, moving a cursor after each commit, is killed at random moments and started again;
   in the end every post must be found by its number. Prints JSON lines.
"""

import gzip
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from sarkhat.store.search import Document, Index
from sarkhat.text.persian import ZWNJ, fold
from sarkhat.text.words import STOP_WORDS

BATCH: Final = 500
SEED: Final = 3
_WORD: Final = re.compile(r"[\u0621-\u06cc\u200c\u064b-\u0652]{2,}|[\u06f0-\u06f9]+|[0-9]+")
_ADDRESS: Final = re.compile(r"https?://\S+|\S*@\S+|\S+\.(?:ir|com|org|net)\S*")
_ARABIC: Final = str.maketrans("یک", "يك")
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹0123456789", "0123456789٠١٢٣٤٥٦٧٨٩")

TYPED: Final[dict[str, Callable[[str], str]]] = {
    "no ZWNJ": lambda text: text.replace(ZWNJ, ""),
    "space": lambda text: text.replace(ZWNJ, " "),
    "Arabic letters": lambda text: text.translate(_ARABIC),
    "digits": lambda text: text.translate(_DIGITS),
    "all": lambda text: text.replace(ZWNJ, "").translate(_ARABIC).translate(_DIGITS),
}


def posts(path: Path) -> list[Document]:
    """Every post as a document, numbered from 1."""
    with gzip.open(path, "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return [_document(number, row) for number, row in enumerate((row for row in rows if row["text"].strip()), 1)]


def _document(number: int, row: dict[str, Any]) -> Document:
    head, _, rest = row["text"].partition("\n")
    published = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
    return Document(number, head, rest, row["channel"], "other", published)


def words_of(document: Document) -> list[str]:
    """The words that a reader may remember: no addresses, no function words."""
    text = _ADDRESS.sub(" ", f"{document.title}\n{document.text}")
    found = (word.strip(ZWNJ) for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in found if len(word) > 1 and fold(word) not in STOP_WORDS))


class Question(NamedTuple):
    """A post, some of its words in its order, and how they are typed."""

    post: Document
    words: str
    how: str

    @property
    def typed(self) -> str:
        return TYPED[self.how](self.words)


def questions(documents: list[Document], count: int, telling: bool) -> list[Question]:
    """Posts with 3 to 5 of their words: of the rarer half of them if `telling`, else of all."""
    draw = random.Random(SEED)
    seen = Counter(fold(word) for document in documents for word in words_of(document)) if telling else Counter()
    found: list[Question] = []
    while len(found) < count:
        document = draw.choice(documents)
        known = words_of(document)
        if len(known) >= 8:
            rare = sorted(known, key=lambda word: seen[fold(word)])[: len(known) // 2] if telling else known
            drawn = set(draw.sample(rare, min(len(rare), draw.randint(3, 5))))
            how = list(TYPED)[len(found) % len(TYPED)]
            found.append(Question(document, " ".join(word for word in known if word in drawn), how))
    return found


def same(left: Document, right: Document) -> bool:
    """Whether two posts have the same words: a repost, perhaps with another signature."""
    first, second = set(words_of(left)), set(words_of(right))
    return left.id == right.id or len(first & second) >= 0.9 * len(first | second)


def put(folder: Path, documents: list[Document], upto: Path | None = None) -> None:
    """Index the documents; with `upto`, from the cursor in that file, which is moved after each commit."""
    index = Index(folder)
    done = int(upto.read_text()) if upto and upto.exists() else 0
    for start in range(done, len(documents), BATCH):
        index.add(documents[start : start + BATCH])
        index.commit()
        if upto:
            fresh = upto.with_suffix(".new")
            fresh.write_text(str(start + BATCH))
            fresh.replace(upto)


def find(index: Index, documents: list[Document], asked: list[Question], show: bool) -> dict[str, Any]:
    """The share of the questions whose post comes first, by how they are typed, and typed as the post has it."""
    right: dict[str, list[bool]] = {"as written": [], "badly": [], **{how: [] for how in TYPED}}
    for question in asked:
        good = first(index, documents, question, question.typed, show)
        right["badly"].append(good)
        right[question.how].append(good)
        right["as written"].append(first(index, documents, question, question.words))
    return {how: round(100 * sum(verdicts) / len(verdicts), 1) for how, verdicts in right.items()}


def first(index: Index, documents: list[Document], question: Question, query: str, show: bool = False) -> bool:
    """Whether the post, or one of the same words, is the first hit."""
    hits = index.query(query, limit=1).rows
    good = bool(hits) and same(question.post, documents[hits[0].id - 1])
    if show and not good:
        told = f"{hits[0].id if hits else None}, wanted {question.post.id}"
        click.echo(f"{question.how}: {query} -> {told}", err=True)
    return good


def timed(index: Index, asked: list[Question]) -> dict[str, float]:
    """Milliseconds a question: a page of 20, best and newest first by turns."""
    spent = []
    for number, question in enumerate(asked):
        start = time.perf_counter()
        words = question.typed if number % 3 else question.typed.split()[0]
        index.query(words, limit=20, order="newest" if number % 2 else "best")
        spent.append(1000 * (time.perf_counter() - start))
    spent.sort()
    return {
        name: round(spent[int(part * (len(spent) - 1))], 1) for name, part in (("p50", 0.5), ("p95", 0.95), ("max", 1))
    }


def killed(archive: Path, documents: list[Document], kills: int) -> dict[str, Any]:
    """How many of the posts are missing after `kills` kills at random moments."""
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder, upto = Path(name) / "search", Path(name) / "cursor"
        command = [sys.executable, __file__, str(archive), "--fill", str(folder), "--upto", str(upto)]
        command += ["--most", str(len(documents))]
        survived = 0
        while survived < kills:
            child = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert child.stdout
            child.stdout.readline()  # it says when it begins to write
            time.sleep(draw.uniform(0.05, 1.0))
            child.send_signal(signal.SIGKILL)
            survived += child.wait() == -signal.SIGKILL
            if upto.exists() and int(upto.read_text()) >= len(documents):
                upto.unlink()  # all is in: again from the start, which replaces
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        held = {number for part in Index(folder).everything() for number in part}
    return {"kills": kills, "posts": len(documents), "missing": len({one.id for one in documents} - held)}


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=500, show_default=True)
@click.option("--kills", default=20, show_default=True)
@click.option("--most", default=1_000_000, help="Posts that are taken.")
@click.option("--show", is_flag=True, help="Print the questions that fail.")
@click.option("--fill", type=click.Path(path_type=Path), help="Only index, into this folder.")
@click.option("--upto", type=click.Path(path_type=Path), help="With --fill: the file of the cursor.")
def main(archive: Path, count: int, kills: int, most: int, show: bool, fill: Path | None, upto: Path | None) -> None:
    """Measure on the posts of ARCHIVE."""
    documents = posts(archive)[:most]
    if fill:
        click.echo("begun")
        put(fill, documents, upto)
        return
    with tempfile.TemporaryDirectory() as name:
        measure(archive, documents, Path(name) / "search", count, show)
    click.echo(json.dumps({"name": "kill -9", **killed(archive, documents[:20_000], kills)}))


def measure(archive: Path, documents: list[Document], folder: Path, count: int, show: bool) -> None:
    """Fill an index, look for posts, and time it while a second process writes."""
    start = time.process_time()
    put(folder, documents)
    seconds = time.process_time() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    told = {"posts": len(documents), "posts_per_cpu_second": round(len(documents) / seconds)}
    click.echo(json.dumps({"name": "index", **told, "bytes_per_post": round(size / len(documents))}))
    index = Index(folder)
    for name, telling in (("telling words", True), ("any words", False)):
        asked = questions(documents, count, telling)
        told = {"name": f"found first, {name}, %", "questions": count, **find(index, documents, asked, show)}
        click.echo(json.dumps(told))
    writer = subprocess.Popen([sys.executable, __file__, str(archive), "--fill", str(folder)], stdout=subprocess.PIPE)
    assert writer.stdout
    writer.stdout.readline()
    try:
        click.echo(json.dumps({"name": "milliseconds while adding", **timed(index, asked)}))
    finally:
        writer.kill()
        writer.wait()


if __name__ == "__main__":
    main()
