"""What understand takes and hands on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Item:
    """An article as the later stages see it."""

    id: str
    source: str  # outlet's key
    published: datetime
    text: str
    title: str = ""
    stated_section: str = ""
    stated_language: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of an item."""

    language: str  # ISO code
    section: str  # one of sources.records.SECTIONS
    section_by: str  # "stated" or "words"
    key_passage: str  # an exact piece of the text (or of the title where there is no text)
