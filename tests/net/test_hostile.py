"""Servers that break every rule: the door names what happened, keeps its memory small, and goes on."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterator

import brotli
import pytest
import zstandard

from sarkhat.net.client import Door
from sarkhat.net.errors import BadAnswer, NetError, TimedOut, TooLarge, Unreachable
from sarkhat.net.wire import MOST_HEAD, Limits

MEGABYTE = 1_000_000
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with Door(allow_loopback=True, host_delay=0) as made:
        yield made


def cut_off() -> list[tuple[str, bytes, type[NetError], str]]:
    length, chunked = HEAD + b"Content-Length: 100\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    packed = gzip.compress(b"some text of a feed" * 9)
    return [
        ("after the connection", b"", Unreachable, "ended before an answer"),
        ("in the status line", b"HTTP/1", BadAnswer, "in the headers"),
        ("in the headers", HEAD + b"Content-Le", BadAnswer, "in the headers"),
        ("before the body", length, BadAnswer, "in the body, after 0 of 100"),
        ("in the body", length + b"x" * 40, BadAnswer, "in the body, after 40 of 100"),
        ("before a chunk", chunked, BadAnswer, "after 0 of a chunked"),
        ("in the size of a chunk", chunked + b"5\r\nabcde\r\n1", BadAnswer, "after 5 of a chunked"),
        ("in a chunk", chunked + b"5\r\nabc", BadAnswer, "after 3 of a chunked"),
        ("before the last chunk", chunked + b"5\r\nabcde\r\n", BadAnswer, "after 5 of a chunked"),
        ("in the trailers", chunked + b"5\r\nabcde\r\n0\r\nX: ", BadAnswer, "after 5 of a chunked"),
        ("in the packing", HEAD + b"Content-Encoding: gzip\r\n\r\n" + packed[:20], BadAnswer, "ends too early"),
        ("after an interim answer", b"HTTP/1.1 103 Early Hints\r\n\r\n", BadAnswer, "in the headers"),
    ]


@pytest.mark.parametrize(("sent", "kind", "what"), [row[1:] for row in cut_off()], ids=[row[0] for row in cut_off()])
async def test_cut_off(sent: bytes, kind: type[NetError], what: str, raw, door: Door) -> None:
    with pytest.raises(kind, match=what):
        await door.get(await raw(sent))


NOT_HTTP = {
    "nothing but noise": b"\x00\x01\x02 noise\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "no status": b"HTTP/1.1 OK\r\n\r\n",
    "a status of letters": b"HTTP/1.1 abc OK\r\n\r\n",
    "a chunk of minus one": HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nabc",
    "a chunk of no number": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "a chunk of 2^80": HEAD + b"Transfer-Encoding: chunked\r\n\r\n100000000000000000000\r\nabc",
    "two lengths": HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "length and chunks": HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "a length below zero": HEAD + b"Content-Length: -3\r\n\r\nabc",
    "another protocol from here on": b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nabc",
    "a gzip that is none": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    "a brotli that is none": HEAD + b"Content-Encoding: br\r\nContent-Length: 3\r\n\r\n\xff\xff\xff",
    "a zstd that is none": HEAD + b"Content-Encoding: zstd\r\nContent-Length: 9\r\n\r\nabcabcabc",
}


@pytest.mark.parametrize("sent", NOT_HTTP.values(), ids=NOT_HTTP)
async def test_what_is_no_http(sent: bytes, raw, door: Door) -> None:
    with pytest.raises(BadAnswer) as caught:
        await door.get(await raw(sent))
    assert caught.value.detail.startswith("http://127.0.0.1")


@pytest.mark.parametrize("coding", ["klingon", "gzip, klingon", "gzip, br, gzip", "compress"])
async def test_packings_that_nobody_asked_for(coding: str, raw, door: Door) -> None:
    sent = HEAD + f"Content-Encoding: {coding}\r\nContent-Length: 3\r\n\r\nabc".encode()
    with pytest.raises(BadAnswer) as caught:
        await door.get(await raw(sent))
    assert caught.value.key == "net-unknown-encoding"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"X-Endless: ", b"x" * 4_096),
        (HEAD, b"X-Many: 1\r\n" * 100),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50),
        (b"HTTP/1.1 200 ", b"reason " * 500),
    ],
    ids=["one header", "many headers", "interim answers", "the reason"],
)
async def test_heads_without_end(start: bytes, piece: bytes, endless, door: Door) -> None:
    url = await endless(start, piece)
    with pytest.raises(BadAnswer, match=r"headers"):
        await door.get(url)
    assert endless.sent < 100 * MOST_HEAD


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n", b"x" * 65_536),
        (HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x" * 65_536),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"x" * 1_024 + b"\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"extension" * 1_000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: 1\r\n" * 1_000),
    ],
    ids=["to the end of the connection", "a great length", "chunks", "a chunk's extension", "trailers"],
)
async def test_bodies_without_end(start: bytes, piece: bytes, endless, door: Door) -> None:
    url = await endless(start, piece)
    with memory_below(8 * MEGABYTE), pytest.raises(TooLarge):
        await door.get(url, limit=MEGABYTE)
    assert endless.sent < 20 * MEGABYTE


def deflated() -> tuple[bytes, bytes]:
    """The start of a gzip file, and a piece of 1 kB that is 1 MB of zeros and can be repeated for ever."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(b"\0") + packer.flush(zlib.Z_FULL_FLUSH)
    packer.compress(bytes(MEGABYTE))
    packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start, piece


