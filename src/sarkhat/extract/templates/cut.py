"""The article's parts out of a page by a template: a cut through its text, and two small parses.

Of a page of 2,000 elements some 100 are read; the rest is never looked at. What stands above the body and the body
itself are parsed apart and joined to one outline, so that the same functions read it as that of a whole page.
"""

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sarkhat.extract.boilerplate import box_leaning
from sarkhat.extract.outline import Box, Outline, Piece, outline
from sarkhat.extract.pieces import trimmed
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


@dataclass(frozen=True, slots=True)
class Cut:
    """The cut parts: the tree of what stands above the body, the outline of both with the number of the body's box, and
    what share of the page's `<p>` the body holds.
    """

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
    head = max(0, page.find("</head", 0, start))
    above = _parsed("".join([*_HEAD.findall(page, 0, head), *_statements(page), "<body>", _top(page, head, start)]))
    # Each part by itself: what the upper one leaves open must not swallow the body.
    below = _parsed(page[page.index(">", start) + 1 : end])
    if above is None or below is None:
        return None
    lines = outline(above)
    box = len(lines.boxes)
    return Cut(above, _joined(lines, outline(below)), box, _inside(page, start, end))


def _parsed(part: str) -> LexborHTMLParser | None:
    part = sound(part)
    if too_deep(part):
        return None
    try:
        return LexborHTMLParser(part)
    except (SelectolaxError, ValueError):
        return None


def _joined(first: Outline, second: Outline) -> Outline:
    """Both as one; the boxes of the second keep to themselves."""
    shift = len(first.boxes)
    for box in second.boxes:
        box.parent += shift if box.parent >= 0 else 0
    for piece in second.pieces:
        piece.box += shift
    return Outline(first.boxes + second.boxes, first.pieces + second.pieces, first.nodes + second.nodes)


def _statements(page: str) -> list[str]:
    """The page's JSON-LD, wherever it stands."""
    return _STATEMENT.findall(page) if "ld+json" in page else []


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
    inside = _paragraphs(page, start, end)
    whole = _paragraphs(page, 0, start) + inside + _paragraphs(page, end, len(page))
    return inside / whole if whole else 0.0


def _paragraphs(page: str, start: int, end: int) -> int:
    return page.count("<p>", start, end) + page.count("<p ", start, end)


def pieces(lines: Outline, box: int, template: Template) -> list[Piece]:
    """What is the article inside the body's box."""
    kept = _kept(lines, box, template)
    return trimmed([piece for piece in lines.pieces if kept[piece.box] and piece.text not in template.recurring])


def foreign(lines: Outline, box: int, template: Template) -> set[str]:
    """The lines inside the body's box that the template knows not to be the article."""
    kept = _kept(lines, box, template)
    inside = (piece for piece in lines.pieces if piece.box >= box)
    return {piece.text for piece in inside if not kept[piece.box] or piece.text in template.recurring}


def _kept(lines: Outline, box: int, template: Template) -> list[bool]:
    kept = [False] * len(lines.boxes)
    kept[box] = True
    for number in range(box + 1, len(lines.boxes)):
        here = lines.boxes[number]
        kept[number] = kept[here.parent] and name_of(here) not in template.dropped and not _is_new_aside(here, template)
    return kept


def _is_new_aside(box: Box, template: Template) -> bool:
    """Whether a box that no page had when the template was learned names itself a side matter: an ad, related items."""
    return bool(template.seen) and name_of(box) not in template.seen and box_leaning(box.tag, box.hint) < 0


def name_of(box: Box) -> str:
    """By what a box is known again on other pages."""
    return f"{box.tag}{box.hint}" if box.hint.strip(" |") else ""


def design_of(page: str) -> str:
    """The style sheets of a page, without what a new version of them changes."""
    found = (_ADDRESS.search(tag) for tag in _SHEET.findall(page, 0, max(0, page.find("</head"))))
    return " ".join(sorted({_VERSIONED.sub("0", one[1]) for one in found if one}))[:2_000]
