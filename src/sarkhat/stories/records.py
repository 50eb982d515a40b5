"""What stories takes and hands on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """An article to be placed. `text` is title and body."""

    id: str
    source: str
    published: datetime
    text: str
    language: str = "fa"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a piece belongs: its story, and how it came there."""

    id: str
    story: str  # the id of the story's first piece
    how: str  # "first", "copy" (a reprint), "same"
    score: float = 0.0
    copy_of: str = ""  # the id of the piece that it repeats
