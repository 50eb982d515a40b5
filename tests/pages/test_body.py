"""The laid-out body: order, mended cells, and nothing of an outlet's that could run."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import factory
from sarkhat.extract.decide import extract_page
from sarkhat.extract.models import BodyPicture
from sarkhat.extract.records import Cell, Figure
from sarkhat.extract.structure import kept
from sarkhat.extract.structure.read import figures
from sarkhat.pages.cache import SHELF
from sarkhat.store.bodies import pack
from sarkhat.text.urls import url_key

pytestmark = pytest.mark.django_db

HOSTILE = "</td></table><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
SCHEMES = (
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    " java\tscript:x",
    "file:///etc/passwd",
)


def dressed(told: list[Figure], blocks=(("p", "بند نخست."), ("p", "بند دوم.")), **more):
    made = factory.article(factory.outlet(), blocks=blocks, **more)
    made.body.figures = kept.pack(told)
    made.body.save()
    for figure in told:
        if figure.kind == "image":
            keys = {"url": figure.url[:2000], "url_key": url_key(figure.url)}
            BodyPicture.objects.create(article=made, picture="ab/abc.webp", picture_size="640x360 #aabbcc", **keys)
    return made


def read(client, made, prefix="") -> LexborHTMLParser:
    SHELF.clear()
    return LexborHTMLParser(client.get(f"/{prefix}article/{made.pk}/").content.decode())


def harmless(tree: LexborHTMLParser) -> None:
    """Nothing runs but our own script, nothing loads but from here, no link leads anywhere but on the Web."""
    main = tree.css_first("main")
    names = {node.tag for node in main.css("*")}
    assert not names & {"script", "style", "iframe", "object", "embed", "video", "audio", "link", "meta", "base"}
    for node in main.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "formaction", "srcset")
            if name in ("href", "action"):
                assert urlsplit(value or "").scheme in ("http", "https", "")
            if name == "src":
                assert (value or "").startswith("/picture/")


def test_everything_stands_where_its_outlet_put_it(client):
    url = "https://a.example/boat-by-day.jpg"
    told = [
        Figure("image", 0, text="زیرنویس قایق", url=url, credit="نگار رودی", alt="قایقی"),
        Figure(
            "table", 1, text="جدول بار", rows=((Cell("روز", is_head=True), Cell("بار", 2)), (Cell("شنبه"), Cell("۷")))
        ),
        Figure("video", 2, text="فیلم قایق", url="https://film.example/1"),
        Figure("footnote", 2, text="[۱] به من."),
    ]
    made = dressed(told, [("p", "بند نخست.[۱]"), ("p", "بند دوم.")])
    text = client.get(f"/article/{made.pk}/").content.decode().partition('class="body"')[2]
    order = ['alt="قایقی"', "زیرنویس قایق", "نگار رودی", "بند نخست.", "جدول بار", 'colspan="2"', "شنبه", "بند دوم."]
    order += ["ویدئو: <bdi>فیلم قایق", "film.example</bdi>", 'id="note-1"']
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)
    assert '<sup><a href="#note-1" role="doc-noteref">[۱]</a></sup>' in text
    assert 'width="640" height="360" loading="lazy"' in text


def test_a_table_stands_in_the_place_of_its_cells_and_says_them_mended(client):
    blocks = [("p", "پیش از جدول"), ("p", "كتاب"), ("p", "۷"), ("p", "پس از جدول")]
    made = dressed([Figure("table", 1, 3, rows=((Cell("كتاب"), Cell("۷")), (Cell("دیگر"), Cell("۸"))))], blocks)
    factory.mended(made, made.title, [(kind, text.replace("ك", "ک")) for kind, text in blocks], kind="letters")
    body = read(client, made).css_first(".body")
    assert body.css_first("td").text() == "کتاب"
    assert [node.text() for node in body.css("p")] == ["پیش از جدول", "پس از جدول"]
    as_sent = LexborHTMLParser(client.get(f"/article/{made.pk}/?words=sent").content.decode())
    assert as_sent.css_first(".body td").text() == "كتاب"


def test_three_pictures_side_by_side_are_a_gallery_two_are_not(client):
    told = [
        Figure("image", at, url=f"https://a.example/boat-number-{name}.jpg")
        for at, name in zip((1, 1, 2, 2, 2), "abcde", strict=True)
    ]
    body = read(client, dressed(told)).css_first(".body")
    assert len(body.css(".gallery figure")) == 3
    assert len(body.css("figure")) == 5


def test_the_lead_is_not_shown_again_and_gets_its_caption(client):
    told = [Figure("image", 0, text="سپیده‌دم", url="https://a.example/the-boat-300x200.jpg", credit="نگار")]
    given_ = {"image": "https://a.example/the-boat.jpg", "picture": "cd/cde.webp", "picture_size": "640x360 #aabbcc"}
    page = read(client, dressed(told, **given_))
    assert len(page.css("main img")) == 1
    assert "سپیده‌دم" in page.css_first("figcaption").text()


def test_pictures_that_have_not_come_are_left_out(client):
    made = dressed([Figure("image", 0, text="زیرنویس", url="https://a.example/the-boat.jpg")])
    BodyPicture.objects.update(picture="")
    assert read(client, made).css_first("main figure") is None


def test_an_excerpt_shows_none_of_it(client):
    told = [Figure("table", 0, rows=((Cell("الف"), Cell("ب")),)), Figure("video", 0, url="https://film.example/1")]
    made = dressed(told)
    made.outlet.display = "excerpt"
    made.outlet.save()
    body = read(client, made).css_first(".body")
    assert body.css("table, .media") == []


def test_entries_hold_what_follows_them(client):
    told = [Figure("entry", 0, text="۱۲:۳۰"), Figure("entry", 1, text="x", when="2026-11-22T10:00:00+00:00")]
    entries = read(client, dressed(told)).css(".entry")
    assert [entry.css_first("p:last-child").text() for entry in entries] == ["بند نخست.", "بند دوم."]
    assert entries[1].css_first("time").attributes["datetime"].startswith("2026-11-22T")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_hostile_figures_stay_words(client, prefix):
    words = {"text": HOSTILE, "credit": HOSTILE, "alt": HOSTILE}
    told = [Figure("image", 0, url="https://a.example/the-boat.jpg", **words), Figure("entry", 0, text=HOSTILE)]
    told += [Figure("table", 1, rows=((Cell(HOSTILE), Cell(HOSTILE, is_head=True)),) * 2, text=HOSTILE)]
    told += [Figure(kind, 1, url=url, text=HOSTILE) for kind in ("video", "audio", "post") for url in SCHEMES]
    told += [Figure("video", 1, url="https://film.example/\"'><script>1</script>"), Figure("footnote", 2, text=HOSTILE)]
    page = read(client, dressed(told), prefix)
    harmless(page)
    assert len(page.css(".media")) <= 1


TAGS = (
    "img",
    "iframe",
    "video",
    "audio",
    "embed",
    "table",
    "td",
    "figure",
    "figcaption",
    "a",
    "p",
    "div",
    "svg",
    "math",
    "li",
)
NAMES = (
    "src",
    "data-src",
    "srcset",
    "href",
    "onerror",
    "onload",
    "style",
    "class",
    "alt",
    "title",
    "datetime",
    "colspan",
)
VALUES = (
    *SCHEMES,
    HOSTILE,
    "/boat-of-night.jpg",
    "https://www.aparat.com/embed/x",
    "gallery",
    "12",
    "expression(1)",
    "\u202e‮",
)


def tag(name: str, given_: dict[str, str], text: str) -> str:
    said = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in given_.items())
    return f"<{name}{said}>{text}</{name}>"


markup = st.builds(
    tag, st.sampled_from(TAGS), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=4),
    st.one_of(st.sampled_from(VALUES), st.text(max_size=20)),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(markup, max_size=12))
def test_no_page_of_an_outlet_brings_anything_that_runs(client, parts):
    words = "<p>قایق‌های برنج از دهانهٔ رودخانه گذشتند و به بازار کهنهٔ شهر رسیدند.</p>" * 3
    url = "https://khabar.example/news/1"
    html = f"<html><body><h1>قایق‌ها</h1><div class=article-body>{words}{''.join(parts)}<p>پایان این گزارش بلند.</p></div></body></html>"
    taken = extract_page(html, url, datetime.now(UTC))
    told = figures(html, url, taken.blocks)
    for figure in told:
        assert urlsplit(figure.url).scheme in ("http", "https", "")
    made = dressed(list(told), [(block.kind, block.text) for block in taken.blocks] or [("p", "بی‌متن.")])
    assert made.body.blocks != pack([])
    harmless(read(client, made))
