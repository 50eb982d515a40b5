"""The names in a text: people, places, organisations, clubs; by a list of names and by rules of context. Pure.

1. The text is cut into folded words; ZWNJ and underscore part them, punctuation and line ends stand as words.
2. Left to right, at each word: the longest name of the list that stands there, or what a rule finds (`name_rules`).
3. A name of the list that is a common word too counts only with evidence around it.
4. A surname alone is the person whose whole name stands in the same text, else whom the list knows by it alone.
5. Runs of capitalised Latin words that do not begin a sentence are names as well (`name_latin`).

The list and the classes of words are made by scripts/names.py, see docs/models.md.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sarkhat.understand import name_latin, name_people, name_rules
from sarkhat.understand.name_list import Entry, entries, firsts, longest
from sarkhat.understand.name_records import CLUB, KINDS, ORGANISATION, OTHER, PERSON, PLACE, Named
from sarkhat.understand.name_rules import Found, has_evidence
from sarkhat.understand.name_tokens import Tokens, cut

__all__ = ["CLUB", "KINDS", "ORGANISATION", "OTHER", "PERSON", "PLACE", "Named", "names_of"]

VERSION: Final = 1  # of list and rules: the archive is read again when it rises (`understand.again`)
READ: Final = 6000  # characters that are looked at


def names_of(text: str, language: str = "fa") -> tuple[Named, ...]:
    """The names that stand in `text`, in order, without overlaps; each mention by itself.

    `key` is the same for all spellings of a name that are known to be one («پزشکیان», «مسعود پزشکیان»);
    `start` and `end` are places in `text`. Of any language; only Persian has rules for names it does not know.
    """
    tokens = cut(text[:READ])
    found = _walk(tokens, language)
    if people := name_people.by_surname(found):
        found = [_whole(one, people) for one in found]
        found += _surnames(tokens, found, people)
    return tuple(sorted(found, key=lambda one: one.start))


def _walk(tokens: Tokens, language: str) -> list[Named]:
    found: list[Named] = []
    persian, sport = language in name_rules.LANGUAGES, name_rules.is_sport(tokens.words)
    words, begin, last = tokens.words, _beginnings(persian), ""
    place = 0
    while place < len(words):
        word, before, last = words[place], last, words[place]
        if word not in begin and before not in name_rules.BEHIND and not (word.isascii() and tokens.is_capital(place)):
            place += 1  # of most words this is all
            continue
        if best := _at(tokens, place, persian, sport):
            length, key, kind, shown = best
            found.append(Named(key, kind, shown, tokens.starts[place], tokens.ends[place + length - 1]))
            place += length
            last = words[place - 1]
        else:
            place += 1
    return found


@lru_cache(maxsize=2)
def _beginnings(persian: bool) -> frozenset[str]:
    """The words with which names of the list begin, and those at which rules begin."""
    return firsts() | name_rules.beginnings() if persian else firsts()


def _at(tokens: Tokens, place: int, persian: bool, sport: bool) -> Found | None:
    """The longest name at a place: of the list, else by a rule."""
    words = tokens.words
    latin = words[place].isascii()
    if latin and not tokens.is_capital(place):
        return None
    length = longest(words, place)
    listed = _chosen(words, place, length, sport) if length else None
    best = (length, listed.key, listed.kind, listed.shown) if listed else None
    if latin:
        ruled = name_latin.at(tokens, place, alone=not persian)
    else:
        ruled = name_rules.at(tokens, place) if persian else None
    return ruled if ruled and (best is None or ruled[0] > best[0]) else best


def _chosen(words: Sequence[str], place: int, length: int, sport: bool) -> Entry | None:
    """Which of the names that are written so is meant; None: none has enough evidence."""
    known = entries(words, place, length)
    if sport:
        known = tuple(sorted(known, key=lambda entry: entry.kind != CLUB))
    sure = (entry for entry in known if not entry.needs_evidence)
    seen = (entry for entry in known if entry.needs_evidence and has_evidence(entry, words, place, length, sport))
    return next(seen, None) or next(sure, None)


def _whole(one: Named, people: dict[str, Named]) -> Named:
    """A titled surname is the person whose whole name stands in the same text."""
    person = people.get(one.key) if one.kind == PERSON else None
    return Named(person.key, PERSON, person.shown, one.start, one.end) if person else one


def _surnames(tokens: Tokens, found: Sequence[Named], people: dict[str, Named]) -> list[Named]:
    """Surnames that stand alone, of people whose whole name stands in the text."""
    taken = {place for one in found for place in range(one.start, one.end)}
    more = []
    for place, word in enumerate(tokens.words):
        person = people.get(word)
        if person and tokens.starts[place] not in taken and name_people.stands_alone(tokens.words, place):
            more.append(Named(person.key, PERSON, person.shown, tokens.starts[place], tokens.ends[place]))
    return more
