"""Connections: opened, kept open for the next request to the same place, and closed.

A place is a scheme, host and port, and the proxy before it. What stays open is bounded in number and in time.
"""

import asyncio
import base64
import contextlib
import socket
import ssl
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from sarkhat.net.errors import TimedOut, Unreachable
from sarkhat.net.names import Names
from sarkhat.net.sockets import Gate, first_connected, unjudged
from sarkhat.net.url import Url
from sarkhat.net.wire import MOST_HEAD, Dropped, Limits, Reply, Wire

MOST_IDLE: Final = 256
IDLE: Final = 30.0  # seconds


class Proxy(NamedTuple):
    """The operator's own, on any address. `authorization`: a header line, or nothing."""

    host: str
    port: int
    authorization: str

    @classmethod
    def parse(cls, text: str) -> "Proxy | None":
        """From `http://user:password@host:port`; None for no text. Raises Unreachable."""
        if not text:
            return None
        try:
            split = urlsplit(text)
            host, port = split.hostname, split.port
        except ValueError:
            host = port = None
        if not host or split.scheme != "http":
            raise Unreachable("the proxy that is set is no http:// address", "net-proxy")
        user = f"{unquote(split.username or '')}:{unquote(split.password or '')}"
        code = base64.b64encode(user.encode()).decode() if split.username else ""
        return cls(host, port or 80, f"Proxy-Authorization: Basic {code}\r\n" if code else "")


class Place(NamedTuple):
    scheme: str
    host: str
    port: int
    proxy: Proxy | None


