"""What a single piece is worth, and which pieces of a body's run stay: the page's own lines go, the article's stay."""

import re
from typing import Final

from sarkhat.extract.boilerplate import is_end, is_label, is_over, is_stamp
from sarkhat.extract.outline import Piece

STOP: Final = re.compile(r"[.!?؟…:؛»”\"。！？।۔]\s*$")
HEADINGS: Final = ("h2", "h3")
ABOVE: Final = 500  # characters above a title that is still the article's own

_NOISE_COST: Final = 0.6
_PROSE: Final = 25  # characters below which a paragraph proves nothing
_WIDE: Final = re.compile("[\u3000-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_STANDFIRST: Final = 60  # characters of a heading that is a sentence


def value(piece: Piece) -> float:
    """Characters of prose, negative when the piece looks like the page and not like the article."""
    size = len(piece.text) + 2 * len(_WIDE.findall(piece.text))
    plain = size - piece.linked
    if piece.linked > 0.5 * len(piece.text) or is_label(piece.text):
        return -_NOISE_COST * size
    if piece.kind in ("h1", "h2", "h3", "caption"):
        return 0.0
    if size < _PROSE or (size < 3 * _PROSE and not STOP.search(piece.text)):
        return -0.3 * _NOISE_COST * size
    return plain * (0.5 if piece.kind in ("li", "cell") else 1.0)


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without what stands above the title, labels, link lists, what follows an end, and scraps at both ends."""
    kept = _own(_below_title(pieces))
    while kept and (kept[-1].kind in HEADINGS or _is_scrap(kept[-1])):
        kept.pop()
    start = next((number for number, piece in enumerate(kept) if _opens(piece)), 0)
    return kept[start:]


def _own(pieces: list[Piece]) -> list[Piece]:
    """The article's lines; a heading (or a line that announces) of which all that it headed went, goes too."""
    whole = sum(len(piece.text) for piece in pieces)
    kept: list[Piece] = []
    read, is_bare = 0, False  # bare: something went since the last line that stayed
    for piece in pieces:
        read += len(piece.text)
        if is_over(piece.text) or (piece.kind in HEADINGS and read > 0.7 * whole and is_end(piece.text)):
            break
        if piece.kind == "caption":
            continue
        if is_label(piece.text) or is_links(piece) or is_stamp(piece.text):
            is_bare = True
            continue
        if is_bare and piece.kind in HEADINGS:
            _drop_announcer(kept)
        kept.append(piece)
        is_bare = False
    if is_bare:
        _drop_announcer(kept)
    return kept


def _drop_announcer(kept: list[Piece]) -> None:
    if kept and (kept[-1].kind in HEADINGS or (len(kept[-1].text) < 90 and kept[-1].text.endswith(":"))):
        kept.pop()


def _opens(piece: Piece) -> bool:
    """Whether an article may begin with this piece: prose, a list's item, or a standfirst set as a heading."""
    is_sentence = len(piece.text) >= _STANDFIRST and bool(STOP.search(piece.text))
    return piece.kind == "li" or value(piece) > 0 or (piece.kind in HEADINGS and is_sentence)


def _below_title(pieces: list[Piece]) -> list[Piece]:
    """What follows the page's h1, when little stands above it."""
    above = 0
    for number, piece in enumerate(pieces):
        if piece.kind == "h1":
            return pieces[number + 1 :]
        above += len(piece.text)
        if above > ABOVE:
            break
    return pieces


def is_links(piece: Piece) -> bool:
    """Whether a short piece is little more than a link to elsewhere."""
    size = len(piece.text)
    if piece.kind == "li":
        return piece.linked > 0.6 * size
    return size < 160 and piece.linked > (0.6 if not STOP.search(piece.text) else 0.8) * size


def _is_scrap(piece: Piece) -> bool:
    return len(piece.text) < _PROSE and not STOP.search(piece.text) and not piece.text.startswith("*")
