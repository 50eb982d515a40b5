"""The only door to the network. Every request of Sarkhat, for feeds, pages and pictures, goes through it.

One `Door.get` is:

1. `robots.txt` of the host, where asked for (`robots.py`)
2. the address's form (`url.py`): http(s), no password, a port of the Web
3. the host's turn: one at a time, with a pause (`polite.py`)
4. a connection (`pool.py`), refused in the moment of opening if it leads to a private address (`sockets.py`)
5. the answer (`wire.py`), in pieces, unpacked (`unpack.py`), up to a limit
6. a redirect: from 1 again, five times at most
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from types import TracebackType
from typing import Final, Self

from sarkhat import __version__
from sarkhat.net import failures, url
from sarkhat.net.address import is_loopback, is_numeric
from sarkhat.net.errors import BadAnswer, NetError, Refused
from sarkhat.net.names import Lookup, Names
from sarkhat.net.polite import Turns, retry_after
from sarkhat.net.pool import Pool, Proxy
from sarkhat.net.robots import Robots, SiteRules
from sarkhat.net.sockets import ForbiddenAddress, Gate
from sarkhat.net.unpack import OFFERED
from sarkhat.net.url import Url
from sarkhat.net.wire import REDIRECTS, Limits, Reply

MOST_REDIRECTS: Final = 5
_PORTS: Final = frozenset({80, 443})
_BUSY: Final = frozenset({429, 503})
_ROBOTS_BYTES: Final = 512_000
_NONE: Final[Mapping[str, str]] = {}
_TIMES: Final = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said at last. Header names are lower case; `redirects` are (status, address led to)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked at each hop. `sent`: the body of a POST; `cut`: the start of a long answer will do."""

    headers: str
    limit: int
    proxy: str
    sent: bytes | None = None
    cut: bool = False


def user_agent(contact: str = "") -> str:
    """Our honest name, with the address where outlets find who we are."""
    return f"Sarkhat/{__version__} (+{contact})" if contact else f"Sarkhat/{__version__}"


