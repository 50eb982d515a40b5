"""The bundled newsroom's silent edits and its removal, found over real HTTP and read in a real browser."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections
from pipe import follow, run
from playwright.sync_api import expect

from sarkhat import clock
from sarkhat.extract.models import Event, PageVisit
from sarkhat.pages.cache import SHELF
from sarkhat.ranking.run import rank_all
from sarkhat.replay.material import open_show
from sarkhat.replay.server import Server
from sarkhat.sample.newsroom_server import newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _fill() -> None:
    """The newsroom's day as it opens, and every page again ten minutes on, when two are edited and one is gone."""
    with Server() as server:
        opened, at = datetime.now(UTC), [datetime.now(UTC)]
        show = newsroom(server, opened, lambda: at[0])
        open_show(server, show)
        follow(show.catalogue)
        at[0] = opened + timedelta(minutes=10)
        PageVisit.objects.update(next_at=clock.now())
        run()
    rank_all()
    connections.close_all()


@pytest.fixture
def site(live_server, plain_static, settings, tmp_path) -> str:
    settings.DATA = tmp_path
    SHELF.clear()
    filling = threading.Thread(target=_fill)  # the browser's event loop runs in this thread
    filling.start()
    filling.join()
    return str(live_server.url)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(os.environ.get("SCREENSHOTS", tmp_path))


def test_the_edits_and_the_removal_are_found_and_the_difference_is_read(page, phone, chromium, site, folder):
    told = {(event.kind, event.what) for event in Event.objects.all()}
    assert told == {("edited", "title"), ("removed", "404")}
    page.goto(f"{site}/")
    page.get_by_role("link", name="حذف‌شده‌ها").click()
    expect(page.locator(".events > li")).to_have_count(1)
    expect(page.locator(".events > li")).to_contain_text("شهردار زیر تیغ سؤال")
    page.locator("#kind").select_option("notable")
    page.get_by_role("button", name="نشان بده").click()
    expect(page.locator(".events > li")).to_have_count(Event.objects.count())
    page.screenshot(path=folder / "edits-fa.png", full_page=True)

    page.locator(".events a", has_text="توفان در بندر ساروج").click()
    removed, added = page.locator("#edits .title del"), page.locator("#edits .title ins")
    expect(removed.first).to_contain_text("حذف‌شده:")
    assert added.first.bounding_box()["width"] > 0
    page.locator("#edits").screenshot(path=folder / "edits-article-fa.png")
    page.get_by_role("link", name="هر دو نسخه با همهٔ متن").click()
    expect(page.locator(".difference del").nth(1)).to_be_visible()
    page.screenshot(path=folder / "difference-fa.png", full_page=True)
    page.locator("#view").select_option("side")
    page.get_by_role("button", name="نشان بده").click()
    right, left = (page.locator(".sides h2").nth(place).bounding_box() for place in (0, 1))
    assert right["x"] > left["x"]  # the older one stands where a Persian reader begins
    page.screenshot(path=folder / "difference-sides-fa.png", full_page=True)

    address = page.url
    for name, path in (
        ("edits", f"{site}/edits/"),
        ("sides", address),
        ("inline", address.replace("=side", "=inline")),
    ):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        phone.screenshot(path=folder / f"{name}-phone-dark.png", full_page=True)
    phone.goto(address.replace(site, f"{site}/en"))
    expect(phone.locator(".sides ins").first).to_be_visible()
    phone.screenshot(path=folder / "sides-phone-en.png", full_page=True)
    page.goto(f"{site}/en/edits/")
    page.screenshot(path=folder / "edits-en.png", full_page=True)
