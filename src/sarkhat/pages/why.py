"""Why a story stands where it stands: its signals, and what each brings to its importance, for readers to check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sarkhat.ranking.decide import FADING, WEIGHTS

FADER: Final = "freshness"


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal: how strong it is (0 to 100), its weight (0 to 100) and the points that it brings of 100."""

    name: str
    share: int
    weight: int
    points: int

    @property
    def fades(self) -> bool:
        """Whether the story's age takes from its points."""
        return self.name in FADING


@dataclass(frozen=True, slots=True)
class Why:
    """Importance of 100, the signals that add up to it, and the freshness (0 to 100) that multiplies some of them."""

    score: int
    reasons: tuple[Reason, ...]
    freshness: int


def why(value: float, terms: Mapping[str, float]) -> Why | None:
    """The account of a score 0…1; None where its terms were not kept. The points add up to the score."""
    known = {name: _held(terms[name]) for name in (*WEIGHTS, FADER) if isinstance(terms.get(name), int | float)}
    if not known:
        return None
    fresh = known.get(FADER, 0.0)
    parts = {
        name: 100 * weight * known[name] * (fresh if name in FADING else 1)
        for name, weight in WEIGHTS.items()
        if name in known
    }
    score = round(100 * _held(value))
    points = _whole(parts, score)
    reasons = (Reason(name, _percent(known[name]), _percent(WEIGHTS[name]), points[name]) for name in parts)
    return Why(score, tuple(reasons), _percent(fresh))


def _whole(parts: Mapping[str, float], total: int) -> dict[str, int]:
    """The parts rounded, the largest so that they add up, where rounding alone keeps them from it."""
    found = {name: round(part) for name, part in parts.items()}
    rest = total - sum(found.values())
    if parts and 0 < abs(rest) < len(parts):
        found[max(parts, key=lambda name: parts[name])] += rest
    return found


def _held(value: float) -> float:
    return min(1.0, max(0.0, float(value)))


def _percent(value: float) -> int:
    return round(100 * value)
