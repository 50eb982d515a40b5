"""How what was found is shown: the stretch of a text that holds most of what was asked."""

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sarkhat.store.search.terms import terms

LENGTH: Final = 220  # characters
_PIECE = re.compile(r"\S+")


def snippet(text: str, asked: Collection[str]) -> str:
    """The stretch of the text (title line apart) that holds most of what was asked, escaped, with <mark>."""
    body = text.split("\n", 1)[-1].strip() or text
    pieces = list(_PIECE.finditer(body))
    hits = _hits(pieces, set(asked))
    start = _best_start(pieces, hits)
    end = max((piece.end() for piece in pieces if piece.end() <= start + LENGTH), default=len(body))
    shown = "".join(_marked(body, pieces, hits, start, max(end, start)))
    return ("… " if start else "") + shown + (" …" if end < len(body.rstrip()) else "")


@lru_cache(maxsize=50_000)
def _terms_of(piece: str) -> tuple[str, ...]:
    return tuple(terms(piece))


def _hits(pieces: list[re.Match[str]], wanted: set[str]) -> set[int]:
    """Numbers of the pieces that hold a term, or that make one with their neighbour."""
    cut = [_terms_of(piece[0]) for piece in pieces]
    hits = {n for n, own in enumerate(cut) if wanted.intersection(own) or "".join(own) in wanted}
    for n, (left, right) in enumerate(pairwise(cut)):
        if left and right and left[-1] + right[0] in wanted:
            hits.update((n, n + 1))
    return hits


def _best_start(pieces: list[re.Match[str]], hits: set[int]) -> int:
    """Where the densest window begins: at the head where that has as many."""
    starts = [0, *(pieces[max(0, n - 4)].start() for n in sorted(hits))]

    def held(start: int) -> int:
        return sum(start <= pieces[n].start() and pieces[n].end() <= start + LENGTH for n in hits)

    return max(starts, key=lambda start: (held(start), -start))


def _marked(body: str, pieces: list[re.Match[str]], hits: set[int], start: int, end: int) -> Iterator[str]:
    at = start
    for n, piece in enumerate(pieces):
        if piece.start() < start or piece.end() > end:
            continue
        text = html.escape(piece[0])
        yield html.escape(body[at : piece.start()]) + (f"<mark>{text}</mark>" if n in hits else text)
        at = piece.end()
