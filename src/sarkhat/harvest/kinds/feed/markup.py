"""What is looked for in an item's HTML before anybody parses it."""

import re
from typing import Final

from sarkhat.text.nesting import too_deep

_SOURCE: Final = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_MOST_PICTURES: Final = 20
_LONGEST_TAG: Final = 4_000


def sound(html: str) -> str:
    """HTML that later stages can parse in reasonable time, or nothing."""
    return "" if too_deep(html) else html


def picture_in(html: str) -> str:
    """The address of the first picture that states one, as it stands there."""
    name = "<img" if "<img" in html else "<IMG"
    at = -1
    for _ in range(_MOST_PICTURES):
        at = html.find(name, at + 1)
        if at < 0:
            return ""
        found = _SOURCE.search(html[at : at + _LONGEST_TAG].partition(">")[0])
        if found:
            return found[1].replace("&amp;", "&")
    return ""
