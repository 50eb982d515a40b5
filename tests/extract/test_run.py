"""From sightings to articles: real database, real HTTP on loopback, only the clock is moved."""

import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import PARAGRAPHS, TITLE, article_html, json_ld, page
from extract.site_designs import DESIGNS, Scene
from extract.test_templates import pages
from sarkhat.extract.models import Article, Body, PageVisit, Picture, SiteTemplates, Version
from sarkhat.extract.run import adopt, visit_due
from sarkhat.harvest.models import Sighting
from sarkhat.net.client import Door
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.bodies import unpack
from sarkhat.store.work import next_seq
from sarkhat.text import urls

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async


def sight(url: str, time: Time, **values: Any) -> Sighting:
    """An item as harvest leaves it; seen again, it is changed in place."""
    outlet, _ = Outlet.objects.get_or_create(key="khabar", name="خبرخانه", home="http://khabar.localhost")
    feed = f"http://khabar.localhost/{'post' if values.get('is_post') else 'rss'}"
    watch, _ = Watch.objects.get_or_create(
        outlet=outlet, url=feed, defaults={"kind": "feed", "url_key": urls.url_key(feed), "host": "khabar.localhost"}
    )
    fixed = {"watch": watch, "outlet": outlet, "url": url, "entry_key": urls.url_key(url), "first_seen": time.now}
    row, _ = Sighting.objects.update_or_create(
        url_key=urls.url_key(url),
        defaults={"content_key": b"x" * 16, "seq": next_seq("sighting"), **values},
        create_defaults={
            "content_key": b"0" * 16,
            "seq": next_seq("sighting"),
            **fixed,
            **values,
        },
    )
    return row


Go = Callable[[], Awaitable[int]]


@pytest.fixture
def go() -> Go:
    async def run() -> int:
        """Adopt and visit what is due now, once."""
        await db(adopt)()
        async with Door(allow_loopback=True) as door:
            return await visit_due(door)

    return run


async def all_of(go: Go) -> int:
    """Visit until nothing is due: a round takes a few pages of each host."""
    dealt = 0
    while visits := await go():
        dealt += visits
    return dealt


def only() -> Article:
    return Article.objects.get()


def body(article: Article) -> list[str]:
    rows: Any = unpack(bytes(article.body.blocks))
    return [text for _, text in rows]


async def test_a_page_becomes_an_article(site: Site, time: Time, go: Go) -> None:
    site.say("/fa/7", page(head=json_ld(author="نرگس چاووشی", datePublished="2026-11-22T10:00:00Z")))
    await db(sight)(site.url("/fa/7"), time, title="تیتر خوراک", section="society")
    assert await go() == 1
    article = await db(only)()
    assert (article.title, article.authors, article.method) == (TITLE, ["نرگس چاووشی"], "density")
    assert await db(body)(article) == list(PARAGRAPHS)
    assert article.published == time.now - timedelta(hours=2)
    assert (article.published_how, article.stated_section, article.stated_language) == ("json-ld", "society", "fa")
    assert article.seq == 1
    visit = await PageVisit.objects.aget()
    assert (visit.looks, visit.next_at, visit.lease_until) == (1, time.now + timedelta(minutes=30), None)
    assert "/robots.txt" in site.asked


async def test_a_post_becomes_an_article_without_a_visit(time: Time, go: Go, site: Site) -> None:
    url = "https://t.me/kuche_test/5"
    await db(sight)(url, time, is_post=True, content="🔴 پل روستا باز شد<br>می‌گذرند.", published=time.now)
    assert await go() == 0
    article = await db(only)()
    assert (article.title, article.is_post, article.published_how) == ("پل روستا باز شد", True, "feed")
    await db(sight)(url, time, is_post=True, content="🔴 پل روستا بسته شد<br>نمی‌گذرند.")
    time.on(minutes=5)
    await go()
    again = await db(only)()
    assert (again.pk, again.title, again.revision) == (article.pk, "پل روستا بسته شد", 2)
    assert again.changed_at == time.now
    assert again.seq > article.seq