class Pool:
    """Requests over connections that it opens and keeps."""

    def __init__(self, gate: Gate, names: Names, times: Limits, trust: Callable[[], ssl.SSLContext]) -> None:
        self._gate = gate
        self._names = names
        self._times = times
        self._trust = trust
        self._idle: dict[Place, list[Wire]] = {}
        self._count = 0
        self._sweeper: asyncio.TimerHandle | None = None

    async def exchange(self, at: Url, request: bytes, limit: int, proxy: Proxy | None, once: bool, cut: bool) -> Reply:
        """One request, one answer. Raises NetError, OSError, ValueError.

        A kept connection that turns out to be dead before any byte came is replaced by a fresh one, unless the
        request must not be sent twice (`once`): a request with consequences gets a fresh connection.
        """
        place = _place(at, proxy)
        wire = None if once else self._take(place)
        if wire:
            with contextlib.suppress(Dropped):
                return await self._over(wire, place, request, limit, cut)
        try:
            async with asyncio.timeout(self._times.connect):
                wire = await self._open(place)
        except TimeoutError as error:
            raise TimedOut(f"no connection: {error or f'gave up after {self._times.connect:g} s'}") from error
        return await self._over(wire, place, request, limit, cut)

    async def close(self) -> None:
        """Close what is kept open."""
        if self._sweeper:
            self._sweeper.cancel()
        for wires in self._idle.values():
            for wire in wires:
                wire.close()
        self._idle.clear()
        self._count = 0
        await asyncio.sleep(0)  # the loop ends the connections that were closed

    async def _over(self, wire: Wire, place: Place, request: bytes, limit: int, cut: bool) -> Reply:
        reply = await wire.exchange(request, limit, self._times, cut)
        if wire.alive:
            self._give(place, wire)
        return reply

    def _take(self, place: Place) -> Wire | None:
        wires = self._idle.get(place)
        while wires:
            wire = wires.pop()
            self._count -= 1
            if not wires:
                del self._idle[place]
            if wire.alive:
                return wire
        return None

    def _give(self, place: Place, wire: Wire) -> None:
        loop = asyncio.get_running_loop()
        if self._count >= MOST_IDLE:
            self._drop_oldest()
        wire.idle_since = loop.time()
        self._idle.setdefault(place, []).append(wire)
        self._count += 1
        self._sweeper = self._sweeper or loop.call_later(IDLE, self._sweep)

    def _drop_oldest(self) -> None:
        place = next(iter(self._idle))
        wires = self._idle[place]
        wires.pop(0).close()
        self._count -= 1
        if not wires:
            del self._idle[place]

    def _sweep(self) -> None:
        """Every IDLE seconds while anything is kept; so nothing is kept for twice as long."""
        loop = asyncio.get_running_loop()
        old = loop.time() - IDLE
        for place, wires in list(self._idle.items()):
            fresh = [wire for wire in wires if wire.alive and wire.idle_since > old]
            for wire in wires:
                if wire not in fresh:
                    wire.close()
            self._count -= len(wires) - len(fresh)
            self._idle[place] = fresh
            if not fresh:
                del self._idle[place]
        self._sweeper = loop.call_later(IDLE, self._sweep) if self._idle else None

    async def _open(self, place: Place) -> Wire:
        connected = await (self._through(place, place.proxy) if place.proxy else self._direct(place))
        loop = asyncio.get_running_loop()
        try:
            if place.scheme == "http":
                return (await loop.create_connection(Wire, sock=connected))[1]
            return await self._shake_hands(connected, place.host)
        except BaseException:
            connected.close()
            raise

    async def _direct(self, place: Place) -> socket.socket:
        ips = await self._names.find(place.host)
        return await self._gate.connect(place.host, ips, place.port)

    async def _through(self, place: Place, proxy: Proxy) -> socket.socket:
        """The proxy's own address is the operator's, so it is not judged; for TLS it opens a tunnel."""
        try:
            connected = await first_connected(unjudged, await self._names.find(proxy.host), proxy.port)
        except OSError as error:
            raise Unreachable(f"the proxy {proxy.host}:{proxy.port} cannot be reached: {error}", "net-proxy") from error
        if place.scheme == "https":
            try:
                await _tunnel(connected, place, proxy)
            except BaseException:
                connected.close()
                raise
        return connected

    async def _shake_hands(self, connected: socket.socket, host: str) -> Wire:
        loop = asyncio.get_running_loop()
        try:
            name = host.rstrip(".")
            return (await loop.create_connection(Wire, sock=connected, ssl=self._trust(), server_hostname=name))[1]
        except ssl.SSLCertVerificationError as error:
            raise Unreachable(f"its certificate cannot be trusted: {error.verify_message}", "net-tls") from error
        except OSError as error:
            raise Unreachable(f"no TLS connection: {error or type(error).__name__}", "net-tls-failed") from error


def _place(at: Url, proxy: Proxy | None) -> Place:
    """For plain http a proxy takes requests for every host over one connection."""
    if proxy and at.scheme == "http":
        return Place("http", proxy.host, proxy.port, proxy)
    return Place(at.scheme, at.host, at.port, proxy)


async def _tunnel(connected: socket.socket, place: Place, proxy: Proxy) -> None:
    """Ask the proxy for a connection to the place (RFC 9110 §9.3.6). Raises Unreachable, OSError."""
    loop = asyncio.get_running_loop()
    name = f"[{place.host}]" if ":" in place.host else place.host
    asked = f"CONNECT {name}:{place.port} HTTP/1.1\r\nHost: {name}:{place.port}\r\n{proxy.authorization}\r\n"
    await loop.sock_sendall(connected, asked.encode("ascii"))
    head = b""
    while b"\r\n\r\n" not in head:
        piece = await loop.sock_recv(connected, 4_096)
        head += piece
        if not piece or len(head) > MOST_HEAD:
            raise Unreachable("the proxy gave no answer that can be read", "net-proxy")
    status = head.split(b"\r\n", 1)[0].decode("latin-1")
    if " 200" not in status[:13] or not head.endswith(b"\r\n\r\n"):
        raise Unreachable(f"the proxy opens no connection to {name}: {status[:200]}", "net-proxy")
