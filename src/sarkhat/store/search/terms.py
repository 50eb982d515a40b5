"""Words for searching: how texts and questions are cut into terms.

Both go the same way, so that what a keyboard cannot write or a writer spells otherwise finds the same.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from sarkhat.text.persian import ZWNJ, fold, search_fold
from sarkhat.text.words import words

# The Persian letter on each key of the standard Iranian keyboard (ISIRI 9147) that carries a Latin letter or mark.
_LATIN_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_PERSIAN_KEYS: Final = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدئو"
_TO_PERSIAN = str.maketrans(_LATIN_KEYS, _PERSIAN_KEYS)
_TO_LATIN = str.maketrans(_PERSIAN_KEYS, _LATIN_KEYS)
_LATIN = re.compile("[a-z]")

_EZAFE: Final = re.compile(r"(?<=[^\W\d_]ه) ی(?!\w)")  # خانه‌ی is خانهٔ, which folds to خانه
_NUMBER: Final = re.compile(r"[\d.,/:]+%?")
_PARTS: Final = re.compile(r"[^\W_]+")
_MIXED: Final = re.compile(r"\d[\d.,/:]*\d|[^\W_]*\d[^\W\d_]+|[^\W\d_]+\d+")
_RUNS: Final = re.compile(r"[^\W\d_]+|\d+")
_PREFIXES: Final = frozenset(("می", "نمی"))
_SUFFIXES: Final = frozenset("ها های هایی هایم هایت هایش تر ترین ای ام اند ایم اید اش ی".split())
# Two spellings of one word, folded: both are seen in print.
_SPELLINGS: Final = {
    "مسوول": "مسیول", "مسول": "مسیول", "هیات": "هییت", "شوون": "شیون", "طهران": "تهران", "امپراطور": "امپراتور",
    "بلیط": "بلیت", "باطری": "باتری", "اطاق": "اتاق", "طوفان": "توفان", "غلطک": "غلتک", "اطریش": "اتریش",
    "ذغال": "زغال",
}  # fmt: skip
_SPELLED: Final = re.compile("^(?:" + "|".join(_SPELLINGS) + ")")


def terms(text: str) -> list[str]:
    """The terms of a text in order: folded words, a compound's parts as words of their own."""
    return list(_terms(text))


def variants(text: str, known: Iterable[str] = ()) -> set[str]:
    """What else a reader may type for the words of a text, apart from what is `known`.

    A compound's joined form (بین‌الملل → بینالملل), a word without its plural or other suffix (کتاب‌ها → کتاب), the
    parts of a time or date, and of digits glued to letters (10نفره).
    """
    whole = (term for word in words(text) if ZWNJ in word for term in cut(fold(word)))
    return {*whole, *_bare(text), *_parts(text)}.difference(known)


def squashed(name: str) -> str:
    """A name as it is compared: folded letters and digits alone."""
    return "".join(_PARTS.findall(search_fold(name))).replace("آ", "ا")


def other_keyboard(text: str) -> str:
    """What the same keys give with the other keyboard layout (sghl ↔ سلام)."""
    low = text.lower()
    return low.translate(_TO_PERSIAN) if _LATIN.search(low) else low.translate(_TO_LATIN)


def nearest(term: str, text: str) -> str:
    """The word of the text most like the term; "" if none is like it."""
    found = difflib.get_close_matches(term, dict.fromkeys(terms(text)), 1, 0.7)
    return found[0] if found else ""


@lru_cache(maxsize=50_000)
def cut(word: str) -> tuple[str, ...]:
    """The terms of one folded word: an address, a tag or a handle gives its parts, a number its bare digits."""
    if _NUMBER.fullmatch(word):
        return (word.rstrip("%").replace(",", ""),)
    parts = _PARTS.findall(word) if word[0] in "#@" or "/" in word or "_" in word else [word]
    return tuple(_spelled(part.replace("آ", "ا")) for part in parts)


def _terms(text: str) -> Iterator[str]:
    for word in words(_EZAFE.sub("", search_fold(text))):
        yield from cut(word)


def _bare(text: str) -> Iterator[str]:
    """The words without the affixes that `search_fold` glues; a verb without می is another word."""
    before = ""
    for word in words(fold(text.replace(ZWNJ, " "))):
        if before not in _PREFIXES and word not in _SUFFIXES:
            yield from cut(word)
        before = word


def _parts(text: str) -> Iterator[str]:
    for word in _MIXED.findall(fold(text)):
        yield from (part.replace("آ", "ا") for part in _RUNS.findall(word))


def _spelled(term: str) -> str:
    return _SPELLED.sub(lambda found: _SPELLINGS[found[0]], term)
