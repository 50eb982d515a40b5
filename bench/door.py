"""Answers of 304 a CPU-second: the door, and aiohttp with uvloop beside it, against one server on loopback.

200 connections stay open and ask again and again with an ETag; one answer in 20 is a page of 20 kB. Only the client's
CPU is counted (user and system); the server is a process of its own. Each client runs three times; the median counts.

    python bench/door.py [requests]
"""

import asyncio
import os
import resource
import socket
import statistics
import sys
import time
from collections.abc import Awaitable, Callable

import uvloop

CONNECTIONS = 200
_PAGE = b"x" * 20_000
_HEAD = b'ETag: "a-tag-of-usual-length"\r\nServer: nginx\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\n'
_MORE = b"Last-Modified: Sun, 01 Mar 2026 11:00:00 GMT\r\nCache-Control: max-age=600\r\n\r\n"
_SAME = b"HTTP/1.1 304 Not Modified\r\n" + _HEAD + _MORE
_FULL = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 20000\r\n" + _HEAD + _MORE + _PAGE

Get = Callable[[str, str], Awaitable[int]]


class Server(asyncio.Protocol):
    """One write for each head that comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.asked = 0

    def data_received(self, data: bytes) -> None:
        for _ in range(data.count(b"\r\n\r\n")):
            self.asked += 1
            self.transport.write(_FULL if self.asked % 20 == 0 else _SAME)  # type: ignore[attr-defined]


async def serve(listening: socket.socket) -> None:
    server = await asyncio.get_running_loop().create_server(Server, sock=listening)
    await server.serve_forever()


async def ours(url: str, total: int) -> float:
    from sarkhat.net.client import Door

    async with Door(allow_loopback=True, concurrency=CONNECTIONS) as door:

        async def get(address: str, etag: str) -> int:
            return (await door.get(address, etag=etag, modified="Sun, 01 Mar 2026 11:00:00 GMT")).status

        return await run(get, url, total)


async def with_aiohttp(url: str, total: int) -> float:
    import aiohttp

    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:

        async def get(address: str, etag: str) -> int:
            headers = {"If-None-Match": etag, "If-Modified-Since": "Sun, 01 Mar 2026 11:00:00 GMT"}
            async with session.get(address, headers=headers, allow_redirects=False) as answer:
                await answer.read()
                return answer.status

        return await run(get, url, total)


async def run(get: Get, url: str, total: int) -> float:
    """Requests a CPU-second, after the connections are open."""
    addresses = iter(f"{url}/feed/{number}" for number in range(total))

    async def reader() -> None:
        for address in addresses:
            assert await get(address, '"a-tag-of-usual-length"') in (200, 304)

    await asyncio.gather(*(get(f"{url}/warm", "") for _ in range(CONNECTIONS)))
    began = time.process_time()
    await asyncio.gather(*(reader() for _ in range(CONNECTIONS)))
    return total / (time.process_time() - began)


def main(total: int) -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=1_000)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
        uvloop.run(serve(listening))
    try:
        for name, client in (("aiohttp + uvloop", with_aiohttp), ("the door", ours)):
            rates = sorted(uvloop.run(client(url, total)) for _ in range(3))
            print(
                f"{name}: {statistics.median(rates):,.0f} requests a CPU-second ({rates[0]:,.0f} to {rates[-1]:,.0f})"
            )
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
