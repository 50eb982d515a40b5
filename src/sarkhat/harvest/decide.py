"""When a watch is due again. Pure: facts in, intents out.

Manners that decide here: validators go back untouched (RFC 9110 §13.1), freshness is respected (RFC 9111 §4.2),
Retry-After holds for the whole host, waits grow but never beyond a day, 410 stops, a wall is named, not raced.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from sarkhat.harvest import moves, rhythm
from sarkhat.harvest.moves import STAYS, Move
from sarkhat.harvest.records import Entry, Place
from sarkhat.harvest.rhythm import WAIT_AT_ONE_AN_HOUR, Rhythm
from sarkhat.net.polite import retry_after
from sarkhat.text.html import plain
from sarkhat.text.urls import is_http

# Seconds. The reasons for these limits stand in docs/manners.md.
SHORTEST: Final = 180  # between two visits of a lively watch whose server answers 304 when nothing is new
SHORTEST_UNCONDITIONAL: Final = 600  # where each visit costs the server a body
LONGEST: Final = 86_400
LONGEST_RHYTHM: Final = 4 * 3600  # a quiet watch is still asked six times a day
FIRST_RETRY: Final = 300  # what a failure's wait grows from, and the least that is waited after one
SPREAD: Final = 0.05  # of a wait that is added at most, so that watches do not meet on the minute
REACH: Final = timedelta(hours=48)
MOST_PLACES: Final = 60
_BEFORE: Final = re.compile(r"[?&]before=(\d+)")
GOOD: Final = frozenset({200, 203})  # statuses whose body is what we asked for
_NOT_FOUND: Final = 6 * 3600
_STANDING: Final = frozenset({"feed-broken"})  # true of the body that a 304 says still stands
_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)
_FATAL: Final = frozenset(
    {"feed-not-xml", "channel-no-preview", "front-page-empty", "page-no-list", "sitemap-not-xml", "answer-unreadable"}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known after a visit. `error`: word key of a failed request or of what was wrong with the body."""

    now: datetime
    status: int | None = None  # None: no answer came
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    news: int = 0  # items new or changed
    ttl_seconds: int | None = None
    interval: int = 900  # seconds, as it was
    attempts: int = 0  # failures in a row before this visit
    etag: str = ""  # what we sent
    last_modified: str = ""
    previous_error: str = ""
    resting_seconds: float | None = None  # the host's own pause kept us from asking
    rhythm: bytes = b""  # as it was
    dates: Sequence[datetime] = ()  # of all items that the answer shows
    url: str = ""
    redirects: Sequence[tuple[int, str]] = ()  # (status, address led to) in order
    move: Move = STAYS
    at_one: float = WAIT_AT_ONE_AN_HOUR  # seconds: what a watch with an item an hour waits
    watch: int = 0  # its number, by which visits are spread; 0: they are not


@dataclass(frozen=True, slots=True)
class Intent:
    """What to write down. `next_at` None: never again by itself. `host_until`: the whole host rests until then.

    `move_to`: the watch's new address, for good; "" to leave it.
    """

    next_at: datetime | None
    interval: int
    attempts: int = 0
    error: str = ""
    etag: str = ""
    last_modified: str = ""
    host_until: datetime | None = None
    rhythm: bytes = b""
    move: Move = STAYS
    move_to: str = ""


def next_visit(facts: Facts) -> Intent:
    """When and how the watch is visited next."""
    kept = Intent(
        None,
        facts.interval,
        facts.attempts,
        etag=facts.etag,
        last_modified=facts.last_modified,
        rhythm=facts.rhythm,
        move=facts.move,
    )
    if facts.resting_seconds is not None:
        rest = facts.now + timedelta(seconds=min(facts.resting_seconds + 1, LONGEST))
        return replace(kept, next_at=rest, error=facts.previous_error)
    if facts.status == 304:
        return _unchanged(facts, kept)
    error = facts.error or status_error(facts.status, facts.headers)
    if facts.status == 410:
        return replace(kept, error="http-gone", attempts=facts.attempts + 1)
    if facts.status in GOOD and error not in _FATAL and not error.startswith("net-"):
        return _answered(facts, replace(kept, error=error))
    return _failed(facts, replace(kept, error=error or "http-refused"))


def status_error(status: int | None, headers: Mapping[str, str]) -> str:
    """The word key of an HTTP status; "" for a good one. A wall shows itself by its header."""
    if status is None or status in GOOD:
        return ""
    if headers.get("cf-mitigated") or headers.get("x-datadome"):
        return "walled"
    named = {401: "http-forbidden", 403: "http-forbidden", 404: "http-not-found", 410: "http-gone"}
    busy = {429: "http-too-many", 503: "http-unavailable"}
    return (named | busy).get(status) or ("http-server-error" if status >= 500 else "http-refused")


def _answered(facts: Facts, kept: Intent) -> Intent:
    etag, modified = facts.headers.get("etag", ""), facts.headers.get("last-modified", "")
    # Validators that did not spare the server a body with nothing new in it are worth nothing.
    useless = bool(facts.etag or facts.last_modified) and not facts.news
    return _good(facts, replace(kept, etag=etag, last_modified=modified), bool(etag or modified) and not useless)


