"""The list of names and the classes of words, read from the data that scripts/names.py makes."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from sarkhat.understand.name_records import CLUB, ORGANISATION, PERSON, PLACE
from sarkhat.understand.name_tokens import cut

KIND_LETTERS: Final = {"P": PERSON, "L": PLACE, "O": ORGANISATION, "C": CLUB}
UNSURE: Final = "~"  # before a spelling that is a common word, or another's name, as well


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the list, by one of its spellings."""

    key: str
    kind: str
    shown: str
    needs_evidence: bool


def key_of(words: Sequence[str]) -> str:
    """The key of a name that is written with these folded words."""
    return "-".join(words)


@dataclass(frozen=True, slots=True)
class _Names:
    by_words: dict[str, tuple[Entry, ...]]
    lengths: dict[str, tuple[int, ...]]  # of a first word: how many words names have that begin so, longest first
    latin: dict[str, str]  # of a key


def longest(words: Sequence[str], place: int) -> int:
    """How many words the longest name of the list has that stands at `place`; 0: none."""
    known = _names()
    for length in known.lengths.get(words[place], ()):
        if place + length <= len(words) and " ".join(words[place : place + length]) in known.by_words:
            return length
    return 0


def entries(words: Sequence[str], place: int, length: int) -> tuple[Entry, ...]:
    """The names that are written with the `length` words at `place`."""
    return _names().by_words.get(" ".join(words[place : place + length]), ())


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """Of a folded word what it is: letters of f, s (first name, surname; F, S: hardly anything else), c (common)."""
    return dict(line.split("\t") for line in _lines("name_words.tsv.gz"))


def firsts() -> frozenset[str]:
    """The words with which names begin."""
    return frozenset(_names().lengths)


def latin_of(key: str) -> str:
    """How the list writes the name of this key in Latin letters; "" if it does not."""
    return _names().latin.get(key, "")


def parse(line: str) -> tuple[str, str, list[tuple[str, bool]]]:
    """Kind, name as shown, and its spellings with whether they need evidence. Raises KeyError of an unknown kind."""
    letter, shown, spellings = [*line.split("\t"), ""][:3]
    parts = [shown, *(part for part in spellings.split("|") if part)]
    unsure = {part.removeprefix(UNSURE) for part in parts if part.startswith(UNSURE)}
    own = [part.removeprefix(UNSURE) for part in parts]
    return KIND_LETTERS[letter], shown, [(part, part in unsure) for part in dict.fromkeys(own)]


def forget() -> None:
    """Read the data anew at the next question: scripts/names.py makes it in two steps."""
    _names.cache_clear()
    classes.cache_clear()


@lru_cache(maxsize=1)
def _names() -> _Names:
    by_words: dict[str, list[Entry]] = {}
    lengths: dict[str, set[int]] = {}
    kinds: dict[str, str] = {}
    latin: dict[str, str] = {}
    for line in _lines("names.tsv.gz"):
        kind, shown, spellings = parse(line)
        key = key_of(cut(shown).words)
        if kinds.setdefault(key, kind) != kind:
            key = f"{key}-{kind}"  # «میلان»: a city and a club
        latin.setdefault(key, next((spelling for spelling, _ in spellings if spelling.isascii()), ""))
        for spelling, unsure in spellings:
            for words in _ways(cut(spelling).words):
                by_words.setdefault(" ".join(words), []).append(Entry(key, kind, shown, unsure))
                lengths.setdefault(words[0], set()).add(len(words))
    ordered = {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}
    return _Names({words: tuple(found) for words, found in by_words.items()}, ordered, latin)


def _ways(words: list[str]) -> Iterator[list[str]]:
    """The words, and as hasty hands write them: «ا» for «آ», where that is no other word."""
    yield words
    hasty = [word.replace("آ", "ا") for word in words]
    if hasty != words and (len(words) > 1 or hasty[0] not in classes()):
        yield hasty


def _lines(name: str) -> Iterator[str]:
    data = files("sarkhat.understand").joinpath(f"data/{name}").read_bytes()
    return (line for line in gzip.decompress(data).decode().splitlines() if line)
