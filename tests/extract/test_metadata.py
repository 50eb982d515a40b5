"""What a page states of itself, and what we do not believe."""

from datetime import UTC, datetime

import pytest

from extract.invented import NOW, TITLE, URL, json_ld, page
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Extracted

MORNING = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)


def read(head: str = "", above: str = "", title: str = TITLE) -> Extracted:
    return extract_page(page(title=title, head=head, above=above), URL, NOW)


def test_json_ld_in_a_graph() -> None:
    head = json_ld() + json_ld(
        **{
            "@type": "WebPage",
            "@graph": [
                {"@type": "BreadcrumbList"},
                {
                    "@type": ["NewsArticle"],
                    "headline": TITLE,
                    "datePublished": "2026-11-22T09:00:00+03:30",
                    "dateModified": "2026-11-22T09:40:00+03:30",
                    "author": [
                        {"@type": "Person", "name": "نرگس چاووشی"},
                        {"@type": "Organization", "name": "خبرخانه"},
                    ],
                    "image": {"@type": "ImageObject", "url": "/pics/7.jpg"},
                    "articleSection": "شهر",
                    "keywords": "آب‌انبار، بافت کهن",
                },
            ],
        }
    ).replace('"@type": "NewsArticle", "@type"', '"@type"')
    taken = extract_page(page(head=head.replace(json_ld(), "")), URL, NOW)
    assert taken.published == MORNING
    assert taken.published_how == "json-ld"
    assert taken.updated == datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
    assert taken.authors == ("نرگس چاووشی",)
    assert taken.image == "https://news.example.ir/pics/7.jpg"
    assert (taken.section, taken.tags) == ("شهر", ("آب‌انبار", "بافت کهن"))


@pytest.mark.parametrize(
    ("head", "above", "how"),
    [
        ('<meta property="article:published_time" content="2026-11-22T05:30:00Z">', "", "meta"),
        ('<meta name="dc.date.issued" content="1405/09/01 09:00">', "", "meta"),
        ("", '<time datetime="2026-11-22 09:00">امروز</time>', "time"),
        ("", '<div class="news-date">یکشنبه ۱ آذر ۱۴۰۵ - ۰۹:۰۰</div>', "text"),
        ("", "<span>تاریخ انتشار: ۱۴۰۵/۰۹/۰۱ ساعت ۰۹:۰۰</span>", "text"),
    ],
)
def test_the_time_of_publishing_and_its_evidence(head: str, above: str, how: str) -> None:
    taken = read(head, above)
    assert (taken.published, taken.published_how) == (MORNING, how)


@pytest.mark.parametrize("stated", ["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "soon", "0000-00-00", ""])
def test_an_impossible_time_is_no_time(stated: str) -> None:
    taken = read(f'<meta property="article:published_time" content="{stated}">')
    assert (taken.published, taken.published_how) == (None, "")


@pytest.mark.parametrize("mark", ["|", "-", "–", "»", "::"])
def test_the_title_comes_without_the_sites_name(mark: str) -> None:
    html = f"<html lang=fa><head><title>{TITLE} {mark} خبرخانه</title><meta property='og:site_name' content='خبرخانه'></head><body><p>متن</p></body></html>"
    assert extract_page(html, URL, NOW).title == TITLE


def test_a_dash_inside_a_title_is_no_site_name() -> None:
    title = "سیل - شمارش خسارت در سه روستا آغاز شد"
    assert read(title=title).title == title


def test_the_h1_is_the_title_when_the_head_confirms_it() -> None:
    html = page().replace("<h1>", "<h1>خبرخانه</h1><h1>", 1)
    assert extract_page(html, URL, NOW).title == TITLE


def test_the_kicker_stands_apart_from_the_title() -> None:
    taken = read(above='<div class="rutitr">گزارش از بافت کهن</div>')
    assert (taken.kicker, taken.title) == ("گزارش از بافت کهن", TITLE)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("نرگس چاووشی و بهمن پیشکار", ("نرگس چاووشی", "بهمن پیشکار")),
        ("https://news.example.ir/author/3", ()),
        ("خبرخانه", ()),
        ("گروه اجتماعی", ()),
        ("خبرنگار: نرگس چاووشی", ("نرگس چاووشی",)),
        ("By Ann Miller and Bo Lind", ("Ann Miller", "Bo Lind")),
        ("desk@news.example.ir", ()),
        ("Ann Miller in Oslo", ("Ann Miller",)),
        ("Bo Lind, and Ann Miller", ("Bo Lind", "Ann Miller")),
        ("writes from the coast", ()),
    ],
)
def test_authors_are_people(stated: str, names: tuple[str, ...]) -> None:
    assert read(f'<meta name="author" content="{stated}">').authors == names


@pytest.mark.parametrize(
    ("stated", "believed"),
    [
        ("https://www.example.ir/fa/7", "https://www.example.ir/fa/7"),
        ("/fa/7?utm_source=feed", "https://news.example.ir/fa/7"),
        ("https://other.example.com/fa/7", ""),
        ("https://news.example.ir/", ""),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_a_canonical_address_is_believed_on_the_same_site_only(stated: str, believed: str) -> None:
    assert read(f'<link rel="canonical" href="{stated}">').canonical == believed


@pytest.mark.parametrize("address", ["data:image/png;base64,xx", "/assets/logo.png", "http://["])
def test_a_picture_that_is_none(address: str) -> None:
    assert read(f'<meta property="og:image" content="{address}">').image == ""


@pytest.mark.parametrize(("lang", "language"), [("fa-IR", "fa"), ("prs", "fa"), ("en", ""), ("", "")])
def test_the_language_is_stated_and_not_against_the_letters(lang: str, language: str) -> None:
    html = page().replace('lang="fa"', f'lang="{lang}"')
    assert extract_page(html, URL, NOW).language == language
