"""Connections that are kept, those that died meanwhile, and proxies."""

import asyncio

import pytest

from sarkhat.net import pool
from sarkhat.net.client import Door
from sarkhat.net.errors import Unreachable

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def test_a_connection_serves_many_requests(raw) -> None:
    url = await raw(OK, stay=True)
    async with Door(allow_loopback=True) as door:
        assert [(await door.get(url)).body for _ in range(5)] == [b"ok"] * 5
    assert raw.connections == 1


async def test_a_connection_that_died_is_replaced_once(raw) -> None:
    url = await raw(OK, stay=True, first_stays=1)
    async with Door(allow_loopback=True) as door:
        assert [(await door.get(url)).body for _ in range(2)] == [b"ok"] * 2
    assert raw.connections == 2
    assert len(raw.heads) == 3


async def test_a_fresh_connection_that_dies_is_not_tried_again(raw) -> None:
    url = await raw(b"")
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Unreachable):
            await door.get(url)
    assert len(raw.heads) == 1


async def test_a_post_is_sent_once(raw) -> None:
    """On a connection of its own, because on a kept one nobody knows whether a dead server had read it."""
    url = await raw(OK, stay=True, first_stays=1)
    async with Door(allow_loopback=True) as door:
        await door.get(url)
        assert (await door.post(url, b"", "text/plain")).body == b"ok"
    assert [head.split()[0] for head in raw.heads] == [b"GET", b"POST"]


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ],
)
async def test_a_server_that_wants_to_close(sent: bytes, raw) -> None:
    url = await raw(sent, stay=True)
    async with Door(allow_loopback=True) as door:
        assert [(await door.get(url)).body for _ in range(2)] == [b"ok"] * 2
    assert raw.connections == 2


async def test_no_more_than_so_many_are_kept(raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_IDLE", 3)
    urls = [await raw(OK, stay=True) for _ in range(6)]
    async with Door(allow_loopback=True) as door:
        for url in urls:
            await door.get(url)
        kept = door._pool._idle
        assert [place.port for place in kept] == [int(url.rpartition(":")[2].strip("/")) for url in urls[3:]]
        assert door._pool._count == 3
    assert (len(kept), door._pool._count) == (0, 0)


async def test_what_is_idle_too_long_is_closed(raw) -> None:
    url = await raw(OK, stay=True)
    async with Door(allow_loopback=True) as door:
        await door.get(url)
        (wire,) = next(iter(door._pool._idle.values()))
        door._pool._sweep()
        assert wire.alive
        wire.idle_since -= pool.IDLE
        door._pool._sweep()
        assert not wire.alive
        assert door._pool._idle == {}
        assert (await door.get(url)).body == b"ok"
    assert raw.connections == 2


async def test_a_request_that_is_given_up_closes_its_connection(raw) -> None:
    url = await raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", stay=True)
    async with Door(allow_loopback=True) as door:
        asking = asyncio.create_task(door.get(url))
        while not raw.heads:
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert door._pool._idle == {}


async def test_a_proxy_is_told_the_whole_address(raw) -> None:
    url = await raw(OK, stay=True)
    proxy = url.replace("http://", "http://desk:a%20word@").rstrip("/")
    async with Door() as door:
        await door.get("http://far.example/page?x=1", proxy=proxy)
        await door.get("http://other.example/", proxy=proxy)
    assert raw.heads[0].startswith(b"GET http://far.example/page?x=1 HTTP/1.1\r\nHost: far.example\r\n")
    assert b"Proxy-Authorization: Basic ZGVzazphIHdvcmQ=\r\n" in raw.heads[0]
    assert raw.connections == 1


@pytest.mark.parametrize(
    "sent", [b"HTTP/1.1 407 No\r\n\r\n", b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nunasked", b"x" * 99_999]
)
async def test_a_proxy_that_opens_no_tunnel(sent: bytes, raw) -> None:
    proxy = (await raw(sent)).rstrip("/")
    async with Door(proxy=proxy) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get("https://far.example/")
    assert caught.value.key == "net-proxy"
    assert raw.heads[0].startswith(b"CONNECT far.example:443 HTTP/1.1\r\n")


@pytest.mark.parametrize("proxy", ["https://127.0.0.1:1", "socks5://127.0.0.1:1", "http://127.0.0.1:1", "127.0.0.1:1"])
async def test_a_proxy_that_is_none(proxy: str) -> None:
    async with Door(proxy=proxy) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get("http://far.example/")
    assert caught.value.key == "net-proxy"
