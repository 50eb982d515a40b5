"""What stands among an article's words: pictures, tables, players, entries, notes; and what does not."""

from datetime import UTC, datetime
from typing import Any

import pytest

import lagoon
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Block, Cell, Figure
from sarkhat.extract.structure import kept
from sarkhat.extract.structure.read import figures

URL = "https://khabar.example/news/12"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SAID = [
    "صبح امروز نخستین قایق‌های برنج از دهانهٔ رودخانه گذشتند و به بازار کهنهٔ شهر رسیدند.",
    "قایق‌رانان می‌گویند آب در ده سال گذشته هرگز تا این اندازه بالا نیامده بود.",
    "انبارهای کنار اسکله تا ظهر پر شد و باربران ناچار کیسه‌ها را زیر درختان چیدند.",
    "شهردار که با دوچرخه آمده بود، یک کیسه خرید و گفت برای همسایه‌هاست.",
]


def page(*inner: str, above: str = "", below: str = "") -> str:
    """An article of four paragraphs with `inner` behind the second one."""
    lines = (
        "".join(f"<p>{line}</p>" for line in SAID[:2]) + "".join(inner) + "".join(f"<p>{line}</p>" for line in SAID[2:])
    )
    return (
        f"<!doctype html><html lang=fa><title>قایق‌های برنج رسیدند</title><body><div id=header><img src=/logo-site.png></div>"
        f'<div class=story><h1>قایق‌های برنج رسیدند</h1>{above}<div class="article-body">{lines}</div>{below}</div></body></html>'
    )


def found(html: str, kind: str = "", url: str = URL) -> list[Figure]:
    taken = extract_page(html, url, NOW)
    assert [line for line in SAID if line not in taken.text] == []
    return [one for one in figures(html, url, taken.blocks, taken.authors) if not kind or one.kind == kind]


def only(html: str) -> Figure:
    (figure,) = found(html)
    return figure


def test_a_picture_with_caption_credit_and_alt() -> None:
    picture = '<img src="/boats.jpg" alt="قایقی پر از کیسه"><figcaption>قایق‌ها در مه. عکس: نگار رودی</figcaption>'
    assert only(page(f"<figure>{picture}</figure>")) == Figure(
        "image",
        2,
        text="قایق‌ها در مه.",
        url="https://khabar.example/boats.jpg",
        credit="نگار رودی",
        alt="قایقی پر از کیسه",
    )


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (
            "<figcaption>قایق‌ها <span class=credit>عکس: نگار رودی / خبرخانه</span></figcaption>",
            "قایق‌ها",
            "نگار رودی / خبرخانه",
        ),
        ("<figcaption>The boats (Photo by N. Roudi)</figcaption>", "The boats", "N. Roudi"),
        ("<figcaption>The boats. © Negar Roudi</figcaption>", "The boats.", "Negar Roudi"),
        ("<figcaption><span>قایق‌ها</span><div>عکاس: نگار رودی</div></figcaption>", "قایق‌ها", "نگار رودی"),
        ("<figcaption>عکس از نگار رودی</figcaption>", "", "نگار رودی"),
        (
            "<figcaption>عکسی که همه را به خنده انداخت: قایق چپه.</figcaption>",
            "عکسی که همه را به خنده انداخت: قایق چپه.",
            "",
        ),
    ],
)
def test_captions_and_credits_are_parted(markup: str, caption: str, credit: str) -> None:
    figure = only(page(f"<figure><img src=/boats.jpg>{markup}</figure>"))
    assert (figure.text, figure.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ('src="data:image/gif;base64,AAAA" data-src="/true.jpg"', "true.jpg"),
        ('src="/placeholder.gif" data-original="/true.jpg"', "true.jpg"),
        ('src="/small.jpg" srcset="/w300.jpg 300w, /w800.jpg 800w, /w1600.jpg 1600w"', "w800.jpg"),
        ('src="/small.jpg" data-srcset="/one.jpg 1x, /two.jpg 2x"', "two.jpg"),
        ('src="//static.example/a,b.jpg"', "a,b.jpg"),
    ],
)
def test_the_true_address_of_a_lazy_picture(attributes: str, name: str) -> None:
    assert only(page(f"<p><img {attributes}></p>")).url.rsplit("/", 1)[1] == name


def test_a_picture_element_and_a_noscript() -> None:
    sources = '<source type="image/avif" srcset="/new.avif"><source srcset="/wide.webp 900w">'
    pictures = f"<picture>{sources}<img src=/old.jpg></picture>"
    lazy = '<img src="data:image/gif;base64,AAAA"><noscript><img src="/behind.jpg"></noscript>'
    assert [one.url.rsplit("/", 1)[1] for one in found(page(pictures, lazy))] == ["wide.webp", "behind.jpg"]


