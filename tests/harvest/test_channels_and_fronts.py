"""Channels, front pages and sitemaps from a server on loopback to the tables."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from harvest_rows import item, rss, state_of, watch
from sarkhat.harvest.models import Sighting, Slot, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door

pytestmark = pytest.mark.django_db(transaction=True)

NEWEST = datetime(2026, 3, 1, 11, 0, tzinfo=UTC)


def post(number: int, at: datetime, views: str = "1.2K") -> str:
    return (
        f"<div class='tgme_widget_message_wrap'><div class='tgme_widget_message' data-post='khabar/{number}'>"
        f"<div class='tgme_widget_message_text js-message_text'><b>پست {number}</b><br>متن پست</div>"
        f"<div class='tgme_widget_message_footer'><span class='tgme_widget_message_views'>{views}</span>"
        f"<a class='tgme_widget_message_date' href='https://t.me/khabar/{number}'>"
        f"<time datetime='{at.isoformat()}'>{at:%H:%M}</time></a></div></div></div>"
    )


class Channel:
    """A channel with one post each hour, the newest having the highest number; pages of five."""

    def __init__(self, net, count: int) -> None:
        self.count = count
        self.start = NEWEST - timedelta(hours=count)
        self.failing_before = 0
        net.pages["/s/khabar"] = self.page

    def page(self, request: web.Request) -> web.Response:
        before = int(request.query.get("before", self.count + 1))
        if before < self.failing_before:
            return web.Response(status=500)
        numbers = range(max(1, before - 5), before)
        posts = "".join(post(n, self.start + timedelta(hours=n)) for n in numbers)
        more = f"<a class='tme_messages_more' data-before='{numbers[0]}' href='/s/khabar?before={numbers[0]}'></a>"
        shown = f"<div class='tgme_channel_info'></div>{more if numbers[0] > 1 else ''}{posts}"
        return web.Response(text=shown, content_type="text/html")


async def test_the_first_visit_reads_two_days_back(net, door: Door, time) -> None:
    Channel(net, 90)
    one = await watch(net.url("/s/khabar"), kind="channel")
    assert await visit_due(door) == 1
    rows = [row async for row in Sighting.objects.order_by("published")]
    assert rows[-1].url == net.url("/khabar/90")
    assert rows[-1].is_post
    assert (rows[-1].title, rows[-1].views) == ("پست 90", 1200)
    assert NEWEST - timedelta(hours=53) <= rows[0].published <= NEWEST - timedelta(hours=48)
    state = await state_of(one)
    assert (state.backfill, state.lease_until) == ("", None)
    assert len(net.asked) == len(rows) / 5


async def test_a_lively_channel_leaves_no_gap(net, door: Door, time) -> None:
    channel = Channel(net, 5)
    await watch(net.url("/s/khabar"), kind="channel")
    await visit_due(door)
    channel.count = 22
    time.go(days=1)
    await visit_due(door)
    assert await Sighting.objects.acount() == 22


async def test_a_way_back_that_broke_off_goes_on(net, door: Door, time) -> None:
    channel = Channel(net, 40)
    channel.failing_before = 30
    one = await watch(net.url("/s/khabar"), kind="channel")
    await visit_due(door)
    seen = await Sighting.objects.acount()
    assert (await state_of(one)).backfill
    channel.failing_before = 0
    channel.count = 60
    time.go(days=1)
    await visit_due(door)
    assert seen < 40
    assert await Sighting.objects.acount() == 60
    assert (await state_of(one)).backfill == ""


async def test_a_pause_is_kept_though_older_pages_are_left(net, door: Door, time) -> None:
    channel = Channel(net, 40)
    channel.failing_before = 30
    one = await watch(net.url("/s/khabar"), kind="channel")
    await visit_due(door)
    net.gives("/s/khabar", status=503, Retry_After="40000")
    time.go(days=1)
    asked = len(net.asked)
    await visit_due(door)
    state = await state_of(one)
    assert len(net.asked) == asked + 1
    assert 40_000 <= (state.next_at - time.at).total_seconds() <= 42_000  # and a watch of its own share of jitter
    assert state.backfill
    assert state.lease_until is None


async def test_an_older_page_that_is_gone_is_given_up(net, door: Door, time) -> None:
    Channel(net, 40)
    net.gives("/s/khabar?before=26", status=404)
    one = await watch(net.url("/s/khabar"), kind="channel")
    await visit_due(door)
    state = await state_of(one)
    assert (state.backfill, state.error) == ("", "")
    assert state.next_at > time.at


async def test_a_crash_between_two_pages_loses_nothing(net, door: Door, time, monkeypatch) -> None:
    from sarkhat.harvest import keep, run

    class Killed(BaseException):
        pass

    real = keep.keep_older
    pages = 0

    def dying(*args):
        nonlocal pages
        pages += 1
        if pages == 3:
            raise Killed
        return real(*args)

    Channel(net, 40)
    one = await watch(net.url("/s/khabar"), kind="channel")
    monkeypatch.setattr(run.keep, "keep_older", dying)
    with pytest.raises(Killed):
        await visit_due(door)
    monkeypatch.undo()
    assert 0 < await Sighting.objects.acount() < 40
    await WatchState.objects.filter(watch=one).aupdate(lease_until=None, next_at=NEWEST)
    await visit_due(door)
    assert await Sighting.objects.acount() == 40


async def test_views_are_no_edit(net, door: Door, time) -> None:
    info = "<div class='tgme_channel_info'></div>"
    net.gives("/s/khabar", info + post(1, NEWEST))
    await watch(net.url("/s/khabar"), kind="channel")
    await visit_due(door)
    net.gives("/s/khabar", info + post(1, NEWEST, views="2M"))
    time.go(days=1)
    await visit_due(door)
    row = await Sighting.objects.aget()
    assert (row.views, row.seq) == (2_000_000, 1)


async def test_no_preview_is_said_so(net, door: Door, time) -> None:
    net.gives("/s/closed", status=302, Location="/closed")
    net.gives("/closed", "<div class='tgme_page'><a>View in Telegram</a></div>")
    one = await watch(net.url("/s/closed"), kind="channel")
    await visit_due(door)
    assert (await state_of(one)).error == "channel-no-preview"


def front(*titles: str) -> str:
    links = "".join(f"<h2><a href='/story/{len(title)}'>{title}</a></h2>" for title in titles)
    return f"<html><body><main>{links}</main></body></html>"


async def slots() -> list[tuple[int, str, bool]]:
    return [(s.position, s.title, s.until is None) async for s in Slot.objects.order_by("since", "position")]


async def test_front_page_history(net, door: Door, time) -> None:
    lead, second, third = "بزرگ‌ترین خبر امروز شهر", "خبر دوم با اهمیت کمتر بود", "خبر سومی که تازه رسیده است"
    net.gives("/", front(lead, second))
    await watch(net.url("/"), kind="front_page", role="front")
    await visit_due(door)
    assert await slots() == [(1, lead, True), (2, second, True)]
    net.gives("/", front(lead, third))
    time.go(days=1)
    await visit_due(door)
    assert await slots() == [(1, lead, True), (2, second, False), (2, third, True)]
    net.gives("/", "<html></html>")
    time.go(days=1)
    await visit_due(door)
    assert len([one for one in await slots() if one[2]]) == 2
    assert await Sighting.objects.acount() == 0


async def test_a_front_page_may_stand_in_for_a_feed(net, door: Door, time) -> None:
    net.gives("/", front("بزرگ‌ترین خبر امروز شهر"))
    await watch(net.url("/"), kind="front_page", role="items")
    await visit_due(door)
    assert (await Sighting.objects.aget()).title == "بزرگ‌ترین خبر امروز شهر"


async def test_robots_keep_us_from_a_front_page(net, door: Door, time) -> None:
    net.gives("/robots.txt", "User-agent: *\nDisallow: /\n")
    net.gives("/", front("خبری که نباید خوانده شود"))
    one = await watch(net.url("/"), kind="front_page", role="front")
    await visit_due(door)
    assert (await state_of(one)).error == "net-robots"
    assert [request.path for request in net.asked] == ["/robots.txt"]


async def test_a_feed_in_order_of_importance_gives_places(net, door: Door, time) -> None:
    net.gives("/top", rss(item(7), item(3)))
    await watch(net.url("/top"), role="front")
    await visit_due(door)
    assert await slots() == [(1, "خبر شمارهٔ 7", True), (2, "خبر شمارهٔ 3", True)]
    assert await Sighting.objects.acount() == 2


async def test_an_index_of_sitemaps_leads_to_its_newest_part(net, door: Door, time) -> None:
    net.gives(
        "/sitemap.xml",
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<sitemap><loc>{net.url('/old.xml')}</loc><lastmod>2026-02-01</lastmod></sitemap>"
        f"<sitemap><loc>{net.url('/new.xml')}</loc><lastmod>2026-03-01</lastmod></sitemap></sitemapindex>",
    )
    net.gives(
        "/new.xml",
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        f"<url><loc>{net.url('/story')}</loc><n:news><n:title>آب دریاچه بالا آمد</n:title>"
        f"<n:publication_date>2026-03-01T10:00:00Z</n:publication_date></n:news></url></urlset>",
    )
    await watch(net.url("/sitemap.xml"), kind="sitemap")
    await visit_due(door)
    row = await Sighting.objects.aget()
    assert (row.title, row.published) == ("آب دریاچه بالا آمد", NEWEST - timedelta(hours=1))
    assert [request.path for request in net.asked] == ["/robots.txt", "/sitemap.xml", "/new.xml"]
