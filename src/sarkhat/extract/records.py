"""What extract hands on: the article as structure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

BlockKind = Literal["p", "h2", "h3", "li", "quote", "caption", "footnote"]
Role = Literal["author", "reporter", "translator", "photographer", "editor"]
Access = Literal["", "free", "metered", "locked"]
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


class Credit(NamedTuple):
    """Somebody with a part in an article."""

    name: str
    role: Role


class Source(NamedTuple):
    """Whom an article names as the one whose text it is; `is_sure`: surely a medium, whether we know it or not."""

    name: str
    is_sure: bool = True


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
    authors: tuple[str, ...] = ()  # who wrote it
    credits: tuple[Credit, ...] = ()  # everybody with a part in it, the authors first
    sources: tuple[Source, ...] = ()  # «به گزارش …»: the origin last
    published: datetime | None = None  # aware, UTC
    published_how: str = ""  # the evidence: "json-ld", "meta", "time", "text", "feed", "seen"
    updated: datetime | None = None
    updated_how: str = ""
    image: str = ""
    language: str = ""
    canonical: str = ""
    amp: str = ""  # where its page says that its AMP form is, on the same host
    section: str = ""  # as the outlet words it
    tags: tuple[str, ...] = ()
    access: Access = ""  # what its page says of a paywall
    licence: str = ""  # as its page states it
    method: str = ""  # which road found the body
    directives: Directives = Directives()
    figures: tuple[Figure, ...] = ()  # made only for what is kept, see extract.structure

    @property
    def text(self) -> str:
        """The body: lead and blocks joined by one newline."""
        return "\n".join(line for line in (self.lead, *(block.text for block in self.blocks)) if line)