@pytest.mark.parametrize(
    "other",
    [
        '<img src="/dot.gif" width=1 height=1>',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="javascript:alert(1)">',
        '<img src="/icons/share.svg">',
        '<a href="/news/13"><img src="/teaser.jpg"></a>',
        '<div><a href="/news/13"><img src="/teaser.jpg"><h3>خبر دیگری از بازار کهنهٔ شهر</h3></a></div>',
        '<div class="related"><img src="/teaser.jpg"><p>مرتبط</p></div>',
        '<aside><img src="/teaser.jpg"></aside>',
        '<div hidden><img src="/teaser.jpg"></div>',
        '<iframe src="https://ads.example/slot"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<video src="blob:https://khabar.example/1"></video>',
    ],
)
def test_what_is_not_the_articles(other: str) -> None:
    assert found(page(other)) == []


def test_the_portrait_of_the_author_and_the_sites_logo_are_not_the_articles() -> None:
    byline = '<div class="writer"><img src="/negar.jpg" alt="نگار رودی"><a rel=author href="/p/1">نگار رودی</a></div>'
    html = page(above=f"{byline}<figure><img src=/boats.jpg></figure>")
    assert [one.url for one in found(html)] == ["https://khabar.example/boats.jpg"]


def test_a_picture_between_title_and_body_and_a_gallery_below() -> None:
    gallery = '<div class="photo-gallery"><img src=/one-boat.jpg><img src=/two-boat.jpg></div>'
    more = '<div class="more"><img src=/else.jpg></div>'
    pictures = found(page(above="<figure><img src=/boats.jpg></figure>", below=gallery + more))
    assert [(one.at, one.url[23:]) for one in pictures] == [(0, "boats.jpg"), (4, "one-boat.jpg"), (4, "two-boat.jpg")]


def test_the_same_picture_in_another_size_is_shown_once() -> None:
    assert len(found(page("<img src=/boats-300x200.jpg><img src=/boats-1200x800.jpg>"))) == 1


def test_a_table_stands_for_its_cells() -> None:
    rows = "<tr><th>روز<th colspan=2>کیسه</tr><tr><td>شنبه<td>۱۲<td>۱۴</tr><tr><td>یکشنبه<td>۹<td>۸</tr>"
    html = page(f"<table><caption>بار قایق‌ها</caption>{rows}</table>")
    (figure,) = found(html)
    taken = extract_page(html, URL, NOW)
    assert figure.rows[0] == (Cell("روز", is_head=True), Cell("کیسه", 2, is_head=True))
    assert [cell.text for cell in figure.rows[2]] == ["یکشنبه", "۹", "۸"]
    assert figure.text == "بار قایق‌ها"
    assert taken.blocks[figure.at - 1].text == SAID[1]
    assert taken.blocks[figure.to].text == SAID[2]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{SAID[0]}{SAID[1] * 8}</td><td>{SAID[2] * 8}</td></tr><tr><td>الف</td><td>ب</td></tr></table>",
        "<table><tr><td>یک ستون</td></tr><tr><td>و بس</td></tr></table>",
        "<table role=presentation><tr><td>۱<td>۲<tr><td>۳<td>۴</table>",
        "<table><tr><td><table><tr><td>۱<td>۲<tr><td>۳<td>۴</table><td>۵<tr><td>۶<td>۷</table>",
    ],
)
def test_a_table_that_lays_a_page_out_is_none(table: str) -> None:
    assert [one for one in found(page(table), "table") if len(one.rows) != 2 or one.rows[0][0].text != "۱"] == []


@pytest.mark.parametrize(
    ("player", "kind", "link"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe>',
            "video",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        (
            '<iframe data-src="https://www.aparat.com/video/video/embed/videohash/Qx7/vt/frame"></iframe>',
            "video",
            "https://www.aparat.com/v/Qx7",
        ),
        ("<video><source src=/boats.mp4></video>", "video", "https://khabar.example/boats.mp4"),
        ("<audio src=//cdn.example/a.mp3></audio>", "audio", "https://cdn.example/a.mp3"),
        ('<script async data-telegram-post="khabar/77"></script>', "post", "https://t.me/khabar/77"),
        (
            '<blockquote class="twitter-tweet"><p>hi</p><a href="https://twitter.com/a/status/1">1</a></blockquote>',
            "post",
            "https://twitter.com/a/status/1",
        ),
    ],
)
def test_players_and_posts_are_links(player: str, kind: str, link: str) -> None:
    figure = only(page(f"<div>{player}</div>"))
    assert (figure.kind, figure.url, figure.at) == (kind, link, 2)


def test_a_live_blog_has_its_times_in_the_pages_order() -> None:
    entries = "".join(
        f'<div class="entry"><time datetime="2026-11-22T1{5 - hour}:00:00+03:30">{hour} ساعت پیش</time><p>{line}</p></div>'
        for hour, line in enumerate(SAID)
    )
    html = f"<html><body><h1>قایق‌های برنج رسیدند</h1><div class=article-body>{entries}</div></body></html>"
    told = found(html, "entry")
    assert [one.at for one in told] == [0, 1, 2, 3]
    assert [one.when[11:16] for one in told] == ["11:30", "10:30", "09:30", "08:30"]
    assert {one.text for one in told} == {""}  # «۲ ساعت پیش» is wrong as soon as it is read again


