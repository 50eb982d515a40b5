"""Whose text an article is, by what it says itself, with names brought to those of our outlets."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sarkhat.extract.records import Source
from sarkhat.sources.models import Outlet
from sarkhat.text.persian import fold

_TITLES: Final = ("خبرگزاری", "روزنامه", "پایگاه خبری", "پایگاه", "سایت", "شبکه خبری", "شبکه", "باشگاه")
_LONGEST: Final = 120
_SHORT: Final = 2  # letters of a name that is none


def writer(sources: Sequence[Source], own: int) -> tuple[str, Outlet | None]:
    """The origin that an article of the outlet `own` (its number) names, and that outlet where it is one of ours.

    The outlet itself is nobody else: then the source named before it counts, and `("", None)` if there is none. Names
    that are neither an outlet's nor surely a medium's say nothing. One query, none without sources.
    """
    if not sources:
        return "", None
    numbers = _numbers()
    for source in reversed(sources):
        number = next((numbers[key] for key in _forms(source.name) if key in numbers), None)
        if number == own or (number is None and not source.is_sure):
            continue
        outlet = Outlet.objects.get(pk=number) if number else None
        return (outlet.name if outlet else source.name)[:_LONGEST], outlet
    return "", None


def _numbers() -> dict[str, int]:
    """The outlets' numbers by the keys of their names; of two with one name, that which came first."""
    found: dict[str, int] = {}
    for number, *names in Outlet.objects.order_by("pk").values_list("pk", "name", "name_en"):
        for key in (form for name in names if name for form in _forms(name)):
            if len(key) > _SHORT:
                found.setdefault(key, number)
    return found


@lru_cache(maxsize=20_000)  # those of all outlets
def _forms(name: str) -> tuple[str, ...]:
    """The keys of a name, with and without the word for its kind before it («خبرگزاری مهر», «مهر»)."""
    plain = fold(name).replace(" ", "")
    kinds = (fold(title).replace(" ", "") for title in _TITLES)
    return (plain, *(plain.removeprefix(kind) for kind in kinds if plain.startswith(kind) and plain != kind))
