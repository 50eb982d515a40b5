"""The four lists, each for all sections together and for every section. Pure.

A story stands in a list once. `viewed` and `discussed` hold only what happened on this site: the view counts of
channels are another thing and are never mixed in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sarkhat.ranking.signals import Voice
from sarkhat.sources.records import SECTIONS

PLACES: Final = 40
RISING: Final = timedelta(hours=2)
_RISING_LEAST: Final = 2  # new sources


@dataclass(frozen=True, slots=True)
class Entry:
    """A story's place in a list: whose headline stands for it, and by what value."""

    story: int
    article: int
    value: float


def by_section(entries: Iterable[Entry], sections: Mapping[int, str]) -> dict[str, list[Entry]]:
    """The first forty overall (key "") and of every section, highest value first, the newer story of equals."""
    ordered = sorted(entries, key=lambda entry: (-entry.value, -entry.story))
    lists: dict[str, list[Entry]] = {section: [] for section in ("", *SECTIONS)}
    for entry in ordered:
        for section in ("", sections.get(entry.story, "")):
            if section in lists and len(lists[section]) < PLACES and entry.story not in _stories(lists[section]):
                lists[section].append(entry)
            if not section and not sections.get(entry.story):
                break
    return lists


def counted(counts: Sequence[tuple[int, int, int]]) -> list[Entry]:
    """Entries from (story, article, count): a story's value is the sum, its article the one that counts most."""
    total: dict[int, int] = defaultdict(int)
    most: dict[int, tuple[int, int]] = {}
    for story, article, count in counts:
        total[story] += count
        most[story] = max(most.get(story, (0, 0)), (count, article))
    return [Entry(story, most[story][1], float(value)) for story, value in total.items()]


def growth(voices: Mapping[str, Voice], now: datetime) -> float:
    """How many sources came to the story in the last two hours; 0 below two."""
    new = sum(voice.weight for voice in voices.values() if now - voice.at <= RISING)
    return new if new >= _RISING_LEAST else 0.0


def _stories(entries: Sequence[Entry]) -> set[int]:
    return {entry.story for entry in entries}