async def test_a_post_seen_again_unchanged_changes_nothing(time: Time, go: Go) -> None:
    for views in (10, 20):
        await db(sight)("https://t.me/kuche_test/5", time, is_post=True, content="باران می‌بارد", views=views)
        await go()
    article = await db(only)()
    assert (article.seq, article.revision) == (1, 1)


async def test_the_feeds_time_wins_and_the_future_never(site: Site, time: Time, go: Go) -> None:
    site.say("/1", page(head=json_ld(datePublished="2026-11-22T10:00:00Z")))
    site.say("/2", page(title="تیتر دومی که جدا است", head=json_ld(datePublished="2026-11-22T18:00:00Z")))
    await db(sight)(site.url("/1"), time, published=time.now - timedelta(hours=1))
    await db(sight)(site.url("/2"), time, published=time.now + timedelta(days=900))
    await go()
    told = {a.url: (a.published, a.published_how) async for a in Article.objects.all()}
    assert told[site.url("/1")] == (time.now - timedelta(hours=1), "feed")
    assert told[site.url("/2")] == (time.now, "seen")


async def test_an_edit_is_kept_as_a_version(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)
    await go()
    first = await db(only)()
    site.say(
        "/7", page(article_html((PARAGRAPHS[0].replace("شنبه", "یکشنبه"), *PARAGRAPHS[1:])), title="تیتر تازهٔ آب‌انبار")
    )
    time.on(minutes=31)
    assert await go() == 1
    article = await db(only)()
    assert (article.pk, article.title, article.revision) == (first.pk, "تیتر تازهٔ آب‌انبار", 2)
    assert article.seq > first.seq
    version = await Version.objects.aget()
    assert (version.title, version.revision, version.seen_at) == (TITLE, 1, first.first_seen)
    old: Any = unpack(bytes(version.blocks))
    assert [text for _, text in old] == list(PARAGRAPHS)


async def test_advertisements_spacing_and_an_emptied_page_are_no_edit(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)
    await go()
    site.say("/7", page(after='<div class="ads">آگهی تازه‌ای که هر بار چیز دیگری می‌گوید و خبر نیست.</div>'))
    time.on(minutes=31)
    await go()
    site.say("/7", "<html><head></head><body></body></html>")
    time.on(hours=4)
    await go()
    article = await db(only)()
    assert (article.revision, article.seq, await db(body)(article)) == (1, 1, list(PARAGRAPHS))
    assert not await Version.objects.aexists()


async def test_a_removed_article_is_marked_and_one_restored_unmarked(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)
    await go()
    site.redirect("/7", "/")
    site.say("/", "<html><title>خبرخانه</title></html>")
    time.on(minutes=31)
    await go()
    removed = await db(only)()
    assert (removed.removed_at, removed.seq, removed.title) == (time.now, 2, TITLE)
    site.say("/7", page())
    time.on(hours=4)
    await go()
    restored = await db(only)()
    assert (restored.removed_at, restored.seq, restored.revision) == (None, 3, 1)


@pytest.mark.parametrize("status", [403, 451])
async def test_a_closed_page_gives_the_feeds_words(site: Site, time: Time, go: Go, status: int) -> None:
    site.say("/7", "no", status=status)
    await db(sight)(site.url("/7"), time, title="تیتر &amp; خوراک", summary="<p>خلاصه می‌آید.</p>", authors=["نگار"])
    await go()
    article = await db(only)()
    assert (article.title, article.method, article.authors) == ("تیتر & خوراک", "feed", ["نگار"])
    assert await db(body)(article) == ["خلاصه می‌آید."]
    visit = await PageVisit.objects.aget()
    assert (visit.next_at, visit.error) == (None, "page-closed")


async def test_robots_are_obeyed(site: Site, time: Time, go: Go) -> None:
    site.say("/robots.txt", "User-agent: *\nDisallow: /", Content_Type="text/plain")
    site.say("/7", page())
    await db(sight)(site.url("/7"), time, title="تیتر خوراک")
    await go()
    assert "/7" not in site.asked
    assert (await db(only)()).method == "feed"


