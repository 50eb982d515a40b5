"""Fuzzing of extraction: real pages, broken at random, read by every road; no crash, no slow page, bounded memory.

    python bench/extract_fuzz.py [--seconds 600] [--seed N] [--data ../shared/data]

A page is spoilt one to six times: bytes and tags lost, doubled, moved or swapped; parts of other pages put in; opened
tags by the thousand; brackets, quotes, entities, surrogates, broken JSON and dates put where they hurt; cut off;
in another encoding. Each is read by `extract_page` and by a site's templates. What raises, or takes more than two
CPU-seconds, is written to a file beside its fault; the exit status is 1 then. Memory is the process's greatest size.
"""

import argparse
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import extract
from sarkhat.extract.decide import extract_page
from sarkhat.extract.templates.site import Site

SLOW = 2.0  # CPU-seconds
_LONGEST = (200_000, 200_000, 200_000, 500_000, 5_000_000)  # bytes of a spoilt page
_SEEDS = 300  # pages kept to break
_TAGS = [b"<div>", b"<p>", b"<table><tr><td>", b"<a href=x>", b"<b>", b"<svg>", b"<template>", b"<select>", b"<h1>"]
_SCRAPS = [
    b"<", b">", b"\x00", b"&#x110000;", b"&#xd800;", b"\xed\xa0\x80", b"<!--", b"<![CDATA[", b"]]>", b'"', b"'",
    b"<script>", b"</body>", b"</html>", b"<plaintext>", b"<frameset>", b"<base href='//['>", b"\xe2\x80\x8c" * 50,
    b'<script type="application/ld+json">{"@type":["NewsArticle"],"author":[[[]]],"datePublished":9e999,'
    b'"articleBody":{"@type":1},"image":{"url":{}}}</script>',
    b'<script type="application/ld+json">' + b"[" * 3000 + b"</script>",
    b'<meta property="article:published_time" content="0000-13-45T99:99:99+99:99">',
    b'<time datetime="9999-12-31T23:59:59-23:59">', b'<link rel=canonical href="http://[::1">', b"<html lang=\xff>",
    b'<meta charset="utf-7">', b'<img src="data:,' + b"A" * 2000 + b'">', "۱۴۰۵/۱۳/۴۵ ۲۵:۶۱".encode(),
]  # fmt: skip
Breaker = Callable[[bytes, random.Random, list[bytes]], bytes]


def _span(page: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(page) + 1)
    return start, min(len(page), start + int(chance.paretovariate(0.5)))


def _lose(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = _span(page, chance)
    return page[:start] + page[end:]


def _double(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = _span(page, chance)
    end = min(end, start + 50_000)
    return page[:start] + page[start:end] * chance.choice((2, 2, 10, 100)) + page[end:]


def _flip(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    spoilt = bytearray(page)
    for _turn in range(min(len(spoilt), chance.choice((1, 30, 1000)))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _put(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    for _turn in range(chance.choice((1, 5, 50))):
        at = chance.randrange(len(page) + 1)
        page = page[:at] + chance.choice(_SCRAPS) + page[at:]
    return page


def _nest(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    at = chance.randrange(len(page) + 1)
    return page[:at] + chance.choice(_TAGS) * chance.choice((100, 5_000, 100_000)) + page[at:]


def _graft(page: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    start, end = _span(page, chance)
    other = chance.choice(others)
    begin = chance.randrange(len(other) + 1)
    return page[:start] + other[begin : begin + 50_000] + page[end:]


def _untag(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    share = chance.random()
    return re.sub(rb"</?\w+[^>]{0,500}>", lambda tag: tag[0] if chance.random() < share else b"", page)


def _end(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return page[: chance.randrange(len(page) + 1)]


def _encode(page: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return page.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1256", "utf-7", "latin-1")), "replace")


BREAKERS: tuple[Breaker, ...] = (_lose, _double, _flip, _put, _nest, _graft, _untag, _end, _encode)


def broken(page: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The page, spoilt one to six times."""
    longest = chance.choice(_LONGEST)
    for _ in range(chance.randint(1, 6)):
        page = chance.choice(BREAKERS)(page, chance, others)[:longest]
    return page


def fault_of(read: Callable[[bytes, str, datetime], object], page: bytes) -> tuple[str, float]:
    """What went wrong, `""` if nothing did, and the CPU-seconds."""
    start = time.process_time()
    try:
        read(page, extract.ADDRESS, extract.NOW)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}", time.process_time() - start
    seconds = time.process_time() - start
    return (f"{seconds:.1f} s" if seconds > SLOW else ""), seconds


def main() -> None:
    """Break and read pages until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--data", type=Path, default=extract.DATA)
    parser.add_argument("--keep", type=Path, default=Path("/tmp/sarkhat-fuzz"), help="where faulty pages are written")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    whole = [page.html for load in (extract.fundus, extract.newspaper4k, extract.segments) for page in load(asked.data)]
    pages = chance.sample(whole, min(_SEEDS, len(whole)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ended, count, slowest, faults = time.monotonic() + asked.seconds, 0, 0.0, 0
    site = Site()
    while time.monotonic() < ended:
        if count % 50 == 0:
            site, origin = Site(), chance.choice(pages)
        page = broken(origin if count % 2 else chance.choice(pages), chance, pages)
        for read in (extract_page, site.read):
            fault, seconds = fault_of(read, page)
            slowest = max(slowest, seconds)
            if fault:
                faults += 1
                asked.keep.mkdir(exist_ok=True)
                (asked.keep / f"{asked.seed}-{count}.html").write_bytes(page)
                print(json.dumps({"page": count, "bytes": len(page), "fault": fault[:200]}), flush=True)
        count += 1
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": count, "faults": faults, "slowest_s": round(slowest, 2),
                      "peak_mb": round(most), "peak_mb_before": round(before)}))  # fmt: skip
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
