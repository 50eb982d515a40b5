"""Train the weights of the ZWNJ repair (src/sarkhat/text/data/zwnj.gz) from posts that type their ZWNJs well.

    python scripts/train_zwnj.py POSTS.jsonl[.gz] [--out FILE]

Reads the posts that `scripts/build_lexicon.py` reads, and its lexicon, which must be built before. The words
model is a softmax over the places where a word can be parted, learned from the distinct words, so that it
answers for words it has not seen; the pairs model is a logistic over neighbouring words. Both by Adagrad
(Duchi et al. 2011) with features dropped at random. Nothing of a text can be read out of the weights.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import click
import numpy as np
from build_lexicon import RUN, Counts, count, held_out, posts

from sarkhat.text.persian import ZWNJ, normalise_letters
from sarkhat.text.zwnj_features import SIZE, around, cut, cuts, pair, slots, whole
from sarkhat.text.zwnj_lexicon import Lexicon, lexicon
from sarkhat.text.zwnj_model import WEIGHTS, pack

_DROP = 0.15
_SEED = 3
# Of a hundred words, how many the words model does not know by their counts while it learns.
_FORGOTTEN = 20
# The weight of a word of the lists, where one typed once weighs 1 and one typed often 4; and of two neighbours in a
# compound of the lists, where every sighting weighs 1.
_LISTED = 1.0
_LISTED_PAIR = 0.5


@dataclass
class Rows:
    """Feature slots of each row, its target and weight, and to which group (word, pair) it belongs."""

    slots: np.ndarray
    starts: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    group: np.ndarray


def gather(rows: Iterable[tuple[list[int], float, float, int]]) -> Rows:
    """The rows as arrays; groups must be numbered 0, 1, 2 … in order."""
    found, starts, rest = [], [0], []
    for features, *other in rows:
        found.extend(features)
        starts.append(len(found))
        rest.append(other)
    target, weight, group = np.array(rest).T
    return Rows(np.array(found, np.int32), np.array(starts), target, weight, group.astype(np.int64))


@dataclass(slots=True)
class Forgetful(Lexicon):
    """A lexicon that has not counted some of its words, as it has not counted those that it will be asked about."""

    turn: int = 0
    asked: str = ""

    def known(self, piece: str) -> str:
        forgotten = crc32(f"{self.turn} {piece}".encode()) % 100 < _FORGOTTEN
        return self.seen(piece) if forgotten else Lexicon.known(self, piece)

    def seen(self, piece: str) -> str:
        return self.verbs.get(piece, "-") if piece == self.asked else Lexicon.seen(self, piece)


def forgetful(known: Lexicon) -> Forgetful:
    """The same lexicon, which it shares."""
    return Forgetful(**{each.name: getattr(known, each.name) for each in fields(known)})


def words(counts: Counts, known: Lexicon) -> Iterator[tuple[list[int], float, float, int]]:
    """A row for each way to part each distinct word, the whole word first."""
    told = forgetful(known)
    for group, (word, seen, weight, own) in enumerate(_examples(counts, known)):
        told.turn, told.asked = group, "" if own else word
        told.compounds = known.compounds if own else {}
        places = cuts(word, told)
        shares = _shares(places, seen)
        yield slots(whole(word, told)), shares[0], weight, group
        for at in places:
            yield slots(cut(word, at, told)), shares[at], weight, group


def _examples(counts: Counts, known: Lexicon) -> Iterator[tuple[str, Counter[str], float, bool]]:
    """Each distinct word, its forms, its weight, and whether it was counted; then the words of the lists."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for typed in (counts.plain, counts.parted):
        for form, number in typed.items():
            forms[form.replace(ZWNJ, "")][form] += number
    for word, seen in forms.items():
        if 4 <= len(word) <= 30:
            yield word, seen, min(math.log2(1 + seen.total()), 4.0), True
    for word, kind in known.listed.items():
        if word not in forms and kind in "dc" and 4 <= len(word) <= 30:
            yield word, Counter([_typed(word, known)]), _LISTED, False


def _typed(word: str, known: Lexicon) -> str:
    """The word as its list has it."""
    ends = [0, *sorted(known.compounds.get(word, ())), len(word)]
    return ZWNJ.join(word[start:end] for start, end in pairwise(ends))


def _shares(places: list[int], forms: Counter[str]) -> dict[int, float]:
    """How often the word was left whole (0) or parted at each place; several places share one sighting."""
    shares = dict.fromkeys([0, *places], 0.0)
    for form, number in forms.items():
        at = np.cumsum([len(piece) for piece in form.split(ZWNJ)])[:-1]
        parted = [int(place) for place in at if place in shares] or [0]
        for place in parted:
            shares[place] += number / forms.total() / len(parted)
    return shares


