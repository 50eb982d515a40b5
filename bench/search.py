"""Search on real posts: does a badly typed query find its post, how fast, and does the index survive kill -9?

    python bench/search.py POSTS.jsonl.gz [--kills 20]

1. All posts go into an index; then 500 of them, drawn by seed, are looked for with 3 to 5 of their words as a hurried
   reader types them: without ZWNJs, spaces for them, Arabic letters, other digits. Found: the post, or one with the
   same words, is the first hit. Four kinds of questions: "identifying" words are drawn from all of the post's, and
   kept if no other post holds all of them, so that a miss is the search's fault; "in a row" ones are a piece of the
   post that no other post has; "telling" ones are of the rarer half of the post's words; "any" three words (war,
   news, Iran) stand in many posts, and nobody knows which is meant.
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
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from sarkhat.store.search import Document, Index
from sarkhat.text.persian import ZWNJ, fold
from sarkhat.text.words import STOP_WORDS
from sarkhat.text.zwnj import repair_together

BATCH: Final = 200
SEED: Final = 3
_WORD: Final = re.compile(r"[\u0621-\u06cc\u200c\u064b-\u0652]{2,}|[\u06f0-\u06f9]+|[0-9]+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
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


def posts(path: Path, most: int) -> list[Document]:
    """The first posts as documents, numbered from 1."""
    with gzip.open(path, "rt") as lines:
        rows = (row for line in lines if (row := json.loads(line))["text"].strip())
        return [_document(number, row) for number, row in enumerate(islice(rows, most), 1)]


def _document(number: int, row: dict[str, Any]) -> Document:
    head, rest = repair_together(row["text"].partition("\n")[::2])  # as understand hands it to the index
    published = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
    return Document(number, head, rest, row["channel"], "other", published)


def words_of(document: Document) -> list[str]:
    """The words that a reader may remember: no addresses, no function words."""
    found = (word.strip(ZWNJ) for word in _WORD.findall(_readable(document)))
    return list(dict.fromkeys(word for word in found if len(word) > 1 and fold(word) not in STOP_WORDS))


def _readable(document: Document) -> str:
    return _ADDRESS.sub(" ", f"{document.title}\n{document.text}")


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


class Question(NamedTuple):
    """A post, some of its words in its order, and how they are typed."""

    post: Document
    words: str
    how: str

    @property
    def typed(self) -> str:
        return TYPED[self.how](self.words)


class Draw:
    """Draws questions by seed from all words of a post, its rarer half, or such that no other post holds them all."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents
        self._holding: dict[str, set[int]] = {}
        for document in documents:
            for word in words_of(document):
                self._holding.setdefault(fold(word), set()).add(document.id)

    def questions(self, count: int, kind: str) -> list[Question]:
        """`count` posts with 3 to 5 of their words, of the kind "identifying", "telling", "any" or "in a row"."""
        if kind == "in a row":
            return self._rows(count)
        draw = random.Random(SEED)
        found: list[Question] = []
        while len(found) < count:
            post = draw.choice(self._documents)
            known = words_of(post)
            if len(known) < 8:
                continue
            rare = sorted(known, key=lambda word: len(self._holding[fold(word)]))[: len(known) // 2]
            drawn = draw.sample(rare if kind == "telling" else known, draw.randint(3, 5) if len(known) > 9 else 3)
            if kind != "identifying" or self._alone(post, drawn):
                how = list(TYPED)[len(found) % len(TYPED)]
                found.append(Question(post, " ".join(word for word in known if word in drawn), how))
        return found

    def _rows(self, count: int) -> list[Question]:
        """Pieces of posts, function words too, that no post of other words has."""
        draw = random.Random(SEED)
        squeezed = [_squeezed(f"{document.title}\n{document.text}") for document in self._documents]
        found: list[Question] = []
        while len(found) < count:
            post = draw.choice(self._documents)
            known = [word for raw in _WORD.findall(_readable(post)) if (word := raw.strip(ZWNJ))]
            if len(known) < 8:
                continue
            length = draw.randint(3, 5)
            start = draw.randrange(len(known) - length)
            piece = " ".join(known[start : start + length])
            holders = (at for at, text in enumerate(squeezed) if _squeezed(piece) in text)
            if all(same(post, self._documents[at]) for at in holders):
                found.append(Question(post, piece, list(TYPED)[len(found) % len(TYPED)]))
        return found

    def _alone(self, post: Document, drawn: list[str]) -> bool:
        """Whether only this post, and those of the same words, hold all that was drawn."""
        held = set.intersection(*(self._holding[fold(word)] for word in drawn))
        return len(held) <= 50 and all(same(post, self._documents[number - 1]) for number in held)


def same(left: Document, right: Document) -> bool:
    """Whether two posts have the same words: a repost, perhaps with another signature."""
    first, second = set(words_of(left)), set(words_of(right))
    return left.id == right.id or len(first & second) >= 0.9 * len(first | second)


def arrive(folder: Path, documents: list[Document]) -> None:
    """Put posts into the index again and again, 100 a second: what a thousand busy outlets send, ten times over."""
    index = Index(folder)
    while True:
        for start in range(len(documents) - 20, 0, -20):
            index.add(documents[start : start + 20])
            index.commit()
            time.sleep(0.2)


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
    """Milliseconds a question, of the clock and of this thread's CPU: a page of 20, best and newest by turns."""
    spent, busy = [], []
    for number, question in enumerate(asked):
        start, start_cpu = time.perf_counter(), time.thread_time()
        words = question.typed if number % 3 else question.typed.split()[0]
        index.query(words, limit=20, order="newest" if number % 2 else "best")
        spent.append(1000 * (time.perf_counter() - start))
        busy.append(1000 * (time.thread_time() - start_cpu))
    return _shares("", spent) | _shares("cpu_", busy)


def _shares(name: str, values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    shares = (("p50", 0.5), ("p95", 0.95), ("max", 1.0))
    return {name + share: round(ordered[int(part * (len(ordered) - 1))], 1) for share, part in shares}


def killed(archive: Path, documents: list[Document], kills: int) -> dict[str, Any]:
    """How many of the posts are missing after `kills` kills at random moments."""
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder, upto = Path(name) / "search", Path(name) / "cursor"
        command = [sys.executable, __file__, str(archive), "--fill", str(folder), "--upto", str(upto)]
        command += ["--most", str(len(documents))]
        survived = working = 0
        while survived < kills:
            child = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert child.stdout
            child.stdout.readline()  # it says when it begins to write
            before = upto.read_text() if upto.exists() else ""
            time.sleep(draw.uniform(0.05, 2.0))
            child.send_signal(signal.SIGKILL)
            survived += child.wait() == -signal.SIGKILL
            working += upto.exists() and upto.read_text() != before
            if upto.exists() and int(upto.read_text()) >= len(documents):
                upto.unlink()  # all is in: again from the start, which replaces
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        wanted = {document.id for document in documents}
        missing = wanted - Index(folder).holds(wanted)
    return {"kills": kills, "after_a_commit": working, "posts": len(documents), "missing": len(missing)}


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=500, show_default=True)
@click.option("--kills", default=20, show_default=True)
@click.option("--most", default=1_000_000, help="Posts that are taken.")
@click.option("--show", is_flag=True, help="Print the questions that fail.")
@click.option("--fill", type=click.Path(path_type=Path), help="Only index, into this folder.")
@click.option("--arriving", is_flag=True, help="With --fill: go on adding, until killed.")
@click.option("--upto", type=click.Path(path_type=Path), help="With --fill: the file of the cursor.")
def main(
    archive: Path, count: int, kills: int, most: int, show: bool, fill: Path | None, arriving: bool, upto: Path | None
) -> None:
    """Measure on the posts of ARCHIVE."""
    documents = posts(archive, most)
    if fill:
        click.echo("begun")
        arrive(fill, documents) if arriving else put(fill, documents, upto)
        return
    with tempfile.TemporaryDirectory() as name:
        measure(archive, documents, Path(name) / "search", count, show)
    click.echo(json.dumps({"name": "kill -9", **killed(archive, documents[:10_000], kills)}))


def measure(archive: Path, documents: list[Document], folder: Path, count: int, show: bool) -> None:
    """Fill an index, look for posts, and time it while a second process writes."""
    start = time.process_time()
    put(folder, documents)
    seconds = time.process_time() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    told: dict[str, Any] = {"posts": len(documents), "posts_per_cpu_second": round(len(documents) / seconds)}
    click.echo(json.dumps({"name": "index", **told, "bytes_per_post": round(size / len(documents))}))
    index = Index(folder)
    draw = Draw(documents)
    for kind in ("identifying", "in a row", "telling", "any"):
        asked = draw.questions(count, kind)
        told = {"name": f"found first, {kind} words, %", "questions": count, **find(index, documents, asked, show)}
        click.echo(json.dumps(told))
    writer = subprocess.Popen(
        [sys.executable, __file__, str(archive), "--fill", str(folder), "--arriving"], stdout=subprocess.PIPE
    )
    assert writer.stdout
    writer.stdout.readline()
    try:
        click.echo(json.dumps({"name": "milliseconds while adding", **timed(index, asked)}))
    finally:
        writer.kill()
        writer.wait()


if __name__ == "__main__":
    main()
