"""Whatever bytes a server sends, what comes of them is an answer or a NetError."""

import asyncio
import gzip
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sarkhat.net.errors import BadAnswer, NetError
from sarkhat.net.wire import Limits, Reply, Wire, joined

PAGE = gzip.compress(b"<rss><item/></rss>" * 9)
PARTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 304 Not Modified\r\n", b"HTTP/1.1 103 Hints\r\n", b"HTTP/1.0 301 \r\n",
        b"HTTP/1.1 204 No\r\n", b"HTTP/1.1 101 Up\r\n", b"\r\n", b"\n", b"\0", b": ", b"Location: /a\r\n",
        b"Content-Length: 4\r\n", b"Content-Length: 99\r\n", b"Transfer-Encoding: chunked\r\n", b"Connection: close\r\n",
        b"Content-Encoding: gzip\r\n", b"Content-Encoding: br\r\n", b"Content-Encoding: zstd, deflate\r\n",
        b"ETag: \xff\r\n", b" folded\r\n", b"body", b"4\r\nbody\r\n", b"0\r\n\r\n", PAGE, PAGE[:30],
        b"%x\r\n%b\r\n" % (len(PAGE), PAGE), b"Upgrade: h2c\r\nConnection: Upgrade\r\n",
    ]
)  # fmt: skip
ANSWERS = st.lists(st.one_of(PARTS, PARTS, st.binary(max_size=40)), max_size=14).map(b"".join)


class Transport:
    """What a Wire writes to; `abort` ends the connection as a loop does, a moment later."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.aborted = False

    def write(self, data: bytes) -> None:
        self.written = data

    def abort(self) -> None:
        if not self.aborted:
            self.aborted = True
            asyncio.get_running_loop().call_soon(self.wire.connection_lost, None)


async def answer(pieces: list[bytes], error: Exception | None = None) -> tuple[Reply | NetError, Wire]:
    wire = Wire()
    transport: Any = Transport(wire)
    wire.connection_made(transport)
    asked = asyncio.create_task(wire.exchange(b"GET", 1_000, Limits(), cut=False))
    await asyncio.sleep(0)
    for piece in pieces:
        if not transport.aborted:
            wire.data_received(piece)
    if not wire._complete and not transport.aborted:
        wire.connection_lost(error)
    try:
        return await asked, wire
    except NetError as found:
        assert transport.aborted
        return found, wire


@settings(max_examples=200, deadline=None)
@given(st.lists(ANSWERS, max_size=3), st.sampled_from([None, ConnectionResetError("reset")]))
def test_any_bytes(pieces: list[bytes], error: Exception | None) -> None:
    found, _ = asyncio.run(answer(pieces, error))
    if isinstance(found, Reply):
        assert 200 <= found.status < 1_000
        assert len(found.body) <= 1_000


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_pieces_make_no_difference(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from([b"Content-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE), b"\r\n" + PAGE]))
    sent = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nX: 1\r\nx: 2\r\n" + body
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=9)))
    pieces = [sent[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(sent)], strict=True) if begin < end]
    found, _ = asyncio.run(answer(pieces))
    assert isinstance(found, Reply)
    assert (found.body, found.headers["x"]) == (b"<rss><item/></rss>" * 9, "1, 2")


def test_the_end_of_the_connection_ends_a_body_but_a_broken_connection_does_not() -> None:
    sent = [b"HTTP/1.0 200 OK\r\n\r\nall of it"]
    ended, _ = asyncio.run(answer(sent))
    assert isinstance(ended, Reply)
    assert ended.body == b"all of it"
    broken, _ = asyncio.run(answer(sent, ConnectionResetError("reset")))
    assert isinstance(broken, BadAnswer)


def test_bytes_that_nobody_asked_for_close_the_connection() -> None:
    async def poisoned() -> tuple[Wire, Any]:
        found, wire = await answer([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])
        assert isinstance(found, Reply)
        assert wire.alive
        wire.data_received(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")
        return wire, wire._transport

    wire, transport = asyncio.run(poisoned())
    assert transport.aborted
    assert not wire.alive


def test_headers_that_nobody_could_write_down_are_left_out() -> None:
    fields = [(b"ETag", b'"\xff"'), (b"X", b"a\x1bb"), (b"\xffY", b"1"), (b"Title", "خبر".encode()), (b"T", b"a\tb")]
    assert joined(fields) == {"title": "خبر", "t": "a\tb"}
