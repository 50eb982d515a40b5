"""Answers that once stopped the whole harvest, or put something into the archive that no outlet published."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from harvest_rows import item, rss, state_of, watch
from sarkhat.harvest import sightings
from sarkhat.harvest.kinds.channel.parse import count
from sarkhat.harvest.kinds.channel.parse import parse as parse_channel
from sarkhat.harvest.kinds.feed.parse import parse as parse_feed
from sarkhat.harvest.models import Sighting
from sarkhat.harvest.run import visit_due

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
