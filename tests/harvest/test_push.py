"""A hub on loopback and our own callback over real HTTP: subscribing, deliveries, and everything that can be wrong."""

import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from asgiref.sync import sync_to_async
from django.test import RequestFactory

from harvest_rows import item, rss, state_of, watch
from sarkhat.harvest.models import Sighting, Subscription, WatchState
from sarkhat.harvest.push import callback, place, spool
from sarkhat.harvest.push.run import ask_due, take_up
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.sources.models import Outlet, Watch

pytestmark = pytest.mark.django_db(transaction=True)


async def attend(door: Door) -> int:
    """Both strands once."""
    return await take_up() + await ask_due(door)


class Hub:
    """As hubs are: takes requests, verifies them, brings content that is signed."""

    def __init__(self, net) -> None:
        self.net = net
        self.asked: list[dict[str, str]] = []
        self.answers = 202
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        net.pages["/hub"] = lambda request: web.Response(status=404)
        net.pages["/moved"] = lambda request: web.Response(status=308, headers={"Location": "/hub"})

    async def handle(self, request: web.Request) -> web.Response:
        text = await request.text()
        self.asked.append({name: values[0] for name, values in parse_qs(text).items()})
        assert request.headers["User-Agent"].startswith("Sarkhat/")
        if self.meanwhile:
            await self.meanwhile()
        return web.Response(status=self.answers, text="no room" if self.answers >= 400 else "")

    async def verify(self, lease: int | None = 864_000, **changed: str) -> tuple[int, str]:
        last = self.asked[-1]
        query = {"hub.mode": last["hub.mode"], "hub.topic": last["hub.topic"], "hub.challenge": "1b2c"}
        query |= {"hub.lease_seconds": str(lease)} if lease is not None else {}
        at = changed.pop("at", last["hub.callback"])
        async with aiohttp.ClientSession() as client, client.get(at, params=query | changed) as answer:
            return answer.status, await answer.text()

    async def push(self, body: str, header: str | None = None) -> int:
        data, last = body.encode(), self.asked[0]
        signed = "sha256=" + hmac.new(last["hub.secret"].encode(), data, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/rss+xml", "X-Hub-Signature": signed if header is None else header}
        at = last["hub.callback"]
        async with aiohttp.ClientSession() as client, client.post(at, data=data, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def hub(net, live_server, settings, tmp_path: Path) -> AsyncIterator[Hub]:
    settings.DATA = tmp_path
    settings.CONFIG = settings.CONFIG.model_copy(update={"site_url": live_server.url})
    made = Hub(net)
    app = web.Application()
    app.router.add_route("POST", "/hub", made.handle)
    app.router.add_route("*", "/{path:.*}", net.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    net.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


def with_hub(text: str, hub: str = "/hub", topic: str = "/rss") -> str:
    links = f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='{hub}'/>"
    links += f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='{topic}'/>"
    return text.replace("<channel>", f"<channel>{links}")


async def subscribed(hub: Hub, door: Door, net) -> Watch:
    net.gives("/rss", with_hub(rss(item(1)), net.url("/hub"), net.url("/rss")), ETag='"1"')
    one = await watch(net.url("/rss"))
    await visit_due(door)
    assert await attend(door) == 1
    assert (await hub.verify())[0] == 200
    assert await attend(door) == 1
    return one


async def row() -> Subscription:
    return await Subscription.objects.select_related("watch").aget()


async def test_from_the_feed_to_the_archive(hub: Hub, net, door: Door, time) -> None:
    one = await subscribed(hub, door, net)
    asked, own = hub.asked[0], await row()
    assert asked["hub.topic"] == net.url("/rss")
    assert asked["hub.callback"] == f"{place.base()}/push/{own.token}"
    assert "hub.verify_token" not in asked
    assert len(own.token) >= 40
    assert (own.state, own.pending, own.granted_until) == ("live", "", time.at + timedelta(days=10))
    time.go(minutes=3)
    assert await hub.push(rss(item(2), item(1))) == 202
    assert await Sighting.objects.acount() == 1, "the web process writes no row"
    assert await attend(door) == 1
    pushed = await Sighting.objects.aget(url=net.url("/news/2"))
    assert (pushed.watch_id, pushed.first_seen) == (one.pk, time.at)
    assert (await row()).pushed_at == time.at
    assert list(place.folder().iterdir()) == []
    assert len(hub.asked) == 1


async def test_the_link_header_counts_before_the_document(hub: Hub, net, door: Door, time) -> None:
    text = with_hub(rss(item(1)), net.url("/wrong"), net.url("/wrong-topic"))
    net.gives("/rss", text, Link=f'<{net.url("/hub")}>; rel="hub", <{net.url("/rss")}>; rel=self')
    await watch(net.url("/rss"))
    await visit_due(door)
    own = await row()
    assert (own.hub, own.topic) == (net.url("/hub"), net.url("/rss"))


async def test_a_feed_without_a_hub_gets_no_subscription(hub: Hub, net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1)))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert not await Subscription.objects.aexists()
    assert await attend(door) == 0


@pytest.mark.parametrize("header", ["", "sha256=", "sha256=" + "0" * 64, "md5=" + "0" * 32, "sha256", "sha256=ü"])
async def test_what_is_not_signed_is_thanked_for_and_ignored(hub: Hub, net, door: Door, time, header: str) -> None:
    await subscribed(hub, door, net)
    assert await hub.push(rss(item(2)), header.encode().decode("latin-1")) == 202
    assert await attend(door) == 0
    assert await Sighting.objects.acount() == 1
    assert (await row()).pushed_at is None


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_all_methods_of_the_standard_sign(hub: Hub, net, door: Door, time, method: str) -> None:
    await subscribed(hub, door, net)
    text = rss(item(2))
    mark = hmac.new(hub.asked[0]["hub.secret"].encode(), text.encode(), method).hexdigest()
    await hub.push(text, f"{method}={mark}")
    await attend(door)
    assert await Sighting.objects.acount() == 2


async def test_only_what_we_asked_for_is_verified(hub: Hub, net, door: Door, time) -> None:
    net.gives("/rss", with_hub(rss(item(1)), net.url("/hub"), net.url("/rss")))
    await watch(net.url("/rss"))
    await visit_due(door)
    await attend(door)
    assert (await hub.verify(**{"hub.topic": net.url("/other")}))[0] == 404
    assert (await hub.verify(**{"hub.mode": "unsubscribe"}))[0] == 404
    assert (await hub.verify(**{"hub.challenge": ""}))[0] == 404
    assert (await hub.verify(at=f"{place.base()}/push/{'x' * 43}"))[0] == 404
    assert (await row()).state == "new"
    assert await hub.verify() == (200, "1b2c")


async def test_a_token_played_again_gets_nothing(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    before = (await row()).granted_until
    time.go(days=1)
    assert (await hub.verify(lease=9_000_000))[0] == 404, "nothing is pending any more"
    await attend(door)
    assert (await row()).granted_until == before
    await Subscription.objects.all().adelete()
    assert (await hub.verify())[0] == 404
    assert await hub.push(rss(item(2))) == 404


async def test_a_delivery_played_again_changes_nothing(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    for _ in range(2):
        await hub.push(rss(item(2)))
        await attend(door)
    assert await Sighting.objects.acount() == 2
    assert (await Sighting.objects.aget(url=net.url("/news/2"))).seq == 2


async def test_a_crash_between_commit_and_removal_doubles_nothing(hub: Hub, net, door: Door, time, monkeypatch) -> None:
    await subscribed(hub, door, net)
    await hub.push(rss(item(2)))
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", _killed)
        with pytest.raises(KeyboardInterrupt):
            await take_up()
    assert await take_up() == 1
    assert await take_up() == 0
    assert await Sighting.objects.acount() == 2


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


async def test_the_address_that_a_pushed_feed_states_is_ignored(hub: Hub, net, door: Door, time) -> None:
    one = await subscribed(hub, door, net)
    await hub.push(with_hub(rss(item(2)), net.url("/evil-hub"), net.url("/evil")))
    await attend(door)
    own = await row()
    assert (own.topic, own.hub) == (net.url("/rss"), net.url("/hub"))
    assert (await Watch.objects.aget(pk=one.pk)).url == net.url("/rss")
    assert await Sighting.objects.filter(url=net.url("/news/2")).aexists()


async def test_a_lease_is_renewed_before_its_end_and_while_pushes_go_on(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    first = (await row()).granted_until
    time.go(days=6)
    assert await attend(door) == 0, "too early"
    time.go(days=2.6)
    assert await attend(door) == 1
    assert hub.asked[1] == hub.asked[0]
    assert (await row()).state == "live"
    assert await hub.push(rss(item(2))) == 202
    assert (await hub.verify())[0] == 200
    await attend(door)
    assert await Sighting.objects.acount() == 2
    assert (await row()).granted_until == first + timedelta(days=8.6)


async def test_renewals_are_spread(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    due = {(await row()).next_at}
    for _ in range(3):
        await Subscription.objects.aupdate(pending="subscribe")
        await hub.verify()
        await attend(door)
        due.add((await row()).next_at)
    assert len(due) == 4
    assert all(timedelta(days=7) <= at - time.at <= timedelta(days=8.5) for at in due)


async def test_a_lapsed_lease_is_no_reason_to_poll_slowly(hub: Hub, net, door: Door, time) -> None:
    one = await subscribed(hub, door, net)
    hub.answers = 500
    await hub.push(rss(item(1), item(2)))
    await attend(door)
    time.go(days=11)
    await attend(door)
    assert ((await row()).state, (await row()).error) == ("refused", "push-refused")
    await visit_due(door)
    state = await state_of(one)
    assert (state.next_at - time.at).total_seconds() < 2 * state.interval


async def test_a_hub_that_refuses_is_asked_again_ever_later(hub: Hub, net, door: Door, time) -> None:
    hub.answers = 403
    net.gives("/rss", with_hub(rss(item(1)), net.url("/hub"), net.url("/rss")))
    await watch(net.url("/rss"))
    await visit_due(door)
    waits = []
    for _ in range(9):
        assert await attend(door) == 1
        assert await attend(door) == 0
        own = await row()
        assert (own.state, own.error, own.detail, own.pending) == ("refused", "push-refused", "403 no room", "")
        waits.append(own.next_at - time.at)
        time.at = own.next_at
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(minutes=15)
    assert waits[-1] == timedelta(days=1)


async def test_a_denial_is_taken_from_the_hub_only_while_it_is_asked(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    assert (await hub.verify(**{"hub.mode": "denied"}))[0] == 404
    await Subscription.objects.aupdate(pending="subscribe")
    assert (await hub.verify(**{"hub.mode": "denied", "hub.reason": "not for you"}))[0] == 200
    await attend(door)
    own = await row()
    assert (own.state, own.error, own.detail) == ("refused", "push-denied", "not for you")


async def test_a_hub_that_has_moved_is_followed(hub: Hub, net, door: Door, time) -> None:
    net.gives("/rss", with_hub(rss(item(1)), net.url("/moved"), net.url("/rss")))
    await watch(net.url("/rss"))
    await visit_due(door)
    await attend(door)
    assert len(hub.asked) == 1


async def test_a_hub_at_a_private_address_hears_nothing(hub: Hub, net, door: Door, time) -> None:
    with socket.create_server(("127.0.0.1", 0)) as recorder:
        recorder.setblocking(False)
        port = recorder.getsockname()[1]
        for number, address in enumerate((f"http://127.0.0.1:{port}/", f"http://[::ffff:127.0.0.1]:{port}/")):
            net.gives(f"/rss{number}", with_hub(rss(item(1)), address, net.url("/rss")))
            await watch(net.url(f"/rss{number}"))
        await visit_due(door)
        await Subscription.objects.acreate(
            hub="http://169.254.169.254/", topic="x", token="t", secret="s", since=time.at, next_at=time.at
        )
        async with Door(host_delay=0) as strict:
            assert await attend(strict) == 3
        with pytest.raises(BlockingIOError):
            recorder.accept()
    errors = {own.error async for own in Subscription.objects.filter(watch__isnull=False)}
    assert errors == {"net-forbidden-address", "net-forbidden-port"}


async def test_without_a_public_address_no_hub_is_troubled(hub: Hub, net, door: Door, time, settings) -> None:
    net.gives("/rss", with_hub(rss(item(1)), net.url("/hub"), net.url("/rss")))
    await watch(net.url("/rss"))
    await visit_due(door)
    for address in ("", "http://localhost:8000", "http://192.168.1.4", "http://desk.local", "http://[::1]"):
        update = {"site_url": address, "allow_loopback": False}
        settings.CONFIG = settings.CONFIG.model_copy(update=update)
        assert (place.base(), await attend(door)) == ("", 0)
    settings.CONFIG = settings.CONFIG.model_copy(update={"site_url": "https://news.sarkhat.ir"})
    assert place.base() == "https://news.sarkhat.ir"
    assert hub.asked == []


async def test_polling_is_slow_while_pushes_bring_the_news_first(hub: Hub, net, door: Door, time) -> None:
    one = await subscribed(hub, door, net)
    usual = await _next_wait(one, door, time)
    text = rss(item(2), item(1))
    await hub.push(text)
    await attend(door)
    net.gives("/rss", with_hub(text, net.url("/hub"), net.url("/rss")))
    slow = await _next_wait(one, door, time)
    assert slow >= 3 * usual
    net.gives("/rss", with_hub(rss(item(3), item(2), item(1)), net.url("/hub"), net.url("/rss")))
    assert await _next_wait(one, door, time) < slow / 2, "the hub has missed one"


async def _next_wait(one: Watch, door: Door, time) -> float:
    time.at = (await state_of(one)).next_at
    await visit_due(door)
    return ((await state_of(one)).next_at - time.at).total_seconds()


@pytest.mark.parametrize("how", ["deleted", "outlet off"])
async def test_when_the_watch_goes_the_hub_is_told(hub: Hub, net, door: Door, time, how: str) -> None:
    one = await subscribed(hub, door, net)
    if how == "deleted":
        await Watch.objects.filter(pk=one.pk).adelete()
    else:
        await Outlet.objects.aupdate(active=False)
    assert await attend(door) == 1
    assert hub.asked[1]["hub.mode"] == "unsubscribe"
    assert "hub.secret" not in hub.asked[1]
    assert await hub.push(rss(item(2))) == 410
    assert (await hub.verify(lease=None))[0] == 200
    await attend(door)
    assert not await Subscription.objects.aexists()
    assert await Sighting.objects.filter(url=net.url("/news/2")).acount() == 0


async def test_a_hub_that_does_not_let_us_go_is_left(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    hub.answers = 500
    await Outlet.objects.aupdate(active=False)
    for _ in range(6):
        await attend(door)
        time.go(days=1)
    assert not await Subscription.objects.aexists()
    assert [one["hub.mode"] for one in hub.asked].count("unsubscribe") == 3


async def test_a_feed_that_names_no_hub_any_more_is_unsubscribed(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    net.gives("/rss", rss(item(1)))
    time.go(days=1)
    await visit_due(door)
    assert (await row()).state == "leaving"


async def test_another_hub_is_subscribed_to_and_the_old_one_left(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    net.gives("/rss", with_hub(rss(item(1)), net.url("/moved"), net.url("/rss")))
    time.go(days=1)
    await visit_due(door)
    states = [(one.state, one.hub) async for one in Subscription.objects.order_by("pk")]
    assert states == [("leaving", net.url("/hub")), ("new", net.url("/moved"))]


async def test_a_hub_that_verifies_while_it_is_asked_is_heard(hub: Hub, net, door: Door, time) -> None:
    async def verifies() -> None:
        assert (await hub.verify())[0] == 200
        await take_up()

    hub.meanwhile = verifies
    net.gives("/rss", with_hub(rss(item(1)), net.url("/hub"), net.url("/rss")))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert await ask_due(door) == 1
    own = await row()
    assert (own.state, own.pending, own.error, own.lease_until) == ("live", "", "", None)
    assert own.next_at > time.at + timedelta(days=6)


async def test_a_delivery_of_unstated_length_is_refused(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    request = RequestFactory().generic("POST", "/push/x", b"", headers={"Transfer-Encoding": "chunked"})
    answer = await sync_to_async(callback.answer)(request, (await row()).token)
    assert answer.status_code == 411


async def test_the_spool_is_bounded_and_a_large_delivery_refused(hub: Hub, net, door: Door, time, monkeypatch) -> None:
    await subscribed(hub, door, net)
    monkeypatch.setattr(callback, "LIMIT", 1000)
    assert await hub.push("x" * 1001) == 413
    assert [await hub.push(rss(item(n))) for n in range(2, 24)].count(503) == 2
    assert await attend(door) == 20
    assert await hub.push(rss(item(22))) == 202


async def test_what_cannot_be_read_is_let_go(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    await hub.push("\x00 no feed at all")
    (place.folder() / "00-1-x.push").write_bytes(b"[]\n")
    (place.folder() / "01-1-x.push").write_bytes(json.dumps({"subscription": 1}).encode())
    assert await attend(door) == 3
    assert await Sighting.objects.acount() == 1
    assert list(place.folder().iterdir()) == []


def test_a_half_written_file_goes_in_time(tmp_path: Path) -> None:
    import os

    old, new = tmp_path / "a.part", tmp_path / "b.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    assert list(spool.waiting(tmp_path)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["b.part"]


async def test_the_browsers_guard_against_forged_forms_does_not_stop_a_hub(hub: Hub, net, door: Door, time) -> None:
    await subscribed(hub, door, net)
    assert await hub.push(rss(item(2)), "sha256=") == 202
    async with aiohttp.ClientSession() as client, client.delete(hub.asked[0]["hub.callback"]) as answer:
        assert answer.status == 405


async def test_a_visit_asks_the_database_nothing_more_for_watches_without_a_hub(net, door: Door, time) -> None:
    await watch(net.url("/rss"))
    await visit_due(door)
    states = await sync_to_async(lambda: list(WatchState.objects.select_related("watch__subscription")))()
    assert getattr(states[0].watch, "subscription", None) is None
