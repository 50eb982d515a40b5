"""Whose text an article says that it is, who did what for it, and who may read and use it."""

import pytest

from extract.invented import NOW, PARAGRAPHS, TITLE, URL, article_html, json_ld, page
from sarkhat.extract import agency
from sarkhat.extract.authors import people
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Credit, Extracted, Source
from sarkhat.extract.rights import licence_name
from sarkhat.extract.roles import of_line
from sarkhat.extract.writers import writer
from sarkhat.sources.models import Outlet


def read(head: str = "", above: str = "", first: str = "", last: str = "", after: str = "") -> Extracted:
    paragraphs = tuple(line for line in (first, *PARAGRAPHS, last) if line)
    return extract_page(page(article_html(paragraphs), head=head, above=above, after=after), URL, NOW)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("به گزارش خبرگزاری برنا، باران در راه است.", [("خبرگزاری برنا", True)]),
        ("به گزارش خبرنگار اجتماعی خبرگزاری برنا، باران در راه است.", [("خبرگزاری برنا", True)]),
        ("به گزارش برنا به نقل از رویترز، باران در راه است.", [("برنا", False), ("رویترز", True)]),
        ("به گزارش ایرنا از ساری، باران آمد.", [("ایرنا", False)]),
        ("رودخانه بالا آمد. به نقل از روزنامهٔ بامداد شمال: پل بسته است.", [("روزنامهٔ بامداد شمال", True)]),
        ("LONDON (Reuters) - The river rose overnight.", [("Reuters", True)]),
        ("BERLIN, Nov 22 (AP) — The river rose overnight.", [("AP", True)]),
        ("Die Brücke bleibt bis Montag gesperrt. (dpa)", [("dpa", True)]),
        ("منبع: دیده‌بان شمال", [("دیده‌بان شمال", False)]),
        ("رئیس پلیس به نقل از شاهدان و همسایه‌های آن خانه گفت که کسی آسیب ندید.", [("شاهدان", False)]),
        ("باران در راه است و رودخانه بالا می‌آید.", []),
        ("حمل و نقل از شبکهٔ راه‌های شمال دشوار شد.", []),
        ("The report (apart from its title) is short.", []),
        ("Ap - and then nothing.", []),
    ],
)
def test_the_media_that_a_text_names(line: str, names: list[tuple[str, bool]]) -> None:
    assert agency.named([line], []) == tuple(Source(*name) for name in names)


def test_the_origin_is_named_last_and_each_once() -> None:
    lines = ["به گزارش خبرگزاری برنا، باران آمد.", "پل را بستند.", "(Reuters)"]
    assert [source.name for source in agency.named(lines, ["AFP"])] == ["AFP", "خبرگزاری برنا", "Reuters"]


def test_a_page_hands_its_source_on() -> None:
    assert read(first="به گزارش خبرگزاری برنا، کارگران از بامداد شنبه سرگرم کارند و جوی‌ها را پاک می‌کنند.").sources == (
        Source("خبرگزاری برنا"),
    )
    assert read(head='<meta name="author" content="Reuters">').sources == (Source("Reuters"),)
    assert read(after="<p>منبع: دیده‌بان شمال</p>").sources == (Source("دیده‌بان شمال", False),)
    assert read().sources == ()


@pytest.mark.django_db
def test_names_are_brought_to_those_of_our_outlets() -> None:
    borna = Outlet.objects.create(key="borna", name="برنا", name_en="Borna", home="https://borna.example/")
    own = Outlet.objects.create(key="shomal", name="دیده‌بان شمال", home="https://shomal.example/")
    assert writer([Source("خبرگزاری برنا")], own.pk) == ("برنا", borna)
    assert writer([Source("برنا", False)], own.pk) == ("برنا", borna)
    assert writer([Source("برنا", False), Source("رویترز")], own.pk) == ("رویترز", None)
    assert writer([Source("برنا", False), Source("دیدهبان شمال")], own.pk) == ("برنا", borna)
    assert writer([Source("دیده‌بان شمال")], own.pk) == ("", None)
    assert writer([Source("شاهدان", False)], own.pk) == ("", None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("خبرنگار: نرگس چاووشی", [("نرگس چاووشی", "reporter")]),
        ("خبرنگار اجتماعی: نرگس چاووشی", [("نرگس چاووشی", "reporter")]),
        ("مترجم: بهمن پیشکار", [("بهمن پیشکار", "translator")]),
        ("عکاسان: بهمن پیشکار و نگار تاری", [("بهمن پیشکار", "photographer"), ("نگار تاری", "photographer")]),
        ("دبیر سرویس: نگار تاری", [("نگار تاری", "editor")]),
        ("نرگس چاووشی، خبرنگار", [("نرگس چاووشی", "reporter")]),
        ("Translated by Ann Miller", [("Ann Miller", "translator")]),
        ("Reporting by Ann Miller in Oslo", [("Ann Miller", "reporter")]),
        ("Ann Miller | Photographer", [("Ann Miller", "photographer")]),
        ("عکس: بهمن پیشکار", []),
        ("Photographer: REUTERS", []),
        ("گزارش: باران تا فردا ادامه دارد.", []),
        ("شمارهٔ خبر: ۱۲۳۴۵", []),
        ("تلفن: ندارد", []),
    ],
)
def test_bylines_tell_parts(line: str, told: list[tuple[str, str]]) -> None:
    assert [tuple(credit) for credit in of_line(line, people)] == told


