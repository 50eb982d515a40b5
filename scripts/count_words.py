"""Count in how many texts each word stands: `stories/data/words.tsv.gz`, by which the stream knows rare words at once.

    python scripts/count_words.py OUT.tsv.gz POSTS.jsonl.gz… --leave-out 2026-06-09

Each POSTS is a file of JSON lines, plain or gzipped, with "text", "published", and "source" or "channel". Days that a
measurement uses are left out. Only words and whole numbers are written, no texts.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sarkhat.stories.terms import Boilerplate, terms


def rows(paths: tuple[Path, ...], leave_out: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The posts of the files outside of the days left out, by time."""
    found = []
    for path in paths:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [json.loads(line) for line in raw.splitlines()]
    kept = (row for row in found if row["published"][:10] not in leave_out)
    yield from sorted(kept, key=lambda row: row["published"])


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("posts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--leave-out", multiple=True, help="A day, as 2026-06-09.")
@click.option("--least", default=15, show_default=True, help="Texts that a word must stand in.")
def main(out: Path, posts: tuple[Path, ...], leave_out: tuple[str, ...], least: int) -> None:
    """Count the words of POSTS into OUT."""
    boilerplate, counts, texts = Boilerplate(), Counter[str](), 0
    for row in rows(posts, leave_out):
        texts += 1
        source = row.get("source") or row["channel"]
        counts.update(terms(boilerplate.own_lines(source, row["text"])).weights.keys())
    kept = sorted((word, count) for word, count in counts.items() if count >= least and not word.isdigit())
    lines = [f"\t{texts}", *(f"{word}\t{count}" for word, count in kept)]
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    click.echo(f"{texts} texts, {len(kept)} words, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
