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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a piece's place in its story."""

    near: tuple[tuple[str, float], ...] = ()  # ids of the likest pieces of the story, likelihood 0…1
    words: tuple[str, ...] = ()  # the rarest that it shares with them, folded
