"""What an outlet states of its article, on the article's page; the silent edits on the front page."""

from datetime import UTC, datetime, timedelta

import pytest

import factory
from sarkhat.pages.cache import SHELF

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
DEED = "https://creativecommons.org/licenses/by-sa/4.0/"


def page(client, article, prefix=""):
    return client.get(f"/{prefix}article/{article.pk}/").content.decode()


def stated(**more):
    given = {
        "credits": [["نرگس چاووشی", "reporter"], ["نگار تاری", "author"], ["Ann Miller", "translator"]],
        "authors": ["نرگس چاووشی", "نگار تاری"],
        "agency": "رویترز",
        "stated_section": "شهر و روستا",
        "tags": ["شهر و روستا", "رودخانه"],
        "published_how": "json-ld",
        "updated": datetime(2026, 11, 22, 6, 10, tzinfo=UTC),
        "updated_how": "meta",
        "access": "locked",
        "licence": DEED,
    }
    return factory.article(factory.outlet(), **(given | more))


def test_parts_in_an_article_and_its_source_stand_at_the_byline(client):
    text = page(client, stated())
    assert '<bdi>نرگس چاووشی</bdi> <span class="role">(خبرنگار)</span>، <bdi>نگار تاری</bdi>، ' in text
    assert '<bdi>Ann Miller</bdi> <span class="role">(مترجم)</span>' in text
    assert "به نقل از <bdi>رویترز</bdi>" in text
    assert "(translator)" in page(client, stated(), "en/")


def test_a_source_that_is_our_outlet_leads_to_it(client):
    borna = factory.outlet("borna", name="برنا", name_en="Borna")
    text = page(client, stated(agency="برنا", agency_outlet=borna))
    assert 'به نقل از <a href="/outlet/borna/"><bdi>برنا</bdi></a>' in text
    assert 'From <a href="/en/outlet/borna/"><bdi>Borna</bdi></a>' in page(client, stated(agency_outlet=borna), "en/")


def test_times_with_their_evidence_section_tags_access_and_licence(client):
    text = page(client, stated())
    text = text[text.index('id="stated"') :]
    for words in ("از دادهٔ ساختاریافتهٔ صفحه", "از فرادادهٔ صفحه", "<bdi>شهر و روستا</bdi>", "<bdi>رودخانه</bdi>"):
        assert words in text
    assert text.count("شهر و روستا") == 1
    assert "متن کامل تنها برای مشترکان است" in text
    assert f'<a href="{DEED}" rel="license nofollow noopener"><bdi>CC BY-SA 4.0</bdi></a>' in text


def test_what_is_not_stated_is_not_told(client):
    text = page(client, factory.article(factory.outlet(), authors=["مهناز دریایی"]))
    assert "<bdi>مهناز دریایی</bdi></p>" in text
    for words in ("به نقل از", "پروانهٔ بازنشر", "برچسب‌ها", "دسترسی", "به‌روزرسانی"):
        assert words not in text


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_hostile_statements_stay_words(client, prefix):
    given = {"agency": HOSTILE, "stated_section": HOSTILE, "tags": [HOSTILE + "1"], "licence": "javascript:alert(1)"}
    text = page(client, stated(credits=[[HOSTILE, "translator"]], **given), prefix)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "javascript:" not in text.replace("<bdi>javascript:alert(1)</bdi>", "")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_front_page_tells_edits_with_their_gravity_and_no_typos(client, prefix):
    factory.newsroom(stories=4, outlets=3)
    told = factory.article(factory.outlet("paper"), "شمار مسافران ۷۴۳ نفر", blocks=[("p", "بند")])
    factory.edited(told, "شمار مسافران ۶۱ نفر", [("p", "بند")])
    factory.happened(told, "edited", "words", 3, datetime.now(UTC) - timedelta(days=2))
    slip = factory.article(factory.outlet("other"), "کتابخانهٔ شهر باز شد", blocks=[("p", "بند")])
    factory.edited(slip, "کتابخاتهٔ شهر باز شد", [("p", "بند")])
    SHELF.clear()
    text = client.get(f"/{prefix}").content.decode()
    column = text[text.index("?kind=edited") :]
    column = column[: column.index("</ul>")]
    assert column.count("<li") == 1
    assert "شمار مسافران ۷۴۳ نفر" in column
    assert f'<span class="mark">{"Title" if prefix else "تیتر"}</span>' in column
    assert "کتابخانه" not in column
