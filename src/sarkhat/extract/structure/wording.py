"""The text of a small element: a cell, a caption, a credit."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.extract.titles import one_line

_SILENT: Final = frozenset("script style noscript template iframe object svg math select textarea button".split())
_INLINE: Final = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u".split())
_MOST: Final = 5_000  # elements


def words(node: LexborNode | None) -> str:
    """In one line, with every joiner and direction mark; block edges and breaks are spaces. "" without an element."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [node] if node is not None else []
    for _ in range(_MOST):
        if not stack:
            break
        here = stack.pop()
        if isinstance(here, str):
            parts.append(here)
        elif here.tag == "-text":
            parts.append(here.text_content or "")
        elif here.tag not in _SILENT:
            edge = "" if here.tag in _INLINE else " "
            parts.append(edge)
            stack.append(edge)
            stack.extend(reversed(list(here.iter(include_text=True))))
    return one_line("".join(parts))


def number(stated: str | None) -> int:
    """An attribute's whole number, whatever follows it; 0 without one."""
    found = re.match(r"\s*(\d{1,6})", stated or "")
    return int(found[1]) if found else 0
