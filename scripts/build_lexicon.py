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
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import click
from word_lists import listed

from sarkhat.text.persian import ZWNJ, normalise_letters
from sarkhat.text.zwnj_features import MARKS, joint
from sarkhat.text.zwnj_lexicon import LEXICON

CHANNELS = frozenset({"farsna", "IranintlTV", "VahidOnline", "akhbarefori"})
# Sightings that a productive affix is worth beside a word's own.
_PRIOR = 8
# A word that is parted fewer times in a hundred is left as it is typed.
_PARTED = 60
RUN = re.compile(r"[آ-یءئؤأۀ\u200c]+(?: [آ-یءئؤأۀ\u200c]+)*")


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
        for run in RUN.findall(normalise_letters(text)):
            words = [word.strip(ZWNJ) for word in run.split(" ")]
            for word in filter(None, words):
                (counts.parted if ZWNJ in word else counts.plain)[word] += 1
            counts.pairs.update(pairwise(words))
    return counts


def lexicon(counts: Counts) -> Iterator[str]:
    """The lines of the lexicon file, kind first; `sarkhat.text.zwnj_lexicon` says what each kind means."""
    common = {word for word, number in counts.plain.items() if number >= 2}
    pairs = parted_pairs(counts)
    forms = _forms(counts, dict(_affixes_joined(counts, common)), common)
    yield from (f"j\t{form}\t{share}" for _, (form, share) in sorted(forms.items()))
    yield from (f"{'W' if counts.plain[word] >= 20 else 'w'}\t{word}" for word in sorted(common - forms.keys()))
    yield from sorted(_pair_lines(counts, pairs))
    yield from sorted(_edge_lines(counts, pairs))


def parted_pairs(counts: Counts) -> Counter[tuple[str, str]]:
    """How often two pieces stood side by side with a ZWNJ between them."""
    pairs: Counter[tuple[str, str]] = Counter()
    for form, number in counts.parted.items():
        pieces = form.split(ZWNJ)
        for pair in pairwise(pieces):
            pairs[pair] += number
    return pairs


def _forms(counts: Counts, affixes: dict[tuple[str, str, str], int], common: set[str]) -> dict[str, tuple[str, int]]:
    """Bare word → its commonest form and the share (per cent) of times that it was typed so.

    A productive affix counts as `_PRIOR` sightings: کتابها was typed joined twice by somebody
    careless, and that should not outweigh how nearly every other plural was typed.
    """
    best: dict[str, str] = {}
    for form, number in counts.parted.most_common():
        if number >= 2:
            best.setdefault(form.replace(ZWNJ, ""), form)
    for word in common - best.keys():
        cuts = _affix_cuts(word, affixes, common)
        if cuts:
            best[word] = max(cuts)[1]
    shares = {bare: (form, _share(bare, form, counts, affixes)) for bare, form in best.items()}
    return {bare: found for bare, found in shares.items() if found[1] >= _PARTED and not MARKS & _starts(found[0])}


def _starts(form: str) -> set[str]:
    """The letters that the pieces of a form start with."""
    return {piece[:1] for piece in form.split(ZWNJ)}


def _share(bare: str, form: str, counts: Counts, affixes: dict[tuple[str, str, str], int]) -> int:
    head, _, last = form.rpartition(ZWNJ)
    first = form.partition(ZWNJ)[0]
    prior = max(affixes.get((">", last, joint(head)), 0), affixes.get(("<", first, ""), 0))
    parted = counts.parted[form] + _PRIOR * prior / 100
    joined = counts.plain[bare] + (_PRIOR * (100 - prior) / 100 if prior else 0)
    return min(99, int(100 * parted / (parted + joined)))


def _affix_cuts(word: str, affixes: dict[tuple[str, str, str], int], common: set[str]) -> list[tuple[int, str]]:
    found = []
    for cut in range(2, len(word)):
        head, rest = word[:cut], word[cut:]
        if head in common and len(head) > 2:
            found.append((affixes.get((">", rest, joint(head)), 0), head + ZWNJ + rest))
        if rest in common:
            found.append((affixes.get(("<", head, ""), 0), head + ZWNJ + rest))
    return [pair for pair in found if pair[0] >= 80]


def _pair_lines(counts: Counts, pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Pairs that a ZWNJ parted more than once and not too seldom: the model decides on each."""
    for (first, second), number in pairs.items():
        if first and second and number >= 2 and 10 * number >= counts.pairs[first, second]:
            yield f"s\t{first}{ZWNJ}{second}"


def _edge_lines(counts: Counts, pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """Words that a ZWNJ, and not a space, often follows or precedes."""
    for kind, side in (("(", 0), (")", 1)):
        parted, apart, kinds = Counter[str](), Counter[str](), Counter[str]()
        for pair, number in pairs.items():
            parted[pair[side]] += number
            kinds[pair[side]] += 1
        for pair, number in counts.pairs.items():
            apart[pair[side].split(ZWNJ)[side - 1]] += number
        for word, number in parted.items():
            if word and kinds[word] >= 3 and number >= 0.25 * (number + apart[word]):
                yield f"{kind}\t{word}"


def _affixes_joined(counts: Counts, common: set[str]) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Affixes that most of the words carrying them parted with a ZWNJ, with their share."""
    parted: Counter[tuple[str, str, str]] = Counter()
    forms = [form for form in counts.parted if counts.parted[form] > counts.plain[form.replace(ZWNJ, "")]]
    for form in forms:
        head, _, last = form.rpartition(ZWNJ)
        parted[">", last, joint(head)] += bool(last) and (head in common or ZWNJ in head)
    suffixes = {last for (_, last, _), number in parted.items() if number >= 10}
    for form in forms:
        # آتش‌ها says nothing about آتش as a prefix.
        head, _, rest = form.partition(ZWNJ)
        parted["<", head, ""] += bool(head) and rest.split(ZWNJ)[0] not in suffixes
    joined = _joined_affixes(common, {key[:2] for key, number in parted.items() if number >= 3})
    for key, number in parted.items():
        share = 100 * number // max(1, number + joined[key])
        if number >= 3 and share >= 60:
            yield key, min(share, 99)


def _joined_affixes(common: set[str], affixes: set[tuple[str, str]]) -> Counter[tuple[str, str, str]]:
    """In how many words each affix was typed without a ZWNJ."""
    joined: Counter[tuple[str, str, str]] = Counter()
    for word in common:
        for cut in range(2, len(word)):
            head, rest = word[:cut], word[cut:]
            if (">", rest) in affixes and head in common:
                joined[">", rest, joint(head)] += 1
            if ("<", head) in affixes and rest in common:
                joined["<", head, ""] += 1
    return joined


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("hazm", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("shekar", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path(str(LEXICON)))
def main(path: Path, hazm: Path, shekar: Path, out: Path) -> None:
    """Count the POSTS, add the words of the HAZM and SHEKAR wheels and write the lexicon."""
    counts = count(str(post["text"]) for post in posts(path) if not held_out(post))
    out.write_text("\n".join([*lexicon(counts), *listed(hazm, shekar)]) + "\n", encoding="utf-8")
    words = counts.plain.total() + counts.parted.total()
    click.echo(f"{words} words → {out}, {out.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
