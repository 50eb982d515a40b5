"""What comparing uses of a piece: its own lines without boilerplate, as weighted terms."""

import math
import re
import sys
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import tokens

_READ: Final = 900  # characters: a story is told in the head of an article
_SEEN: Final = 4000  # characters whose lines are looked at
_HEAD: Final = 160  # characters whose words count more: the title, or a post's first lines
_HEAD_GAIN: Final = 1.5
_TITLE: Final = 4  # words from which a line is a title
_TITLE_MOST: Final = 20  # words of a title that are kept
_MOST: Final = 60  # terms that are kept of a piece

_HANDLE = re.compile(r"@\w+|https?://\S+|[\w.-]{1,80}\.(?:com|ir|org|net|me)\b\S*")
_WORDY = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"^\d+(?:[.,/]\d+)*$")

_LINES_KEPT: Final = 4000  # lines of each source by which its boilerplate is known
_REPEATS: Final = 4  # times that a line must have been seen to be boilerplate


@dataclass(frozen=True, slots=True)
class Terms:
    """A piece as terms: how much each weighs before rarity, and which are numbers."""

    weights: dict[str, float]
    head: frozenset[str]  # the words of the title, or of a post's first line
    numbers: frozenset[str]
    folded: str  # the text without boilerplate, folded: equal for exact copies


class Boilerplate:
    """Lines that a source repeats under its pieces (signatures, slogans, invitations), learned as they come."""

    def __init__(self) -> None:
        # Of a line its hash is enough: of a thousand sources the lines themselves would fill gigabytes.
        self._seen: dict[str, Counter[int]] = defaultdict(Counter)
        self._order: dict[str, deque[int]] = defaultdict(deque)

    def own_lines(self, source: str, text: str) -> list[str]:
        """The lines that say something of this piece alone. Counts the piece's lines for the next."""
        lines = [
            line for raw in text[:_SEEN].split("\n") if (line := _HANDLE.sub(" ", raw).strip()) and _WORDY.search(line)
        ]
        seen = self._seen[source]
        keys = [hash(fold(line)) for line in lines]
        kept = [line for line, key in zip(lines, keys, strict=True) if seen[key] < _REPEATS]
        for key in keys:
            self._count(source, key)
        return kept

    def _count(self, source: str, line: int) -> None:
        seen, order = self._seen[source], self._order[source]
        seen[line] += 1
        order.append(line)
        if len(order) > _LINES_KEPT:
            old = order.popleft()
            seen[old] -= 1
            if not seen[old]:
                del seen[old]


def terms(lines: list[str]) -> Terms:
    """Terms of a piece's own lines; words of the head weigh more, repeats a little."""
    text = "\n".join(lines)[:_READ]
    found = tokens(text)
    counts = Counter(found)
    head = set(tokens(text[:_HEAD]))
    # The same words stand in many pieces of a window: kept once, they take half the memory.
    weights = {sys.intern(term): _weight(count, term in head) for term, count in counts.items() if len(term) > 1}
    kept = dict(list(weights.items())[:_MOST])
    return Terms(kept, _title(lines).intersection(kept), frozenset(filter(_NUMBER.match, kept)), fold(text))


@lru_cache(maxsize=1024)
def _weight(count: int, in_head: bool) -> float:
    return (1 + math.log(count)) * (_HEAD_GAIN if in_head else 1.0)


def wordless(found: Terms) -> Terms:
    """The terms of a piece that is like no other: only copies of it are found."""
    return Terms({}, frozenset(), frozenset(), found.folded)


def _title(lines: list[str]) -> frozenset[str]:
    """The words of the first line that says enough; without one, the first words."""
    said = (tokens(line[:_HEAD]) for line in lines[:3])
    enough = next((words for words in said if len(words) >= _TITLE), None)
    words = tokens("\n".join(lines)[:_HEAD]) if enough is None else enough
    return frozenset(words[:_TITLE_MOST])
