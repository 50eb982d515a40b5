"""A web server on loopback whose every answer a test can set."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """Paths and what they answer; `asked` keeps the requests in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: list[web.Request] = []
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(request: web.Request) -> web.Response:
            return web.Response(body=data, status=status, headers=named)

        self.pages[path] = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        page = self.pages.get(request.path)
        return await page(request) if page else web.Response(status=404)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


class Raw:
    """Servers that write what a test gives them, HTTP or not. Called with it, the address of a new one."""

    def __init__(self) -> None:
        self._servers: list[asyncio.Server] = []
        self._writers: list[asyncio.StreamWriter] = []
        self.connections = 0
        self.heads: list[bytes] = []
        self.later_sent = asyncio.Event()

    async def __call__(self, sent: bytes, stay: bool = False, later: bytes = b"", first_stays: int = 0) -> str:
        """`stay`: keep the connection and answer again; `later`: sent unasked after the first answer.

        `first_stays`: so many requests are answered on the first connection, then it is closed without a word.
        """

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            number = self.connections
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                answered = 0
                while not answered or stay:
                    self.heads.append(await reader.readuntil(b"\r\n\r\n"))
                    if number == 1 and first_stays and answered == first_stays:
                        break
                    writer.write(sent)
                    await writer.drain()
                    answered += 1
                    if later and number == 1:
                        await asyncio.sleep(0)
                        writer.write(later)
                        await writer.drain()
                        self.later_sent.set()

        return await self.serve(answer)

    async def serve(self, answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> str:
        async def and_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.append(writer)
            await answer(reader, writer)
            writer.close()

        self._servers.append(await asyncio.start_server(and_close, "127.0.0.1", 0))
        return f"http://127.0.0.1:{self._servers[-1].sockets[0].getsockname()[1]}/"

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)


class Endless(Raw):
    """Servers that write a start and then a piece again and again; `sent` counts the bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0

    async def __call__(self, start: bytes, piece: bytes, times: int = 10**9, pause: float = 0.0) -> str:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(ConnectionError):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(start)
                for _ in range(times):
                    writer.write(piece)
                    self.sent += len(piece)
                    await writer.drain()
                    await asyncio.sleep(pause)

        return await self.serve(answer)


@pytest.fixture
async def raw() -> AsyncIterator[Raw]:
    made = Raw()
    yield made
    await made.close()


@pytest.fixture
async def endless() -> AsyncIterator[Endless]:
    made = Endless()
    yield made
    await made.close()
