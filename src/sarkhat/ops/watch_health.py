"""How a watch does, in one of four colours, with words for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from sarkhat.sources.models import Watch

Colour = Literal["green", "amber", "red", "grey"]
PATIENCE: Final = timedelta(hours=24)  # a failure younger than this is amber: most heal by themselves


@dataclass(frozen=True, slots=True)
class Health:
    """`error` is the word key of what is wrong; `said` stands where nothing is."""

    colour: Colour
    said: str
    error: str = ""
    since: datetime | None = None


def health_of(watch: Watch, now: datetime) -> Health:
    """Green: well. Amber: fails for less than a day. Red: for longer, or for good. Grey: off or never visited."""
    state = getattr(watch, "state", None)
    if not watch.active:
        return Health("grey", "خاموش")
    if state is None or state.visited_at is None:
        return Health("grey", "هنوز دیده نشده")
    if not state.error:
        return Health("green", "خوب")
    given_up = state.next_at is None
    old = state.since is not None and now - state.since > PATIENCE
    return Health("red" if given_up or old else "amber", "", state.error, state.since)
