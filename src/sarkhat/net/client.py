"""The only door to the network. Every request of Sarkhat, for feeds, pages and pictures, goes through it.

One `Door.get` is:

1. `robots.txt` of the host, where asked for (`robots.py`)
2. the address's form: http(s), no password, a port of the Web
3. the host's turn: one at a time, with a pause (`polite.py`)
4. the connection, refused in the moment of opening if it leads to a private address (`sockets.py`)
5. the body, in pieces, unpacked, up to a limit
6. a redirect: from 1 again, five times at most
"""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

import aiohttp
from yarl import URL

from sarkhat import __version__
from sarkhat.net import failures
from sarkhat.net.address import is_loopback, is_numeric
from sarkhat.net.errors import BadAnswer, Refused, TooLarge
from sarkhat.net.polite import Turns, retry_after
from sarkhat.net.robots import Robots
from sarkhat.net.sockets import ForbiddenAddress, Gate, Resolver
from sarkhat.text.sound import sound

MOST_REDIRECTS: Final = 5
_PORTS: Final = frozenset({80, 443})
_PIECE: Final = 65_536
_TIMEOUT: Final = aiohttp.ClientTimeout(total=60, sock_connect=15, sock_read=30)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NONE: Final[Mapping[str, str]] = {}
_BUSY: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said at last. Header names are lower case; `redirects` are (status, address led to)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[tuple[int, str], ...] = ()


def user_agent(contact: str = "") -> str:
    """Our honest name, with the address where outlets find who we are."""
    return f"Sarkhat/{__version__} (+{contact})" if contact else f"Sarkhat/{__version__}"


