"""Understand an item: language, section, key passage. Pure."""

from sarkhat.understand import sections
from sarkhat.understand.language import language
from sarkhat.understand.passage import key_passage
from sarkhat.understand.records import Item, Understood


def understand(item: Item, tongue: str = "") -> Understood:
    """What the item's words say; an outlet's own statement of section and language weighs first.

    `tongue`: the item's language, where it has been found already.
    """
    return Understood(
        language=tongue or tongue_of(item),
        section=section(item),
        section_by="stated" if sections.stated(item.stated_section) else "words",
        key_passage=key_passage(item.text, item.title),
    )


def tongue_of(item: Item) -> str:
    """The language alone."""
    return language(f"{item.title}\n{item.text}", item.stated_language)


def section(item: Item) -> str:
    """The section alone: as stated, else by the words."""
    return sections.stated(item.stated_section) or sections.by_words(item.text, item.title)[0]
