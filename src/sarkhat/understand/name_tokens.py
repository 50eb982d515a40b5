"""A text cut for finding names: folded words with their places."""

import re
from dataclasses import dataclass
from typing import Final

from sarkhat.text.persian import ZWNJ, fold

_NOT_READ = re.compile(r"(?:https?://|www\.)\S+|@\w+")  # no name is sought in addresses and handles
_TOKEN = re.compile(
    r"[A-Z]\.(?:[A-Z]\.)+"  # U.S.
    r"|[^\W_]+(?:(?:[\u064b-\u065f\u0670\u0640]+|['’](?=\w)(?!s\b))[^\W_]*)*"
    r"|\n|[^\w\s\u200c-\u200f\ufe0f]"
)
_MOST_KEPT: Final = 200_000
_folded: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and punctuation marks of a text, folded, with their places in it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def is_capital(self, place: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.starts[place]].isupper()

    def shown(self, place: int, length: int) -> str:
        """The words as they stand in the text, spaces made one."""
        piece = self.text[self.starts[place] : self.ends[place + length - 1]]
        return " ".join(piece.replace("_", " ").replace("#", " ").split()).strip(ZWNJ)


def cut(text: str) -> Tokens:
    """The tokens of `text`."""
    read = (
        _NOT_READ.sub(lambda one: "\n" + " " * (len(one[0]) - 1), text)
        if "@" in text or "://" in text or "www." in text
        else text
    )
    found = list(_TOKEN.finditer(read))
    known = _folded.get
    words = [known(raw) or _fold(raw) for raw in [one[0] for one in found]]
    return Tokens(text, words, [one.start() for one in found], [one.end() for one in found])


def _fold(raw: str) -> str:
    folded = fold(raw) or raw
    if len(_folded) > _MOST_KEPT:
        _folded.clear()
    _folded[raw] = folded
    return folded
