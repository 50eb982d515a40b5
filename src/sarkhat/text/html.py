"""The one sanitiser: every piece of foreign HTML passes here before it is kept or shown."""

from functools import lru_cache
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.text import simple_html
from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound
from sarkhat.text.urls import is_http

TAGS: Final = frozenset(
    "p h2 h3 h4 ul ol li blockquote strong em a br figure figcaption table caption thead tbody tfoot tr th td".split()
)
_ATTRIBUTES: Final = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
# Their text is not prose, so it goes with the tag.
_WITH_CONTENT: Final = frozenset(
    "script style noscript template iframe object embed svg math form select textarea title".split()
)
_BLOCKS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table caption thead tbody tfoot tr figure figcaption "
    "div section article header footer main aside nav pre dl dt dd hr br address details summary".split()
)
_CELLS: Final = frozenset({"td", "th"})
_SPACES: Final = "\t\r\n\f\v\u00a0"


def clean(fragment: str, base_url: str) -> str:
    """Safe HTML of the fragment: prose tags and http(s) links only, links made absolute.

    No images, styles, scripts or foreign attributes; every link gets
    `rel="nofollow noopener noreferrer"`. Relative links go when `base_url` is not http(s).
    """
    return _cleaner(base_url if is_http(base_url) else "").clean(fragment)


def plain(fragment: str) -> str:
    """The text of the fragment: one line a paragraph, entities decoded, every ZWNJ kept.

    Nothing where elements are nested so deeply that parsing them would take minutes.
    """
    if too_deep(fragment):
        return ""
    whole = sound(fragment)
    pieces = simple_html.pieces(whole)
    if pieces is None:
        # Sound once more: entities may hold what the fragment itself does not.
        pieces = list(map(sound, "".join(_parsed(whole)).split("\0")))
    lines = (_spaced(piece).strip() for piece in pieces)
    return "\n".join(line for line in lines if line)


def _spaced(line: str) -> str:
    """Each run of spaces and breaks as one space; by searches for single letters, which are much faster than `re`."""
    for letter in _SPACES:
        if letter in line:
            line = line.replace(letter, " ")
    while "  " in line:
        line = line.replace("  ", " ")
    return line


def _parsed(fragment: str) -> list[str]:
    body = LexborHTMLParser(f"<body>{fragment}").body
    pieces: list[str] = []
    if body is not None:
        _gather(body, pieces)
    return pieces


@lru_cache(maxsize=64)
def _cleaner(base_url: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        clean_content_tags=set(_WITH_CONTENT),
        url_schemes={"http", "https"},
        url_relative=("rewrite_with_base", base_url) if base_url else "deny",
        link_rel="nofollow noopener noreferrer",
    )


def _gather(parent: LexborNode, pieces: list[str]) -> None:
    """Append the text below `parent` in order, a NUL (never in parsed HTML) at each block edge."""
    stack: list[LexborNode | str] = [parent]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "-text":
            pieces.append(node.text_content or "")
        elif node.tag not in _WITH_CONTENT:
            edge = "\0" if node.tag in _BLOCKS else " " if node.tag in _CELLS else ""
            pieces.append(edge)
            stack.append(edge)
            stack.extend(reversed(list(node.iter(include_text=True))))
