"""What differs between two wordings of an article, paragraph by paragraph and word by word. Pure.

A word keeps its ZWNJs («می‌روم» is one), a mark of punctuation stands by itself, and a number keeps its separators.
Words are compared in their folded form (`text.persian.fold`): spacing, joiners and Arabic forms of letters are no
difference. The longest matching runs are found by `difflib`, after Ratcliff and Obershelp (1988).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal

from sarkhat.text.persian import fold

_MARKS: Final = "\u0640\u064b-\u065f\u0670\u0610-\u061a\u0300-\u036f"  # kashida and what stands on letters
_WORD: Final = rf"[\w{_MARKS}]+(?:[\u200c\u200d'’]+[\w{_MARKS}]+)*[\u200c\u200d]*"
_TOKEN: Final = re.compile(rf"(\d+(?:[.,٫٬/:]\d+)+|{_WORD}|\S)(\s*)")
_ALIKE: Final = 0.4  # two paragraphs this alike are one paragraph edited, else one gone and one new
_MOST_PAIRS: Final = 2_000  # of paragraphs that are compared to find which became which
_MOST_WORDS: Final = 4_000_000  # product of the two lengths; longer paragraphs are replaced as a whole

PieceKind = Literal["same", "gone", "new"]
LineKind = Literal["same", "edited", "gone", "new", "moved"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark; `key` is what is compared, `after` whether white space follows."""

    text: str
    key: str
    after: bool

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came; `after`: whether white space follows it."""

    kind: PieceKind
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The run as it stood, without the white space behind it."""
        return "".join(token.text + " " * token.after for token in self.tokens).rstrip()

    @property
    def after(self) -> bool:
        return self.tokens[-1].after


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `moved` stands where it stands now."""

    kind: LineKind
    pieces: tuple[Piece, ...]


def tokens(text: str) -> list[Token]:
    """The text's words, numbers and marks in order."""
    return [Token(found[1], fold(found[1]) or found[1], bool(found[2])) for found in _TOKEN.finditer(text)]


@lru_cache(maxsize=2_000)
def squeezed(text: str) -> str:
    """Folded, without white space: equal when the words and marks are."""
    return fold(text).replace(" ", "")


def words_changed(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of one text that was edited, in reading order; gone words before those in their place."""
    before, after = tokens(old), tokens(new)
    if len(before) * len(after) > _MOST_WORDS:
        return (*_piece("gone", before), *_piece("new", after))
    pieces: list[Piece] = []
    keys = [token.key for token in before], [token.key for token in after]
    for tag, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal" or "".join(keys[0][a:b]) == "".join(keys[1][c:d]):
            pieces += _piece("same", after[c:d])
        else:
            pieces += [*_piece("gone", before[a:b]), *_piece("new", after[c:d])]
    return tuple(_joined(pieces))


def compared(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """All paragraphs, in the order of `new`; those that are gone stand where they stood."""
    keys = [squeezed(text) for text in old], [squeezed(text) for text in new]
    lines: list[Line] = []
    moved = _moved(*keys)
    for tag, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal" or "".join(keys[0][a:b]) == "".join(keys[1][c:d]):
            lines += [_line("same", text) for text in new[c:d]]
            continue
        gone = [text for text, key in zip(old[a:b], keys[0][a:b], strict=True) if key not in moved]
        lines += _replaced(gone, new[c:d], lambda text: squeezed(text) in moved)
    return lines


def changes(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The paragraphs that differ."""
    return [line for line in compared(old, new) if line.kind != "same"]


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The paragraphs that stand once in each wording, but not in the same order."""
    once = [{key for key, count in Counter(keys).items() if count == 1} for keys in (old, new)]
    both = once[0] & once[1]
    places = [[key for key in keys if key in both] for keys in (old, new)]
    stayed = SequenceMatcher(None, places[0], places[1], autojunk=False).get_matching_blocks()
    return frozenset(both.difference(*(places[0][block.a : block.a + block.size] for block in stayed)))


def _replaced(old: list[str], new: Sequence[str], is_moved: Callable[[str], bool]) -> Iterator[Line]:
    """What stands in the place of some paragraphs: each new one is paired with the next old one that is like it."""
    left = list(old)
    for text in new:
        if is_moved(text):
            yield _line("moved", text)
            continue
        place = _partner(text, left, len(new))
        if place is None:
            yield _line("new", text)
            continue
        yield from (_line("gone", passed) for passed in left[:place])
        yield Line("edited", words_changed(left[place], text))
        left = left[place + 1 :]
    yield from (_line("gone", passed) for passed in left)


def _partner(text: str, left: Sequence[str], times: int) -> int | None:
    within = left if len(left) * times <= _MOST_PAIRS else left[:1]
    return next((place for place, other in enumerate(within) if _alike(other, text)), None)


def _alike(one: str, other: str) -> bool:
    keys = [[token.key for token in tokens(text)] for text in (one, other)]
    if len(keys[0]) * len(keys[1]) > _MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    return bool(matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same with neighbours that stayed as one."""
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, tuple(token for piece in run for token in piece.tokens))


def _line(kind: LineKind, text: str) -> Line:
    shown: PieceKind = "gone" if kind == "gone" else "new" if kind == "new" else "same"
    return Line(kind, _piece(shown, tokens(text)))


def _piece(kind: PieceKind, run: Sequence[Token]) -> tuple[Piece, ...]:
    return (Piece(kind, tuple(run)),) if run else ()