async def test_a_failing_page_is_tried_again_and_the_feed_stands_in_meanwhile(site: Site, time: Time, go: Go) -> None:
    site.say("/7", "oops", status=500)
    await db(sight)(site.url("/7"), time, title="تیتر خوراک", summary="خلاصه.")
    await go()
    assert not await Article.objects.aexists()
    assert await go() == 0  # not due yet
    time.on(minutes=3)
    await go()
    assert (await db(only)()).method == "feed"
    site.say("/7", page())
    time.on(minutes=16)
    await go()
    article = await db(only)()
    assert (article.title, article.method, article.revision) == (TITLE, "density", 1)
    assert article.seq == 2


async def test_a_page_with_less_than_the_feed_gives_the_feeds_text(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page("<div id=app></div>"))
    await db(sight)(site.url("/7"), time, title=TITLE, content=article_html())
    await go()
    assert await db(body)(await db(only)()) == list(PARAGRAPHS)


async def test_two_addresses_with_one_canonical_are_one_article(site: Site, time: Time, go: Go) -> None:
    head = '<link rel="canonical" href="/fa/7">'
    for path in ("/fa/7?from=rss", "/amp/7"):
        site.say(path, page(head=head))
        await db(sight)(site.url(path), time)
    while await go():
        pass
    article = await db(only)()
    assert article.url == site.url("/fa/7")


async def test_a_wrong_canonical_hides_no_article(site: Site, time: Time, go: Go) -> None:
    head = '<link rel="canonical" href="/fa/archive">'
    other = tuple(line.replace("آب‌انبار", "گذرگاه").replace("شهرداری", "دهیاری") + " و بس." for line in PARAGRAPHS)
    site.say("/1", page(head=head))
    site.say("/2", page(article_html(other), title="گذرگاه کوهستانی بسته شد", head=head))
    await db(sight)(site.url("/1"), time)
    await go()
    await db(sight)(site.url("/2"), time)
    await go()
    assert await Article.objects.acount() == 2