def pairs(texts: Iterable[str], known: Lexicon) -> Iterator[tuple[list[int], float, float, int]]:
    """A row for each two neighbours that might need a ZWNJ, with and without the words around them, then the lists'.

    Without: the damage of a text is told from the pairs alone.
    """
    group, told = 0, forgetful(known)
    for pieces in (run for text in texts for run in _runs(text)):
        for at in range(1, len(pieces)):
            (first, _), (second, parted) = pieces[at - 1 : at + 1]
            if known.partible(first, second):
                told.turn = group
                before = pieces[at - 2][0] if at > 1 else ""
                after = pieces[at + 1][0] if at + 1 < len(pieces) else ""
                alone = slots(pair(first, second, told))
                yield alone, parted, 1.0, group
                yield alone + slots(around(before, first, second, after)), parted, 1.0, group + 1
                group += 2
    yield from _listed_pairs(known, group)


def _listed_pairs(known: Lexicon, group: int) -> Iterator[tuple[list[int], float, float, int]]:
    """The neighbours inside the compounds of the lists, by what is known of them without the lists."""
    told = forgetful(known)
    told.compounds = {}
    for word in known.compounds:
        told.turn, told.asked = group, word
        for first, second in pairwise(_typed(word, known).split(ZWNJ)):
            yield slots(pair(first, second, told)), 1.0, _LISTED_PAIR, group
            group += 1


def _runs(text: str) -> Iterator[list[tuple[str, bool]]]:
    """The pieces between ZWNJs and spaces, run by run, and whether a ZWNJ stands before each."""
    for run in RUN.findall(normalise_letters(text)):
        yield [piece for word in run.split(" ") for piece in _marked(word)]


def _marked(word: str) -> list[tuple[str, bool]]:
    """The pieces of a word, and whether a ZWNJ stands before each."""
    return [(piece, bool(number)) for number, piece in enumerate(filter(None, word.split(ZWNJ)))]


def train(rows: Rows, rate: float, rounds: int, batch: int) -> np.ndarray:
    """The weights after `rounds` over the groups in batches. A group of one row is a logistic one."""
    weights, squares = np.zeros(SIZE, np.float32), np.full(SIZE, 0.1, np.float32)
    random = np.random.default_rng(_SEED)
    first = np.searchsorted(rows.group, np.arange(rows.group[-1] + 2))
    for number in range(rounds):
        loss = 0.0
        order = random.permutation(len(first) - 1)
        for start in range(0, len(order), batch):
            chosen = np.sort(order[start : start + batch])
            loss += _step(rows, _spans(first, chosen), weights, squares, rate, random)
        click.echo(f"round {number + 1}: loss {loss / len(order):.4f}", err=True)
    return weights


def _spans(starts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The members of the chosen spans, in order."""
    lengths = starts[chosen + 1] - starts[chosen]
    return np.repeat(starts[chosen] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def _step(
    rows: Rows, chosen: np.ndarray, weights: np.ndarray, squares: np.ndarray, rate: float, random: np.random.Generator
) -> float:
    """One batch: change the weights in place and return its loss."""
    lengths = rows.starts[chosen + 1] - rows.starts[chosen]
    row = np.repeat(np.arange(len(chosen)), lengths)
    used = rows.slots[_spans(rows.starts, chosen)]
    kept = random.random(len(used)) >= _DROP
    score = np.bincount(row, weights[used] * kept / (1 - _DROP), len(chosen))
    guess = _guess(score, rows.group[chosen])
    target, weight = rows.target[chosen], rows.weight[chosen]
    slot, place = np.unique(used, return_inverse=True)
    change = np.bincount(place, ((guess - target) * weight)[row] * kept) + 1e-3 * weights[slot]
    squares[slot] += change**2
    weights[slot] -= rate * change / np.sqrt(squares[slot])
    return float(-(target * np.log(guess + 1e-9) * weight).sum())


def _guess(score: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Softmax inside groups; the logistic function where each group is one row."""
    first = np.flatnonzero(np.diff(group, prepend=-1))
    if len(first) == len(group):
        return 1 / (1 + np.exp(-score))
    number = np.cumsum(np.diff(group, prepend=group[0]) != 0)
    power = np.exp(score - np.maximum.reduceat(score, first)[number])
    return power / np.add.reduceat(power, first)[number]


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path(str(WEIGHTS)))
def main(path: Path, out: Path) -> None:
    """Learn from the POSTS and write the weights."""
    texts = [str(post["text"]) for post in posts(path) if not held_out(post)]
    tables = [
        train(gather(words(count(texts), lexicon())), 0.25, 7, 1024),
        train(gather(pairs(texts, lexicon())), 0.15, 4, 2048),
    ]
    out.write_bytes(pack(tables))
    click.echo(f"{out}, {out.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
