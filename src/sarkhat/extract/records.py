"""What extract hands on: the article as structure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BlockKind = Literal["p", "h2", "h3", "li", "quote", "caption", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: plain text, every ZWNJ and direction mark as the outlet wrote it."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Directives:
    """What a page asks of those who show it. `max_snippet`: letters of its text at most; 0 none, None no limit."""

    noarchive: bool = False  # no copy of the text, nor of what it said before
    max_snippet: int | None = None
    unavailable_after: datetime | None = None  # aware, UTC


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article taken out of a page or a post."""

    title: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    lead: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None  # aware, UTC
    published_how: str = ""  # the evidence: "json-ld", "meta", "time", "text", "feed", "seen"
    updated: datetime | None = None
    image: str = ""
    language: str = ""
    canonical: str = ""
    section: str = ""  # as the outlet words it
    tags: tuple[str, ...] = ()
    method: str = ""  # which road found the body
    directives: Directives = Directives()

    @property
    def text(self) -> str:
        """The body: lead and blocks joined by one newline."""
        return "\n".join(line for line in (self.lead, *(block.text for block in self.blocks)) if line)
