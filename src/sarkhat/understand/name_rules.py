"""Rules of context: names that the list does not know, and evidence for names that are common words too.

A person: first names and a surname, or a title and a surname. A place: «شهر», «استان», «روستای» and a name. An
organisation or club: its head («سازمان», «دانشگاه», «ارتش», «باشگاه») and what must follow it. Words are judged by
their classes, which were counted in outlets' texts (scripts/names.py).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sarkhat.text.words import STOP_WORDS
from sarkhat.understand.name_list import Entry, classes, entries, key_of, longest
from sarkhat.understand.name_people import person, surname_after_title
from sarkhat.understand.name_records import CLUB, ORGANISATION, PERSON, PLACE
from sarkhat.understand.name_tokens import Tokens
from sarkhat.understand.name_words import (
    BEFORE_PLACES,
    CLERICS,
    CLUB_HEADS,
    ORGANISATIONS_BY_NAME,
    ORGANISATIONS_OF_PLACES,
    PLACES_BY_NAME,
    PLACES_OF_NAMES,
    PREFIXES,
    ROLES,
    SAID,
    SOURCES,
    SPORT,
    TITLES,
)

LANGUAGES: Final = frozenset({"fa", "fa-AF"})
Found = tuple[int, str, str, str]  # words, key, kind, shown

_SPORT_WORDS: Final = 2
_HEADS: Final = PLACES_BY_NAME | ORGANISATIONS_OF_PLACES.keys() | ORGANISATIONS_BY_NAME
_JOINTS: Final = frozenset("و،,")
_ALONE: Final = frozenset("وزارت فدراسیون".split())  # heads that need no place behind their inner words


def at(tokens: Tokens, place: int) -> Found | None:
    """The name that a rule finds at `place`."""
    words, word = tokens.words, tokens.words[place]
    if word in _HEADS:
        return _headed(tokens, place)
    found = person(tokens, place, strong=_after_title(words, place)) if _begins_person(word) else None
    if found:
        return found
    before = words[place - 1] if place else ""
    if before in PLACES_OF_NAMES:
        return _place(tokens, place)
    if before in CLUB_HEADS and not longest(words, place) and _unknown(word):
        return _found(tokens, place, 1, CLUB)
    return surname_after_title(tokens, place) if _after_title(words, place) else None


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """The words at which a rule may find something, whatever stands before."""
    return _HEADS | PREFIXES | {word for word, known in classes().items() if known[0] in "fF"}


BEHIND: Final = TITLES | PLACES_OF_NAMES | CLUB_HEADS | {second for _, second in CLERICS}
"""Words behind which a rule may find something, whatever it is."""


def _begins_person(word: str) -> bool:
    return word in PREFIXES or (word not in TITLES and classes().get(word, "")[:1] in ("f", "F"))


def has_evidence(entry: Entry, words: Sequence[str], place: int, length: int, sport: bool) -> bool:
    """Whether what stands around a common word shows that the name is meant."""
    before = words[place - 1] if place else "\n"
    behind = words[place + length] if place + length < len(words) else "\n"
    if entry.kind == PLACE:
        return before in BEFORE_PLACES or _in_a_list(words, place, length)
    if entry.kind == CLUB:
        return sport or before in CLUB_HEADS
    if before == "\n" and behind == ":":
        return True
    if entry.kind == PERSON:
        return before in TITLES or before in ROLES or behind in SAID
    return before in SOURCES or before == "/"


def is_sport(words: Sequence[str]) -> bool:
    """Whether the text tells of sport."""
    return len(SPORT.intersection(words)) >= _SPORT_WORDS


def _after_title(words: Sequence[str], place: int) -> bool:
    if not place:
        return False
    return words[place - 1] in TITLES or (place > 1 and (words[place - 2], words[place - 1]) in CLERICS)


def _in_a_list(words: Sequence[str], place: int, length: int) -> bool:
    """«تهران و نور»: beside a name that is surely a place."""
    return any(
        0 <= other < len(words) and words[joint] in _JOINTS and _is_surely_place(words, other)
        for joint, other in ((place - 1, place - 2), (place + length, place + length + 1))
    )


def _is_surely_place(words: Sequence[str], place: int) -> bool:
    return any(entry.kind == PLACE and not entry.needs_evidence for entry in entries(words, place, 1))


def _headed(tokens: Tokens, place: int) -> Found | None:
    word, words = tokens.words[place], tokens.words
    if word in PLACES_BY_NAME:
        length = _named_after(words, place + 1)
        return _found(tokens, place, 1 + length, PLACE) if length else None
    return _of_a_place(tokens, place) or _by_name(tokens, place)


def _place(tokens: Tokens, place: int) -> Found | None:
    """What follows «شهر», «استان»: of the list, or a word that is nothing else."""
    words = tokens.words
    length = longest(words, place)
    for entry in entries(words, place, length) if length else ():
        if entry.kind == PLACE:
            return length, entry.key, PLACE, entry.shown
    return _found(tokens, place, 1, PLACE) if not length and _unknown(words[place]) else None


def _of_a_place(tokens: Tokens, place: int) -> Found | None:
    """«ارتش پاکستان», «وزارت دفاع روسیه»: head, inner words, and a place of the list."""
    words = tokens.words
    inner = ORGANISATIONS_OF_PLACES.get(words[place])
    if inner is None:
        return None
    behind = place + 1
    while behind < len(words) and words[behind] in inner:
        behind += 1
    length = longest(words, behind) if behind < len(words) else 0
    if length and any(entry.kind == PLACE for entry in entries(words, behind, length)):
        return _found(tokens, place, behind - place + length, ORGANISATION)
    while behind > place + 1 and words[behind - 1] == "و":
        behind -= 1
    if words[place] in _ALONE and behind > place + 1:
        return _found(tokens, place, behind - place, ORGANISATION)
    return None


def _by_name(tokens: Tokens, place: int) -> Found | None:
    """«شرکت», «حزب», «بیمارستان» and a word that is no common one."""
    words = tokens.words
    if words[place] not in ORGANISATIONS_BY_NAME:
        return None
    length = _named_after(words, place + 1)
    return _found(tokens, place, 1 + length, ORGANISATION) if length else None


def _named_after(words: Sequence[str], place: int) -> int:
    """How many words of a name stand behind a head: one of the list, or a word that is nothing else."""
    if place >= len(words):
        return 0
    start = place + 1 if words[place] in PREFIXES and place + 1 < len(words) else place
    if length := longest(words, start):
        sure = any(not entry.needs_evidence for entry in entries(words, start, length))
        return start - place + length if sure else 0
    word = words[start]
    known = classes().get(word, "")
    if _unknown(word) or known[:1] in ("S", "F") or (start > place and known[:1] in "sf"):
        return start - place + 1
    return 0


def _unknown(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not word.isascii() and word not in classes() and word not in STOP_WORDS


def _found(tokens: Tokens, place: int, length: int, kind: str) -> Found:
    known = entries(tokens.words, place, length)
    if known:
        return length, known[0].key, known[0].kind, known[0].shown
    return length, key_of(tokens.words[place : place + length]), kind, tokens.shown(place, length)
