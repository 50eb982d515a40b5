"""Understand an item: language, section, key passage. Pure."""

from collections.abc import Set
from typing import Final

from sarkhat.understand import sections
from sarkhat.understand.language import language
from sarkhat.understand.passage import key_passage
from sarkhat.understand.records import Item, Understood

VERSION: Final = 2  # of sections and key passages: the archive is read again when it rises (`understand.again`)


def understand(item: Item, tongue: str = "", repeated: Set[str] = frozenset()) -> Understood:
    """What the item's words say; an outlet's own statement of section and language weighs first.

    `tongue`: the item's language, where it has been found already. `repeated`: folded lines that its source prints
    under many of its pieces.
    """
    section, said_by = sections.choose(item.stated_section, item.text, item.title)
    return Understood(
        language=tongue or tongue_of(item),
        section=section,
        section_by=said_by,
        key_passage=key_passage(item.text, item.title, repeated),
    )


def tongue_of(item: Item) -> str:
    """The language alone."""
    return language(f"{item.title}\n{item.text}", item.stated_language)


def section(item: Item) -> str:
    """The section alone."""
    return sections.choose(item.stated_section, item.text, item.title)[0]
