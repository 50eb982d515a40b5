"""Which names an article holds, and the rows that keep them.

`mentioned` is pure; `write` replaces all that is known of the articles, and keeps the sums of days in step.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.utils.timezone import localdate

from sarkhat.store import rows
from sarkhat.text.persian import fold
from sarkhat.understand.models import Mention, Name, NameDay
from sarkhat.understand.names import OTHER, READ, Named, names_of
from sarkhat.understand.records import Wording

TITLE: Final = 1
LEAD: Final = 2
BODY: Final = 3
_HEADLINE: Final = 120  # characters of a post that stand for its title
_LONGEST: Final = 160  # characters of a key and of a name
_AT_ONCE: Final = 900  # values of one IN

Naming = tuple[int, datetime, "tuple[Mentioned, ...]"]  # article, its time, its names


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A name in an article: where it stands first, and how often it stands in all."""

    key: str
    kind: str
    shown: str
    where: int
    count: int


def mentioned(words: Wording, language: str, is_post: bool, own: Iterable[str] = ()) -> tuple[Mentioned, ...]:
    """The names in an article, those of unknown kind left out, and those of its own outlet (`own`: its names)."""
    head = "" if is_post else f"{words.title}\n"
    lead_ends = len(head) + len(words.lead)
    title_ends = _HEADLINE if is_post else len(head)
    ours = {fold(name).replace(" ", "-") for name in own}
    first: dict[str, Named] = {}
    count: Counter[str] = Counter()
    for one in names_of((head + words.text)[:READ], language):
        if one.kind != OTHER and one.key not in ours and len(one.key) <= _LONGEST:
            first.setdefault(one.key, one)
            count[one.key] += 1
    return tuple(
        Mentioned(key, one.kind, one.shown[:_LONGEST], _where(one.start, title_ends, lead_ends), count[key])
        for key, one in first.items()
    )


def _where(start: int, title_ends: int, lead_ends: int) -> int:
    if start < title_ends:
        return TITLE
    return LEAD if start < lead_ends else BODY


def write(found: Sequence[Naming]) -> None:
    """Put these articles' mentions in the place of what is known of them; call inside a transaction."""
    sums: Counter[tuple[int, date]] = Counter()
    _forget([article for article, _, _ in found], sums)
    numbers = _numbers([one for _, _, names in found for one in names])
    new = []
    for article, at, names in found:
        for one in names:
            number = numbers[one.key]
            new.append([article, number, one.where, one.count, at])
            sums[number, localdate(at)] += 1
    rows.insert(Mention, ("article", "name", "where", "count", "at"), new)
    rows.add_up(NameDay, ("name", "day"), "articles", [[name, day, more] for (name, day), more in sums.items() if more])


def _forget(articles: Sequence[int], sums: Counter[tuple[int, date]]) -> None:
    """Delete what is known of the articles, and take it off the sums."""
    asked = iter(articles)
    while some := list(islice(asked, _AT_ONCE)):
        old = Mention.objects.filter(article__in=some)
        known = list(old.values_list("name_id", "at"))
        sums.subtract((name, localdate(at)) for name, at in known)
        if known:
            old.delete()


def _numbers(names: Sequence[Mentioned]) -> dict[str, int]:
    """The numbers of the names, those made that are new."""
    wanted = {one.key: one for one in names}
    numbers = _known(wanted)
    new: list[list[Any]] = [
        [one.key, one.kind, one.shown, "", False] for key, one in wanted.items() if key not in numbers
    ]
    rows.insert(Name, ("key", "kind", "shown", "renamed", "hidden"), new, unless_there=True)
    return numbers | _known([row[0] for row in new]) if new else numbers


def _known(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    asked = iter(keys)
    while some := list(islice(asked, _AT_ONCE)):
        found |= dict(Name.objects.filter(key__in=some).values_list("key", "pk"))
    return found
