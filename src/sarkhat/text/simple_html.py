"""Text of markup so plain that no parser is needed: what feeds mostly hold, at a tenth of a parser's price.

Taken are balanced tags of a few kinds, with quoted attributes, and the common entities. For these an HTML parser
(WHATWG HTML §13.2.6) changes neither the order of the text nor where blocks begin and end.
Anything else is left to the parser.
"""

import re
from html import unescape
from typing import Final

BLOCKS: Final = frozenset("p div ul ol li blockquote h2 h3 h4".split())
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_LISTS: Final = frozenset({"ul", "ol"})
_INLINE: Final = frozenset("b strong i em a span".split())
_ALONE: Final = frozenset({"br", "img"})
_TAG: Final = re.compile(
    r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w-]*(?:=\"[^\"<>]*\"|='[^'<>]*')?)*)\s*(/?)>", re.ASCII
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|nbsp|zwnj|laquo|raquo|hellip|ndash|mdash|#39|#8204);")
_MOST: Final = 3_000  # characters: deep nesting is not our matter


def pieces(fragment: str) -> list[str] | None:
    """The text of the fragment, parted where a block begins or ends; None where a parser has to decide."""
    if "<" not in fragment:
        parts = [fragment]
    elif len(fragment) > _MOST or (found := _parted(fragment)) is None:
        return None
    else:
        parts = found
    ands = fragment.count("&")
    if not ands:
        return parts
    if len(_ENTITY.findall("\n".join(parts))) != sum(part.count("&") for part in parts):
        return None
    return [unescape(part) for part in parts]


def _parted(fragment: str) -> list[str] | None:
    """The raw text between blocks; None where tags are not balanced, or strange."""
    done: list[str] = []
    here: list[str] = []
    opened: list[str] = []
    at = 0
    for found in _TAG.finditer(fragment):
        here.append(fragment[at : found.start()])
        at = found.end()
        if not _follow(opened, found):
            return None
        if found[2] in BLOCKS or found[2] == "br":
            done.append("".join(here))
            here.clear()
    here.append(fragment[at:])
    done.append("".join(here))
    return None if opened or any("<" in piece for piece in done) else done


def _follow(opened: list[str], found: re.Match[str]) -> bool:
    """Keep the stack of open elements; False where the tag is not one of ours or closes what is not open."""
    closes, name, _, slash = found.groups()
    if name in _ALONE:
        return not closes
    if slash or not (name in BLOCKS or name in _INLINE) or (not closes and _is_closed_by(opened, name)):
        return False
    if not closes:
        opened.append(name)
        return True
    return bool(opened) and opened.pop() == name


def _is_closed_by(opened: list[str], name: str) -> bool:
    """Whether the tag ends an element that is open: an item in an item of the same list, a heading in a heading."""
    if name in _HEADINGS:
        return not _HEADINGS.isdisjoint(opened)
    last_list = max((at for at, one in enumerate(opened) if one in _LISTS), default=-1)
    return name == "li" and "li" in opened[last_list + 1 :]
