"""The pipe from an outlet's server to the tables, over real HTTP on loopback."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from harvest_rows import item, rss, state_of, watch
from sarkhat import clock
from sarkhat.harvest import claims
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.net.errors import TimedOut
from sarkhat.sources.models import Outlet

pytestmark = pytest.mark.django_db(transaction=True)


async def titles() -> list[str]:
    return [row.title async for row in Sighting.objects.order_by("seq")]


async def test_a_feed_arrives(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1), item(2)), ETag='"v1"')
    one = await watch(net.url("/rss"), section="politics")
    assert await visit_due(door) == 1
    first = await Sighting.objects.aget(url=net.url("/news/1"))
    assert (first.title, first.section, first.is_post) == ("خبر شمارهٔ 1", "politics", False)
    assert first.published == time.at - timedelta(hours=1)
    assert first.first_seen == time.at
    state = await state_of(one)
    assert (state.etag, state.error, state.status, state.attempts) == ('"v1"', "", 200, 0)
    assert state.next_at > time.at
    assert state.lease_until is None
    assert len(net.asked) == 1


async def test_nothing_is_due_before_its_time(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1)))
    await watch(net.url("/rss"))
    assert [await visit_due(door), await visit_due(door)] == [1, 0]
    async with Door(allow_loopback=True) as restarted:
        assert await visit_due(restarted) == 0
    time.go(days=1)
    assert await visit_due(door) == 1
    assert len(net.asked) == 2


async def test_the_second_visit_is_conditional_and_304_is_quiet(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1)), ETag='W/"ü"', Last_Modified="Sun, 1 Mar 2026 11:00:00 GMT")
    one = await watch(net.url("/rss"))
    await visit_due(door)
    net.gives("/rss", status=304)
    time.go(days=1)
    await visit_due(door)
    sent = net.asked[1].headers
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('W/"ü"', "Sun, 1 Mar 2026 11:00:00 GMT")
    state = await state_of(one)
    assert (state.status, state.error, state.etag) == (304, "", 'W/"ü"')
    assert await Sighting.objects.acount() == 1


async def test_again_adds_nothing_and_an_edit_takes_a_new_number(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1), item(2)))
    await watch(net.url("/rss"))
    await visit_due(door)
    time.go(days=1)
    await visit_due(door)
    before = {row.url: row.seq async for row in Sighting.objects.all()}
    net.gives("/rss", rss(item(1, title="تیتر دیگر شد"), item(2)))
    time.go(days=1)
    await visit_due(door)
    after = {row.url: row.seq async for row in Sighting.objects.all()}
    assert after[net.url("/news/1")] > max(before.values())
    assert after[net.url("/news/2")] == before[net.url("/news/2")]
    assert await titles() == ["خبر شمارهٔ 2", "تیتر دیگر شد"]


async def test_two_feeds_do_not_edit_each_others_items(net, door: Door, time) -> None:
    net.gives("/all", rss(item(1)))
    net.gives("/politics", rss(item(1, title="خبر شمارهٔ ۱ به صورتی دیگر")))
    await watch(net.url("/all"))
    await visit_due(door)
    await watch(net.url("/politics"), section="politics")
    for _ in range(3):
        await visit_due(door)
        time.go(days=1)
    row = await Sighting.objects.aget()
    assert (row.title, row.section) == ("خبر شمارهٔ 1", "politics")
    assert row.seq == 2


async def test_a_changed_address_is_no_new_item(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1)))
    await watch(net.url("/rss"))
    await visit_due(door)
    net.gives("/rss", rss(item(1, link="/news/1-with-a-new-slug")))
    time.go(days=1)
    await visit_due(door)
    assert await Sighting.objects.acount() == 1


async def test_ids_that_are_used_anew_lose_nothing(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1, guid="1"), item(2, guid="1")))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert await Sighting.objects.acount() == 2
    net.gives("/rss", rss(item(8, guid="1", date="Mon, 02 Mar 2026 11:00:00 GMT")))
    time.go(days=1)
    await visit_due(door)
    net.gives("/rss", rss(item(9, guid="1", date="Tue, 03 Mar 2026 11:00:00 GMT")))
    time.go(days=1)
    await visit_due(door)
    assert await Sighting.objects.acount() == 4


async def test_a_future_date_is_not_believed(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1, date="Sun, 01 Mar 2037 11:00:00 GMT")))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert (await Sighting.objects.aget()).published is None


async def test_windows_1256_without_a_word_about_it(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1, title="باران در گيلان و پيامد آن")).encode("cp1256", "xmlcharrefreplace"))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert await titles() == ["باران در گيلان و پيامد آن"]


HOSTILE = {
    "feed-not-xml": (200, "<!doctype html><title>خانه</title><p>خوراک نیست"),
    "http-not-found": (404, ""),
    "http-gone": (410, ""),
    "http-forbidden": (403, ""),
    "http-server-error": (500, ""),
    "http-too-many": (429, ""),
    "http-refused": (204, ""),
}


@pytest.mark.parametrize("error", HOSTILE)
async def test_errors_have_names_and_the_next_time_heals(error: str, net, door: Door, time) -> None:
    status, body = HOSTILE[error]
    net.gives("/rss", body, status=status)
    one = await watch(net.url("/rss"))
    await visit_due(door)
    state = await state_of(one)
    assert (state.error, state.attempts, state.since) == (error, 1, time.at)
    if error == "http-gone":
        assert state.next_at is None
        return
    net.gives("/rss", rss(item(1)))
    time.go(days=1)
    await visit_due(door)
    state = await state_of(one)
    assert (state.error, state.attempts, state.since) == ("", 0, None)
    assert await Sighting.objects.acount() == 1


async def test_a_bot_wall_is_named(net, door: Door, time) -> None:
    net.gives("/rss", status=403, cf_mitigated="challenge")
    one = await watch(net.url("/rss"))
    await visit_due(door)
    state = await state_of(one)
    assert state.error == "walled"
    assert state.next_at - time.at >= timedelta(hours=6)


async def test_a_page_of_50_megabytes_and_a_way_inside(net, door: Door, time) -> None:
    net.gives("/big", b"x" * 50_000_000)
    net.gives("/inside", status=302, Location="http://169.254.169.254/latest/meta-data/")
    big, inside = await watch(net.url("/big")), await watch(net.url("/inside"))
    assert await visit_due(door) == 2
    assert (await state_of(big)).error == "net-too-large"
    assert (await state_of(inside)).error == "net-forbidden-address"


async def test_broken_xml_keeps_what_can_be_read(net, door: Door, time) -> None:
    net.gives("/rss", rss(item(1), item(2)).replace("</channel></rss>", "<item><title>بریده & ناتمام"))
    one = await watch(net.url("/rss"))
    await visit_due(door)
    assert (await titles())[:2] == ["خبر شمارهٔ 1", "خبر شمارهٔ 2"]
    assert (await state_of(one)).error == "feed-broken"


async def test_retry_after_holds_for_the_whole_host(net, time) -> None:
    net.gives("/a", status=429, Retry_After="7200")
    net.gives("/b", rss(item(1)))
    a, b = await watch(net.url("/a")), await watch(net.url("/b"))
    await WatchState.objects.acreate(watch=a, next_at=time.at)
    await WatchState.objects.acreate(watch=b, next_at=time.at + timedelta(minutes=5))
    async with Door(allow_loopback=True) as door:
        await visit_due(door)
        time.go(hours=1)
        assert await visit_due(door) == 0
    assert (await state_of(b)).next_at == (await state_of(a)).next_at
    time.go(hours=1, minutes=6)  # visits are spread by up to a twentieth
    async with Door(allow_loopback=True) as later:
        await visit_due(later)
    assert await Sighting.objects.acount() == 1


async def test_watches_of_one_host_are_asked_in_turn() -> None:
    now = clock.now()
    for number in range(12):
        await watch(f"https://one.example/{number}")
        await watch(f"https://other{number}.example/")
    await sync_to_async(claims.add_missing)(now)
    chains = await sync_to_async(claims.claim_due)(200, now)
    lengths = sorted(len(chain) for chain in chains)
    assert lengths == [1] * 12 + [claims.MOST_OF_ONE_HOST]
    assert await sync_to_async(claims.claim_due)(200, now) == []


async def test_a_host_that_does_not_answer_is_asked_once(door: Door, time, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    async def nobody(self, url, **more):
        asked.append(url)
        raise TimedOut(url)

    monkeypatch.setattr(Door, "get", nobody)
    for number in range(12):
        await watch(f"https://far.example/{number}")
    assert [await visit_due(door), await visit_due(door)] == [1, 0]
    assert len(asked) == 1
    due = [state.next_at - time.at async for state in WatchState.objects.all()]
    assert min(due) == timedelta(minutes=10)
    assert await WatchState.objects.filter(lease_until__isnull=False).acount() == 0


async def test_inactive_watches_rest(net, door: Door, time) -> None:
    one = await watch(net.url("/rss"))
    one.outlet.active = False
    await one.outlet.asave()
    await watch(net.url("/other"), key="other", active=False)
    assert await visit_due(door) == 0
    assert net.asked == []


def _pages(limit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # pages that earlier tests freed would be filled first
        cursor.execute("PRAGMA page_count")
        count = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {count if limit == 'full' else 1_000_000}")


async def test_a_full_disk_rolls_the_visit_back(net, door: Door, time, caplog: pytest.LogCaptureFixture) -> None:
    net.gives("/rss", rss(*(item(number, title="واژه " * 150) for number in range(400))))
    one = await watch(net.url("/rss"))
    assert await visit_due(door, limit=0) == 0
    await sync_to_async(_pages)("full")
    try:
        await visit_due(door)
    finally:
        await sync_to_async(_pages)("free")
    assert "disk" in caplog.text
    assert await Sighting.objects.acount() == 0
    state = await state_of(one)
    assert (state.visited_at, state.lease_until) == (None, None)
    await visit_due(door)
    assert await Sighting.objects.acount() == 400


async def test_an_address_of_another_outlets_site_is_left_to_that_outlet(net, door: Door, time) -> None:
    await Outlet.objects.acreate(key="other", name="دیگری", home="https://www.other.example/")
    net.gives("/rss", rss(item(1), item(2, link="https://other.example/news/2")))
    await watch(net.url("/rss"))
    await visit_due(door)
    assert [row.url async for row in Sighting.objects.all()] == [net.url("/news/1")]
