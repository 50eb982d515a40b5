"""An article with a table, a gallery, a film, a quotation and footnotes, and a live blog, in a real browser."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import lagoon
from sarkhat.pages.cache import SHELF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server, plain_static, settings, tmp_path) -> str:
    settings.DATA = tmp_path
    SHELF.clear()
    return str(live_server.url)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(os.environ.get("SCREENSHOTS", tmp_path))


def test_the_lagoon_is_read_with_all_that_stands_among_its_words(page, phone, site, folder, settings):
    made = lagoon.kept("lagoon-count", "badban", settings)
    for prefix, reader in (("", page), ("en/", page), ("", phone), ("en/", phone)):
        reader.goto(f"{site}/{prefix}article/{made.pk}/")
        body = reader.locator(".body")
        expect(body.locator("table tr")).to_have_count(5)
        expect(body.locator("th[scope=col]")).to_have_count(6)
        expect(body.locator(".gallery figure")).to_have_count(4)
        expect(body.locator("blockquote p")).to_have_count(1)
        expect(body.locator("ul > li")).to_have_count(3)
        expect(body.locator("ol > li")).to_have_count(3)
        expect(body.locator(".media a")).to_have_attribute("href", "https://www.aparat.com/v/talabsarooj")
        expect(reader.locator(".footnotes .footnote")).to_have_count(2)
        body.locator("sup a").first.click()
        expect(reader.locator("#note-1:target")).to_contain_text("عمق میانگین")
        expect(body.get_by_text("نسیم مرداب‌پور", exact=True)).to_have_count(1)
        for picture in reader.locator("main img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("one => one.naturalWidth") > 0
        assert reader.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        faults = Axe().run(reader).response["violations"]
        assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical", "moderate")] == []
        _picture(reader, folder, f"body-{'en' if prefix else 'fa'}")


def test_a_wide_table_and_a_gallery_scroll_in_their_own_boxes(phone, site, settings):
    made = lagoon.kept("lagoon-count", "badban", settings)
    phone.goto(f"{site}/article/{made.pk}/")
    for box in (".sheet", ".gallery"):
        assert phone.locator(box).evaluate("one => one.scrollWidth > one.clientWidth")
        phone.locator(box).focus()
        phone.keyboard.press("ArrowLeft")
        expect(phone.locator(box)).not_to_have_js_property("scrollLeft", 0)


def test_nothing_jumps_when_pictures_come(page, site, settings):
    made = lagoon.kept("lagoon-count", "badban", settings)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site}/article/{made.pk}/", wait_until="networkidle")
    page.locator(".footnotes").scroll_into_view_if_needed()
    assert page.evaluate("window.shift") < 0.02


def test_a_live_blog_keeps_its_times_and_its_order(page, phone, site, folder, settings):
    made = lagoon.kept("raft-race", "bidmeshk", settings)
    for reader in (page, phone):
        reader.goto(f"{site}/article/{made.pk}/")
        assert reader.locator(".entry .when").all_inner_texts() == ["۱۱:۵۲", "۱۱:۳۱", "۱۱:۰۸", "۱۰:۴۵"]
        expect(reader.locator(".entry").nth(2).locator("img")).to_have_count(1)
        _picture(reader, folder, "live-fa")


def _picture(reader, folder: Path, name: str) -> None:
    width = reader.viewport_size["width"]
    reader.evaluate("scrollTo(0, 0); document.querySelectorAll('.gallery').forEach(one => one.scrollTo(0, 0))")
    reader.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
