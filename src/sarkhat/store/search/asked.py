"""The query language: what a reader typed, read into what must and must not be there. Pure; it knows no error.

    word word          both                    "a phrase" «عبارت»    as it stands
    a OR b  a یا b     one of them             -word  NOT word  بدون واژه    not this
    outlet: رسانه:     section: سرویس:         from: to: از: تا:     days, Jalali or Gregorian

Whatever is no part of the language is a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from sarkhat.store.search.terms import squashed, terms
from sarkhat.text import dates
from sarkhat.text.calendars import to_jalali

MOST: Final = 12  # words of a question that count

_FIELDS: Final = {
    "outlet": "outlet", "رسانه": "outlet", "منبع": "outlet", "section": "section", "سرویس": "section",
    "from": "since", "از": "since", "to": "until", "تا": "until",
}  # fmt: skip
_SIGNS: Final = {"OR": "or", "NOT": "not"}
_PERSIAN_SIGNS: Final = {"یا": "or", "بدون": "not"}  # words of every day too
_TOKEN: Final = re.compile(
    rf"(?P<name>{'|'.join(_FIELDS)}):(?P<value>\"[^\"]*\"|«[^»]*»|[^\s\"«]+)"
    r"|(?P<minus>-(?=[\w«\"“]))?(?:[\"“](?P<phrase>[^\"“”]+)[\"”]|«(?P<quoted>[^«»]+)»|(?P<word>[^\s\"«»“”]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing to find: a term, which may be part of a compound (`also`), or the terms of a phrase in order."""

    terms: tuple[str, ...]
    also: tuple[str, ...] = ()
    text: str = ""  # of a phrase, as typed


@dataclass(slots=True)
class Asked:
    """Of each group of `every` one atom must be there, of `none` nothing. `until` is the first instant too late."""

    every: list[list[Atom]] = field(default_factory=list)
    none: list[Atom] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None

    @property
    def filtered(self) -> bool:
        """Whether something but words narrows it."""
        return bool(self.outlets or self.sections or self.since or self.until)

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return not self.every and not self.filtered

    def marked(self) -> set[str]:
        """The terms that a snippet shows."""
        return {term for group in self.every for atom in group for term in (*atom.terms, *atom.also)}


def read(text: str, now: datetime, *, persian: bool = True) -> Asked:
    """The question in the query language; one that only excludes is taken for plain words.

    Not `persian`: یا and بدون are words as any other.
    """
    asked = Asked()
    reader = _Reader(asked, now, _SIGNS | _PERSIAN_SIGNS if persian else _SIGNS)
    for token in _TOKEN.finditer(text):
        reader.take(token)
    reader.finish()
    return plain(text) if asked.empty else asked


def plain(text: str) -> Asked:
    """Every word of the question, whatever the language makes of it."""
    return Asked(every=[[atom] for atom in _atoms(text)[:MOST]])


class _Reader:
    """Collects a run of plain words, because two of them may be one (می خواهم), until something else comes."""

    def __init__(self, asked: Asked, now: datetime, signs: dict[str, str]) -> None:
        self._asked, self._now, self._signs = asked, now, signs
        self._run: list[str] = []
        self._either = self._not = False

    def take(self, token: re.Match[str]) -> None:
        """The next token."""
        phrase = token["phrase"] or token["quoted"]
        if token["name"]:
            self._flush()
            if not self._narrow(_FIELDS[token["name"].lower()], token["value"]):
                self._run.append(token[0])
        elif phrase is None and not token["minus"] and (sign := self._signs.get(token["word"])):
            self._flush()
            self._signal(sign, token["word"])
        elif token["minus"] or phrase is not None:
            self._flush()
            self._not |= bool(token["minus"])
            self._put(_phrase(phrase) if phrase is not None else _atoms(token["word"]))
        else:
            self._run.append(token["word"])

    def finish(self) -> None:
        """No more tokens."""
        self._flush()
        del self._asked.every[MOST:], self._asked.none[MOST:]

    def _signal(self, sign: str, word: str) -> None:
        if sign == "not":
            self._not = True
        elif self._asked.every:
            self._either = True
        else:
            self._run.append(word)

    def _flush(self) -> None:
        if self._run:
            self._put(_atoms(" ".join(self._run)))
            self._run.clear()

    def _put(self, atoms: list[Atom]) -> None:
        for atom in atoms:
            if self._not:
                self._asked.none.append(atom)
            elif self._either:
                self._asked.every[-1].append(atom)
            elif [atom] not in self._asked.every:
                self._asked.every.append([atom])
            self._not = self._either = False

    def _narrow(self, name: str, value: str) -> bool:
        """Take a filter; False if its value says nothing."""
        value = value.strip('"«»')
        if name in ("outlet", "section"):
            wanted = squashed(value)
            (self._asked.outlets if name == "outlet" else self._asked.sections).append(wanted)
            return bool(wanted)
        found = dates.parse(value, self._now)
        if found is not None and name == "since":
            self._asked.since = found.at
        elif found is not None:
            self._asked.until = _end(found)
        return found is not None


def _atoms(text: str) -> list[Atom]:
    """The terms of a run of words, each with what it makes together with its neighbours."""
    found = terms(text)
    pairs = [left + right for left, right in pairwise(found)]
    also = [tuple(pairs[max(0, n - 1) : n + 1]) for n in range(len(found))]
    return [Atom((term,), more) for term, more in zip(found, also, strict=True)]


def _phrase(text: str) -> list[Atom]:
    found = tuple(terms(text)[:MOST])
    return [Atom(found, text=text)] if found else []


def _end(found: dates.Found) -> datetime:
    """The instant after the day or month that was found; a time of day ends with itself."""
    if found.precision == "day":
        return found.at + timedelta(days=1)
    return next(_after_month(found)) if found.precision == "month" else found.at


def _after_month(found: dates.Found) -> Iterator[datetime]:
    first = found.at.astimezone(dates.TEHRAN)

    def month(at: datetime) -> int:
        return to_jalali(at.date())[1] if found.calendar == "jalali" else at.month

    for days in range(27, 33):
        if month(later := first + timedelta(days=days)) != month(first):
            yield later
