"""The body finder keeps the article, every mark in it, and nothing else."""

import gzip

import pytest

from extract.invented import NOW, PARAGRAPHS, RELATED, TITLE, URL, article_html, json_ld, page
from sarkhat.extract.decide import extract_page
from sarkhat.extract.records import Block

ZWNJ, ZWJ, RLM, LRM, RLE, PDF = "\u200c", "\u200d", "\u200f", "\u200e", "\u202b", "\u202c"


def test_the_body_is_the_paragraphs_and_nothing_else() -> None:
    taken = extract_page(page(), URL, NOW)
    assert taken.text.split("\n") == list(PARAGRAPHS)
    assert taken.title == TITLE
    assert taken.method == "density"


@pytest.mark.parametrize("mark", [ZWNJ, ZWJ, RLM, LRM, RLE, PDF, "\u200b"])
@pytest.mark.parametrize("road", ["density", "json-ld"])
def test_every_joiner_and_direction_mark_stays(mark: str, road: str) -> None:
    lines = tuple(line.replace(" ", f" {mark}", 3) for line in PARAGRAPHS)
    head = json_ld(articleBody="\n".join(PARAGRAPHS)) if road == "json-ld" else ""
    taken = extract_page(page(article_html(lines), head=head), URL, NOW)
    assert taken.method == road
    assert taken.text == "\n".join(lines)


def test_the_second_opinion_keeps_every_zwnj_too() -> None:
    short = "<p>می‌روند و می‌آیند؛ خانه‌ها خالی‌اند و کوچه‌ها بی‌صدا.</p>"
    taken = extract_page(page(short), URL, NOW)
    assert "می‌روند و می‌آیند؛ خانه‌ها خالی‌اند و کوچه‌ها بی‌صدا." in taken.text