def _unchanged(facts: Facts, kept: Intent) -> Intent:
    """A 304 says: the last good answer stands. It mends what hindered us since, not what was wrong with that answer.

    One that nobody asked for (we sent no validators) says nothing.
    """
    if not (facts.etag or facts.last_modified):
        return _failed(facts, replace(kept, error=facts.previous_error or "http-unasked-304"))
    error = facts.previous_error if facts.previous_error in _STANDING else ""
    # RFC 9111 §4.3.4: a 304 may bring new validators for the same body.
    etag = facts.headers.get("etag") or facts.etag
    return _good(facts, replace(kept, error=error, etag=etag), True)


def _good(facts: Facts, kept: Intent, conditional: bool) -> Intent:
    """After an answer that stands: the rhythm learns, and says when to come again."""
    seen = rhythm.observed(facts.rhythm, facts.now, facts.news, facts.dates)
    _hear(seen, facts)
    wait = rhythm.seconds_to_wait(seen, facts.now, LONGEST_RHYTHM, facts.at_one)
    interval = round(max(wait, SHORTEST if conditional else SHORTEST_UNCONDITIONAL))
    move = moves.led(facts.move, facts.url, facts.redirects, facts.now.date())
    return replace(
        kept,
        next_at=_after(facts, max(interval, seen.ttl, seen.fresh)),
        interval=interval,
        attempts=0,
        rhythm=seen.pack(),
        move=STAYS if move.ripe else move,
        move_to=move.to if move.ripe else "",
    )


def _failed(facts: Facts, kept: Intent) -> Intent:
    attempts = facts.attempts + 1
    wait = float(min(max(facts.interval, FIRST_RETRY) * 2 ** min(attempts, 10), LONGEST))
    if facts.status == 404 or kept.error == "walled":
        wait = max(wait, _NOT_FOUND)
    asked = retry_after(facts.headers.get("retry-after", ""), facts.now) if facts.headers else None
    if asked is not None:
        wait = max(asked, FIRST_RETRY)
    at = _after(facts, wait)
    return replace(kept, next_at=at, attempts=attempts, host_until=at if facts.status in (429, 503) else None)


def _hear(seen: Rhythm, facts: Facts) -> None:
    """How long the server asks to be left alone: a whole answer says it anew, a 304 only as far as it speaks of it."""
    if facts.status != 304:
        seen.ttl = min(facts.ttl_seconds or 0, LONGEST)
    if facts.status != 304 or facts.headers.get("cache-control") or facts.headers.get("expires"):
        seen.fresh = min(fresh_seconds(facts.headers, facts.now), LONGEST)


def _after(facts: Facts, wait: float) -> datetime:
    """So many seconds from now and a little more, never less, by the watch's own chance; a day at most."""
    return facts.now + timedelta(seconds=min(wait * (1 + SPREAD * _chance(facts)), LONGEST))


def _chance(facts: Facts) -> float:
    """0 … 1, another one at each visit, the same whenever it is worked out (Knuth's multiplicative hash)."""
    if not facts.watch:
        return 0.0
    return (facts.watch * 2_654_435_761 + int(facts.now.timestamp()) * 2_246_822_519) % 2**32 / 2**32


def fresh_seconds(headers: Mapping[str, str], now: datetime) -> int:
    """How long the server calls its answer fresh: max-age less Age, else Expires (RFC 9111 §4.2.1)."""
    stated = _MAX_AGE.search(headers.get("cache-control", ""))
    if stated:
        age = headers.get("age", "").strip()
        return max(0, int(stated[1][:9]) - (int(age[:9]) if age.isascii() and age.isdecimal() else 0))
    try:
        at = parsedate_to_datetime(headers.get("expires", ""))
    except (ValueError, TypeError, IndexError):
        return 0
    return max(0, round((at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()))


def placed(entries: Sequence[Entry]) -> tuple[Place, ...]:
    """The order of a feed that its outlet keeps by importance, as places."""
    shown = [entry for entry in entries if is_http(entry.url)][:MOST_PLACES]
    return tuple(Place(n, entry.url, plain(entry.title), round(5 / (4 + n), 4)) for n, entry in enumerate(shown, 1))


@dataclass(frozen=True, slots=True)
class Backfill:
    """Which older page of a channel is still to be read, and down to which time. Empty url: none."""

    url: str = ""
    until: datetime | None = None


def gap_below(times: Sequence[datetime], more: str, known_newest: datetime | None, pending: Backfill) -> Backfill:
    """What to read after a channel's newest page, whose posts are of `times`.

    Pages go back to the newest post known before, 48 hours at most, measured from the channel's newest post so
    that a recorded day is read whole. An unfinished way back (`pending`) keeps its goal.
    """
    if not times or not more:
        return pending
    until = max(times) - REACH if known_newest is None else max(max(times) - REACH, known_newest)
    if min(times) <= until:
        return pending
    return Backfill(more, min(until, pending.until) if pending.until else until)


def older_still(times: Sequence[datetime], more: str, read: Backfill) -> Backfill:
    """What to read after an older page: nothing when its goal is reached or its link leads no further back."""
    here, there = before_id(read.url), before_id(more)
    if not times or not here or not there or there >= here or (read.until and min(times) <= read.until):
        return Backfill()
    return Backfill(more, read.until)


def before_id(url: str) -> int:
    """The number in `?before=`; 0 without one."""
    found = _BEFORE.search(url)
    return int(found[1][:18]) if found else 0
