"""Words for searching: how texts and questions are cut into terms, and how what was found is shown."""

import difflib
import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sarkhat.text.persian import ZWNJ, fold, search_fold
from sarkhat.text.words import words

_MOST: Final = 12  # words of a question that count
_SNIPPET: Final = 220  # characters

# The Persian letter on each key of the standard Iranian keyboard (ISIRI 9147) that carries a Latin letter or mark.
_LATIN_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,"
_PERSIAN_KEYS: Final = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدئو"
_TO_PERSIAN = str.maketrans(_LATIN_KEYS, _PERSIAN_KEYS)
_TO_LATIN = str.maketrans(_PERSIAN_KEYS, _LATIN_KEYS)
_LATIN = re.compile("[a-z]")
_PIECE = re.compile(r"\S+")


def terms(text: str) -> list[str]:
    """The terms of a text in order: folded words, a compound's parts as words of their own."""
    return [term for word in words(search_fold(text)) for term in word.split()]


def asked(text: str) -> list[str]:
    """The terms of a question, each once, at most a dozen."""
    return list(dict.fromkeys(terms(text)))[:_MOST]


def joined(text: str) -> list[str]:
    """The joined forms of the words that a ZWNJ parts (بین‌الملل → بینالملل): many type and write them so."""
    return list(dict.fromkeys(fold(word) for word in words(text) if ZWNJ in word))


def other_keyboard(text: str) -> str:
    """What the same keys give with the other keyboard layout (sghl ↔ سلام)."""
    low = text.lower()
    return low.translate(_TO_PERSIAN) if _LATIN.search(low) else low.translate(_TO_LATIN)


def nearest(term: str, text: str) -> str:
    """The word of the text most like the term; "" if none is like it."""
    found = difflib.get_close_matches(term, dict.fromkeys(terms(text)), 1, 0.7)
    return found[0] if found else ""


def snippet(text: str, asked: list[str]) -> str:
    """The stretch of the text (title line apart) that holds most of what was asked, escaped, with <mark>."""
    body = text.split("\n", 1)[-1].strip() or text
    pieces = list(_PIECE.finditer(body))
    hits = _hits(body, pieces, set(asked))
    start = _best_start(pieces, hits)
    end = max((piece.end() for piece in pieces if piece.end() <= start + _SNIPPET), default=len(body))
    shown = "".join(_marked(body, pieces, hits, start, max(end, start)))
    return ("… " if start else "") + shown + (" …" if end < len(body.rstrip()) else "")


def _hits(body: str, pieces: list[re.Match[str]], wanted: set[str]) -> set[int]:
    """Numbers of the pieces that hold a term, or that make one with their neighbour."""
    hits = {n for n, piece in enumerate(pieces) if wanted.intersection(terms(piece[0])) or fold(piece[0]) in wanted}
    for n, (left, right) in enumerate(pairwise(pieces)):
        if not hits.intersection((n, n + 1)) and wanted.intersection(terms(body[left.start() : right.end()])):
            hits.update((n, n + 1))
    return hits


def _best_start(pieces: list[re.Match[str]], hits: set[int]) -> int:
    """Where the densest window begins: at the head where that has as many."""
    starts = [0, *(pieces[max(0, n - 4)].start() for n in sorted(hits))]

    def held(start: int) -> int:
        return sum(start <= pieces[n].start() and pieces[n].end() <= start + _SNIPPET for n in hits)

    return max(starts, key=lambda start: (held(start), -start))


def _marked(body: str, pieces: list[re.Match[str]], hits: set[int], start: int, end: int) -> Iterator[str]:
    at = start
    for n, piece in enumerate(pieces):
        if piece.start() < start or piece.end() > end:
            continue
        text = html.escape(piece[0])
        yield html.escape(body[at : piece.start()]) + (f"<mark>{text}</mark>" if n in hits else text)
        at = piece.end()
