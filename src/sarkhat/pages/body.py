"""An article's body as it is laid out: its blocks with the pictures, tables and players that stand among them.

All of it is text, addresses of the Web and files of our own; the template writes the markup, and escapes every word.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Final

from markupsafe import Markup

from sarkhat.extract.figures import File, figures_of, files_of
from sarkhat.extract.models import Article
from sarkhat.extract.records import Cell, Figure
from sarkhat.extract.structure.sources import name
from sarkhat.text.urls import host, is_http, url_key
from sarkhat.understand.words import Blocks, unpacked

_MARK: Final = re.compile(r"(\[(?:[0-9۰-۹]{1,3}|\*{1,3})\])")
_STRIP: Final = 3  # pictures side by side that make a gallery


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the page.

    `p`, `h2`, `h3`, `caption`: `text`. `list`, `ordered`, `quote`: `items`. `image`, `gallery`: `pictures`.
    `table`: `rows`, `text` its caption. `video`, `audio`, `post`: `url`, `host` and `text`. `entry`: `text` or `when`,
    and the `parts` of the entry.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    pictures: tuple[tuple[Figure, File], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    url: str = ""
    host: str = ""
    when: datetime | None = None
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A body: its parts, its footnotes, and what is said of the picture that leads the article."""

    parts: tuple[Part, ...]
    footnotes: tuple[str, ...]
    lead: Figure | None = None

    @property
    def marks(self) -> dict[str, int]:
        """The marks that footnotes begin with («[۱]»), to the number of the first of each."""
        found = ((number, _MARK.match(text)) for number, text in enumerate(self.footnotes, 1))
        return {mark[0]: number for number, mark in reversed(list(found)) if mark}


def noted(text: str, marks: Mapping[str, int]) -> Markup:
    """The text, escaped, with each mark of a footnote as a link to it."""
    link = Markup('<sup><a href="#note-{}" role="doc-noteref">{}</a></sup>')
    parts = _MARK.split(text) if marks else [text]
    return Markup().join(link.format(marks[part], part) if part in marks else part for part in parts)


def laid_out(found: Article, blocks: Blocks) -> Laid:
    """The body of these blocks, mended or as they were sent. One query where there are pictures, else none."""
    figures = figures_of(found)
    lead = name(found.image) if found.image else ""
    own = [figure for figure in figures if figure.kind != "image" or name(figure.url) != lead]
    files = files_of(found, own)
    said = _said(found, blocks)
    parts = _levelled(_grouped(_parts(blocks, own, files, said)))
    return Laid(
        tuple(_in_entries(parts)),
        (
            *(text for kind, text in blocks if kind == "footnote"),
            *(figure.text for figure in figures if figure.kind == "footnote"),
        ),
        next((figure for figure in figures if figure.kind == "image" and lead and name(figure.url) == lead), None),
    )


def _said(found: Article, blocks: Blocks) -> dict[str, str]:
    """What became of each of the outlet's lines where they were mended: the cells of a table are lines too."""
    stored = getattr(found, "body", None)
    sent = unpacked(stored.blocks) if stored else []
    return {raw: text for (_, raw), (_, text) in zip(sent, blocks, strict=False)} if len(sent) == len(blocks) else {}


def _parts(
    blocks: Blocks, figures: Sequence[Figure], files: Mapping[bytes, File], said: Mapping[str, str]
) -> Iterable[Part]:
    """All in order, each by itself."""
    passed = 0
    for number in range(len(blocks) + 1):
        for figure in figures:
            if figure.at != number:
                continue
            part = _of(figure, blocks, files, said)
            if part:
                yield part
                passed = max(passed, figure.to)
        if passed <= number < len(blocks):
            kind, text = blocks[number]
            if kind != "footnote" and says(text):
                yield Part({"li": "list"}.get(kind, kind), text, (text,))


def _of(figure: Figure, blocks: Blocks, files: Mapping[bytes, File], said: Mapping[str, str]) -> Part | None:
    """The figure as a part; None for what cannot be shown."""
    if figure.kind == "image":
        file = files.get(url_key(figure.url))
        return Part("image", pictures=((figure, file),)) if file else None
    if figure.kind == "table":
        rows = tuple(tuple(cell._replace(text=said.get(cell.text, cell.text)) for cell in row) for row in figure.rows)
        return Part("table", said.get(figure.text, figure.text), rows=rows)
    if figure.kind == "ordered":
        return Part("ordered", items=tuple(text for _, text in blocks[figure.at : figure.to]))
    if figure.kind in ("video", "audio", "post"):
        is_sound = is_http(figure.url)
        return Part(figure.kind, figure.text, url=figure.url, host=host(figure.url)) if is_sound else None
    if figure.kind == "entry":
        return Part("entry", figure.text, when=datetime.fromisoformat(figure.when) if figure.when else None)
    return None


def _grouped(parts: Iterable[Part]) -> Iterable[Part]:
    """Items of a list, paragraphs of a quotation and the pictures of a gallery as one part each."""
    for kind, run in groupby(parts, key=lambda part: part.kind):
        same = list(run)
        pictures = tuple(picture for part in same for picture in part.pictures)
        if kind == "image" and len(pictures) >= _STRIP:
            yield Part("gallery", pictures=pictures)
        elif kind in ("list", "quote"):
            yield Part(kind, items=tuple(item for part in same for item in part.items))
        else:
            yield from same


def _levelled(parts: Iterable[Part]) -> Iterable[Part]:
    """No third level before a second: readers who go by headings miss none."""
    second = False
    for part in parts:
        second = second or part.kind == "h2"
        yield replace(part, kind="h2") if part.kind == "h3" and not second else part


def _in_entries(parts: Iterable[Part]) -> Iterable[Part]:
    """What follows the time of an entry belongs to it, up to the next one."""
    entry: Part | None = None
    for part in parts:
        if part.kind == "entry":
            if entry:
                yield entry
            entry = part
        elif entry:
            entry = replace(entry, parts=(*entry.parts, part))
        else:
            yield part
    if entry:
        yield entry


def says(text: str) -> bool:
    """Whether a line has letters or digits: posts part their lines with rows of symbols."""
    return any(letter.isalnum() for letter in text)
