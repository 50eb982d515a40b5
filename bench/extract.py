"""Extraction against trafilatura on three sets of real pages, in one run: quality, speed, metadata.

    python bench/extract.py [--data ../shared/data] [--default] [--worst N]

Sets: `fundus` and `newspaper4k` by the F1 of 4-grams of words between body and gold text (mean of pages), and
`trafilatura-eval` by its own measure (which of the segments that must, and must not, appear do). A line of JSON
for each: ours, the peers, the ratio, pages per CPU-second. The pages are only read, never written anywhere.
"""

import argparse
import gzip
import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trafilatura

from sarkhat.extract.charset import decode
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Extracted

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
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
            yield Page(path.name, "https://news.example/a", html, "\n".join(_lines(gold)), gold.get("title") or "", at)


def newspaper4k(data: Path) -> Iterator[Page]:
    folder = data / "newspaper4k-pages" / "tests" / "data"
    for path in sorted((folder / "html").glob("*.html")):
        gold = folder / "txt" / f"{path.stem}.txt"
        if gold.exists():
            yield Page(path.stem, "https://news.example/a", path.read_bytes(), gold.read_text(encoding="utf-8"))


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


def timed(run: Callable[[Page], Any], pages: list[Page]) -> tuple[list[Any], float]:
    """What `run` gives for each page, and pages per CPU-second."""
    start = time.process_time()
    results = [run(page) for page in pages]
    return results, len(pages) / (time.process_time() - start)


def ours(page: Page) -> Extracted:
    return extract_page(page.html, page.url, NOW)


def fast(page: Page) -> str:
    return trafilatura.extract(decode(page.html), fast=True, include_comments=False) or ""


def default(page: Page) -> str:
    return trafilatura.extract(decode(page.html), include_comments=False) or ""


def metadata(taken: list[Extracted], pages: list[Page]) -> dict[str, int]:
    """Titles (letters equal) and dates (within a day): right, wrong (worse than missing), missing."""
    told = Counter[str]()
    for ours, page in zip(taken, pages, strict=True):
        if page.title:
            told["title " + _verdict(ours.title, "".join(ours.title.split()) == "".join(page.title.split()))] += 1
        if page.published:
            near = bool(ours.published) and abs(ours.published - page.published) < timedelta(days=1)
            told["date " + _verdict(ours.published, near)] += 1
    return dict(told)


def _verdict(value: object, right: bool) -> str:
    return "right" if right else "wrong" if value else "missing"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--default", action="store_true", help="measure trafilatura's slower default mode too")
    parser.add_argument("--worst", type=int, default=0, help="name the pages on which we are furthest behind")
    asked = parser.parse_args()
    for name, load, score in (
        ("fundus", fundus, body_score),
        ("newspaper4k", newspaper4k, body_score),
        ("trafilatura-eval", segments, segment_score),
    ):
        pages = list(load(asked.data))
        taken, speed = timed(ours, pages)
        texts = [item.text for item in taken]
        mine = {**score(texts, pages), "pages_per_cpu_second": speed}
        peers = {}
        for peer in (fast, default) if asked.default else (fast,):
            others, speed = timed(peer, pages)
            peers[f"trafilatura {peer.__name__}"] = {**score(others, pages), "pages_per_cpu_second": speed}
        ratio = {peer: {key: mine[key] / value for key, value in told.items()} for peer, told in peers.items()}
        line = {"name": f"extract {name}", "pages": len(pages), "ours": mine, "peers": peers, "ratio": ratio}
        line |= {"metadata": metadata(taken, pages), "methods": Counter(item.method for item in taken)}
        print(json.dumps(_rounded(line | {"unit": "F1; pages per CPU-second"}), ensure_ascii=False))
        if asked.worst and score is body_score:
            behind = sorted(
                (f1(a, p.text) - f1(b, p.text), p.name) for a, b, p in zip(texts, others, pages, strict=True)
            )
            print(json.dumps(_rounded({"behind": behind[: asked.worst]}), ensure_ascii=False))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    main()
