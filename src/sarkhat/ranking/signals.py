"""The signals of importance: pure functions, each 0…1, each never lower when one more source comes.

Every source counts once, by its first article of the story, so nobody ranks higher by writing more (the lesson of
Metaculus PR #5080).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_REPRINT: Final = 0.25  # a source that only reprints counts as a quarter of one that writes itself
_HALF_COVERAGE: Final = 4.0  # sources that give half of the full signal
_BURST: Final = timedelta(hours=3)
_HALF_LIFE: Final = 6.0  # hours
_LONE: Final = 0.3  # freshness of a story of one source, against the same with very many


@dataclass(frozen=True, slots=True)
class Voice:
    """A source's first article of a story."""

    at: datetime
    copy: bool = False

    @property
    def weight(self) -> float:
        """How much it counts."""
        return _REPRINT if self.copy else 1.0


def outlets(voices: Sequence[Voice]) -> float:
    """How many independent sources tell it; saturating, so that 20 are not twice 10."""
    return saturated(sum(voice.weight for voice in voices))


def freshness(voices: Sequence[Voice], now: datetime) -> float:
    """How near the burst is: halves every six hours.

    Every time at which a source came in is tried as the burst, with the sources of the three hours before it; the
    best counts. So a straggler does not make an old story young, and a second wave does.
    """
    return max((_burst(voices, voice.at, now) for voice in voices), default=0.0)


def front(holding: float, pages: float) -> float:
    """Share of the front pages watched now that hold the story in their first slots; 0 with no page watched."""
    return min(1.0, holding / pages) if pages > 0 else 0.0


def reach(percentiles: Mapping[str, float]) -> float:
    """How much more the story is seen than its channels' other posts, from each channel's percentile (0…1)."""
    missed = 1.0
    for value in percentiles.values():
        missed *= 1 - 0.5 * max(0.0, 2 * value - 1)
    return 1 - missed


def saturated(sources: float) -> float:
    """0 for none, half at four, near 1 for very many."""
    return sources / (sources + _HALF_COVERAGE)


def _burst(voices: Sequence[Voice], at: datetime, now: datetime) -> float:
    near = sum(voice.weight for voice in voices if timedelta(0) <= at - voice.at <= _BURST)
    hours = max(0.0, (now - at).total_seconds() / 3600)
    return float((_LONE + (1 - _LONE) * saturated(max(0.0, near - 1))) * 0.5 ** (hours / _HALF_LIFE))
