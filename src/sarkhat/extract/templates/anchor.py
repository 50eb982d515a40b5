"""An element's opening tag as it is found again in the source of other pages, without building a tree."""

import html as entities
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

_ATTRIBUTE: Final = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TELLING: Final = ("class", "id", "itemprop", "role")  # what designers name boxes by
_TAG: Final = re.compile(r"[a-z][a-z0-9-]*\Z")
_DIGITS: Final = re.compile(r"\d+")
_ASIDE: Final = r"<!--.*?(?:-->|\Z)|<(?:script|style|textarea)\b.*?(?:</(?:script|style|textarea)|\Z)"
_REACH: Final = 2_000  # characters of an opening tag at most


@dataclass(frozen=True)
class Anchor:
    """A tag and the attributes that it must have, as they stand in the source; digits in them may be others."""

    tag: str
    attributes: tuple[tuple[str, str], ...]

    def start(self, page: str) -> int:
        """Where the only such opening tag begins; -1 if there is none, or more than one."""
        first = self._pattern.search(page)
        if first is None or self._pattern.search(page, first.end()):
            return -1
        return first.start()

    def span(self, page: str) -> tuple[int, int] | None:
        """Begin and end of the element in the page; None without exactly one, or if it is never closed."""
        start = self.start(page)
        end = closed(page, start, self.tag) if start >= 0 else -1
        return (start, end) if end > 0 else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        wanted = "".join(_ahead(name, value) for name, value in self.attributes)
        return re.compile(rf"<{self.tag}(?=[\s>]){wanted}[^>]*>", re.IGNORECASE)


def _ahead(name: str, value: str) -> str:
    """A look ahead, inside the opening tag, for an attribute in any of HTML's three ways of quoting."""
    said = r"\d+".join(re.escape(part) for part in _DIGITS.split(value))
    return rf"(?=[^>]{{0,{_REACH}}}?\s{re.escape(name)}\s*=\s*(?:\"{said}\"|'{said}'|{said}(?=[\s>])))"


def closed(page: str, start: int, tag: str) -> int:
    """Where the element that opens at `start` ends, by counting the tags of its name; -1 if it does not."""
    depth = 0
    for found in _tags(tag).finditer(page, start):
        sign = found[1]
        if sign is None:
            continue
        depth += -1 if sign else 1
        if depth == 0:
            end = page.find(">", found.end())
            return end + 1 if end >= 0 else -1
    return -1


@lru_cache(maxsize=64)
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"{_ASIDE}|<(/?){tag}(?=[\s>/])", re.IGNORECASE | re.DOTALL)


def common(tag: str, elements: Sequence[Mapping[str, str | None]]) -> Anchor | None:
    """The anchor that all these elements share by their telling attributes; None without any."""
    if not _TAG.match(tag) or not elements:
        return None
    shared = []
    for name in _TELLING:
        values = {_DIGITS.sub("0", entities.unescape(element.get(name) or "")) for element in elements}
        value = elements[0].get(name) or ""
        if len(values) == 1 and value and len(value) < 300 and "<" not in value and "&" not in value:
            shared.append((name, value))
    return Anchor(tag, tuple(shared)) if shared else None
