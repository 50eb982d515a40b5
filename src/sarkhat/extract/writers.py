"""Whose text an article is, by what it says itself, with names brought to those of our outlets."""

from collections.abc import Sequence
from typing import Final

from sarkhat.extract.records import Source
from sarkhat.sources.models import Outlet
from sarkhat.text.persian import fold

_TITLES: Final = ("خبرگزاری", "روزنامه", "پایگاه خبری", "پایگاه", "سایت", "شبکه خبری", "شبکه", "باشگاه")
_LONGEST: Final = 120


def writer(sources: Sequence[Source], own: int) -> tuple[str, Outlet | None]:
    """The origin that an article of the outlet `own` (its number) names, and that outlet where it is one of ours.

    The outlet itself is nobody else: then the source named before it counts, and `("", None)` if there is none. Names
    that are neither an outlet's nor surely a medium's say nothing. One query, none without sources.
    """
    if not sources:
        return "", None
    outlets = {key: outlet for outlet in Outlet.objects.all() for key in _keys(outlet)}
    for source in reversed(sources):
        outlet = next((outlets[key] for key in _forms(source.name) if key in outlets), None)
        if outlet is not None and outlet.pk == own:
            continue
        if outlet is not None or source.is_sure:
            return (outlet.name if outlet else source.name)[:_LONGEST], outlet
    return "", None


def _keys(outlet: Outlet) -> set[str]:
    names = {form for name in (outlet.name, outlet.name_en) if name for form in _forms(name)}
    return {name for name in names if len(name) > 2}


def _forms(name: str) -> list[str]:
    """The keys of a name, with and without the word for its kind before it («خبرگزاری مهر», «مهر»)."""
    plain = fold(name).replace(" ", "")
    kinds = (fold(title).replace(" ", "") for title in _TITLES)
    return [plain, *(plain.removeprefix(kind) for kind in kinds if plain.startswith(kind) and plain != kind)]
