"""Removals and returns through the real pipe: every form that sites give them, and what only looks like one."""
# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

from collections.abc import Callable
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import TITLE, page
from extract.test_run import Go, go, sight  # noqa: F401 - go is a fixture
from sarkhat.extract.models import Article, Event, PageVisit

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
SHEET = '<link rel="stylesheet" href="/khabar.css">'
SHOWN = page(head=SHEET)
LIST = "".join(f"<p>خبر تازهٔ شمارهٔ {n} از کوچه‌های شهر که همین امروز رسیده است و خواندنی است.</p>" for n in range(9))
MISSING = page(LIST, title="خبرهای امروز را اینجا بخوانید", head=SHEET)


def home(site: Site) -> None:
    site.say("/", page(title="صفحهٔ نخست"))
    site.redirect("/7", site.url("/"))


Put = Callable[[Site], None]
GONE: dict[str, Put] = {
    "404": lambda site: site.say("/7", status=404),
    "410": lambda site: site.say("/7", status=410),
    "home": home,
    "says-gone": lambda site: site.say("/7", page("<p>صفحهٔ مورد نظر یافت نشد.</p>", title="یافت نشد", head=SHEET)),
    "emptied": lambda site: site.say("/7", page("<p></p>", head=SHEET)),
}
NOT_GONE: dict[str, Put] = {
    "a fault": lambda site: site.say("/7", "خطا", status=500),
    "busy": lambda site: site.say("/7", "", status=503),
    "too many": lambda site: site.say("/7", "", status=429),
    "forbidden": lambda site: site.say("/7", "", status=403),
    "a wall": lambda site: site.say(
        "/7", "<title>Just a moment...</title><p>Checking your browser before accessing</p>"
    ),
    "consent": lambda site: site.say(
        "/7", f"<html><head>{SHEET}<title>کوکی‌ها</title></head><p>برای ادامه کوکی را بپذیرید</p>"
    ),
    "a page for once": lambda site: site.say("/7", MISSING),
}


async def first(site: Site, time: Time, go: Go) -> None:
    site.say("/7", SHOWN)
    await db(sight)(site.url("/7"), time)
    await go()
    time.on(minutes=31)


async def told() -> list[tuple[str, str]]:
    return [(event.kind, event.what) async for event in Event.objects.order_by("pk")]


@pytest.mark.parametrize("how", GONE)
async def test_a_removal_a_return_and_a_removal_again(site: Site, time: Time, go: Go, how: str) -> None:
    await first(site, time, go)
    for put in (GONE[how], lambda site: site.say("/7", SHOWN), GONE[how]):
        put(site)
        assert await go() == 1
        time.on(hours=3)
    assert await told() == [("removed", how), ("restored", ""), ("removed", how)]
    article = await Article.objects.aget()
    assert (article.title, article.revision) == (TITLE, 1)
    assert article.removed_at is not None


@pytest.mark.parametrize("how", NOT_GONE)
async def test_what_passes_is_no_removal_and_the_page_is_asked_again(site: Site, time: Time, go: Go, how: str) -> None:
    await first(site, time, go)
    NOT_GONE[how](site)
    await go()
    visit = await PageVisit.objects.aget()
    assert visit.next_at is not None
    site.say("/7", SHOWN)
    time.now = visit.next_at
    await go()
    assert await told() == []
    assert (await Article.objects.aget()).revision == 1


async def test_the_same_page_in_place_of_two_articles_is_a_removal_of_both(site: Site, time: Time, go: Go) -> None:
    for path, title in (("/7", TITLE), ("/8", "پل چوبی روستا را آب برد و راه بسته شد")):
        site.say(path, page(title=title, head=SHEET))
        await db(sight)(site.url(path), time)
    await go()
    time.on(minutes=31)
    for path in ("/7", "/8"):
        site.say(path, MISSING)
    for _ in range(2):
        await go()
        time.on(minutes=5)
    assert await told() == [("removed", "as-missing")] * 2


async def test_a_title_that_says_gone_is_an_edit_where_the_text_stands(site: Site, time: Time, go: Go) -> None:
    await first(site, time, go)
    site.say("/7", page(title="آب‌انبار پیدا نشد", head=SHEET))
    await go()
    assert await told() == [("edited", "title")]


async def test_who_edits_once_is_looked_at_sooner_and_longer(site: Site, time: Time, go: Go) -> None:
    await first(site, time, go)
    site.say("/7", page(title="تیتری دیگر دربارهٔ آب‌انبار", head=SHEET))
    await go()
    assert (await PageVisit.objects.aget()).next_at == time.now + timedelta(minutes=30)
    while (due := (await PageVisit.objects.aget()).next_at) is not None:
        time.now = due
        await go()
    assert site.asked.count("/7") == 2 + 2 + 4  # then 3 h and 24 h as ever, and three days more
