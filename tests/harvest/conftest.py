"""A small web of outlets on loopback, and a clock that stands until a test moves it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from sarkhat import clock
from sarkhat.net.client import Door


class Web:
    """Pages by (host, path); a page is (status, headers, body) or a function of the request."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[web.Request], web.Response]] = {}
        self.asked: list[web.Request] = []
        self.port = 0

    def url(self, path: str, name: str = "paper.localhost") -> str:
        return f"http://{name}:{self.port}{path}"

    def gives(self, path: str, body: str | bytes = "", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        self.pages[path] = lambda request: web.Response(body=data, status=status, headers=named)

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        page = self.pages.get(request.path_qs) or self.pages.get(request.path)
        return page(request) if page else web.Response(status=404)


@pytest.fixture
async def net() -> AsyncIterator[Web]:
    made = Web()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with Door(allow_loopback=True, host_delay=0) as made:
        yield made


class Time:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def go(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(clock, "now", lambda: made.at)
    return made
