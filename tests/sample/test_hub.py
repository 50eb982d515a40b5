"""The newsroom's hub and Sarkhat's subscriber, over real HTTP on loopback."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from harvest_rows import watch
from sarkhat.harvest.models import Sighting, Subscription
from sarkhat.harvest.push.run import ask_due, take_up
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.replay.server import Server
from sarkhat.sample import hub as sample_hub
from sarkhat.sample.hub import Hub
from sarkhat.sample.newsroom_server import newsroom


class Watched(Hub):
    """A hub that tells when it has verified: it does so in a thread of its own."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.verified = threading.Event()

    def _verify(self, *asked) -> None:
        super()._verify(*asked)
        self.verified.set()


@pytest.mark.django_db(transaction=True)
async def test_news_of_the_sample_are_pushed(live_server, settings, tmp_path) -> None:
    settings.DATA = tmp_path
    settings.CONFIG = settings.CONFIG.model_copy(update={"site_url": live_server.url})
    shown = opened = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with Server() as server:
        hub = Watched(server)
        server.sites = dict(newsroom(server, opened, lambda: shown, hub).sites)
        await watch(f"{server.origin('bidmeshk.localhost')}/rss")
        async with Door(allow_loopback=True) as door:
            await visit_due(door)
            assert (await Subscription.objects.aget()).hub == f"{server.origin(sample_hub.HOST)}/"
            assert await ask_due(door) == 1
        before = await Sighting.objects.acount()
        assert await asyncio.to_thread(hub.verified.wait, 10)
        assert await take_up() == 1
        assert (await Subscription.objects.aget()).state == "live"
        shown += timedelta(hours=4)
        assert [await asyncio.to_thread(hub.distribute) for _ in range(2)] == [1, 0]
        assert await take_up() == 1
    assert await Sighting.objects.acount() > before
    assert len([path for _, path, _ in server.requests if path == "/rss"]) == 1


def test_the_hub_calls_nobody_but_this_machine() -> None:
    server = Server()
    form = "hub.mode=subscribe&hub.topic=x&hub.callback=http%3A%2F%2F192.0.2.1%2F"
    server.sites = {sample_hub.HOST: Hub(server)}
    assert server.answer(sample_hub.HOST, "/", form).status == 400
    assert server.answer(sample_hub.HOST, "/").status == 200
    server._http.server_close()
