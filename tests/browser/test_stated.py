"""What an outlet states of its article, and the front page's silent edits, in a real browser."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

import factory
from sarkhat.pages.cache import SHELF
from sarkhat.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def number(site) -> int:
    """An article with everything that a page may state; its long words must not break the layout."""
    borna = factory.outlet("borna", name="خبرگزاری برنا", name_en="Borna")
    made = factory.article(
        factory.outlet("bamdad", name="بامداد شمال", name_en="Bamdad"),
        "پل چوبی روستا پس از سه سال باز شد",
        kicker="گزارش از درهٔ بالا",
        credits=[["نرگس چاووشی", "reporter"], ["Ann Miller", "translator"], ["بهمن پیشکار", "photographer"]],
        agency="برنا",
        agency_outlet=borna,
        stated_section="شهر و روستا",
        tags=["رودخانه", "پل", "W" * 90],
        published_how="json-ld",
        updated=datetime.now(UTC),
        updated_how="text",
        access="locked",
        licence="https://creativecommons.org/licenses/by-sa/4.0/",
    )
    factory.edited(made, "پل چوبی روستا پس از دو سال باز شد", [("p", "بند نخست خبر.")])
    factory.edited(Story.objects.first().lead, "تیتر پیشین", [("p", "بند نخست خبر.")])
    SHELF.clear()
    return made.pk


def test_what_is_stated_is_read_and_stays_in_the_page(page, phone, site, number, tmp_path):
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    for reader, name in ((page, "wide"), (phone, "phone")):
        for language, prefix in (("fa", ""), ("en", "en/")):
            reader.goto(f"{site}/{prefix}article/{number}/")
            reader.locator("#stated summary").click()
            expect(reader.locator("#stated dl")).to_be_visible()
            expect(reader.locator("#stated [rel~=license]")).to_have_text("CC BY-SA 4.0")
            assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
            reader.screenshot(path=folder / f"stated-{name}-{language}.png", full_page=True)
    page.goto(f"{site}/article/{number}/")
    page.get_by_role("link", name="خبرگزاری برنا").click()
    expect(page.locator("h1")).to_contain_text("خبرگزاری برنا")


def test_the_front_page_tells_how_grave_its_edits_are(page, phone, site, number, tmp_path):
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    for reader, name in ((page, "wide"), (phone, "phone")):
        for language, prefix in (("fa", ""), ("en", "en/")):
            reader.goto(f"{site}/{prefix}")
            marks = reader.locator(".short .mark")
            expect(marks.first).to_have_text("تیتر" if language == "fa" else "Title")
            assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
            reader.screenshot(path=folder / f"front-edits-{name}-{language}.png", full_page=True)