async def test_ten_gigabytes_in_a_gzip(endless, door: Door) -> None:
    """The server is ready to send the whole bomb, 10,000 pieces; we stop at the first that is over the limit."""
    start, piece = deflated()
    assert len(zlib.decompressobj(31).decompress(start + piece * 2)) == 2 * MEGABYTE + 1
    assert len(piece) < 2_000
    url = await endless(HEAD + b"Content-Encoding: gzip\r\n\r\n" + start, piece, times=10_000)
    with memory_below(16 * MEGABYTE), pytest.raises(TooLarge):
        await door.get(url, limit=5 * MEGABYTE)
    assert endless.sent < 10 * MEGABYTE


ZEROS = bytes(50 * MEGABYTE)
BOMBS = {
    "gzip": gzip.compress(ZEROS),
    "deflate": zlib.compress(ZEROS),
    "br": brotli.compress(ZEROS, quality=1),
    "zstd": zstandard.compress(ZEROS),
    "gzip, gzip": gzip.compress(gzip.compress(ZEROS)),
    "br, zstd": zstandard.compress(brotli.compress(ZEROS, quality=1)),
    "x-gzip": gzip.compress(b"") * 2_000,
}
# Nothing comes out of these, but what is between the two packings is without end.
BOMBS["gzip , gzip"] = gzip.compress(gzip.compress(b"") * 500_000)
BOMBS["gzip ,gzip"] = gzip.compress(gzip.compress(b"") + ZEROS)


@pytest.mark.parametrize("coding", BOMBS)
async def test_bombs_of_every_kind(coding: str, raw, door: Door) -> None:
    body = BOMBS[coding]
    head = HEAD + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    url = await raw(head + body)
    with memory_below(12 * MEGABYTE), pytest.raises((TooLarge, BadAnswer)):
        await door.get(url, limit=MEGABYTE)


async def test_silence(raw) -> None:
    url = await raw(HEAD + b"Content-Length: 9\r\n\r\nabc", stay=True)
    async with Door(allow_loopback=True, times=Limits(read=0.05)) as door:
        with pytest.raises(TimedOut, match="silence"):
            await door.get(url)


async def test_a_name_server_and_a_host_that_are_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(*_: object) -> list[str]:
        await asyncio.Event().wait()
        return []

    async with Door(times=Limits(connect=0.05), lookup=silent, host_delay=0) as door:
        with pytest.raises(TimedOut, match="no connection"):
            await door.get("http://silent.example/")
    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", silent, raising=False)
    async with Door(times=Limits(connect=0.05), host_delay=0) as door:
        with pytest.raises(TimedOut, match="no connection"):
            await door.get("http://1.1.1.1/")


async def test_a_304_says_nothing_about_a_body(raw, door: Door) -> None:
    url = await raw(b"HTTP/1.1 304 Not Modified\r\nContent-Encoding: klingon\r\nContent-Length: 99\r\n\r\n", stay=True)
    assert [(await door.get(url)).status for _ in range(2)] == [304, 304]
    assert raw.connections == 1


async def test_a_slow_drip_ends_with_the_total_time(endless) -> None:
    url = await endless(HEAD + b"\r\n", b"x", pause=0.01)
    async with Door(allow_loopback=True, times=Limits(total=0.2, read=10)) as door:
        with pytest.raises(TimedOut, match="no end"):
            await door.get(url)


async def test_redirects_to_ever_new_places(site, door: Door) -> None:
    for number in range(20):
        site.gives(f"/{number}", "x" * 100_000, status=302, Location=f"/{number + 1}")
    with pytest.raises(BadAnswer) as caught:
        await door.get(site.url("/0"))
    assert caught.value.key == "net-too-many-redirects"
    assert len(site.asked) == 6


async def test_more_than_was_announced_is_not_taken_for_the_next_answer(raw, door: Door) -> None:
    poison = HEAD + b"Content-Length: 6\r\n\r\npoison"
    url = await raw(HEAD + b"Content-Length: 2\r\n\r\nok" + poison, stay=True)
    assert [(await door.get(url)).body for _ in range(3)] == [b"ok"] * 3
    assert raw.connections == 3


async def test_what_comes_between_two_requests_closes_the_connection(raw, door: Door) -> None:
    url = await raw(HEAD + b"Content-Length: 2\r\n\r\nok", stay=True, later=HEAD + b"Content-Length: 6\r\n\r\npoison")
    assert (await door.get(url)).body == b"ok"
    kept = [wire for wires in door._pool._idle.values() for wire in wires]
    await raw.later_sent.wait()
    async with asyncio.timeout(10):
        while any(wire.alive for wire in kept):
            await asyncio.sleep(0)
    assert (await door.get(url)).body == b"ok"
    assert raw.connections == 2


class memory_below:
    """Python's memory, everything that the door holds included, stays under so many bytes above the start."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __enter__(self) -> None:
        tracemalloc.start()
        tracemalloc.reset_peak()
        self.before = tracemalloc.get_traced_memory()[0]

    def __exit__(self, *error: object) -> None:
        peak = tracemalloc.get_traced_memory()[1] - self.before
        tracemalloc.stop()
        assert peak < self.most


@pytest.fixture(autouse=True)
def tracing_ends() -> Iterator[None]:
    yield
    if tracemalloc.is_tracing():
        tracemalloc.stop()
