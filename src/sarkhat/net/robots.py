"""robots.txt: read through the same door, kept for a day at most (RFC 9309 §2.4)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from protego import Protego

from sarkhat.net.errors import Disallowed

_KEPT: Final = 86_400.0
_KEPT_WHEN_FAILING: Final = 600.0  # a server in trouble is asked again soon
_MOST_SITES: Final = 5_000
_LONGEST_DELAY: Final = 60.0  # a Crawl-delay of hours would stop the reading, which Disallow is for

Fetch = Callable[[str], Awaitable[tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | None  # None: everything is disallowed while the server fails
    until: float


class Robots:
    """The rules of the sites, each fetched once a day. `fetch` gives (status, body); `slow` hears Crawl-delay."""

    def __init__(self, agent: str, fetch: Fetch, slow: Callable[[str, float], None]) -> None:
        self._agent = agent.partition("/")[0]
        self._fetch = fetch
        self._slow = slow
        self._known: dict[str, _Rules] = {}
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # gone when nobody waits

    async def check(self, url: str) -> None:
        """Raises Disallowed when the site asks us to stay away from `url`; NetError when it cannot be asked."""
        site = urlsplit(url)
        rules = await self._rules(f"{site.scheme}://{site.netloc}", site.hostname or "")
        if rules is None or not rules.can_fetch(url, self._agent):
            raise Disallowed(f"robots.txt of {site.netloc} disallows {url}")

    async def _rules(self, origin: str, host: str) -> Protego | None:
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            kept = self._known.get(origin)
            if kept is None or kept.until < time.monotonic():
                kept = await self._ask(origin, host)
                self._keep(origin, kept)
        return kept.rules

    async def _ask(self, origin: str, host: str) -> _Rules:
        """4xx: no rules, all is allowed; 5xx and 429: none known, so nothing is (RFC 9309 §2.3.1)."""
        status, body = await self._fetch(f"{origin}/robots.txt")
        if status == 429 or status >= 500:
            return _Rules(None, time.monotonic() + _KEPT_WHEN_FAILING)
        rules = Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")
        delay = rules.crawl_delay(self._agent)
        if delay:
            self._slow(host, min(float(delay), _LONGEST_DELAY))
        return _Rules(rules, time.monotonic() + _KEPT)

    def _keep(self, origin: str, rules: _Rules) -> None:
        self._known.pop(origin, None)
        if len(self._known) >= _MOST_SITES:
            self._known.pop(next(iter(self._known)))
        self._known[origin] = rules
