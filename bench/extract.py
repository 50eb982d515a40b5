"""Extraction against its peers on three sets of real pages, in one run: quality, speed, memory, metadata.

    python bench/extract.py [--data ../shared/data] [--peers FOLDER] [--only SET] [--systems A,B] [--worst N]

Sets: `fundus` and `newspaper4k` by the F1 of 4-grams of words between body and gold text (mean of pages), and
`trafilatura-eval` by its own measure (which of the segments that must, and must not, appear do). A line of JSON for
each set and system; every system runs in a process of its own (`extract_peer.py`), those of `bench/peers_extract.sh`
in their environment FOLDER. The pages are only read; copies lie in a temporary folder while the bench runs.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sarkhat.extract.charset import decode
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Extracted

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ADDRESS = "https://news.example/a"
OURS = ("ours", "trafilatura fast", "trafilatura default")  # what our own environment holds
PEERS = ("resiliparse", "readability-lxml", "newspaper4k")
_CHARACTER = re.compile("[\u3000-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")  # scripts without spaces: each is a word
Grams = Counter[tuple[str, ...]]


@dataclass
class Page:
    """A page and what is known of it; only the fields of its set are filled."""

    name: str
    url: str
    html: bytes
    text: str = ""
    title: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] | None = None  # None where nothing is known of them
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def fundus(data: Path) -> Iterator[Page]:
    """Pages with the paragraphs that a parser written for their site gives, checked by its maintainers."""
    for path in sorted((data / "fundus-pages").glob("*/*.html.gz")):
        html = gzip.decompress(path.read_bytes())
        seen = html.decode("utf-8", "replace")
        golds = json.loads((path.parent / f"{path.name[:-19]}.json").read_text(encoding="utf-8")).values()
        golds = [gold for gold in golds if gold.get("body")]
        if golds:
            gold = max(golds, key=lambda gold: _fits(gold, seen))
            at = datetime.fromisoformat(gold["publishing_date"]) if gold.get("publishing_date") else None
            at = at.replace(tzinfo=at.tzinfo or UTC) if at else None
            names = tuple(gold["authors"]) if gold.get("authors") is not None else None
            text, title = "\n".join(_lines(gold)), gold.get("title") or ""
            yield Page(path.name, ADDRESS, html, text, title, at, names)


def newspaper4k(data: Path) -> Iterator[Page]:
    folder = data / "newspaper4k-pages" / "tests" / "data"
    for path in sorted((folder / "html").glob("*.html")):
        gold = folder / "txt" / f"{path.stem}.txt"
        if gold.exists():
            yield Page(
                path.stem, ADDRESS, path.read_bytes(), gold.read_text(encoding="utf-8"), **_stated(folder, path.stem)
            )


def _stated(folder: Path, name: str) -> dict[str, Any]:
    """Title, date and authors as newspaper's makers keep them (what their own tool gave, by and large)."""
    path = folder / "metadata" / f"{name}.json"
    if not path.exists():
        return {}
    gold = json.loads(path.read_text(encoding="utf-8"))
    at = datetime.fromisoformat(gold["publish_date"]) if gold.get("publish_date") else None
    at = at.replace(tzinfo=at.tzinfo or UTC) if at else None
    return {"title": gold.get("title") or "", "published": at, "authors": tuple(gold.get("authors") or ())}


def segments(data: Path) -> Iterator[Page]:
    folder = data / "trafilatura-eval"
    wanted = json.loads((folder / "tests" / "evaldata.json").read_text(encoding="utf-8"))
    with tarfile.open(folder / "pages.tar.gz") as archive:
        pages = {Path(item.name).name: archive.extractfile(item).read() for item in archive if item.isfile()}  # type: ignore[union-attr]
    for url, gold in wanted.items():
        if gold["file"] in pages:
            yield Page(url, url, pages[gold["file"]], present=tuple(gold["with"]), absent=tuple(gold["without"]))


def _lines(gold: dict[str, Any]) -> Iterator[str]:
    yield from gold["body"].get("summary", [])
    for section in gold["body"]["sections"]:
        yield from section["headline"] + section["paragraphs"]


def _fits(gold: dict[str, Any], seen: str) -> int:
    """How much of a gold stands in the page: a publisher's file holds those of several pages."""
    return sum(line[:40] in seen for line in _lines(gold)) + ((gold.get("title") or "\0") in seen)


def f1(text: str, gold: str) -> float:
    ours, theirs = grams(text), grams(gold)
    both = sum((ours & theirs).values())
    return 2 * both / (sum(ours.values()) + sum(theirs.values())) if both else 0.0


def grams(text: str, size: int = 4) -> Grams:
    words = re.findall(r"\w+", _CHARACTER.sub(r" \g<0> ", text.replace("\u200c", "")))
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def body_score(texts: Iterable[str], pages: list[Page]) -> dict[str, float]:
    scores = [f1(text, page.text) for text, page in zip(texts, pages, strict=True)]
    return {"f1": sum(scores) / len(scores)}


