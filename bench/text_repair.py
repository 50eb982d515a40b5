"""How many lost ZWNJs the repair finds: strict precision, recall and F1 of their positions.

    python bench/text_repair.py GOLD.txt… [--posts POSTS.jsonl.gz]

GOLD: edited sentences, one a line, with right ZWNJs. Each line is damaged (ZWNJs dropped, or
made spaces), repaired, and compared place by place; the undamaged lines count false
changes. `--posts` adds the posts that the lexicon has not seen. Prints JSON lines.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from build_lexicon import held_out, posts

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj import repair

DAMAGES = {"joined": "", "spaced": " "}


def places(text: str) -> set[int]:
    """Where the ZWNJs stand, counted in the characters that neither damage nor repair touches."""
    found, at = set(), 0
    for character in text:
        if character == ZWNJ:
            found.add(at)
        at += character not in (ZWNJ, " ")
    return found


def measure(lines: list[str], damaged: list[str], mend: Callable[[str], str]) -> dict[str, float]:
    """Strict precision, recall and F1 in per cent, and words per CPU-second."""
    start = time.process_time()
    mended = [mend(line) for line in damaged]
    seconds = time.process_time() - start
    right = given = wanted = 0
    for gold, ours in zip(lines, mended, strict=True):
        theirs, mine = places(gold), places(ours)
        right, given, wanted = right + len(theirs & mine), given + len(mine), wanted + len(theirs)
    precision, recall = right / max(1, given), right / max(1, wanted)
    score = 2 * right / max(1, given + wanted)
    speed = sum(len(line.split()) for line in damaged) / max(seconds, 1e-9)
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(100 * score, 1),
        "words_per_second": round(speed),
    }


def tidy(line: str) -> str:
    """The line with ZWNJs only between letters, where a reader could miss them."""
    return re.sub(r"(?<!\w)\u200c+|\u200c+(?!\w)", "", re.sub("\u200c+", ZWNJ, line)).strip()


def report(name: str, texts: list[str]) -> None:
    """Print the figures of one set."""
    lines = [line for line in map(tidy, texts) if line]
    for kind, instead in DAMAGES.items():
        damaged = [line.replace(ZWNJ, instead) for line in lines]
        click.echo(json.dumps({"set": name, "damage": kind, **measure(lines, damaged, repair)}))
    words = sum(len(line.split()) for line in lines)
    false = sum(len(places(line) ^ places(repair(line))) for line in lines)
    click.echo(json.dumps({"set": name, "damage": "none", "changes_per_1000_words": round(1000 * false / words, 2)}))


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--posts", "archive", type=click.Path(exists=True, path_type=Path))
def main(gold: tuple[Path, ...], archive: Path | None) -> None:
    """Measure on the GOLD files and the held-out posts."""
    for path in gold:
        report(path.stem, path.read_text(encoding="utf-8").splitlines())
    if archive:
        kept = [post for post in posts(archive) if held_out(post) and post["channel"] != "akhbarefori"]
        lines = [line for post in kept for line in str(post["text"]).splitlines() if len(line) > 80]
        report("posts", lines)


if __name__ == "__main__":
    main()
