"""The operator's pages in a real browser: both languages, phone and desktop, night and day; a watch paused and resumed."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

import factory
from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.harvest import visitlog
from sarkhat.harvest.models import WatchState
from sarkhat.sources.models import Watch
from sarkhat.text.urls import url_key

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def newsroom(live_server, plain_static):
    """A site with an outlet that is well and one that fails; its address."""
    User.objects.create_superuser("editor", password="editor-word")
    now = clock.now()
    for key, error in (("well", ""), ("ill", "net-timeout")):
        house = factory.outlet(key)
        for number in range(30):
            seen = now - timedelta(hours=number)
            made = factory.article(house, hours=number + 0.2)
            Article.objects.filter(pk=made.pk).update(first_seen=seen, published_how="feed")
        url = f"{house.home}{'a-very-long-address-' * 8}rss"
        watch = Watch.objects.create(outlet=house, kind="feed", url=url, url_key=url_key(url), host=f"{key}.example")
        log = visitlog.added("", visitlog.Seen(now, None if error else 200, 0 if error else 4, error))
        since = now - timedelta(days=2) if error else None
        facts = {"next_at": now + timedelta(hours=1), "changed_at": now, "visits": log, "error": error, "since": since}
        WatchState.objects.create(watch=watch, visited_at=now - timedelta(hours=1), **facts)
    return str(live_server.url)


def enter(page, address):
    page.goto(address)
    page.locator("input[name=username]").fill("editor")
    page.locator("input[name=password]").fill("editor-word")
    page.locator("input[type=submit]").click()
    expect(page.locator("h1.page-title")).to_be_visible()


def sound(page):
    """Nothing hangs over the edge, nothing grave for those who read otherwise than by eye."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []


def test_on_a_desktop_in_persian(page, newsroom):
    enter(page, f"{newsroom}/admin/health/")
    expect(page.locator(".watches > li").first).to_contain_text("به‌موقع پاسخ نداد")
    expect(page.locator(".plot rect.some").first).to_be_visible()
    sound(page)
    now, then = (page.locator(f".plot:not(.lags) rect >> nth={place}").bounding_box() for place in (-1, 0))
    assert now["x"] < then["x"]  # time runs from right to left
    page.locator(".watches a").first.click()
    sound(page)
    page.get_by_role("link", name="نگه دار").click()
    sound(page)
    page.get_by_role("button", name="نگه دار").click()
    expect(page.get_by_role("status")).to_contain_text("نگه داشته شد")
    page.get_by_role("button", name="بازگردان").click()
    expect(page.get_by_role("status")).to_contain_text("از سر گرفته شد")
    assert Watch.objects.filter(active=True).count() == 2


def test_on_a_phone_in_english_at_night(phone, newsroom):
    enter(phone, f"{newsroom}/en/admin/health/")
    sound(phone)
    phone.get_by_role("link", name=re.compile("1 Red")).click()
    expect(phone.locator(".watches > li")).to_have_count(1)
    phone.locator(".watches a").first.click()
    expect(phone.get_by_text("did not answer in time").first).to_be_visible()
    sound(phone)
    phone.get_by_role("link", name="Ask now").click()
    phone.get_by_role("button", name="Ask now").click()
    expect(phone.get_by_role("status")).to_contain_text("It is due now")
    phone.get_by_role("button", name="Put back").click()
    expect(phone.get_by_role("status")).to_contain_text("former time")
