"""The headline and the kicker (روتیتر) above it, told apart.

The kicker is, in this order: a box near the heading that content systems name so, in any of the languages whose words
stand in the list; what the heading holds more than the headline that the page states; the one short line that stands
right above the heading in its own box and is set smaller (no heading of its rank), says no date and is no link.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sarkhat.extract.boilerplate import is_label, is_stamp
from sarkhat.extract.jsonld import text
from sarkhat.extract.outline import Outline, Piece, is_named
from sarkhat.extract.statements import Page
from sarkhat.extract.titles import one_line, without_site
from sarkhat.text.persian import fold

# What sites put there to be shared; the first is what most of them mean.
_SHARED: Final = ("og:title", "twitter:title", "title", "sailthru.title", "parsely-title", "dc.title")
_KICKER_BOX: Final = re.compile(
    r" (?:kicker|k title|ktitle|overline|rutitr|ru titr|rotitr|roo titr|rootitr|up ?title|sup ?title|super ?title|"
    r"sur ?titre|sur ?title|topline|spitzmarke|dachzeile|vorzeile|ober ?zeile|eyebrow|over ?title|over ?headline|"
    r"pre ?title|pre ?headline|top ?title|head ?kicker|ante ?titulo|antetitel|cintillo|volanta|occhiello|nad ?tytul|"
    r"nad ?titul|ust ?baslik|stikk ?titt?el|vignett?e?|overskrift liten) "
)
_BREAKS: Final = re.compile(r"^[\s:؛;/|\-–—.،,]+|[\s:؛;/|\-–—،,]+$")
_MARKS: Final = re.compile(r"[\W_]+")
_NEAR: Final = 4  # pieces between a kicker and its heading
_LONGEST: Final = 140
_UNNAMED: Final = 90  # characters of a kicker that only its place tells
_YEAR: Final = re.compile(r"(?:1[34]|19|20)\d\d")
_FOREIGN: Final = re.compile(r"©|su[bs]*scri|abonn|مشترک", re.I)  # a picture's credit, a paywall's mark
_SENTENCE: Final = re.compile(r"[.!?؟…]\s*$")


def title(page: Page) -> str:
    """The headline without the site's name; `""` where the page has none. At most 1,000 characters.

    The heading counts where it says what the page states for sharing, in its own letters and marks; else the statement.
    """
    names = page.site_names()
    heads = [line for piece in page.outline.pieces if piece.kind == "h1" if (line := one_line(piece.text))]
    shared = [without_site(one_line(page.meta(name)), names) for name in _SHARED if name in page.metas]
    stated = _said_above(shared, heads) or next(iter(filter(None, shared)), "")
    stated = stated or one_line(text(page.node.get("headline")))
    bare = without_site(_title_element(page), names)
    known = _key(stated or bare)
    head = next((line for line in heads if len(line) > 8 and _is_wording(_key(line), known)), "")
    return (head or stated or bare or next(iter(heads), ""))[:1000]


def _title_element(page: Page) -> str:
    element = page.tree.css_first("head title") or page.tree.css_first("title")
    return one_line(element.text()) if element else ""


def _said_above(shared: Iterable[str], heads: Iterable[str]) -> str:
    """Of the titles that a page states, the one that a heading says to the letter: outlets share several."""
    keys = {_key(head) for head in heads if len(head) > 8}
    return next((line for line in shared if _key(line) in keys), "")


@lru_cache(maxsize=4_000)  # a page's few lines, compared with each other
def _key(line: str) -> str:
    """Letters and digits alone: marks of quoting and dashes differ from place to place."""
    return _MARKS.sub("", fold(line))


def _is_wording(head: str, known: str) -> bool:
    """Whether a heading says what is stated, or most of it."""
    return bool(head) and head in known and 2 * len(head) >= len(known)


def kicker(page: Page, headline: str) -> str:
    """The line above the headline; `""` for none. At most 500 characters."""
    pieces = page.outline.pieces
    place = _place(pieces, headline)
    if place < 0:
        return ""
    near = pieces[max(0, place - _NEAR) : place]
    named = next((piece.text for piece in near if is_named(page.outline, piece, _KICKER_BOX) and _may_be(piece)), "")
    found = one_line(named) or _joined(pieces[place].text, headline) or _above(page.outline, place, page.site_names())
    return found[:500] if not _key(headline).startswith(_key(found)) else ""


def _may_be(line: Piece) -> bool:
    """Whether a line above a heading is no date, no label of the page and no picture's credit."""
    said = one_line(line.text)
    return not (is_label(said) or is_stamp(said) or _YEAR.search(fold(said)) or _FOREIGN.search(said))


def _place(pieces: list[Piece], headline: str) -> int:
    """Which heading is the article's: the one that says the headline, else the first."""
    heads = [number for number, piece in enumerate(pieces) if piece.kind == "h1"]
    known = _key(headline)
    return next((number for number in heads if known and known in _key(pieces[number].text)), next(iter(heads), -1))


def _joined(head: str, headline: str) -> str:
    """What a heading says before the headline that the page states: «روتیتر / تیتر» in one <h1>."""
    line = one_line(head)
    at = line.find(headline) if headline else -1
    before = _BREAKS.sub("", line[:at]) if at > 0 and line.endswith(headline) else ""
    return before if 3 < len(before) <= _LONGEST else ""


def _above(lines: Outline, place: int, sites: tuple[str, ...]) -> str:
    """The short line right above the heading, in the same box or one beside it."""
    if place == 0:
        return ""
    line = lines.pieces[place - 1]
    said = one_line(line.text)
    if not 3 < len(said) <= _UNNAMED or line.linked or line.kind in ("h1", "li", "caption", "quote"):
        return ""
    if not _may_be(line) or _SENTENCE.search(said) or re.search(r"\d", fold(said)) or "\n" in line.text:
        return ""
    if fold(said) in {fold(name) for name in sites} or len(said.split()) < 2:
        return ""
    return said if _beside(lines, place) else ""


def _beside(lines: Outline, place: int) -> bool:
    """Whether the line before a heading is in a box beside the heading's, or around it, and nothing before it there."""
    above, head = lines.pieces[place - 1].box, lines.boxes[lines.pieces[place].box]
    line = lines.boxes[above]
    is_sibling = line.parent == head.parent and line.tag not in (
        "nav",
        "ul",
        "ol",
        "form",
        "button",
        "label",
        "td",
        "th",
    )
    if not is_sibling and above != head.parent:
        return False
    return place < 2 or not _is_under(lines, lines.pieces[place - 2].box, head.parent)


def _is_under(lines: Outline, box: int, top: int) -> bool:
    while box > top:
        box = lines.boxes[box].parent
    return box == top
