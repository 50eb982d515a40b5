"""How a watch does: facts in, a colour with the keys of its words out. Pure.

Green: well. Amber: worth a look, may heal by itself. Red: broken for long, or until somebody acts. Grey: nothing is
expected of it: off, not visited yet, or a channel without a public preview, which is a state and no fault.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

Colour = Literal["green", "amber", "red", "grey"]
COLOURS: Final[tuple[Colour, ...]] = ("red", "amber", "grey", "green")  # the worst first

PATIENCE: Final = timedelta(hours=24)  # a failure younger than this is amber: most heal by themselves
UNREADABLE_PATIENCE: Final = timedelta(hours=3)  # pages of maintenance come and go
LATE: Final = timedelta(hours=1)  # after its due time; hosts with many watches take a while
QUIET: Final = timedelta(hours=36)  # nights and holidays are no silence
MISSED: Final = 10.0  # items that would have come by its own rhythm
LONG_QUIET: Final = timedelta(days=60)  # where it has no rhythm to speak of
LAGGING: Final = 2 * 3600.0  # seconds from an item's date to its appearance, on average

_FOR_GOOD: Final = frozenset(
    {"http-gone", "walled", "net-robots", "net-forbidden-address", "net-forbidden-port", "net-bad-address"}
)
_UNREADABLE: Final = frozenset(
    {"feed-not-xml", "sitemap-not-xml", "front-page-empty", "page-no-list", "answer-unreadable"}
)
_AMBER_FOR_EVER: Final = frozenset({"feed-broken", "net-resting"})
_STATES: Final = frozenset({"channel-no-preview"})
_ADVICE: Final = {
    "advice-address": (
        "http-not-found", "http-gone", "feed-not-xml", "sitemap-not-xml", "front-page-empty", "page-no-list",
        "net-bad-address",
        "net-forbidden-address", "net-forbidden-port", "net-no-such-host", "net-too-many-redirects", "http-refused",
    ),
    "advice-outlet": ("walled", "http-forbidden", "net-robots", "net-tls", "feed-broken"),
    "advice-patience": ("http-too-many", "http-unavailable", "net-resting"),
    "advice-report": ("answer-unreadable",),
    "advice-preview": ("channel-no-preview",),
    "advice-off": ("health-off",),
    "advice-new": ("health-new",),
    "advice-late": ("health-late",),
    "advice-quiet": ("health-quiet",),
    "advice-moved": ("health-moved",),
    "advice-lagging": ("health-lagging",),
    "": ("health-well",),
}  # fmt: skip
_ADVICE_OF: Final = {word: advice for advice, words in _ADVICE.items() for word in words}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a watch. `error` is a word key; `rate`: items an hour by its own rhythm; `lag` in seconds."""

    now: datetime
    active: bool = True
    due: datetime | None = None  # None: never again by itself
    leased: bool = False  # being asked at this moment
    known_since: datetime | None = None
    visited: datetime | None = None
    changed: datetime | None = None
    error: str = ""
    since: datetime | None = None
    rate: float = 0.0
    lag: float = 0.0
    moved_to: str = ""
    moved_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """`word` says why, `advice` what to do ("" nothing); both are keys of words. `since`: since when it is so."""

    colour: Colour
    word: str
    advice: str
    since: datetime | None = None
    values: dict[str, str] = field(default_factory=dict)


def judge(facts: Facts) -> Health:
    """The health of a watch."""
    if not facts.active:
        return _health("grey", "health-off")
    overdue = facts.due is not None and not facts.leased and facts.now - facts.due > LATE
    if facts.visited is None:
        return _health("amber", "health-late", facts.due) if overdue else _health("grey", "health-new")
    if facts.error:
        return _health(_colour_of_error(facts), facts.error, facts.since)
    if facts.due is None or overdue:
        return _health("amber", "health-late", facts.due)
    return _while_it_answers(facts)


def _while_it_answers(facts: Facts) -> Health:
    if facts.moved_to:
        return _health("amber", "health-moved", facts.moved_on, to=facts.moved_to)
    if is_quiet(facts):
        return _health("amber", "health-quiet", facts.changed)
    if facts.lag > LAGGING:
        return _health("amber", "health-lagging")
    return _health("green", "health-well", facts.changed)


def _colour_of_error(facts: Facts) -> Colour:
    if facts.error in _STATES:
        return "grey"
    if facts.error in _FOR_GOOD or facts.due is None:
        return "red"
    if facts.error in _AMBER_FOR_EVER:
        return "amber"
    patience = UNREADABLE_PATIENCE if facts.error in _UNREADABLE else PATIENCE
    return "red" if facts.since is not None and facts.now - facts.since > patience else "amber"


def is_quiet(facts: Facts) -> bool:
    """Whether a watch that answers has brought nothing for much longer than its own rhythm lets expect."""
    last = facts.changed or facts.known_since
    if last is None or facts.now - last < QUIET:
        return False
    silence = facts.now - last
    return facts.rate * silence.total_seconds() / 3600 > MISSED or silence > LONG_QUIET


def advice_of(word: str) -> str:
    """The key of what to do about a reason; "" for nothing."""
    return _ADVICE_OF.get(word, "advice-wait")


def _health(colour: Colour, word: str, since: datetime | None = None, **values: str) -> Health:
    return Health(colour, word, advice_of(word), since, values)


def worst(colours: list[Colour]) -> Colour:
    """The colour of an outlet: the worst of its watches that are neither off nor new; grey without any."""
    told = [colour for colour in colours if colour != "grey"]
    return min(told, key=COLOURS.index, default="grey")
