"""What goes into the search index and what comes out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Order = Literal["best", "newest"]


class Damaged(Exception):
    """The files of a month cannot be used (broken, partly gone, of another release); they can be made anew."""

    def __init__(self, month: str, why: str) -> None:
        super().__init__(f"{month}: {why}")
        self.month = month


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of an article. `outlet` and `section` are keys, the names what readers may call them.

    Its words are taken as they are: whoever hands them over has mended them (`understand.words`).
    """

    id: int
    title: str
    text: str
    outlet: str
    section: str
    published: datetime
    outlet_names: tuple[str, ...] = ()
    section_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `snippet_html` is escaped, with <mark> around what was asked for."""

    id: int
    score: float
    snippet_html: str


@dataclass(frozen=True, slots=True)
class Hits:
    """How many there are, the asked page of them, and perhaps another spelling that finds more.

    Not `exact`: newest first stopped early, and there are more than `total`. `instead` is the reading whose hits
    these are, where the words as they were typed find nothing.
    """

    total: int
    rows: list[Hit]
    suggestion: str = ""
    exact: bool = True
    instead: str = ""
