"""A page as two flat lists: boxes (block elements, each knowing its parent) and pieces (runs of text).

One walk over the tree feeds the body finder and the byline readers; nothing is parsed twice.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

PieceKind = Literal["p", "h1", "h2", "h3", "li", "quote", "caption", "cell"]

_MOST_NODES: Final = 150_000  # tens of times what the longest real pages have
_SKIPPED: Final = frozenset(
    "script style noscript template iframe object embed svg math select textarea head canvas audio video "
    "button datalist map -comment input link meta !doctype source".split()
)
_MARKED: Final = frozenset("video audio iframe embed noscript script".split())
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr picture".split()
)
_KINDS: Final[dict[str, PieceKind]] = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "li": "li", "dd": "li", "dt": "li",
    "blockquote": "quote", "figcaption": "caption", "figure": "caption", "td": "cell", "th": "cell",
}  # fmt: skip
_PASSED_DOWN: Final = frozenset({"quote", "caption", "li"})
_EMPTY: Final = _SKIPPED | {"br", "img"}  # elements that are not entered
_SPACES: Final = re.compile("[ \t\r\n\f\v\u00a0]+")
_NONE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNNAMED: Final = " | "  # the hint of an element without attributes


@dataclass(slots=True)
class Box:
    """A block element: `hint` is what its class, id, role and itemprop say, as lower-case words."""

    parent: int
    tag: str
    hint: str
    depth: int


@dataclass(slots=True)
class Piece:
    """A run of text between two block edges; `linked` counts its characters inside links."""

    box: int
    kind: PieceKind
    text: str
    linked: int
    bold: bool = False  # all of it is in <b> or <strong>


@dataclass(slots=True)
class Mark:
    """An element without text of its own (a picture, a player, a time); `at`: how many pieces end before it."""

    at: int
    box: int
    tag: str
    node: LexborNode


@dataclass(slots=True)
class Outline:
    """`nodes` are the elements of `boxes`, of use only while their tree lives; `pictured`, boxes with an <img>."""

    boxes: list[Box] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    nodes: list[LexborNode] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@lru_cache(maxsize=20_000)
def words_of(raw: str) -> str:
    """`postBody main_text` → ` | post body | main text | `: words inside the names, names between bars."""
    names = (re.sub(r"[^a-z0-9]+", " ", _CAMEL.sub(" ", name).lower()).strip() for name in raw.split())
    return " | " + "".join(f"{name} | " for name in names if name)


def outline(tree: LexborHTMLParser) -> Outline:
    """Read the visible text of the page in order. Never recurses, so depth costs nothing."""
    walk = _Walk()
    body = tree.body
    if body is not None:
        walk.run(body)
    return walk.outline


def is_named(lines: Outline, piece: Piece, names: re.Pattern[str]) -> bool:
    """Whether the piece's box, or the one around it, has such a name."""
    box = lines.boxes[piece.box]
    parent = lines.boxes[box.parent].hint if box.parent >= 0 else ""
    return bool(names.search(box.hint) or names.search(parent))


class _Walk:
    def __init__(self) -> None:
        self.outline = Outline()
        self.opened: list[tuple[LexborNode, str, int, str]] = []  # with the box and kind around each
        self.parts: list[str] = []
        self.linked = self.links = self.bolds = self.bold_chars = 0
        self.box, self.kind = -1, "p"

    def run(self, body: LexborNode) -> None:
        opened = self.opened
        node: LexborNode | None = body
        for _ in range(_MOST_NODES):
            if node is None:
                node, tag, box, kind = opened.pop()
                self._leave(tag, box, kind)
            elif (tag := node.tag or "") == "-text":
                self._text(node.text_content or "")
            elif tag in _EMPTY:
                self._pass(node, tag)
            elif self._enter(node, tag):
                node = node.first_child
                continue
            if not opened:
                break
            node = node.next
        self._flush()

    def _pass(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self.parts.append("\0")
        elif tag == "img":
            self.outline.pictured.append(self.box)
            self._mark(node, tag)
        elif tag in _MARKED:
            self._mark(node, tag)

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Open the element, unless it is hidden."""
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            return False
        self.opened.append((node, tag, self.box, self.kind))
        if tag not in _INLINE:
            self._open(tag, attributes)
            self.outline.nodes.append(node)
        elif tag == "a":
            self.links += 1
        elif tag in ("b", "strong"):
            self.bolds += 1
        elif tag == "time":
            self._mark(node, tag)
        return True

    def _mark(self, node: LexborNode, tag: str) -> None:
        self.outline.marks.append(Mark(len(self.outline.pieces), self.box, tag, node))

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if self.parts:
            self._flush()
        boxes = self.outline.boxes
        depth = boxes[self.box].depth if self.box >= 0 else 0
        boxes.append(Box(self.box, tag, _hint(attributes) if attributes else _UNNAMED, depth + 1))
        self.box = len(boxes) - 1
        self.kind = _KINDS.get(tag) or (self.kind if self.kind in _PASSED_DOWN else "p")

    def _leave(self, tag: str, box: int, kind: str) -> None:
        if tag not in _INLINE:
            if self.parts:
                self._flush()
            self.box, self.kind = box, kind
        elif tag == "a":
            self.links -= 1
        elif tag in ("b", "strong"):
            self.bolds -= 1

    def _text(self, text: str) -> None:
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())
        if self.bolds:
            self.bold_chars += len(text.strip())

    def _flush(self) -> None:
        text = _tidy("".join(self.parts))
        if text:
            bold = self.bold_chars >= len(text) - 2
            kind: PieceKind = self.kind  # type: ignore[assignment]
            self.outline.pieces.append(Piece(self.box, kind, text, min(self.linked, len(text)), bold))
        self.parts.clear()
        self.linked = self.bold_chars = 0


def _tidy(text: str) -> str:
    """Each run of white space as one space, each break (`\\0`) as one new line."""
    if "\0" in text:
        return "\n".join(filter(None, map(_tidy, text.split("\0"))))
    text = text.strip()
    # Most lines have nothing but single spaces. To see that takes a tenth of the time of going from word to word.
    is_untidy = (
        "  " in text or "\n" in text or "\u00a0" in text
        or "\t" in text or "\r" in text or "\f" in text or "\v" in text
    )  # fmt: skip
    return _SPACES.sub(" ", text) if is_untidy else text


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or ("style" in attributes and bool(_NONE.search(attributes["style"] or "")))


def _hint(attributes: dict[str, str | None]) -> str:
    get = attributes.get
    raw = f"{get('class') or ''} {get('id') or ''} {get('role') or ''} {get('itemprop') or ''}"
    return words_of(raw[:300])
