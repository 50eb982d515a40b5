"""What a reader does: looks at the front page, opens, searches, writes, switches the theme, uses the keyboard."""

import re

import pytest
from playwright.sync_api import expect

import factory
from sarkhat.community.models import Comment
from sarkhat.extract.models import Event
from sarkhat.harvest.models import Slot
from sarkhat.pages.cache import SHELF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIGHT, DARK = "rgb(251, 249, 244)", "rgb(21, 23, 26)"


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_home_in_persian_order(page, site):
    page.goto(site)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    lead, side = page.locator(".lead h2").bounding_box(), page.locator(".front-side").bounding_box()
    assert lead["x"] > side["x"]
    assert page.evaluate("document.fonts.check('16px Vazirmatn')")
    page.locator(".lead summary").click()
    expect(page.locator(".lead .chips li").first).to_be_visible()


def test_from_home_over_section_and_story_to_the_article(page, site):
    page.goto(site)
    page.get_by_role("link", name="بین‌الملل").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("بین‌الملل")
    page.locator(".lead h2 a").click()
    expect(page.locator(".lanes circle")).to_have_count(5)
    page.locator(".side-by-side .said a").first.click()
    expect(page.locator("article .body p").first).to_be_visible()


def test_a_dot_leads_to_its_article_in_the_list(page, site, addresses):
    page.goto(f"{site}/{addresses['story']}")
    page.locator(".lanes a").nth(2).click()
    expect(page.locator(".timeline > li:target")).to_be_visible()


def test_the_dot_of_a_reprint_opens_the_fold_in_which_it_stands(page, site, addresses):
    page.goto(f"{site}/{addresses['story']}")
    reprint = page.locator(".copies li").first
    expect(reprint).to_be_hidden()
    page.locator(".lanes a:has(.copy)").first.click()
    expect(reprint).to_be_visible()
    expect(page.locator(".copies li:target")).to_have_count(1)


def test_search(page, site):
    page.goto(site)
    page.get_by_role("searchbox").fill("ماجراي ۱۳")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("/search/"))
    expect(page.locator(".found > li").first).to_contain_text("ماجرای 13")
    expect(page.locator(".found mark").first).to_be_visible()


def test_a_comment_waits_for_the_moderator(page, site, addresses):
    page.goto(f"{site}/{addresses['article']}")
    page.get_by_label("نام", exact=True).fill("نسترن")
    page.get_by_label("دیدگاه شما").fill("دیدگاه من")
    page.get_by_role("button", name="فرستادن دیدگاه").click()
    expect(page.get_by_role("status")).to_contain_text("پس از بازبینی")
    assert Comment.objects.get().text == "دیدگاه من"


def test_the_theme_is_switched_and_remembered(page, phone, site):
    page.goto(site)
    assert paper(page) == LIGHT
    page.get_by_role("button", name="صفحهٔ تاریک").click()
    assert paper(page) == DARK
    page.goto(f"{site}/en/about/")
    assert paper(page) == DARK
    page.get_by_role("button", name="Light page").click()
    assert paper(page) == LIGHT
    phone.goto(site)
    assert paper(phone) == DARK


def test_the_skip_link_is_the_first_stop(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    link = page.locator(".skip")
    expect(link).to_be_focused()
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_phone_is_shown_fewer_headlines_of_a_section(page, phone, site):
    house = factory.outlet("varzesh")
    made = [factory.story([factory.article(house, f"بازی {number}", section="sport")]) for number in range(6)]
    factory.listed("top", made, "sport")
    for reader, most in ((page, 6), (phone, 3)):
        reader.goto(site)
        expect(reader.locator("section[aria-labelledby=s-sport] .plain:visible")).to_have_count(most)


def test_the_front_is_whole_without_anything_beside_it(page, site):
    page.goto(f"{site}/en/")
    narrow = page.locator(".front-main").bounding_box()["width"]
    Slot.objects.all().delete()
    Event.objects.all().delete()
    SHELF.clear()
    page.goto(site)
    expect(page.locator(".front-side")).to_have_count(0)
    assert page.locator(".front-main").bounding_box()["width"] > narrow + 300
    tops = {story.bounding_box()["y"] for story in page.locator(".seconds .story").all()[:3]}
    assert len(tops) == 1  # three beside each other


def test_paper_has_no_empty_comments_and_no_form(page, site, addresses):
    page.goto(f"{site}/{addresses['article']}")
    page.emulate_media(media="print")
    for part in (".comments", ".write", ".sections", ".beside"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("article .number")).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_no_page_is_wider_than_a_phone(phone, site, addresses, prefix):
    wide = []
    for kind, path in addresses.items():
        phone.goto(f"{site}/{prefix}{path}")
        if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    assert wide == []


def test_all_of_it_without_scripts(chromium, site, addresses):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{addresses['article']}")
    expect(page.locator(".theme")).to_be_hidden()
    page.get_by_label("نام", exact=True).fill("بهروز")
    page.get_by_label("دیدگاه شما").fill("بی‌اسکریپت")
    page.get_by_role("button", name="فرستادن دیدگاه").click()
    expect(page.get_by_role("status")).to_contain_text("پس از بازبینی")
    context.close()


def test_nothing_is_loaded_from_elsewhere_and_no_cookie_is_set(page, site, addresses):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (addresses["home"], addresses["article"], addresses["story"]):
        page.goto(f"{site}/{path}")
    assert [url for url in asked if not url.startswith(site)] == []
    assert page.context.cookies() == []
