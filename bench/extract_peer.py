"""One system of `bench/extract.py` over a file of pages, in a process of its own: what it took, its time, its memory.

    python bench/extract_peer.py SYSTEM PAGES RESULTS

PAGES is JSON: a list of {url, file, html, about}; `file` holds the raw bytes, `html` the decoded text. Ours decodes
itself and reads text and metadata in one go; the peers are given the text, and asked for metadata outside the timing
(where `about` says that some is known).
RESULTS becomes JSON: texts, metadata, CPU-seconds, the process's peak in MB and how much of it came by extracting.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Told = dict[str, Any]  # text; title, date (ISO), authors
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def ours() -> tuple[Callable[[Told], Told], None]:
    from sarkhat.extract.decide import extract_page

    def read(page: Told) -> Told:
        taken = extract_page(Path(page["file"]).read_bytes(), page["url"], NOW)
        date = taken.published.isoformat() if taken.published else ""
        told = {"text": taken.text, "title": taken.title, "date": date, "authors": list(taken.authors)}
        return told | {"method": taken.method}

    return read, None


def trafilatura(fast: bool) -> tuple[Callable[[Told], Told], Callable[[Told], Told]]:
    import trafilatura as peer

    def read(page: Told) -> Told:
        return {"text": peer.extract(page["html"], fast=fast, include_comments=False) or ""}

    def about(page: Told) -> Told:  # its date is htmldate's
        told = peer.extract_metadata(page["html"])
        authors = [name.strip() for name in (told.author or "").split(";")] if told else []
        return {"title": told.title or "", "date": told.date or "", "authors": authors} if told else {}

    return read, about


def resiliparse() -> tuple[Callable[[Told], Told], None]:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: {"text": extract_plain_text(page["html"], main_content=True)}, None


def readability() -> tuple[Callable[[Told], Told], Callable[[Told], Told]]:
    from lxml.html import fromstring
    from readability import Document

    def read(page: Told) -> Told:
        tree = fromstring(Document(page["html"]).summary())
        return {"text": "\n".join(line.strip() for line in tree.itertext() if line.strip())}

    return read, lambda page: {"title": Document(page["html"]).short_title()}


def newspaper() -> tuple[Callable[[Told], Told], None]:
    from newspaper import Article

    def read(page: Told) -> Told:
        article = Article(page["url"], fetch_images=False)
        article.download(input_html=page["html"])
        article.parse()
        date = article.publish_date.isoformat() if article.publish_date else ""
        return {"text": article.text, "title": article.title, "date": date, "authors": list(article.authors)}

    return read, None


SYSTEMS: dict[str, Callable[[], tuple[Callable[[Told], Told], Callable[[Told], Told] | None]]] = {
    "ours": ours,
    "trafilatura fast": lambda: trafilatura(fast=True),
    "trafilatura default": lambda: trafilatura(fast=False),
    "resiliparse": resiliparse,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def peak() -> float:
    """The process's greatest size so far, in MB (Linux; ru_maxrss would count the parent's too)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def safely(read: Callable[[Told], Told], page: Told) -> Told:
    """What `read` gives; nothing, and the fault's name, where it raises."""
    try:
        return read(page)
    except Exception as fault:  # a peer's fault is a result
        return {"fault": type(fault).__name__}


def main() -> None:
    """Read every page once."""
    name, source, target = sys.argv[1:4]
    pages = json.loads(Path(source).read_text(encoding="utf-8"))
    read, about = SYSTEMS[name]()
    safely(read, pages[0])
    gc.collect()
    before, start = peak(), time.process_time()
    told = [safely(read, page) for page in pages]
    seconds, most = time.process_time() - start, peak()
    if about:
        told = [one | safely(about, page) if page.get("about") else one for one, page in zip(told, pages, strict=True)]
    answer = {"told": told, "seconds": seconds, "peak_mb": most, "grown_mb": most - before}
    Path(target).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main()
