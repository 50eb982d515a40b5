"""A simulated day before a server that keeps score of us, with one restart in the middle."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harvest_rows import watch
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.ops.manners.play import play
from sarkhat.ops.manners.score import BREACHES, Score
from sarkhat.ops.manners.sites import DAY, FEEDS, HOUR, SHOWN, Feed, reply

DAYS = 1.0
ETAG, MODIFIED = '"1"', "sometime"
FEED = Feed("a.example", HOUR, max_age=3600)
AGENT = {"User-Agent": "Sarkhat/1.0 (+https://news.example/bot)"}
BACK = AGENT | {"If-None-Match": ETAG, "If-Modified-Since": MODIFIED}


@pytest.mark.django_db(transaction=True)
def test_days_of_good_manners() -> None:
    score = play(DAYS)
    assert score.examples == {}
    assert score.requests > 300
    assert score.bodies < score.requests / 2
    silent = {"gone.example"}
    ill = set(WatchState.objects.exclude(error="").values_list("watch__host", "error"))
    assert ill == {("gone.example", "http-gone"), ("front.example", "net-robots")}
    for feed in FEEDS:
        if feed.host not in silent:
            issued = int((DAYS * DAY - 4 * HOUR) // feed.every)
            assert Sighting.objects.filter(url__startswith=f"http://{feed.host}/").count() >= issued
    assert Sighting.objects.filter(url="http://lively.example/items/0").count() == 1


@pytest.mark.django_db(transaction=True)
async def test_validators_of_a_sitemaps_part_do_not_go_to_its_index(net, door, time) -> None:
    net.gives(
        "/index.xml", f"<sitemapindex><sitemap><loc>{net.url('/part.xml')}</loc></sitemap></sitemapindex>", ETag='"i"'
    )
    page = f"<url><loc>{net.url('/news/1')}</loc></url>"
    net.gives("/part.xml", f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{page}</urlset>", ETag='"p"')
    await watch(net.url("/index.xml"), kind="sitemap")
    for _ in range(2):
        await visit_due(door)
        time.go(hours=5)
    sitemaps = [asked.path for asked in net.asked if asked.path != "/robots.txt"]
    assert sitemaps == ["/index.xml", "/part.xml"] * 2
    assert not any("If-None-Match" in asked.headers for asked in net.asked)


def visits(*asked: tuple[float, dict[str, str]], status: int = 200, target: str = "", feed: Feed = FEED) -> set[str]:
    """The breaches of requests at moments (seconds) with headers; each is answered with `status` and a body."""
    score = Score()
    for now, headers in asked:
        score.judge(feed, target or feed.path, headers, now, 0)
        score.told(feed, status, {"ETag": ETAG, "Last-Modified": MODIFIED}, now)
    return set(score.breaches)


@pytest.mark.parametrize(
    ("asked", "breach"),
    [
        ([(0, AGENT), (7200, AGENT)], "unconditional"),
        ([(0, AGENT), (7200, BACK | {"If-None-Match": "1"})], "altered validator"),
        ([(0, AGENT), (7200, BACK | {"If-Modified-Since": "never"})], "altered validator"),
        ([(0, AGENT), (2000, BACK)], "early"),
        ([(0, AGENT | {"Cookie": "visitor=1"})], "cookie"),
        ([(0, AGENT | {"Referer": "http://a.example/"})], "referer"),
        ([(0, {})], "nameless"),
        ([(0, {"User-Agent": "Mozilla/5.0 (X11)"})], "nameless"),
    ],
)
def test_each_breach_is_seen_alone(asked: list[tuple[float, dict[str, str]]], breach: str) -> None:
    assert visits(*asked) == {breach}
    assert breach in BREACHES


def test_breaches_of_time() -> None:
    quick = replace(FEED, max_age=0)
    assert visits((0, AGENT), (7200, BACK), (7230, BACK), feed=quick) == {"too soon"}
    assert visits((0, AGENT), (30, BACK), feed=quick) == {"doubled first fetch"}
    assert visits((0, AGENT), (7200, AGENT), status=410) == {"after 410"}
    assert visits((0, AGENT), (7200, AGENT), status=429) == {"after 429"}
    assert visits((0, AGENT), (1800, AGENT), status=404) == {"after 404"}
    assert visits((0, AGENT), (60, AGENT), status=503, feed=quick) == {"after 503", "doubled first fetch"}
    assert visits((0, AGENT), target=FEED.path + "?t=1") == {"query added"}


def test_good_manners_are_no_breach() -> None:
    assert visits((0, AGENT), (3600, BACK), (7200, BACK)) == set()
    assert visits((0, AGENT), (20_000, AGENT), status=429) == set()
    assert visits((0, AGENT), (25 * HOUR, AGENT)) == set()


def test_a_closed_host_is_closed_for_all_its_feeds() -> None:
    score, other = Score(), replace(FEED, path="/other.xml")
    score.judge(FEED, FEED.path, AGENT, 0, 0)
    score.told(FEED, 429, {}, 0)
    score.judge(other, other.path, AGENT, 60, 0)
    assert set(score.breaches) == {"after 429"}


def test_two_at_once_and_pages() -> None:
    score = Score()
    score.judge(FEED, FEED.path, AGENT, 0, 1)
    score.page("http://a.example/closed/", AGENT, allowed=False)
    assert score.breaches == {"two at once": 1, "robots ignored": 1}
    assert (score.requests, score.wrong) == (2, 2)


def test_a_compressed_day_states_compressed_spans() -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    assert reply(FEED, 10 * HOUR, at, 1200).headers["Cache-Control"] == "public, max-age=3"
    body = reply(FEED, 30 * HOUR, at).body
    assert body.count("<item>") == SHOWN
    assert "Item 30 of" in body
