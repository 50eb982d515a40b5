"""All figures of an article, out of the page that it was taken from."""

from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sarkhat.extract.outline import outline
from sarkhat.extract.records import Block, Figure
from sarkhat.extract.structure.entries import entries
from sarkhat.extract.structure.images import images
from sarkhat.extract.structure.media import media
from sarkhat.extract.structure.notes import footnotes, numbered
from sarkhat.extract.structure.region import find
from sarkhat.extract.structure.tables import tables
from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound, sound_record

_LONGEST: Final = 3_000_000  # characters of a page that is looked through


def figures(text: str, url: str, blocks: Sequence[Block], authors: Sequence[str] = ()) -> tuple[Figure, ...]:
    """What stands among the `blocks` that were read from the page `text` at `url`, in the page's order.

    The portraits of the `authors` are not the article's.

    Empty where the page cannot be read again. Never raises on what a page may hold.
    """
    page = sound(text)
    if len(page) > _LONGEST or too_deep(page):
        return ()
    try:
        tree = LexborHTMLParser(page)
    except (SelectolaxError, ValueError):
        return ()
    region = find(outline(tree), blocks)
    if region is None:
        return ()
    found = [
        *entries(region),
        *images(region, url),
        *media(region, url),
        *numbered(region, blocks),
        *tables(region, blocks),
        *footnotes(region, blocks),
    ]
    ordered = [figure for _, _, figure in sorted(found, key=lambda one: one[:2])]
    inside = {place for figure in ordered if figure.kind == "table" for place in range(figure.at + 1, figure.to)}
    return tuple(
        sound_record(figure)
        for figure in ordered
        if figure.kind == "table" or (figure.at not in inside and not _is_portrait(figure, authors))
    )


def _is_portrait(figure: Figure, authors: Sequence[str]) -> bool:
    return figure.kind == "image" and figure.alt in authors