def test_authors_write_and_others_are_named_with_their_part() -> None:
    taken = read(
        head=json_ld(author={"@type": "Person", "name": "نرگس چاووشی"}),
        last="عکاس: بهمن پیشکار",
        after="<footer><p>دبیر: کسی که همیشه اینجاست</p></footer>",
    )
    assert taken.authors == ("نرگس چاووشی",)
    assert taken.credits == (Credit("نرگس چاووشی", "author"), Credit("بهمن پیشکار", "photographer"))


def test_a_translator_is_no_author() -> None:
    taken = read(head=json_ld(author={"@type": "Person", "name": "نگار تاری", "jobTitle": "مترجم"}))
    assert (taken.authors, taken.credits) == ((), (Credit("نگار تاری", "translator"),))


@pytest.mark.parametrize(
    ("head", "access"),
    [
        (json_ld(isAccessibleForFree=False), "locked"),
        (json_ld(isAccessibleForFree="http://schema.org/False"), "locked"),
        (json_ld(isAccessibleForFree="True"), "free"),
        ('<meta property="article:content_tier" content="metered">', "metered"),
        ('<meta property="article:content_tier" content="locked">', "locked"),
        ('<meta property="article:content_tier" content="nonsense">', ""),
        ("", ""),
    ],
)
def test_what_is_said_of_a_paywall(head: str, access: str) -> None:
    assert read(head=head).access == access


def test_a_box_in_the_texts_place_is_a_paywall() -> None:
    assert read(after='<div class="article-paywall"><p>برای خواندن ادامه مشترک شوید.</p></div>').access == "locked"


BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("head", "after", "licence"),
    [
        (json_ld(license=BY_SA), "", BY_SA),
        (f'<link rel="license" href="{BY_SA}">', "", BY_SA),
        ("", f'<p>بازنشر آزاد است: <a href="{BY_SA}">پروانه</a></p>', BY_SA),
        ("", f'<figure><img src="/a.jpg"><figcaption><a href="{BY_SA}">عکس</a></figcaption></figure>', ""),
        ("", '<a rel="license" href="javascript:alert(1)">x</a>', ""),
        ("", "", ""),
    ],
)
def test_the_licence_that_a_page_states(head: str, after: str, licence: str) -> None:
    assert read(head=head, after=after).licence == licence


def test_how_people_call_a_licence() -> None:
    assert licence_name(BY_SA) == "CC BY-SA 4.0"
    assert licence_name("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0"
    assert licence_name("https://news.example/terms") == "news.example"
    assert licence_name("بازنشر با نام آزاد است") == "بازنشر با نام آزاد است"


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ('<h3 class="kicker">گزارش از بافت کهن</h3>', "گزارش از بافت کهن"),
        ('<p class="surtitre">گزارش از بافت کهن</p>', "گزارش از بافت کهن"),
        ("<p>گزارش از بافت کهن</p>", "گزارش از بافت کهن"),
        ("<p>یکشنبه ۱ آذر ۱۴۰۵</p>", ""),
        ('<p class="kicker">یکشنبه ۱ آذر ۱۴۰۵</p>', ""),
        (f'<p class="kicker">{TITLE.rpartition(" ")[0]}</p>', ""),
        ('<p><a href="/city">سرویس شهر</a></p>', ""),
        ("<p>این جملهٔ کاملی است که بالای تیتر آمده است.</p>", ""),
        ("<p>خبرخانه</p>", ""),
    ],
)
def test_the_kicker_by_name_or_by_place(above: str, kicker: str) -> None:
    assert read(above=above).kicker == kicker


def test_a_kicker_in_the_cell_of_the_heading() -> None:
    cell = f"<table><tr><td><b>گزارش از بافت کهن</b><h1>{TITLE}</h1>{article_html()}</td></tr></table>"
    assert extract_page(
        f"<html lang=fa><head><title>{TITLE}</title></head><body>{cell}</body></html>", URL, NOW
    ).kicker == ("گزارش از بافت کهن")


def test_a_kicker_that_stands_in_the_heading() -> None:
    html = page(head=f'<meta property="og:title" content="{TITLE}">')
    html = html.replace(f"<h1>{TITLE}", f"<h1><span>بافت کهن:</span> {TITLE}")
    taken = extract_page(html, URL, NOW)
    assert (taken.title, taken.kicker) == (TITLE, "بافت کهن")


def test_of_two_shared_titles_the_one_that_the_heading_says_counts() -> None:
    shared = '<meta property="og:title" content="چیزی که فقط برای شبکه‌های اجتماعی است">'
    assert read(head=shared).title == "چیزی که فقط برای شبکه‌های اجتماعی است"
    assert read(head=f'{shared}<meta name="twitter:title" content="{TITLE}">').title == TITLE


def test_marks_of_quoting_do_not_hide_that_the_heading_is_the_title() -> None:
    html = page(title="شهردار: «آب می‌آید»", head="<meta property='og:title' content='شهردار: \"آب می‌آید\" | خبر'>")
    assert extract_page(html, URL, NOW).title == "شهردار: «آب می‌آید»"


@pytest.mark.parametrize(
    ("head", "above", "how"),
    [
        (json_ld(dateModified="2026-11-22T06:10:00Z"), "", "json-ld"),
        ('<meta property="article:modified_time" content="2026-11-22T06:10:00Z">', "", "meta"),
        ("", "<p>به‌روزرسانی: ۱ آذر ۱۴۰۵ - ۰۹:۴۰</p>", "text"),
        ("", "<p>Last modified: 22 November 2026 09:40</p>", "text"),
    ],
)
def test_when_the_outlet_says_that_it_changed_it(head: str, above: str, how: str) -> None:
    taken = read(head=head, above=above)
    assert taken.updated is not None
    assert (taken.updated.isoformat(), taken.updated_how) == ("2026-11-22T06:10:00+00:00", how)
