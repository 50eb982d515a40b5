"""Build the ZWNJ lexicon (src/sarkhat/text/data/lexicon.txt) from posts that type their ZWNJs well.

    python scripts/build_lexicon.py POSTS.jsonl[.gz] [--out FILE]

POSTS: JSON lines with `channel`, `id` and `text`. Only word counts decide, and only single
words and affixes are written, never a text. Every 20th post (by CRC-32 of channel/id) stays
unseen: the benchmark measures on those.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import click

from sarkhat.text.persian import ZWNJ, normalise_letters
from sarkhat.text.zwnj import LEXICON, joint

CHANNELS = frozenset({"farsna", "IranintlTV", "VahidOnline", "akhbarefori"})
_RUN = re.compile(r"[آ-یءئؤأۀ\u200c]+(?: [آ-یءئؤأۀ\u200c]+)*")


@dataclass
class Counts:
    """How often each word, ZWNJ form and spaced pair was typed."""

    plain: Counter[str] = field(default_factory=Counter)
    parted: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def held_out(post: dict[str, object]) -> bool:
    """Whether the post is kept for measuring."""
    return crc32(f"{post['channel']}/{post['id']}".encode()) % 20 == 0


def posts(path: Path) -> Iterator[dict[str, object]]:
    """The distinct posts of the well-typed channels."""
    opener = gzip.open if path.suffix == ".gz" else open
    seen: set[str] = set()
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            if post["channel"] in CHANNELS and post["text"] not in seen:
                seen.add(post["text"])
                yield post


def count(texts: Iterable[str]) -> Counts:
    """The counts over the texts; pairs only inside runs of plain Persian words."""
    counts = Counts()
    for text in texts:
        for run in _RUN.findall(normalise_letters(text)):
            words = [word.strip(ZWNJ) for word in run.split(" ")]
            for word in filter(None, words):
                (counts.parted if ZWNJ in word else counts.plain)[word] += 1
            counts.pairs.update(zip(words, words[1:], strict=False))
    return counts


def lexicon(counts: Counts) -> Iterator[str]:
    """The lines of the lexicon file, kind first; `sarkhat.text.zwnj` says what each kind means."""
    common = {word for word, number in counts.plain.items() if number >= 2}
    pairs = parted_pairs(counts)
    yield from sorted(_forms(counts, pairs))
    yield from (f"w\t{word}" for word in sorted(common))
    yield from sorted(_affixes_joined(counts, common))
    yield from sorted(_affixes_spaced(counts, pairs))


def parted_pairs(counts: Counts) -> Counter[tuple[str, str]]:
    """How often two pieces stood side by side with a ZWNJ between them."""
    pairs: Counter[tuple[str, str]] = Counter()
    for form, number in counts.parted.items():
        pieces = form.split(ZWNJ)
        for pair in zip(pieces, pieces[1:], strict=False):
            pairs[pair] += number
    return pairs


def _forms(counts: Counts, pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    best: dict[str, str] = {}
    for form, number in counts.parted.most_common():
        bare = form.replace(ZWNJ, "")
        if number >= 2 and number > counts.plain[bare]:
            best.setdefault(bare, form)
    yield from (f"j\t{form}\t{min(99, 100 * counts.parted[form] // (counts.parted[form] + counts.plain[bare]))}"
                for bare, form in best.items())
    for (first, second), number in pairs.items():
        apart = counts.pairs[first, second]
        if number >= 2 and number > apart:
            yield f"s\t{first}{ZWNJ}{second}\t{min(99, 100 * number // (number + apart))}"
        elif apart >= 3 and apart > number:
            yield f"n\t{first}{ZWNJ}{second}"


def _affixes_joined(counts: Counts, common: set[str]) -> Iterator[str]:
    """Suffixes and prefixes that were typed with a ZWNJ by most of the words that carry them."""
    parted: Counter[tuple[str, str, str]] = Counter()
    joined: Counter[tuple[str, str, str]] = Counter()
    for form in counts.parted:
        first, _, last = form.rpartition(ZWNJ)
        ours = counts.parted[form] > counts.plain[form.replace(ZWNJ, "")]
        if ours and first.replace(ZWNJ, "") and last:
            parted[">", last, joint(first)] += first in common or ZWNJ in first
            head, _, rest = form.partition(ZWNJ)
            parted["<", head, ""] += 1
    affixes = {key[:2] for key, number in parted.items() if number >= 3}
    for word in common:
        for cut in range(2, len(word)):
            head, rest = word[:cut], word[cut:]
            if (">", rest) in affixes and head in common:
                joined[">", rest, joint(head)] += 1
            if ("<", head) in affixes and rest in common:
                joined["<", head, ""] += 1
    for key, number in parted.items():
        share = 100 * number // max(1, number + joined[key])
        if number >= 3 and share >= 50:
            yield f"{key[0]}\t{key[1]}\t{key[2]}\t{min(share, 99)}"


def _affixes_spaced(counts: Counts, pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Suffixes and prefixes that a ZWNJ, not a space, parts from nearly every word."""
    parted: Counter[tuple[str, str, str]] = Counter()
    apart: Counter[tuple[str, str, str]] = Counter()
    for table, counted in ((parted, pairs), (apart, counts.pairs)):
        for (first, second), number in counted.items():
            if first and second:
                table[")", second.split(ZWNJ)[0], joint(first)] += number
                table["(", first.split(ZWNJ)[-1], ""] += number
    for key, number in parted.items():
        share = 100 * number // max(1, number + apart[key])
        if number >= 10 and share >= 70:
            yield f"{key[0]}\t{key[1]}\t{key[2]}\t{min(share, 99)}"


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path(str(LEXICON)))
def main(path: Path, out: Path) -> None:
    """Count the POSTS and write the lexicon."""
    counts = count(str(post["text"]) for post in posts(path) if not held_out(post))
    out.write_text("\n".join(lexicon(counts)) + "\n", encoding="utf-8")
    words = counts.plain.total() + counts.parted.total()
    click.echo(f"{words} words → {out}, {out.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