def segment_score(texts: Iterable[str], pages: list[Page]) -> dict[str, float]:
    right = wrong = missed = 0
    for text, page in zip(texts, pages, strict=True):
        found = sum(segment in text for segment in page.present)
        right, missed = right + found, missed + len(page.present) - found
        wrong += sum(segment in text for segment in page.absent)
    precision, recall = right / (right + wrong), right / (right + missed)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def ours(page: Page) -> Extracted:
    """Our reading of a page, for tests and scripts."""
    return extract_page(page.html, page.url, NOW)


def metadata(taken: Iterable[dict[str, Any]], pages: list[Page]) -> dict[str, int]:
    """Titles, dates, authors: right, wrong (worse than missing), missing. See `title_is` and `authors_are`; a date is
    right within a day.
    """
    told = Counter[str]()
    for said, page in zip(taken, pages, strict=True):
        if page.title:
            told["title " + title_is(said.get("title") or "", page.title)] += 1
            told["title to the letter"] += "".join((said.get("title") or "").split()) == "".join(page.title.split())
        if page.published:
            at = _moment(said.get("date") or "")
            near = at is not None and abs(at - page.published) <= timedelta(days=1)
            told["date " + ("right" if near else "wrong" if at else "missing")] += 1
        if page.authors is not None:
            told["authors " + authors_are(said.get("authors") or [], page.authors)] += 1
    return {key: told[key] for key in sorted(told)}


def title_is(said: str, gold: str) -> str:
    """right: the same letters and digits in order, or one holds the other and it is at least half as long."""
    ours, theirs = ("".join(re.findall(r"\w", text.casefold())) for text in (said, gold))
    short, long = sorted((ours, theirs), key=len)
    if ours and short in long and 2 * len(short) >= len(long):
        return "right"
    return "wrong" if ours else "missing"


def authors_are(said: Iterable[str], gold: Iterable[str]) -> str:
    """right: the same names, or none where there are none; partly: some; wrong: others, or any where none are."""
    ours, theirs = ({" ".join(re.findall(r"\w+", name.casefold())) for name in names} - {""} for names in (said, gold))
    if ours == theirs:
        return "right"
    if not ours:
        return "missing"
    return "partly" if ours & theirs else "wrong"


def _moment(stated: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC)


def as_told(taken: Extracted) -> dict[str, Any]:
    """Our reading as `metadata` wants it."""
    date = taken.published.isoformat() if taken.published else ""
    return {"title": taken.title, "date": date, "authors": list(taken.authors)}


def run(system: str, python: Path, pages: Path, folder: Path) -> dict[str, Any]:
    """What a system tells of the pages, in its own process."""
    results = folder / "results.json"
    peer = Path(__file__).with_name("extract_peer.py")
    subprocess.run([python, "-W", "ignore", peer, system, pages, results], check=True, stderr=subprocess.DEVNULL)
    told: dict[str, Any] = json.loads(results.read_text(encoding="utf-8"))
    return told


def written(pages: list[Page], folder: Path) -> Path:
    """The pages as files that `extract_peer.py` reads."""
    rows = []
    for number, page in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_bytes(page.html)
        about = bool(page.title or page.published)
        rows.append({"url": page.url, "file": str(file), "html": decode(page.html), "about": about})
    target = folder / "pages.json"
    target.write_text(json.dumps(rows), encoding="utf-8")
    return target


def main() -> None:
    """Measure every system on every set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--peers", type=Path, help="environment made by bench/peers_extract.sh")
    parser.add_argument("--only", choices=["fundus", "newspaper4k", "trafilatura-eval"])
    parser.add_argument("--systems", default=",".join((*OURS, *PEERS)), help="names, commas between them")
    parser.add_argument("--worst", type=int, default=0, help="name the pages on which we are furthest behind gold")
    asked = parser.parse_args()
    for name, load in (("fundus", fundus), ("newspaper4k", newspaper4k), ("trafilatura-eval", segments)):
        if asked.only in (None, name):
            measure(name, list(load(asked.data)), asked.peers, asked.systems.split(","), asked.worst)


def measure(name: str, pages: list[Page], peers: Path | None, systems: list[str], worst: int) -> None:
    """Print a line for each system on one set."""
    score = segment_score if name == "trafilatura-eval" else body_score
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = written(pages, folder)
        for system in (one for one in systems if peers or one in OURS):
            python = peers / "bin" / "python" if peers and system in PEERS else Path(sys.executable)
            answer = run(system, python, source, folder)
            told = answer["told"]
            texts = [one.get("text") or "" for one in told]
            line: dict[str, Any] = {"set": name, "pages": len(pages), "system": system, **score(texts, pages)}
            line |= {"pages_per_cpu_second": len(pages) / answer["seconds"]}
            line |= {"peak_mb": answer["peak_mb"], "grown_mb": answer["grown_mb"]}
            line |= {"faults": sum("fault" in one for one in told), "metadata": metadata(told, pages)}
            if system == "ours":
                line["methods"] = Counter(one["method"] for one in told)
            print(json.dumps(_rounded(line), ensure_ascii=False), flush=True)
            if worst and system == "ours" and score is body_score:
                behind = sorted((f1(text, page.text), page.name) for text, page in zip(texts, pages, strict=True))
                print(json.dumps(_rounded({"behind": behind[:worst]}), ensure_ascii=False))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    main()
