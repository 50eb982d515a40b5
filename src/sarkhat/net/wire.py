"""One connection that speaks HTTP/1.1 (RFC 9112): a request goes out, an answer comes in, one after the other.

The messages are taken apart by llhttp (httptools), as lenient as other readers' parsers are with odd headers.
Everything that a server sends is bounded: the head in bytes and fields, the body packed and unpacked, what is around
the body, the time between two pieces and the time in all.
"""

import asyncio
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from sarkhat.net.errors import BadAnswer, NetError, TimedOut, TooLarge, Unreachable
from sarkhat.net.unpack import Body
from sarkhat.text.sound import sound

MOST_HEAD: Final = 65_536  # bytes of a status line and its headers
MOST_FIELDS: Final = 256
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BODILESS: Final = REDIRECTS | {204, 304}  # that of a redirect is not read


class Reply(NamedTuple):
    """Header names are lower case; the body is unpacked, and empty for a redirect."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: `total` for one request and its answer, `connect` to be connected, `read` between two pieces."""

    total: float = 60.0
    connect: float = 15.0
    read: float = 30.0


class Dropped(Unreachable):
    """The connection ended before a byte of the answer came."""


class Wire(asyncio.Protocol):
    """A connection, made by the loop; `alive` while it may take another request."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._parser = HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(
            lenient_headers=True, lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True
        )
        self._reply: asyncio.Future[Reply] | None = None
        self.alive = False
        self.idle_since = 0.0

    async def exchange(self, request: bytes, limit: int, times: Limits, cut: bool = False) -> Reply:
        """Send the request and wait for the answer. Raises NetError; the connection is closed then."""
        self._begin(limit, cut)
        self._reply = self._loop.create_future()
        self._last = now = self._loop.time()
        self._until = now + times.total
        self._read = times.read
        self._transport.write(request)
        self._timer = self._loop.call_later(min(times.read, times.total), self._check_time)
        try:
            reply = await self._reply
        except BaseException:
            self.close()
            raise
        finally:
            self._timer.cancel()
            self._reply = None
        if not (self._complete and self.alive):
            self.close()
        return reply

    def close(self) -> None:
        self.alive = False
        self._transport.abort()

    # What the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.alive = True

    def data_received(self, data: bytes) -> None:
        if self._reply is None or self._reply.done():
            self.close()  # nobody asked for this: what follows could be taken for another answer
            return
        self._last = self._loop.time()
        self._received += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self._fail(BadAnswer(f"this is not HTTP: {error}"))
            self.alive = False
        if not self._complete:
            self._check_size()

    def connection_lost(self, error: Exception | None) -> None:
        self.alive = False
        if self._reply is None or self._reply.done():
            return
        if not self._received:
            self._fail(Dropped(f"the connection ended before an answer came{f': {error}' if error else ''}"))
        elif not self._in_body:
            self._fail(BadAnswer(f"cut off in the headers, after {self._received} bytes"))
        elif self._framed or error:
            self._fail(BadAnswer(f"cut off in the body, after {self._body.came} of {self._framed or 'its'} bytes"))
        else:
            self._finish()

    # What the parser calls

    def on_message_begin(self) -> None:
        self._fields.clear()
        if self._in_body:
            self.alive = False  # a second answer to one request

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_body:
            self._fields.append((name, value))
            self._head += len(name) + len(value)
            if len(self._fields) > MOST_FIELDS or self._head > MOST_HEAD:
                self._fail(BadAnswer(f"headers without end: {len(self._fields)} of {self._head} bytes"))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            return
        self._in_body = True
        self._status = status
        self._headers = joined(self._fields)
        length = self._headers.get("content-length", "")
        chunked = "chunked" in self._headers.get("transfer-encoding", "").lower()
        self._framed = "a chunked body's" if chunked else length
        try:
            packed = "" if status in _BODILESS else self._headers.get("content-encoding", "")
            self._body = Body(packed, self._limit, self._cut)
        except BadAnswer as error:
            self._fail(error)

    def on_body(self, data: bytes) -> None:
        if self._status in REDIRECTS or self._reply is None or self._reply.done():
            return
        try:
            self._body.add(data)
        except TooLarge as error:
            self._give(self._body.start()) if self._cut else self._fail(error)
        except NetError as error:
            self._fail(error)

    def on_message_complete(self) -> None:
        if self._in_body:
            self._complete = self.alive = self._parser.should_keep_alive() and self.alive
            self._finish()

    # One answer

    def _begin(self, limit: int, cut: bool) -> None:
        self._limit = limit
        self._cut = cut
        self._fields: list[tuple[bytes, bytes]] = []
        self._received = self._head = 0
        self._in_body = self._complete = False
        self._status = 0
        self._framed = ""

    def _check_time(self) -> None:
        now = self._loop.time()
        end = min(self._last + self._read, self._until)
        if now >= end:
            what = "no end of the answer" if now >= self._until else "silence"
            self._fail(TimedOut(f"{what} after {self._received} bytes"))
        else:
            self._timer = self._loop.call_later(end - now, self._check_time)

    def _check_size(self) -> None:
        """After each piece of an answer that has not ended."""
        if self._in_body and self._status in REDIRECTS:
            self._give(b"")  # nobody reads the page beside a redirect
        elif not self._in_body and self._received > MOST_HEAD:
            self._fail(BadAnswer(f"more than {MOST_HEAD} bytes of headers"))
        elif self._received > 2 * (self._limit + MOST_HEAD):
            self._fail(TooLarge(f"more than {self._received} bytes around the body"))

    def _finish(self) -> None:
        try:
            self._give(self._body.whole())
        except BadAnswer as error:
            self._fail(error)

    def _give(self, body: bytes) -> None:
        if self._reply and not self._reply.done():
            self._reply.set_result(Reply(self._status, self._headers, body))

    def _fail(self, error: NetError) -> None:
        if self._reply and not self._reply.done():
            self._complete = False
            self._reply.set_exception(error)


def joined(fields: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Lower-case names; a header sent twice is joined by a comma, as RFC 9110 §5.3 has it.

    A value that is no UTF-8 or holds harmful characters is left out: nobody could write it down or send it back.
    """
    headers: dict[str, str] = {}
    for name, value in fields:
        try:
            key, text = name.lower().decode("ascii"), value.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if not text.isprintable() and sound(text) != text:
            continue
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