@pytest.mark.parametrize(
    "stated", ["2026-11-22", "2026-11-22T10:00:00", "0001-01-01T10:00:00Z", "x", "9999-12-31T23:59-10:00"]
)
def test_a_moment_that_is_none_is_told_as_it_stands(stated: str) -> None:
    entries = "".join(
        f'<div><time datetime="{stated}">۱۰:۰{at}</time><p>{line}</p></div>' for at, line in enumerate(SAID)
    )
    html = f"<html><body><h1>قایق‌های برنج رسیدند</h1><div class=article-body>{entries}</div></body></html>"
    assert [(one.text, one.when) for one in found(html, "entry")] == [(f"۱۰:۰{at}", "") for at in range(4)]


def test_an_article_with_two_times_is_no_live_blog() -> None:
    assert found(page("<p><time datetime=2026-11-22T10:00:00Z>۱۰:۰۰</time></p>", "<p>ساعت ۱۲:۳۰</p>"), "entry") == []


def test_a_numbered_list_and_footnotes_in_a_box() -> None:
    items = "<ol><li>کیسه‌ها را وزن کنید.</li><li>بار را روی کاغذ بنویسید.</li></ol>"
    notes = "<div class=footnotes><p>[۱] وزن‌ها به من است.</p><p>مطالب مرتبط</p></div>"
    ordered, note = found(page(items, below=notes))
    assert (ordered.kind, ordered.at, ordered.to) == ("ordered", 2, 4)
    assert (note.kind, note.at, note.text) == ("footnote", 6, "[۱] وزن‌ها به من است.")


def test_the_last_paragraphs_that_the_text_refers_to_are_footnotes() -> None:
    html = page(below="").replace(
        "</div></div>", "<p>وزن‌ها را نپرسیدیم.[۱]</p><p>[۱] به من.</p><p>* خبرنگار رودها</p></div></div>"
    )
    kinds = [block.kind for block in extract_page(html, URL, NOW).blocks]
    assert kinds == ["p"] * 5 + ["footnote"] * 2
    unasked = html.replace("نپرسیدیم.[۱]", "نپرسیدیم.").replace("<p>* خبرنگار رودها</p>", "")
    assert {block.kind for block in extract_page(unasked, URL, NOW).blocks} == {"p"}


def test_calendars_are_not_the_articles_tables() -> None:
    month = "<table><tr><th>Su<th>Mo<tr><td>1<td>2<tr><td>3<td>4</table>"
    assert found(page(below="").replace("</div></div>", f"{month * 5}</div></div>"), "table") == []


def test_joiners_and_direction_marks_stay_in_cells_captions_and_notes() -> None:
    marked = "می\u200cآید\u200d \u200fبا\u200e «A\u202bب\u202c»"
    table = f"<table><tr><th>الف<th>ب<tr><td>{marked}<td>۲</table>"
    picture = f"<figure><img src=/boats.jpg alt='{marked} ۲'><figcaption>{marked}</figcaption></figure>"
    notes = f"<div class=footnotes><p>{marked}</p></div>"
    by_kind = {one.kind: one for one in found(page(table, picture, below=notes))}
    assert by_kind["table"].rows[1][0].text == marked
    assert by_kind["image"].text == by_kind["footnote"].text == marked
    assert by_kind["image"].alt == f"{marked} ۲"


def test_a_pure_gallery_has_its_pictures() -> None:
    pictures = "".join(f"<figure><img src=/boat-of-day-{day}.jpg></figure>" for day in "abc")
    html = f"<html><body><article><h1>قایق‌ها به روایت تصویر</h1>{pictures}</article></body></html>"
    assert len(figures(html, URL, ())) == 3


def test_words_that_are_from_elsewhere_are_not_parted() -> None:
    told = figures(page("<figure><img src=/boats.jpg></figure>"), URL, [Block("p", "چیزی که در خوراک آمده بود." * 30)])
    assert [one.at for one in told] == [1]


@pytest.mark.parametrize(
    "html", ["", "<html>", "<body><table><tr><td><table>", "<div>" * 30_000, "\ud800<img src=/a.jpg>"]
)
def test_no_page_breaks_it(html: str) -> None:
    assert figures(html, URL, [Block("p", SAID[0])]) == ()


def test_figures_at_rest_are_what_they_were() -> None:
    text, url, _ = lagoon.page("lagoon-count", "badban")
    told = figures(text, url, extract_page(text, url, NOW).blocks)
    assert {one.kind for one in told} == {"image", "table", "ordered", "video", "footnote"}
    assert kept.unpack(kept.pack(told)) == told
    assert kept.pack(()) is None
    assert kept.unpack(None) == ()


def test_the_words_are_the_same_with_all_of_it_and_without() -> None:
    """No caption, credit or player becomes a word of the article: they would be edits when they change."""
    dressed: Any = page(
        "<figure><img src=/b.jpg><figcaption>زیرنویس قایق</figcaption></figure>", "<video src=/v.mp4></video>"
    )
    assert extract_page(dressed, URL, NOW).text == extract_page(page(), URL, NOW).text
