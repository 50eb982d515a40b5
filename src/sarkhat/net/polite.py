"""Manners: one request at a time for each host, a pause between two, and pauses that the host asks for.

The decisions are plain functions of times; `Turns` carries them out on an event loop.
Retry-After: RFC 9110 §10.2.3, RFC 6585 §4.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sarkhat.net.errors import Resting

LONGEST_REST = 86_400.0  # seconds: no answer keeps us away for more than a day
_SWEEP_AT = 10_000  # hosts remembered before the idle ones are forgotten


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


@dataclass
class _Host:
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

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Hold the host's only turn, after the pause since the last one. Raises Resting."""
        state = self._host(host)
        self._check_rest(state)
        async with state.lock:
            self._check_rest(state)
            await asyncio.sleep(wait_for(state.last_end, self._clock(), max(self._delay, state.delay)))
            try:
                yield
            finally:
                state.last_end = self._clock()

    @asynccontextmanager
    async def together(self, host: str) -> AsyncIterator[None]:
        """Ask beside others, with no pause; only a rest that the host asked for counts. Raises Resting."""
        if host in self._hosts:
            self._check_rest(self._hosts[host])
        yield

    def rest(self, host: str, seconds: float) -> None:
        """Nobody asks this host for so many seconds."""
        state = self._host(host)
        state.rest_until = max(state.rest_until, self._clock() + min(seconds, LONGEST_REST))

    def slow(self, host: str, delay: float) -> None:
        """The host asks for at least this pause between requests (Crawl-delay)."""
        self._host(host).delay = delay

    def _check_rest(self, state: _Host) -> None:
        left = state.rest_until - self._clock()
        if left > 0:
            raise Resting(left)

    def _host(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _SWEEP_AT:
            self._hosts = {name: state for name, state in self._hosts.items() if self._in_use(state)}
        return self._hosts.setdefault(host, _Host())

    def _in_use(self, state: _Host) -> bool:
        spaced = wait_for(state.last_end, self._clock(), max(self._delay, state.delay)) > 0
        return state.lock.locked() or spaced or state.rest_until > self._clock()
