"""Names of hosts to numeric addresses: by the system's resolver, kept for a minute at most.

What was kept is judged again at every connection (`sockets.py`), so a name that moves into a private network within
the minute is refused as any other.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from itertools import zip_longest
from typing import Final

from sarkhat.net.address import is_loopback, is_numeric

KEPT: Final = 60.0  # seconds
MOST: Final = 5_000
_MOST_OF_ONE: Final = 8  # addresses of one name that are tried

Lookup = Callable[[str], Awaitable[list[str]]]


class NoSuchHost(OSError):
    """The resolver knows no address of this name."""


async def system(host: str) -> list[str]:
    """Numeric addresses by the resolver of this machine, in its order. Raises NoSuchHost."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (socket.gaierror, UnicodeError) as error:
        raise NoSuchHost(f"{host}: {error}") from error
    return [str(sockaddr[0]) for *_, sockaddr in found]


class Names:
    """A bounded memory before a resolver; those who ask for one name at the same time share one look-up."""

    def __init__(self, lookup: Lookup | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._lookup = lookup or system
        self._clock = clock
        self._kept: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._asking: dict[str, asyncio.Task[tuple[str, ...]]] = {}

    async def find(self, host: str) -> tuple[str, ...]:
        """Addresses to try in turn, IPv6 and IPv4 alternating. `*.localhost` by RFC 6761 §6.3. Raises NoSuchHost."""
        if is_numeric(host):
            return (host,)
        if is_loopback(host):
            return ("127.0.0.1",)
        until, known = self._kept.get(host, (0.0, ()))
        if until > self._clock():
            return known
        return await asyncio.shield(self._asking.get(host) or self._ask(host))

    def _ask(self, host: str) -> asyncio.Task[tuple[str, ...]]:
        """One look-up, not cancelled with the one who began it: others may wait for it too."""
        task = asyncio.get_running_loop().create_task(self._looked_up(host))
        self._asking[host] = task
        task.add_done_callback(lambda done: self._keep(host, done))
        return task

    async def _looked_up(self, host: str) -> tuple[str, ...]:
        found = _alternating(await self._lookup(host))
        if not found:
            raise NoSuchHost(f"{host} has no address")
        return found

    def _keep(self, host: str, task: asyncio.Task[tuple[str, ...]]) -> None:
        del self._asking[host]
        if task.cancelled() or task.exception():
            return
        self._kept.pop(host, None)
        if len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[host] = (self._clock() + KEPT, task.result())


def _alternating(ips: list[str]) -> tuple[str, ...]:
    """The resolver's order, but no two of a family in a row while there are others (RFC 8305 §4)."""
    first = ":" in ips[0] if ips else False
    ones = [ip for ip in dict.fromkeys(ips) if (":" in ip) is first]
    others = [ip for ip in dict.fromkeys(ips) if (":" in ip) is not first]
    mixed = (ip for pair in zip_longest(ones, others) for ip in pair if ip)
    return tuple(mixed)[:_MOST_OF_ONE]
