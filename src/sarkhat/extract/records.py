"""What extract hands on: the article as structure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

BlockKind = Literal["p", "h2", "h3", "li", "quote", "caption", "footnote"]
FigureKind = Literal["image", "table", "ordered", "video", "audio", "post", "entry", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body: plain text, every ZWNJ and direction mark as the outlet wrote it."""

    kind: BlockKind
    text: str


class Cell(NamedTuple):
    """A table's cell: how many columns and rows it takes, and whether it heads them."""

    text: str
    across: int = 1
    down: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands among a body's blocks, before the one of number `at`; those from `at` up to `to` it shows in its way.

    `image`: `text` its caption, `credit`, `alt`. `table`: `rows`, `text` its caption. `ordered`: a numbered list's
    items. `video`, `audio`, `post`: `url` leads there, `text` is its title. `entry`: an entry of a live blog begins,
    `text` is its time as the outlet wrote it, `when` in ISO 8601 where it is known. `footnote`: `text`.
    """

    kind: FigureKind
    at: int
    to: int = 0
    text: str = ""
    url: str = ""
    credit: str = ""
    alt: str = ""
    when: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()


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
    figures: tuple[Figure, ...] = ()  # made only for what is kept, see extract.structure

    @property
    def text(self) -> str:
        """The body: lead and blocks joined by one newline."""
        return "\n".join(line for line in (self.lead, *(block.text for block in self.blocks)) if line)