async def test_an_address_seen_again_is_no_double(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    for title in ("تیتر", "تیتر دیگر"):
        await db(sight)(site.url("/7"), time, title=title)
        await go()
    assert await Article.objects.acount() == 1
    assert site.asked.count("/7") == 2  # the feed said something new, so the page was looked at again


async def test_visits_end_after_the_last(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)
    for _ in range(8):
        await go()
        time.on(hours=25)
    assert site.asked.count("/7") == 4
    assert (await PageVisit.objects.aget()).next_at is None


async def test_one_slow_host_leaves_room_for_the_others(site: Site, time: Time, go: Go) -> None:
    for number in range(9):
        site.say(f"/{number}", page(title=f"تیتر شمارهٔ {number} از همان رسانه"))
        await db(sight)(site.url(f"/{number}"), time, title=str(number))
    site.say("/other", page(title="تیتری از رسانهٔ دیگر شهر"))
    await db(sight)(site.url("/other", host="digari"), time)
    assert await go() == 5
    assert await Article.objects.filter(url=site.url("/other", host="digari")).aexists()
    while await go():
        pass
    assert await Article.objects.acount() == 10


async def test_a_crash_before_writing_loses_nothing(
    site: Site, time: Time, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)

    def crash(*args: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("sarkhat.extract.archive.add", crash)
        with pytest.raises(OSError, match="disk full"):
            await go()
    assert not await Article.objects.aexists()
    time.on(minutes=21)  # the lease has run out
    await go()
    assert await Article.objects.acount() == 1


async def test_an_image_is_asked_for(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page(head='<meta property="og:image" content="/pics/7.jpg">'))
    await db(sight)(site.url("/7"), time)
    await go()
    picture = await Picture.objects.aget()
    assert (picture.url, picture.next_at) == (site.url("/pics/7.jpg"), time.now)


def test_adopt_moves_its_cursor(time: Time) -> None:
    sight("http://khabar.localhost/1", time)
    sight("https://t.me/kuche_test/1", time, is_post=True, content="خبر")
    assert adopt() == 2
    assert adopt() == 0
    assert isinstance(PageVisit.objects.get().next_at, datetime)


def test_a_post_that_always_fails_is_passed_over(time: Time, caplog: pytest.LogCaptureFixture) -> None:
    said = {number: sight(f"https://t.me/kuche_test/{number}", time, is_post=True, content="خبر") for number in (1, 2)}
    adopt()
    bad = Article.objects.get(sighting=said[1])
    Body.objects.filter(article=bad).update(blocks=b"damaged")
    for number in said:
        sight(f"https://t.me/kuche_test/{number}", time, is_post=True, content="خبر دیگر")
    sight("http://khabar.localhost/3", time)
    assert adopt() == 3
    assert adopt() == 0
    assert f"harvest.Sighting {said[1].pk} fails" in caplog.text
    assert Article.objects.get(sighting=said[2]).revision == 2
    assert PageVisit.objects.count() == 1


async def test_a_page_whose_old_body_is_damaged_spoils_no_round(
    site: Site, time: Time, go: Go, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("/7", "/8"):
        site.say(path, page())
        await db(sight)(site.url(path), time)
        await go()
    await Body.objects.filter(article__url=site.url("/7")).aupdate(blocks=b"damaged")
    for path in ("/7", "/8"):
        site.say(path, page(title="تیتر تازه"))
    time.on(minutes=31)
    await go()
    assert "could not be archived" in caplog.text
    errors = {visit.sighting.url: visit.error async for visit in PageVisit.objects.select_related("sighting")}
    assert errors == {site.url("/7"): "answer-unreadable", site.url("/8"): ""}
    assert (await Article.objects.aget(url=site.url("/8"))).title == "تیتر تازه"


async def test_a_page_that_the_tables_refuse_is_not_asked_again_at_once(
    site: Site, time: Time, go: Go, caplog: pytest.LogCaptureFixture
) -> None:
    site.say("/7", page())
    await db(sight)(site.url("/7"), time)
    await go()
    article = await Article.objects.aget()
    await Version.objects.acreate(article=article, revision=1, seen_at=time.now, title="تیتر", blocks=b"")
    site.say("/7", page(title="تیتر تازه"))
    time.on(minutes=31)
    assert [await go(), await go()] == [1, 0]
    visit = await PageVisit.objects.aget()
    assert (visit.attempts, visit.error, visit.lease_until) == (1, "answer-unreadable", None)
    assert "could not be archived" in caplog.text


async def test_a_template_is_learned_and_is_no_edit(site: Site, time: Time, go: Go) -> None:
    """The first pages are read by the general road, the later ones by the template; looked at again, none is edited."""
    shown = list(pages(DESIGNS["nastooh"], 12, 7))
    for number, (html, _) in enumerate(shown):
        site.say(f"/n/{number}", html)
        await db(sight)(site.url(f"/n/{number}"), time)
        await all_of(go)
    rows = await db(lambda: list(Article.objects.order_by("pk").select_related("body")))()
    assert [row.method for row in rows[-4:]] == ["template"] * 4
    assert rows[0].method == "density"
    assert all(
        "\n".join([row.lead, *body(row)]) == text.gold for row, (_, text) in zip(rows[-4:], shown[-4:], strict=True)
    )
    learned = await SiteTemplates.objects.aget()
    assert [event["event"] for event in learned.history] == ["learned"]
    time.on(hours=1)
    assert await all_of(go) == 12
    assert not await Version.objects.aexists()


async def test_a_redesign_is_no_edit_but_a_new_word_is(site: Site, time: Time, go: Go) -> None:
    shown = list(pages(DESIGNS["nastooh"], 9, 8))
    for number, (html, _) in enumerate(shown):
        site.say(f"/n/{number}", html)
        await db(sight)(site.url(f"/n/{number}"), time)
        await all_of(go)
    html, text = shown[8]
    old = text.paragraphs[1]
    site.say("/n/8", html.replace(old, f"{old} واژهٔ تازه."))
    time.on(hours=1)
    assert await all_of(go) == 9
    assert await Version.objects.acount() == 1
    for number, (_, written) in enumerate(shown):
        site.say(f"/n/{number}", DESIGNS["asam"](Scene(number, written, [one for _, one in shown], random.Random(1))))
    time.on(hours=6)
    assert await all_of(go) == 9
    changed = await db(lambda: {row.article.url for row in Version.objects.select_related("article")})()
    assert site.url("/n/7") not in changed
