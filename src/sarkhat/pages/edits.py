"""What an outlet changed in an article, in a form that a reader takes in at a glance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\S+\s*")  # each word with the space behind it; as many as str.split() gives
_ALIKE = 0.4  # two paragraphs this alike are one paragraph edited, else one gone and one new


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


Line = tuple[Piece, ...]


def changes(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The paragraphs that differ, each as its pieces in reading order."""
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _replaced(old[a:b], new[c:d])
    return found


def words_changed(old: str, new: str) -> Line:
    """The pieces of one text that was edited."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", _run(after[c:d])))
            continue
        pieces += [Piece("gone", _run(before[a:b]))] if b > a else []
        pieces += [Piece("new", _run(after[c:d]))] if d > c else []
    return tuple(pieces)


def _run(words: Sequence[str]) -> str:
    return "".join(words).rstrip() + " "


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else ""
        after = new[index] if index < len(new) else ""
        if before and after and SequenceMatcher(None, before, after).ratio() >= _ALIKE:
            lines.append(words_changed(before, after))
        else:
            lines += [(Piece("gone", before),)] if before else []
            lines += [(Piece("new", after),)] if after else []
    return lines
