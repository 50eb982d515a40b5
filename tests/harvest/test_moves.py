"""Permanent redirects: followed at once, believed after days."""

from datetime import date, timedelta

import pytest
from asgiref.sync import sync_to_async

from harvest_rows import item, rss, state_of, watch
from sarkhat.catalogue.read import OutletRow, WatchRow
from sarkhat.harvest.models import Sighting
from sarkhat.harvest.moves import DAYS, STAYS, Move, led
from sarkhat.harvest.run import visit_due
from sarkhat.sources.models import PastAddress, Watch
from sarkhat.sources.run import import_rows

OLD, NEW = "https://a.example/rss", "https://b.example/feed"
TODAY = date(2026, 6, 1)


def outlet_row(key: str, *watches: WatchRow) -> OutletRow:
    home = f"https://{key}.example/"
    return OutletRow(key, key, key, home, "fa", "IR", "site", "", "", "excerpt", "", "", watches)


def test_days_are_counted_not_answers() -> None:
    move = led(led(STAYS, OLD, [(301, NEW)], TODAY), OLD, [(301, NEW)], TODAY)
    assert move == Move(NEW, 1, TODAY)
    assert led(move, OLD, [(308, NEW)], TODAY - timedelta(days=1)) == move
    for day in range(1, DAYS):
        assert not move.ripe
        move = led(move, OLD, [(308, NEW)], TODAY + timedelta(days=day))
    assert move.ripe


def test_another_target_or_none_begins_anew() -> None:
    move = Move(NEW, 2, TODAY)
    assert led(move, OLD, [(301, OLD + "2")], TODAY + timedelta(days=1)).days == 1
    assert led(move, OLD, [], TODAY) == STAYS


@pytest.mark.parametrize(
    ("redirects", "to"),
    [
        ([(301, NEW), (302, "https://c.example/x")], NEW),
        ([(302, NEW), (301, "https://c.example/x")], ""),
        ([(301, "https://m.example/"), (308, NEW)], NEW),
        ([(301, "http://a.example/rss")], ""),
        ([(301, "https://127.0.0.1/rss")], ""),
        ([(301, "https://localhost/rss")], ""),
        ([(301, "https://10.0.0.1/rss")], ""),
        ([(301, "https://0x7f000001/rss")], ""),
        ([(301, "https://a.example/" + "x" * 1000)], ""),
        ([(301, OLD)], ""),
    ],
)
def test_what_may_be_taken_over(redirects: list[tuple[int, str]], to: str) -> None:
    assert led(STAYS, OLD, redirects, TODAY).to == to


def test_from_http_to_https_is_a_way() -> None:
    assert led(STAYS, "http://a.example/rss", [(301, OLD)], TODAY).to == OLD


@pytest.mark.django_db(transaction=True)
async def test_the_address_changes_after_days_and_the_old_one_is_remembered(net, door, time) -> None:
    net.gives("/old", status=301, Location="/new")
    net.gives("/new", rss(item(1)), ETag='"1"')
    old, new = net.url("/old"), net.url("/new")
    one = await watch(old)
    for day in range(1, DAYS + 1):
        assert (await Watch.objects.aget(pk=one.pk)).url == old
        await visit_due(door)
        time.go(hours=24.1)
        assert (await state_of(one)).moved_days == day % DAYS
    moved = await Watch.objects.aget(pk=one.pk)
    assert (moved.url, (await PastAddress.objects.aget()).url) == (new, old)
    await visit_due(door)
    assert net.asked[-1].path == "/new"
    assert await Sighting.objects.acount() == 1
    await sync_to_async(import_rows)([outlet_row("paper", WatchRow("feed", old, "", "items", True))])
    assert (await Watch.objects.aget()).url == new


@pytest.mark.django_db(transaction=True)
async def test_an_address_that_another_watch_has_is_not_taken(net, door, time) -> None:
    net.gives("/old", status=308, Location="/new")
    net.gives("/new", rss(item(1)))
    one = await watch(net.url("/old"))
    await watch(net.url("/new"))
    for _ in range(DAYS + 1):
        await visit_due(door)
        time.go(hours=24.1)
    assert (await Watch.objects.aget(pk=one.pk)).url == net.url("/old")
    assert not await PastAddress.objects.aexists()
