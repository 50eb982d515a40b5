"""Answers that once stopped the whole harvest, or put something into the archive that no outlet published."""

import asyncio
import gzip
import json
from datetime import UTC, datetime

import pytest

from harvest_rows import item, rss, state_of, watch
from sarkhat.harvest import sightings
from sarkhat.harvest.kinds.channel.parse import count
from sarkhat.harvest.kinds.channel.parse import parse as parse_channel
from sarkhat.harvest.kinds.feed.parse import parse as parse_feed
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net import sockets
from sarkhat.net.client import Door

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_lone_surrogates_and_controls_do_not_stop_the_harvest(net, door, time) -> None:
    spoilt = "نام \ud800\0\x1b\u202e"
    entry = {"id": spoilt, "url": net.url("/a?\ud800"), "title": spoilt, "content_html": f"<p>{spoilt}</p>"}
    entry |= {"authors": [{"name": spoilt}], "tags": [spoilt], "image": net.url("/\ud800.png")}
    net.gives("/feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [entry]}))
    net.gives("/rss", rss(item(1)))
    await watch(net.url("/feed.json"))
    await watch(net.url("/rss"), key="other")
    assert await visit_due(door) == 2
    rows = [row async for row in Sighting.objects.order_by("title")]
    assert [row.title for row in rows] == ["خبر شمارهٔ 1", "نام \ufffd"]
    assert (rows[1].authors, rows[1].tags) == (["نام \ufffd"], ["نام \ufffd"])


async def test_headers_that_are_no_text_do_not_stop_the_harvest(door, time) -> None:
    body = rss(item(1)).encode()
    head = b'HTTP/1.1 200 OK\r\nETag: "\xff"\r\nLast-Modified: \xfe\r\nConnection: close\r\n'

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        one = await watch(f"http://paper.localhost:{port}/rss")
        assert await visit_due(door) == 1
    state = await state_of(one)
    assert (state.etag, state.last_modified, state.error) == ("", "", "")
    assert await Sighting.objects.acount() == 1


async def test_what_no_column_takes_is_an_error_of_its_own_watch(net, door, time, monkeypatch) -> None:
    kept = sightings.keep_all

    def refuse(shown, now, owners):
        if any(items and "/bad" in one.url for one, items in shown):
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return kept(shown, now, owners)

    monkeypatch.setattr(sightings, "keep_all", refuse)
    net.gives("/bad", rss(item(1)))
    net.gives("/rss", rss(item(2)))
    bad, good = await watch(net.url("/bad")), await watch(net.url("/rss"), key="other")
    assert await visit_due(door) == 2
    states = [await state_of(bad), await state_of(good)]
    assert [state.error for state in states] == ["answer-unreadable", ""]
    assert all(state.lease_until is None and state.next_at > time.at for state in states)


@pytest.mark.parametrize("shown", ["9" * 400 + "B", "99999999999999B", "-5", "1.2.3K", "NaN", "1e9"])
def test_counts_that_no_channel_has_are_none(shown: str) -> None:
    assert count(shown) is None


def _post(identity: str, at: str) -> str:
    return (
        f'<div class="tgme_widget_message" data-post="{identity}"><div class="tgme_widget_message_text">متن</div>'
        f'<a class="tgme_widget_message_date"><time datetime="{at}"></time></a></div>'
    )


def test_a_post_whose_name_is_a_path_is_none() -> None:
    posts = [_post(name, "") for name in ("../../evil", "", "ch/x", "ch/7", "ch/7?a=b")]
    read = parse_channel("".join(posts).encode(), "https://t.me/s/ch", "", NOW)
    assert [entry.url for entry in read.entries] == ["https://t.me/ch/7"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_post_at_the_end_of_time_does_not_lose_its_page(at: str) -> None:
    read = parse_channel((_post("ch/1", at) + _post("ch/2", "")).encode(), "https://t.me/s/ch", "", NOW)
    assert [entry.published for entry in read.entries] == [None, None]


@pytest.mark.parametrize("name", ["base64", "idna", "undefined", "unicode_escape", "x-klingon"])
def test_a_feed_in_an_encoding_that_is_none_is_read(name: str) -> None:
    feed = f'<?xml version="1.0" encoding="{name}"?>{rss(item(1))}'.encode("cp1256", "ignore")
    read = parse_feed(feed, "https://paper.example/rss", f"text/xml; charset={name}", NOW)
    assert [entry.id for entry in read.entries] == ["paper-item-1"]


async def _silence(writer: asyncio.StreamWriter, release: asyncio.Event) -> None:
    await release.wait()


async def _drip(writer: asyncio.StreamWriter, release: asyncio.Event) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while not release.is_set():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.001)


async def _redirects(writer: asyncio.StreamWriter, release: asyncio.Event) -> None:
    await release.wait()
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("hostile", [_silence, _drip, _redirects])
async def test_one_hostile_watch_holds_up_none_of_99(hostile, net, door, time) -> None:
    """The hostile server lets go only after the news of all others are stored: were they waiting for it, none would."""
    release = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await hostile(writer, release)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        evil = await watch(f"http://evil.localhost:{port}/rss")  # the first in every order
        for number in range(99):
            net.gives(f"/{number}", rss(item(number)))
            await watch(net.url(f"/{number}", name=f"paper{number}.localhost"))
        visiting = asyncio.create_task(visit_due(door))
        async with asyncio.timeout(120):
            while await Sighting.objects.acount() < 99:
                assert not visiting.done()
        assert not visiting.done()
        release.set()
        assert await visiting == 100
    assert (await state_of(evil)).error
    assert await WatchState.objects.filter(error="").acount() == 99


async def test_a_feed_that_leads_inside_is_not_asked(net, time, monkeypatch) -> None:
    """By a redirect, and by the answers of its name server, also when they change; no socket is made for any."""
    made = []
    real = sockets.unjudged

    def recorded(ip: str):
        made.append(ip)
        if not ip.startswith("127."):
            raise OSError("the test goes no further")
        return real(ip)

    monkeypatch.setattr(sockets, "unjudged", recorded)
    places = {
        "inside.example": ["10.0.0.1"],
        "metadata.example": ["1.1.1.1", "169.254.169.254"],
        "six.example": ["::1"],
    }

    async def lookup(host: str) -> list[str]:
        return places[host]

    net.gives("/rss", "", status=301, Location="http://inside.example/")
    watches = [await watch(f"http://{host}/rss") for host in places] + [await watch(net.url("/rss"))]
    async with Door(allow_loopback=True, host_delay=0, lookup=lookup) as door:
        assert await visit_due(door) == 4
    assert [(await state_of(one)).error for one in watches] == ["net-forbidden-address"] * 4
    assert made == ["127.0.0.1"]


async def test_a_bomb_is_an_error_of_its_own_watch(net, door, time) -> None:
    net.gives("/bomb", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    net.gives("/rss", rss(item(1)))
    bomb, good = await watch(net.url("/bomb")), await watch(net.url("/rss"), key="other")
    assert await visit_due(door) == 2
    assert [(await state_of(one)).error for one in (bomb, good)] == ["net-too-large", ""]
