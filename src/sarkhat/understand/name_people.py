"""People whom the list does not know: first names and a surname, or a title and a surname."""

from collections.abc import Sequence
from typing import Final

from sarkhat.text.words import STOP_WORDS
from sarkhat.understand.name_list import classes, entries, key_of
from sarkhat.understand.name_records import PERSON, Named
from sarkhat.understand.name_tokens import Tokens
from sarkhat.understand.name_words import FORMS_OF_ADDRESS, NO_SURNAMES, PARTICLES, PREFIXES, SURNAME_ENDS, TITLES

Found = tuple[int, str, str, str]  # words, key, kind, shown

_FIRST_NAMES: Final = 3


def person(tokens: Tokens, place: int, strong: bool) -> Found | None:
    """Prefixes, first names, a surname. `strong`: a title stands before, so that weaker words will do."""
    words, start = tokens.words, place
    while start < len(words) and words[start] in PREFIXES:
        start += 1
    behind = start
    while behind < len(words) and behind - start < _FIRST_NAMES and _class(words[behind])[:1] in ("f", "F"):
        behind += 1
    if behind == start:
        return None
    sure = strong or start > place or behind - start > 1 or _class(words[start])[0] == "F"
    if not sure and _is_known(words, behind):
        return None  # «پیام روته»: a message of somebody whom the list knows
    length = _surname(words, behind, sure)
    if not length:
        behind, length = behind - 1, _last_first_name(words, start, behind)
    return _found(tokens, place, start, behind + length) if length else None


def surname_after_title(tokens: Tokens, place: int) -> Found | None:
    """«سردار» and a surname: the person whom the list knows by it, else the surname by itself."""
    words = tokens.words
    for entry in entries(words, place, 1):
        if entry.kind == PERSON:
            return 1, entry.key, PERSON, entry.shown
    known = _class(words[place])
    if (
        known[:1] in ("s", "S")
        or "s" in known.lower()
        or (words[place - 1] not in FORMS_OF_ADDRESS and _unknown(words[place]))
    ):
        length = _surname(words, place, True)
        return _found(tokens, place, place, place + length) if length else None
    return None


def by_surname(found: Sequence[Named]) -> dict[str, Named]:
    """The people of a text by the last word of their names, where that is one person's and long enough."""
    people: dict[str, Named] = {}
    for one in found:
        parts = one.key.split("-")
        if one.kind == PERSON and len(parts) > 1 and _is_surname(parts[-1]):
            other = people.get(parts[-1])
            people[parts[-1]] = one if other is None or other.key == one.key else _NOBODY
    return {word: one for word, one in people.items() if one is not _NOBODY}


_NOBODY: Final = Named("", PERSON, "", 0, 0)


def stands_alone(words: Sequence[str], place: int) -> bool:
    """Whether a surname at `place` belongs to no first name before it."""
    before = words[place - 1] if place else "\n"
    return _class(before)[:1] not in ("f", "F") or before in TITLES


def _surname(words: Sequence[str], place: int, sure: bool) -> int:
    """How many words of a surname stand at `place`."""
    if place < len(words) and words[place] in PARTICLES:
        inner = _surname(words, place + 1, sure) if place + 1 < len(words) else 0
        return inner + 1 if inner else 0
    if place >= len(words) or not _may_be_surname(words, place, sure):
        return 0
    behind = place + 1
    while behind < len(words) and words[behind] in SURNAME_ENDS and behind - place < 3:
        behind += 1
    if behind + 1 < len(words) and words[behind] == "آل":
        return behind + 2 - place  # «بن خلیفه آل ثانی»
    if behind < len(words) and _may_follow(words[behind]):
        behind += 1
        while behind < len(words) and words[behind] in SURNAME_ENDS and behind - place < 4:
            behind += 1
    return behind - place


def _is_known(words: Sequence[str], place: int) -> bool:
    """Whether the word is a person of the list by itself."""
    return any(entry.kind == PERSON and not entry.needs_evidence for entry in entries(words, place, 1))


def _may_follow(word: str) -> bool:
    """A second surname: «حسینی خامنه‌ای», or where one comes from: «امینی دهاقانی»."""
    return word not in NO_SURNAMES and (_class(word) == "S" or (word.endswith("ی") and _unknown(word)))


def _may_be_surname(words: Sequence[str], place: int, sure: bool) -> bool:
    word = words[place]
    known = _class(word)
    if word in NO_SURNAMES or word in TITLES or word in PREFIXES:
        return False
    if "S" in known or (sure and "s" in known):
        return True
    if place + 1 < len(words) and words[place + 1] in SURNAME_ENDS and word not in STOP_WORDS and len(word) > 2:
        return word.isalpha() and words[place + 1] not in ("ای", "یی")
    return sure and _unknown(word)


def _last_first_name(words: Sequence[str], start: int, behind: int) -> int:
    """«نعیم قاسم»: the last of two first names is the surname, if it is one at all."""
    last = words[behind - 1]
    return 1 if behind - start > 1 and last not in NO_SURNAMES and "s" in _class(last).lower() else 0


def _is_surname(word: str) -> bool:
    return len(word) > 2 and "c" not in _class(word)


def _unknown(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and not word.isascii()
        and word not in classes()
        and word not in STOP_WORDS
        and not word.startswith(("می", "نمی"))
    )


def _class(word: str) -> str:
    return classes().get(word, "")


def _found(tokens: Tokens, place: int, start: int, end: int) -> Found:
    words = tokens.words
    for entry in entries(words, start, end - start):
        if entry.kind == PERSON:
            return end - place, entry.key, PERSON, entry.shown
    return end - place, key_of(words[start:end]), PERSON, tokens.shown(start, end - start)