class Door:
    """An async context manager that fetches. All requests of a process should share one.

    `host_delay`: seconds between two requests to one host (not for loopback). `concurrency`: requests at the
    same time. `proxy`: `http://host:port` for everything; it may stand on a private address, being the operator's
    own. With a proxy the names are resolved by the proxy, so only the form of an address is judged.
    `only_loopback`: for recorded material, whose pages name real hosts that must not be asked.
    `times`: how long to wait; `lookup`: another resolver than the system's;
    `clock`: seconds by which pauses of hosts go.
    """

    def __init__(
        self,
        user_agent: str = user_agent(),
        allow_loopback: bool = False,
        host_delay: float = 2.0,
        concurrency: int = 32,
        proxy: str = "",
        only_loopback: bool = False,
        times: Limits = _TIMES,
        lookup: Lookup | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._only_loopback = only_loopback
        self._common = f"User-Agent: {_one_line(user_agent)}\r\nAccept-Encoding: {OFFERED}\r\n"
        self._gate = Gate(allow_loopback)
        self._allow_loopback = allow_loopback
        self._proxy = proxy
        self._slots = asyncio.Semaphore(concurrency)
        self._turns = Turns(host_delay, clock)
        self._robots = Robots(user_agent, self._robots_file, self._turns.slow, clock)
        self._pool = Pool(self._gate, Names(lookup), times, trust)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.close()

    async def get(
        self,
        url: str,
        etag: str = "",
        modified: str = "",
        accept: str = "",
        limit: int = 10_000_000,
        proxy: str = "",
        robots: bool = False,
    ) -> Answer:
        """Fetch one address; any HTTP status is an answer. `limit`: bytes of the body, packed and unpacked.

        `etag` and `modified` go back as they were received. Raises NetError of one kind or another.
        """
        stated = {"Accept": accept or "*/*", "If-None-Match": etag, "If-Modified-Since": modified}
        return await self._follow(url, _Request(_lines(stated), limit, proxy or self._proxy), robots)

    async def post(
        self, url: str, body: bytes, content_type: str, headers: Mapping[str, str] = _NONE, limit: int = 1_000_000
    ) -> Answer:
        """Send `body` to one address, under the same guard; any HTTP status is an answer.

        No redirect is followed: a 3xx comes back as it is, its body empty. `limit`: bytes of the answer's body,
        packed and unpacked. Raises NetError of one kind or another; nothing is sent twice.
        """
        stated = {"Accept": "*/*", **headers, "Content-Type": content_type, "Content-Length": str(len(body))}
        return await self._polite(self._address(url), _Request(_lines(stated), limit, self._proxy, body))

    async def site_rules(self, url: str, proxy: str = "") -> SiteRules:
        """What the robots.txt of the address's site says; one request a day for each site. Raises NetError."""
        return await self._robots.site(str(self._address(url)), proxy or self._proxy)

    async def _follow(self, start: str, request: _Request, robots: bool) -> Answer:
        first = at = self._address(start)
        redirects: list[tuple[int, str]] = []
        while True:
            if robots:
                await self._robots.check(str(at), request.proxy)
            answer = await self._polite(at, request)
            target = answer.headers.get("location", "") if answer.status in REDIRECTS else ""
            if not target:
                return Answer(answer.url, answer.status, answer.headers, answer.body, tuple(redirects))
            at = self._next_hop(at, target, first)
            redirects.append((answer.status, str(at)))
            if len(redirects) > MOST_REDIRECTS:
                raise BadAnswer(f"{start} redirects more than {MOST_REDIRECTS} times", "net-too-many-redirects")

    def _address(self, text: str) -> Url:
        """The address in its parts, if we may go there as far as its form tells. Raises Refused."""
        try:
            at = url.parse(text)
        except ValueError as error:
            raise Refused(f"{text[:500]!r} is not a plain http(s) address: {error}", "net-bad-address") from error
        if is_loopback(at.host):
            if not self._allow_loopback:
                raise Refused(f"{at} leads to this machine")
        elif self._only_loopback:
            raise Refused(f"{at} is outside: what is played here may reach this machine only")
        elif at.port not in _PORTS:
            raise Refused(f"{at}: port {at.port} is not one of the Web", "net-forbidden-port")
        if is_numeric(at.host):
            self._judge(at.host)
        return at

    def _judge(self, host: str) -> None:
        try:
            self._gate.judge(host)
        except ForbiddenAddress as error:
            raise Refused(str(error)) from error

    def _next_hop(self, at: Url, target: str, start: Url) -> Url:
        """Where a redirect leads. A site of the Internet never leads us into this machine."""
        try:
            joined = str(url.join(at, target))
        except ValueError as error:
            raise BadAnswer(f"{at} redirects to {target[:500]!r}, which is no address: {error}") from error
        hop = self._address(joined)
        if is_loopback(hop.host) and not is_loopback(start.host):
            raise Refused(f"{start} redirects to {hop}, this machine")
        return hop

    async def _polite(self, at: Url, request: _Request) -> Answer:
        """One request in the host's turn; this machine needs no turns, but a pause that it asks for counts."""
        local = is_loopback(at.host)
        name = f"{at.host}:{at.port}" if local else at.host
        async with self._turns.together(name) if local else self._turns.turn(name), self._slots:
            reply = await self._ask(at, request)
        if reply.status in _BUSY:
            self._turns.rest(name, retry_after(reply.headers.get("retry-after", ""), datetime.now(UTC)) or 0.0)
        return Answer(str(at), reply.status, reply.headers, reply.body)

    async def _ask(self, at: Url, request: _Request) -> Reply:
        try:
            proxy = Proxy.parse(request.proxy)
            packet = self._packet(at, request, proxy)
            once = request.sent is not None
            return await self._pool.exchange(at, packet, request.limit, proxy, once, request.cut)
        except (OSError, ValueError, NetError) as error:
            raise failures.named(error, str(at)) from error

    def _packet(self, at: Url, request: _Request, proxy: Proxy | None) -> bytes:
        """The bytes of a request. A proxy of plain http is told the whole address (RFC 9112 §3.2.2)."""
        forwarded = proxy is not None and at.scheme == "http"
        target = str(at) if forwarded else at.target
        method = "GET" if request.sent is None else "POST"
        own = proxy.authorization if proxy and forwarded else ""
        head = f"{method} {target} HTTP/1.1\r\nHost: {at.authority}\r\n{self._common}{request.headers}{own}\r\n"
        return head.encode() + (request.sent or b"")

    async def _robots_file(self, address: str, proxy: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt, as much of it as RFC 9309 §2.5 has us read. Raises NetError."""
        request = _Request(_lines({"Accept": "text/plain, */*;q=0.1"}), _ROBOTS_BYTES, proxy or self._proxy, cut=True)
        answer = await self._follow(address, request, robots=False)
        return answer.status, answer.body


@cache
def trust() -> ssl.SSLContext:
    """The certificates that this machine trusts, read once, when the first TLS connection is made."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(headers: Mapping[str, str]) -> str:
    """Header lines; those without a value are left out. Raises Refused for a value that would end its line."""
    for name, value in headers.items():
        if not f"{name}{value}".isprintable():
            raise Refused(f"{name}: {value!r} cannot be sent in a header", "net-bad-header")
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