def test_a_page_of_too_many_elements_is_given_to_no_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time grows with their square: 75,000 took four seconds of a core."""
    asked: list[str] = []
    monkeypatch.setattr("trafilatura.extract", lambda html, **_: asked.append(html))
    for number in (100, 21_000):
        extract_page(page("<p>خانه‌ها</p>" + "<div>کوچه</div>" * number), URL, NOW)
    assert len(asked) == 1


@pytest.mark.parametrize("link", ["ادامه", "ادامهٔ مطلب »", "Read more", "بیشتر بخوانید..."])
def test_what_another_article_begins_with_among_the_paragraphs_is_left_out(link: str) -> None:
    first, *rest = PARAGRAPHS
    teaser = f'<div class="x1"><p>تیم والیبال شهر در دیدار پایانی لیگ با سه ست پیروز شد و جام را به خانه برد.</p><a href="/n/2">{link}</a></div>'
    body = f"<p>{first}</p>{teaser}" + "".join(f"<p>{line}</p>" for line in rest)
    assert extract_page(page(body), URL, NOW).text.split("\n") == list(PARAGRAPHS)


def test_an_article_that_ends_with_a_link_to_more_is_whole() -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert extract_page(page(f'<div>{body}<a href="/n/2">ادامه</a></div>'), URL, NOW).text.split("\n") == list(
        PARAGRAPHS
    )


@pytest.mark.parametrize("day", ["1405/09/02", "۱۴۰۵/۰۹/۰۲", "2026-11-23"])
def test_a_line_that_is_nothing_but_a_day_is_no_paragraph(day: str) -> None:
    body = f"<span>{day}</span>" + "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert extract_page(page(f"<div>{body}</div>"), URL, NOW).text.split("\n") == list(PARAGRAPHS)


def test_blocks_know_what_they_are() -> None:
    first, second, third, fourth = PARAGRAPHS
    body = (
        f"<p>{first}</p><h2>دیوارهای خشتی</h2><p>{second}</p><blockquote><p>{third}</p></blockquote>"
        f"<ul><li>ستون نخست تا پایان این هفته بازسازی می‌شود.</li></ul><p>{fourth}</p><p>*کارشناس بناهای کهن</p>"
    )
    kinds = [block.kind for block in extract_page(page(body), URL, NOW).blocks]
    assert kinds == ["p", "h2", "p", "quote", "li", "p", "footnote"]


def test_paragraphs_made_with_line_breaks_are_paragraphs() -> None:
    taken = extract_page(page(f"<div>{'<br><br>'.join(PARAGRAPHS)}</div>"), URL, NOW)
    assert taken.blocks == tuple(Block("p", line) for line in PARAGRAPHS)


def test_notes_of_the_page_inside_the_body_go() -> None:
    read_also = '<p>بیشتر بخوانید: <a href="/x">خبر دیگری که بدان ربطی ندارد</a></p>'
    body = f"<p>{PARAGRAPHS[0]}</p>{read_also}<p>{PARAGRAPHS[1]}</p><p>انتهای پیام/</p><p>کد خبر: ۱۲۳۴۵</p>"
    assert extract_page(page(body), URL, NOW).text == "\n".join(PARAGRAPHS[:2])


def test_an_article_body_that_the_page_does_not_show_is_not_believed() -> None:
    other = "این متن در صفحه نیست و هیچ خواننده‌ای آن را نمی‌بیند؛ پس نباید در بایگانی بیاید. " * 6
    taken = extract_page(page(head=json_ld(articleBody=other)), URL, NOW)
    assert taken.text == "\n".join(PARAGRAPHS)


def test_the_lead_stands_apart() -> None:
    lead = "بنایی که چهل سال خشک و خاموش مانده بود، با همت همسایه‌ها و یک انجمن کوچک جان تازه می‌گیرد."
    html = page().replace('<div class="item-body">', f'<p class="lead">{lead}</p><div class="item-body">')
    taken = extract_page(html, URL, NOW)
    assert taken.lead == lead
    assert [block.text for block in taken.blocks] == list(PARAGRAPHS)


def test_teasers_of_other_articles_go() -> None:
    card = '<div><h3><a href="/9">تیتر خبری دیگر که پیوند است</a></h3><p>خلاصهٔ همان خبر دیگر در یک جملهٔ کامل.</p></div>'
    body = f"<p>{PARAGRAPHS[0]}</p>{card}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert extract_page(page(body), URL, NOW).text == "\n".join(PARAGRAPHS[:3])


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\x00\x01",
        "<html></html>",
        "فقط متن ساده",
        "<p>",
        "<!--" + "x" * 100,
        "<script>" * 100,
        '<script type="application/ld+json">[[[{"@graph": 3}]]]</script>',
        '<meta property="article:published_time" content="99999999999999999999">',
    ],
)
def test_a_page_with_nothing_in_it_gives_nothing_and_raises_nothing(html: str) -> None:
    assert extract_page(html, "", NOW).blocks == ()


def test_a_page_of_brackets_raises_nothing() -> None:
    assert extract_page("<" * 5000, "", NOW).title == ""


@pytest.mark.parametrize("tag", ["div", "b", "table", "a"])
def test_a_hundred_thousand_nested_tags_hide_no_article(tag: str) -> None:
    nest = f"<{tag}>" * 100_000 + "x" + f"</{tag}>" * 100_000
    taken = extract_page(page(after=nest), URL, NOW)
    assert PARAGRAPHS[0] in taken.text


def test_twenty_megabytes_hide_no_article() -> None:
    filler = f"<ul>{RELATED}</ul>" * 20_000
    html = page(after=filler).encode()
    assert len(html) > 20_000_000
    assert extract_page(gzip.decompress(gzip.compress(html)), URL, NOW).text == "\n".join(PARAGRAPHS)


def test_a_line_under_a_picture_is_a_caption() -> None:
    frame = '<div><div><img src="/a.jpg"></div><div>نمایی از آب‌انبار کهنه در روزهای پیش از بازسازی آن.</div></div>'
    body = f"<p>{PARAGRAPHS[0]}</p>{frame}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert extract_page(page(body), URL, NOW).text == "\n".join(PARAGRAPHS[:3])


def test_an_article_told_in_pictures_keeps_its_lines() -> None:
    frames = "".join(f'<div><img src="/{number}.jpg"><p>{line}</p></div>' for number, line in enumerate(PARAGRAPHS))
    assert extract_page(page(frames), URL, NOW).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "stamp",
    ["۲۱ تیر ۱۴۰۵ - ۱۲:۳۰", "5 hours ago 10:05", "Lesedauer: 2 Min.", "Publié le 18 juil. 2024 à 08:01", "4 min read"],
)
def test_a_line_that_only_tells_when_goes(stamp: str) -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><div>{stamp}</div><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    assert extract_page(page(body), URL, NOW).text == "\n".join(PARAGRAPHS[:3])


def test_a_sentence_with_a_date_stays() -> None:
    dated = "The vault was last filled on 12.07.2024 at 08:30, when the stream still ran beside the mill."
    body = f"<p>{dated}</p>{article_html()}"
    assert dated in extract_page(page(body), URL, NOW).text


def test_a_heading_over_links_goes_with_them_and_one_over_text_stays() -> None:
    links = '<ul><li><a href="/1">خبری از کوچهٔ بالا</a></li><li><a href="/2">خبری از کوچهٔ پایین</a></li></ul>'
    first, second, third, fourth = PARAGRAPHS
    body = f"<p>{first}</p><p>{second}</p><h3>از همین محله</h3>{links}<h3>دیوارها</h3><p>{third}</p><p>{fourth}</p>"
    taken = extract_page(page(body), URL, NOW).text
    assert "از همین محله" not in taken
    assert "دیوارها" in taken


def test_a_lead_without_a_name_is_found_below_the_title() -> None:
    lead = "بنایی که چهل سال خشک و خاموش مانده بود، با همت همسایه‌ها و یک انجمن کوچک جان تازه می‌گیرد."
    html = page().replace('<div class="item-body">', f'<div><p>{lead}</p></div><div class="item-body">')
    taken = extract_page(html, URL, NOW)
    assert taken.text.split("\n") == [lead, *PARAGRAPHS]


def test_captions_that_a_statement_repeats_are_not_paragraphs() -> None:
    caption = "نمایی از آب‌انبار کهنه در روزهای پیش از بازسازی آن، از بام خانهٔ روبه‌رو."
    figure = f'<figure><img src="/a.jpg"><figcaption>{caption}</figcaption></figure>'
    head = json_ld(articleBody="\n".join([caption, *PARAGRAPHS]))
    taken = extract_page(page(figure + article_html(), head=head), URL, NOW)
    assert taken.method == "json-ld"
    assert taken.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("label", ["مزيد من الأخبار", "اقرأ أيضا", "اقرأ المزيد", "مواضيع ذات صلة"])
def test_calls_of_an_arabic_page_are_not_its_text(label: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS[:2]) + f"<p>{label}</p>"
    body += "".join(f"<p>{line}</p>" for line in PARAGRAPHS[2:])
    assert extract_page(page(f"<div>{body}</div>"), URL, NOW).text.split("\n") == list(PARAGRAPHS)
