"""Where connections open, and where every address is judged, once more, in the moment of opening.

A check of the name beforehand is not enough: the name may resolve to something else a moment later
(DNS rebinding), and every redirect is a new address. So the very socket that is connected here is the one that the
request goes through; nobody resolves a second time.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Final

from sarkhat.net.address import forbidden, is_loopback

HEAD_START: Final = 0.3  # seconds that one address has before the next is tried beside it (RFC 8305 §5)

Opener = Callable[[str], socket.socket]
_Try = asyncio.Task[socket.socket]


class ForbiddenAddress(OSError):
    """An address that is not a public one."""


class Gate:
    """Opens sockets to public addresses only; to this machine as well where `allow_loopback` says so."""

    def __init__(self, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback

    def judge(self, ip: str) -> None:
        """Raises ForbiddenAddress for an address that must not be reached."""
        word = forbidden(ip)
        if word and not (self._allow_loopback and is_loopback(ip)):
            raise ForbiddenAddress(f"{ip} is not a public address ({word})")

    def judge_name(self, host: str, ips: Sequence[str]) -> None:
        """Raises ForbiddenAddress for a name of which any answer leads inside.

        A name outside `localhost` that gives a loopback address is somebody's trick, also where loopback is allowed.
        """
        for ip in ips:
            if word := "" if is_loopback(host) else forbidden(ip):
                raise ForbiddenAddress(f"{host} leads to {ip}, not a public address ({word})")

    async def connect(self, host: str, ips: Sequence[str], port: int) -> socket.socket:
        """A connected socket to one of the addresses of `host`. Raises ForbiddenAddress, OSError."""
        self.judge_name(host, ips)
        return await first_connected(self.open, ips, port)

    def open(self, ip: str) -> socket.socket:
        """A socket for one numeric address; nothing has been sent yet."""
        self.judge(ip)
        return unjudged(ip)


def unjudged(ip: str) -> socket.socket:
    """A socket for a numeric address that nobody judges: the operator's own proxy."""
    made = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    made.setblocking(False)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


async def first_connected(opener: Opener, ips: Sequence[str], port: int) -> socket.socket:
    """The first socket that connects; one that is slow gets company, one that fails a successor. Raises OSError."""
    if len(ips) == 1:
        return await _reach(opener, ips[0], port)
    tries: list[_Try] = []
    won: _Try | None = None
    try:
        for ip in ips:
            tries.append(asyncio.create_task(_reach(opener, ip, port)))
            won = await _winner(tries, HEAD_START if len(tries) < len(ips) else None)
            if won:
                return won.result()
        raise tries[0].exception() or OSError("no address to connect to")
    finally:
        await _let_go([one for one in tries if one is not won])


async def _reach(opener: Opener, ip: str, port: int) -> socket.socket:
    made = opener(ip)
    try:
        await asyncio.get_running_loop().sock_connect(made, (ip, port))
    except BaseException:
        made.close()
        raise
    return made


async def _winner(tries: list[_Try], wait: float | None) -> _Try | None:
    """The first that connects within `wait` seconds (None: however long); None when all failed or time is up."""
    running = {one for one in tries if not one.done()}
    while running:
        done, running = await asyncio.wait(running, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        connected = [one for one in done if not one.exception()]
        if connected or not done:
            return connected[0] if connected else None
    return None


async def _let_go(losers: list[_Try]) -> None:
    """End those that still try, and close what one of them may have connected in the same moment as the winner."""
    for one in losers:
        one.cancel()
    for result in await asyncio.gather(*losers, return_exceptions=True):
        if isinstance(result, socket.socket):
            result.close()
