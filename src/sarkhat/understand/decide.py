"""Understand an item: language, section, key passage. Pure."""

from sarkhat.understand import sections
from sarkhat.understand.language import language
from sarkhat.understand.passage import key_passage
from sarkhat.understand.records import Item, Understood


def understand(item: Item) -> Understood:
    """What the item's words say; an outlet's own statement of section and language weighs first."""
    said = sections.stated(item.stated_section)
    return Understood(
        language=language(f"{item.title}\n{item.text}", item.stated_language),
        section=said or sections.by_words(item.text, item.title)[0],
        section_by="stated" if said else "words",
        key_passage=key_passage(item.text, item.title),
    )
