"""The article's parts out of a page by a template: a cut through its text, and one small parse.

Of a page of 2,000 elements some 100 are read; the rest is never looked at. What is cut is put together as a small
page, so that metadata and text are read from it by the same functions as from a whole one.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sarkhat.extract import body
from sarkhat.extract.outline import Box, Outline, Piece, outline
from sarkhat.extract.templates.records import Template
from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound

_MOST_TOP: Final = 30_000  # characters between the title and the body that are read
_ABOVE: Final = 1_500  # characters above the title, for a kicker
_HEAD: Final = re.compile(r"<(?:html|meta|link)\b[^>]*>|<title\b.*?</title\s*>", re.IGNORECASE | re.DOTALL)
_STATEMENT: Final = re.compile(
    r"<script\b[^>]{0,300}?type\s*=\s*[\"']?application/ld\+json.*?</script\s*>", re.IGNORECASE | re.DOTALL
)
_SHEET: Final = re.compile(r"<link\b[^>]{0,500}?stylesheet[^>]{0,500}>", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"href\s*=\s*[\"']?([^\"'\s>?#]+)", re.IGNORECASE)
_VERSIONED: Final = re.compile(r"[0-9a-f]{6,}|\d+")
# No page can name a box of its own like this.
_MARK: Final = f"x-{secrets.token_hex(8)}"


@dataclass(frozen=True, slots=True)
class Cut:
    """The small page: its tree and outline, the number of the body's box, and what share of the `<p>` it holds."""

    tree: LexborHTMLParser
    outline: Outline
    box: int
    paragraphs: float


def cut(page: str, template: Template) -> Cut | None:
    """The parts of the page that the template names; None where they are not there exactly once."""
    span = template.body.span(page)
    if span is None:
        return None
    start, end = span
    head = page.lower().find("</head", 0, 400_000) if "</head" not in page[:400_000] else page.find("</head")
    parts = [
        *_HEAD.findall(page, 0, max(head, 0)),
        *_STATEMENT.findall(page),
        "<body>",
        _top(page, max(head, 0), start),
    ]
    small = sound("".join([*parts, f"<{_MARK}>", page[start:end], f"</{_MARK}>"]))
    if too_deep(small):
        return None
    try:
        tree = LexborHTMLParser(small)
    except (SelectolaxError, ValueError):
        return None
    lines = outline(tree)
    box = next((number for number, one in enumerate(lines.boxes) if one.tag == _MARK), -1)
    return Cut(tree, lines, box, _inside(page, start, end)) if box >= 0 else None


def _top(page: str, head: int, start: int) -> str:
    """From a little above the title down to the body."""
    title = page.rfind("<h1", max(head, start - _MOST_TOP), start)
    begin = page.find("<", max(head, (title if title >= 0 else start) - _ABOVE), start)
    if begin < 0:
        return ""
    top = page[begin:start]
    for name in ("script", "style"):  # the cut may have gone through one
        ended, opened = top.find(f"</{name}"), top.find(f"<{name}")
        if ended >= 0 and not 0 <= opened < ended:
            top = top[ended:]
    return top


def _inside(page: str, start: int, end: int) -> float:
    whole = page.count("<p>") + page.count("<p ")
    return (page.count("<p>", start, end) + page.count("<p ", start, end)) / whole if whole else 0.0


def pieces(lines: Outline, box: int, template: Template) -> list[Piece]:
    """What is the article inside the body's box."""
    kept = [False] * len(lines.boxes)
    kept[box] = True
    for number in range(box + 1, len(lines.boxes)):
        here = lines.boxes[number]
        kept[number] = kept[here.parent] and name_of(here) not in template.dropped
    inside = [
        piece for piece in lines.pieces if kept[piece.box] and body.squeezed(piece.text) not in template.recurring
    ]
    return body.trimmed(inside)


def name_of(box: Box) -> str:
    """By what a box is known again on other pages."""
    return f"{box.tag}{box.hint}" if box.hint.strip(" |") else ""


def design_of(page: str) -> str:
    """The style sheets of a page, without what a new version of them changes."""
    found = (_ADDRESS.search(tag) for tag in _SHEET.findall(page, 0, 200_000))
    return " ".join(sorted({_VERSIONED.sub("0", one[1]) for one in found if one}))[:2_000]
