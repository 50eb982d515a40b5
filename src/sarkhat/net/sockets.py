"""Where connections open, and where every address is judged, once more, in the moment of opening.

A check of the name beforehand is not enough: the name may resolve to something else a moment later
(DNS rebinding), and every redirect is a new address.
"""

import socket
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from sarkhat.net.address import forbidden, is_loopback

AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]


class ForbiddenAddress(OSError):
    """An OSError, so that the HTTP library hands it on as the cause of a failed connection."""


class Gate:
    """Opens sockets to public addresses only; to this machine as well where `allow_loopback` says so."""

    def __init__(self, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback

    def judge(self, ip: str) -> None:
        """Raises ForbiddenAddress for an address that must not be reached."""
        word = forbidden(ip)
        if word and not (self._allow_loopback and is_loopback(ip)):
            raise ForbiddenAddress(f"{ip} is not a public address ({word})")

    def open(self, info: AddressInfo) -> socket.socket:
        """A socket for one resolved address; nothing has been sent yet."""
        family, kind, protocol, _, address = info
        self.judge(str(address[0]))
        return socket.socket(family, kind, protocol)


class Resolver(AbstractResolver):
    """Names by the system's resolver, `*.localhost` by RFC 6761 §6.3, and forbidden answers refused as a whole.

    A name outside `localhost` that gives a loopback address is somebody's trick, also where loopback is allowed.
    """

    def __init__(self) -> None:
        self._system = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if is_loopback(host):
            return [_loopback(host, port)]
        found = await self._system.resolve(host, port, family)
        for one in found:
            if word := forbidden(one["host"]):
                raise ForbiddenAddress(f"{host} leads to {one['host']}, not a public address ({word})")
        return found

    async def close(self) -> None:
        await self._system.close()


def _loopback(host: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
    )
