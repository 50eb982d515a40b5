"""robots.txt: read through the same door, kept for a day at most (RFC 9309 §2.4).

What its answers mean is RFC 9309 §2.3.1: 4xx (and an address that leads nowhere we may go, or redirects for ever) is
a site without rules; 5xx, 429 and no answer at all mean that nothing may be read, unless older rules are known, which
then stay in force.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from protego import Protego

from sarkhat.net.errors import BadAnswer, Disallowed, NetError, Refused

_KEPT: Final = 86_400.0
_KEPT_WHEN_FAILING: Final = 600.0  # a server in trouble is asked again soon
_MOST_SITES: Final = 5_000
_LONGEST_DELAY: Final = 60.0  # a Crawl-delay of hours would stop the reading, which Disallow is for

Fetch = Callable[[str, str], Awaitable[tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class _Rules:
    """`rules` None: nothing is allowed while the server fails. `delay`: seconds between requests that it asks for."""

    rules: Protego | None
    until: float
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class SiteRules:
    """Whether an address may be read, and the sitemaps that the site names."""

    allowed: bool
    sitemaps: tuple[str, ...] = ()


class Robots:
    """The rules of the sites, each fetched once a day.

    `fetch(url, proxy)` gives (status, body); `slow(host, seconds)` hears Crawl-delay.
    """

    def __init__(
        self, agent: str, fetch: Fetch, slow: Callable[[str, float], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._agent = agent.partition("/")[0]
        self._fetch = fetch
        self._slow = slow
        self._clock = clock
        self._known: dict[str, _Rules] = {}
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # gone when nobody waits

    async def check(self, url: str, proxy: str = "") -> None:
        """Raises Disallowed when the site asks us to stay away from `url`; NetError when it cannot be asked.

        The rules are fetched through `proxy`, as the page is: without it the site may be out of reach.
        """
        site = urlsplit(url)
        known = await self._rules(f"{site.scheme}://{site.netloc}", proxy)
        if known.delay:
            self._slow(site.hostname or "", known.delay)
        if known.rules is None or not known.rules.can_fetch(url, self._agent):
            raise Disallowed(f"robots.txt of {site.netloc} disallows {url}")

    async def site(self, url: str, proxy: str = "") -> SiteRules:
        """What the site says of `url`, without refusing it. Raises NetError when it cannot be asked."""
        site = urlsplit(url)
        rules = (await self._rules(f"{site.scheme}://{site.netloc}", proxy)).rules
        return SiteRules(rules.can_fetch(url, self._agent), tuple(rules.sitemaps)) if rules else SiteRules(False)

    async def _rules(self, origin: str, proxy: str) -> _Rules:
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            kept = self._known.get(origin)
            if kept is None or kept.until < self._clock():
                kept = await self._ask(origin, kept, proxy)
                self._keep(origin, kept)
        return kept

    async def _ask(self, origin: str, before: _Rules | None, proxy: str) -> _Rules:
        """The rules of today; those from before where the server fails. Raises NetError where none are known."""
        try:
            status, body = await self._file(f"{origin}/robots.txt", proxy)
        except NetError:
            if before is None or before.rules is None:
                raise
            status, body = 503, b""
        if status == 429 or status >= 500:
            again = self._clock() + _KEPT_WHEN_FAILING
            return _Rules(before.rules, again, before.delay) if before else _Rules(None, again)
        rules = Protego.parse(body.decode("utf-8-sig", "replace") if 200 <= status < 300 else "")
        delay = min(float(rules.crawl_delay(self._agent) or 0), _LONGEST_DELAY)
        return _Rules(rules, self._clock() + _KEPT, delay)

    async def _file(self, url: str, proxy: str) -> tuple[int, bytes]:
        """A file that leads to a forbidden address, or nowhere in five redirects, is none."""
        try:
            return await self._fetch(url, proxy)
        except Refused:
            return 404, b""
        except BadAnswer as error:
            if error.key == "net-too-many-redirects":
                return 404, b""
            raise

    def _keep(self, origin: str, rules: _Rules) -> None:
        self._known.pop(origin, None)
        if len(self._known) >= _MOST_SITES:
            self._known.pop(next(iter(self._known)))
        self._known[origin] = rules
