"""How important a story is now, and why. Pure; the weights stand here and nowhere else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sarkhat.ranking import signals
from sarkhat.ranking.signals import Voice

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"outlets": 0.55, "reach": 0.15, "front": 0.30})
FADING: Final = ("outlets", "reach")  # those that freshness multiplies; a front page speaks of this moment


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a story at a moment."""

    now: datetime
    voices: Mapping[str, Voice]  # source → its first article
    front_holding: float = 0.0  # front pages that hold it in their first slots
    front_pages: float = 0.0  # front pages watched
    percentiles: Mapping[str, float] = field(default_factory=dict)  # channel → 0…1 among its own posts


@dataclass(frozen=True, slots=True)
class Scored:
    """Importance 0…1, and each signal 0…1 that made it."""

    value: float
    terms: dict[str, float]


def score(facts: Facts) -> Scored:
    """Coverage and reach fade from the burst on; front pages count as they stand now."""
    voices = list(facts.voices.values())
    terms = {
        "outlets": signals.outlets(voices),
        "freshness": signals.freshness(voices, facts.now),
        "front": signals.front(facts.front_holding, facts.front_pages),
        "reach": signals.reach(facts.percentiles),
    }
    value = sum(
        weight * terms[name] * (terms["freshness"] if name in FADING else 1) for name, weight in WEIGHTS.items()
    )
    return Scored(min(1.0, value), {name: round(term, 4) for name, term in terms.items()})


def voices(articles: Iterable[tuple[str, datetime, bool]]) -> dict[str, Voice]:
    """Each source's first article, from (source, time, is a reprint) in any order; its later ones do not count.

    Of two at the same moment the reprint counts, so that no second article ever raises a score.
    """
    found: dict[str, Voice] = {}
    for source, at, copy in sorted(articles, key=lambda one: (one[0], one[1], not one[2])):
        found.setdefault(source, Voice(at, copy))
    return found


def percentiles(values: Mapping[int, float]) -> dict[int, float]:
    """Share of the others that each value exceeds, 0…1 (equals count half); 0.5 for a value alone."""
    ordered = sorted(values.values())
    others = len(ordered) - 1
    if others < 1:
        return dict.fromkeys(values, 0.5)
    return {
        key: (bisect_left(ordered, value) + bisect_right(ordered, value) - 1) / 2 / others
        for key, value in values.items()
    }
