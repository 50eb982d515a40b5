"""The counted words of the ZWNJ repair, as `scripts/build_lexicon.py` writes them (docs/text.md)."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Final

from sarkhat.text.persian import ZWNJ

LEXICON: Final = files("sarkhat.text").joinpath("data/lexicon.txt")


@dataclass(slots=True)
class Lexicon:
    """The counted forms. Shares are per cent of the times that a ZWNJ was typed there."""

    joined: dict[str, tuple[str, int]] = field(default_factory=dict)  # bare word → form, share
    words: dict[str, tuple[str, int]] = field(default_factory=dict)  # words typed without one → themselves, 0
    common: set[str] = field(default_factory=set)  # those of them that were typed often
    pairs: set[tuple[str, str]] = field(default_factory=set)  # pairs that a ZWNJ was seen to part
    heads: set[str] = field(default_factory=set)  # words that a ZWNJ often follows
    tails: set[str] = field(default_factory=set)  # words that a ZWNJ often precedes

    def known(self, piece: str) -> str:
        """p a common word, r a rarer one, j one typed with a ZWNJ, - none."""
        if piece in self.words:
            return "p" if piece in self.common else "r"
        return "j" if piece in self.joined else "-"

    def partible(self, first: str, second: str) -> bool:
        """Whether it is worth asking if a ZWNJ belongs between the two."""
        return second in self.tails or first in self.heads or (first, second) in self.pairs


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, read at its first use."""
    return parse(LEXICON.read_text(encoding="utf-8"))


def parse(text: str) -> Lexicon:
    """A lexicon from the lines of its file."""
    found = Lexicon()
    for line in text.splitlines():
        _enter(found, *line.split("\t"))
    return found


def _enter(found: Lexicon, kind: str, form: str, share: str = "0") -> None:
    """One line: j joined form, w word, W common word, s pair, ( head, ) tail."""
    if kind == "j":
        found.joined[form.replace(ZWNJ, "")] = (form, int(share))
    elif kind in "wW":
        found.words[form] = (form, 0)
        if kind == "W":
            found.common.add(form)
    elif kind == "s":
        first, second = form.split(ZWNJ)
        found.pairs.add((first, second))
    else:
        (found.heads if kind == "(" else found.tails).add(form)
