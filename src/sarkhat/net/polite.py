"""Manners: one request at a time for each host, a pause between two, and pauses that the host asks for.

The decisions are plain functions of times; `Turns` carries them out on an event loop.
Retry-After: RFC 9110 §10.2.3, RFC 6585 §4.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sarkhat.net.errors import Resting

LONGEST_REST = 86_400.0  # seconds: no answer keeps us away for more than a day
MOST_HOSTS = 10_000  # hosts remembered before the idle ones are forgotten


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), 0 to a day; None if unreadable."""
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_REST)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    seconds = (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_REST)


def wait_for(last_end: float | None, now: float, delay: float) -> float:
    """Seconds until the next request may start, when the last one ended at `last_end` (None: there was none)."""
    return 0.0 if last_end is None else max(0.0, last_end + delay - now)


@dataclass(slots=True)
class _Host:
    """Some hundred bytes; forgotten when nothing is to be remembered (`Turns._sweep`)."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_end: float | None = None
    rest_until: float = 0.0
    delay: float = 0.0  # what robots.txt asks for


class Turns:
    """Who may ask which host when. Times come from `clock` (seconds, monotonic)."""

    def __init__(self, delay: float, clock: Callable[[], float]) -> None:
        self._delay = delay
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._sweep_at = MOST_HOSTS

    def turn(self, host: str) -> "_Turn":
        """Hold the host's only turn, after the pause since the last one. Entering raises Resting."""
        return _Turn(self, self._host(host))

    def together(self, host: str) -> "_Together":
        """Ask beside others, with no pause; only a rest that the host asked for counts. Entering raises Resting."""
        return _Together(self, self._hosts.get(host))

    def rest(self, host: str, seconds: float) -> None:
        """Nobody asks this host for so many seconds."""
        state = self._host(host)
        state.rest_until = max(state.rest_until, self._clock() + min(seconds, LONGEST_REST))

    def slow(self, host: str, delay: float) -> None:
        """The host asks for at least this pause between requests (Crawl-delay)."""
        self._host(host).delay = delay

    def check_rest(self, state: _Host) -> None:
        """Raises Resting."""
        if state.rest_until and (left := state.rest_until - self._clock()) > 0:
            raise Resting(left)

    def pause(self, state: _Host) -> float:
        """Seconds until the host may be asked again."""
        return wait_for(state.last_end, self._clock(), max(self._delay, state.delay))

    def end(self, state: _Host) -> None:
        """A request to the host has ended now."""
        state.last_end = self._clock()

    def _host(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= self._sweep_at:
                self._sweep()
            state = self._hosts[host] = _Host()
        return state

    def _sweep(self) -> None:
        """Forget the hosts at which nobody is and of which nothing need be remembered.

        What stays may double before the next sweep, so that a sweep costs each new host next to nothing.
        """
        self._hosts = {name: state for name, state in self._hosts.items() if self._in_use(state)}
        self._sweep_at = max(MOST_HOSTS, 2 * len(self._hosts))

    def _in_use(self, state: _Host) -> bool:
        return state.lock.locked() or self.pause(state) > 0 or state.rest_until > self._clock()


class _Turn:
    """A context manager; classes, because a request enters and leaves one."""

    __slots__ = ("_state", "_turns")

    def __init__(self, turns: Turns, state: _Host) -> None:
        self._turns = turns
        self._state = state

    async def __aenter__(self) -> None:
        turns, state = self._turns, self._state
        turns.check_rest(state)
        await state.lock.acquire()
        try:
            turns.check_rest(state)
            if (pause := turns.pause(state)) > 0:
                await asyncio.sleep(pause)
        except BaseException:
            state.lock.release()
            raise

    async def __aexit__(self, *_error: object) -> None:
        self._turns.end(self._state)
        self._state.lock.release()


class _Together:
    __slots__ = ("_state", "_turns")

    def __init__(self, turns: Turns, state: _Host | None) -> None:
        self._turns = turns
        self._state = state

    async def __aenter__(self) -> None:
        if self._state:
            self._turns.check_rest(self._state)

    async def __aexit__(self, *_error: object) -> None:
        return None
