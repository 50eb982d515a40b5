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


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an article: as the outlet sent them, or mended. `blocks` are pairs of kind and text."""

    title: str
    kicker: str
    lead: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Lead and blocks, joined by one newline."""
        return "\n".join(line for line in (self.lead, "\n".join(text for _, text in self.blocks)) if line)