class Door:
    """An async context manager that fetches. All requests of a process should share one.

    `host_delay`: seconds between two requests to one host (not for loopback). `concurrency`: requests at the
    same time. `proxy`: `http://host:port` for everything; it may stand on a private address, being the operator's
    own. With a proxy the names are resolved by the proxy, so only the form of an address is judged.
    `only_loopback`: for recorded material, whose pages name real hosts that must not be asked.
    """

    def __init__(
        self,
        user_agent: str = user_agent(),
        allow_loopback: bool = False,
        host_delay: float = 2.0,
        concurrency: int = 32,
        proxy: str = "",
        only_loopback: bool = False,
    ) -> None:
        self._only_loopback = only_loopback
        self._agent = user_agent
        self._gate = Gate(allow_loopback)
        self._allow_loopback = allow_loopback
        self._proxy = proxy
        self._slots = asyncio.Semaphore(concurrency)
        self._turns = Turns(host_delay, time.monotonic)
        self._robots = Robots(user_agent, self._robots_file, self._turns.slow)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

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
        """Fetch one address; any HTTP status is an answer. `limit`: bytes of the unpacked body.

        `etag` and `modified` go back as they were received. Raises NetError of one kind or another.
        """
        headers = _request_headers(etag, modified, accept)
        start = at = self._address(url)
        redirects: list[tuple[int, str]] = []
        while True:
            if robots:
                await self._robots.check(str(at))
            answer = await self._polite(at, headers, limit, proxy or self._proxy)
            target = answer.headers.get("location", "") if answer.status in _REDIRECTS else ""
            if not target:
                return Answer(answer.url, answer.status, answer.headers, answer.body, tuple(redirects))
            at = self._next_hop(at, target, start)
            redirects.append((answer.status, str(at)))
            if len(redirects) > MOST_REDIRECTS:
                raise BadAnswer(f"{url} redirects more than {MOST_REDIRECTS} times", "net-too-many-redirects")

    async def post(
        self, url: str, body: bytes, content_type: str, headers: Mapping[str, str] = _NONE, limit: int = 1_000_000
    ) -> Answer:
        """Send `body` to one address, under the same guard; any HTTP status is an answer.

        No redirect is followed: a 3xx comes back as it is, its body empty. `limit`: bytes of the answer's unpacked
        body. Raises NetError of one kind or another; nothing is sent twice.
        """
        stated = {"Accept": "*/*", **headers, "Content-Type": content_type}
        return await self._polite(self._address(url), stated, limit, self._proxy, body)

    def _address(self, url: str) -> URL:
        """The address as the HTTP library takes it. Raises Refused."""
        try:
            at = URL(url)
            port = at.port
        except ValueError as error:
            raise Refused(f"{url!r}: {error}", "net-bad-address") from error
        if at.scheme not in ("http", "https") or not at.host or at.user or at.password:
            raise Refused(f"{url!r} is not a plain http(s) address", "net-bad-address")
        if is_loopback(at.host):
            if not self._allow_loopback:
                raise Refused(f"{url} leads to this machine")
        elif self._only_loopback:
            raise Refused(f"{url} is outside: what is played here may reach this machine only")
        elif port not in _PORTS:
            raise Refused(f"{url}: port {port} is not one of the Web", "net-forbidden-port")
        if is_numeric(at.host):
            self._judge(at.host)
        return at.with_fragment(None)

    def _judge(self, host: str) -> None:
        try:
            self._gate.judge(host)
        except ForbiddenAddress as error:
            raise Refused(str(error)) from error

    def _next_hop(self, at: URL, target: str, start: URL) -> URL:
        """Where a redirect leads. A site of the Internet never leads us into this machine."""
        try:
            joined = at.join(URL(target))
        except ValueError as error:
            raise BadAnswer(f"{at} redirects to an unreadable address") from error
        hop = self._address(str(joined))
        if is_loopback(hop.host or "") and not is_loopback(start.host or ""):
            raise Refused(f"{start} redirects to {hop}, this machine")
        return hop

    async def _polite(
        self, at: URL, headers: dict[str, str], limit: int, proxy: str, sent: bytes | None = None
    ) -> Answer:
        """One request in the host's turn; this machine needs no turns, but a pause that it asks for counts."""
        host = at.host or ""
        local = is_loopback(host)
        name = f"{host}:{at.port}" if local else host
        async with self._turns.together(name) if local else self._turns.turn(name), self._slots:
            answer = await self._ask(at, headers, limit, proxy, sent)
        if answer.status in _BUSY:
            self._turns.rest(name, retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC)) or 0.0)
        return answer

    async def _ask(self, at: URL, headers: dict[str, str], limit: int, proxy: str, sent: bytes | None) -> Answer:
        session = self._session(bool(proxy))
        method = "GET" if sent is None else "POST"
        try:
            async with session.request(
                method, at, headers=headers, data=sent, allow_redirects=False, proxy=proxy or None
            ) as response:
                wanted = response.status not in _REDIRECTS
                body = await _body(response, limit) if wanted else b""
                return Answer(str(at), response.status, _headers(response), body)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise failures.named(error, str(at)) from error

    def _session(self, through_proxy: bool) -> aiohttp.ClientSession:
        """Made at the first use, on the running loop. The proxy's own address is the operator's, so not judged."""
        if through_proxy not in self._sessions:
            connector = (
                aiohttp.TCPConnector(limit=0)
                if through_proxy
                else aiohttp.TCPConnector(limit=0, resolver=Resolver(), socket_factory=self._gate.open)
            )
            self._sessions[through_proxy] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, br"},
                timeout=_TIMEOUT,
                trust_env=False,
                max_line_size=32_768,
                max_field_size=32_768,
            )
        return self._sessions[through_proxy]

    async def _robots_file(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt; one of more than 500 KiB (RFC 9309 §2.5) counts as none."""
        with contextlib.suppress(TooLarge):
            answer = await self.get(url, limit=512_000)
            return answer.status, answer.body
        return 404, b""


def _request_headers(etag: str, modified: str, accept: str) -> dict[str, str]:
    stated = {"If-None-Match": etag, "If-Modified-Since": modified, "Accept": accept or "*/*"}
    return {name: value for name, value in stated.items() if value}


def _headers(response: aiohttp.ClientResponse) -> dict[str, str]:
    """Lower-case names; a header sent twice is joined by a comma, as RFC 9110 §5.3 has it.

    A value that is no UTF-8 is left out: the library hands its bytes on as lone surrogates, which nobody can
    write down or send back.
    """
    joined: dict[str, str] = {}
    for name, value in response.headers.items():
        key = name.lower()
        if sound(value) != value:
            continue
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The unpacked body. Raises TooLarge as soon as it is over the limit, however small the packed one."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_chunked(_PIECE):
        size += len(piece)
        if size > limit:
            response.close()
            raise TooLarge(f"{response.url} has more than {limit} bytes")
        pieces.append(piece)
    return b"".join(pieces)
