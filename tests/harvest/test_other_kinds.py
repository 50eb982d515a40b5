"""Channel pages, front pages and sitemaps read by themselves."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarkhat.harvest.kinds.channel import parse as channel
from sarkhat.harvest.kinds.front_page import parse as front_page
from sarkhat.harvest.kinds.sitemap import parse as sitemap
from sarkhat.harvest.records import Parsed

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

POST = """
<div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span>پیک تلگرام</span></div></div>
<section class="tgme_channel_history">
<a class="tme_messages_more js-messages_more" data-before="11" href="/s/peyk?before=11"></a>
<div class="tgme_widget_message service_message" data-post="peyk/10"><div class="tgme_widget_message_text">Channel created</div></div>
<div class="tgme_widget_message" data-post="peyk/11">
 <div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name">رادیو</a></div>
 <a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">نقل از دیگری</div></a>
 <a class="tgme_widget_message_photo_wrap" style="width:8px;background-image:url('https://cdn.example/p.jpg')"></a>
 <video><time datetime="2020-01-01T00:00:00+00:00">0:12</time></video>
 <div class="tgme_widget_message_text js-message_text"><b>بند آمدن راه‌ها</b><br/>می‌گویند برف <a href="https://a.example">اینجا</a></div>
 <span class="tgme_widget_message_views">3.4K</span>
 <span class="tgme_widget_message_meta">edited&nbsp;<a class="tgme_widget_message_date" href="https://t.me/peyk/11"><time datetime="2026-03-01T10:00:00+00:00">10:00</time></a></span>
</div></section>"""


def test_a_channels_post() -> None:
    parsed = channel.parse(POST.encode(), "https://t.me/s/peyk", "", NOW)
    (post,) = parsed.entries
    assert (parsed.title, parsed.more) == ("پیک تلگرام", "https://t.me/s/peyk?before=11")
    assert (post.id, post.url) == ("peyk/11", "https://t.me/peyk/11")
    assert post.title == "بند آمدن راه‌ها"
    assert "نقل" not in post.content
    assert 'href="https://a.example"' in post.content
    assert post.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert (post.views, post.edited, post.forwarded_from) == (3400, True, "رادیو")
    assert post.image == "https://cdn.example/p.jpg"


def test_posts_stand_on_the_pages_own_origin() -> None:
    (post,) = channel.parse(POST.encode(), "http://t.localhost:81/s/peyk", "", NOW).entries
    assert post.url == "http://t.localhost:81/peyk/11"


def test_more_never_leads_elsewhere() -> None:
    page = POST.replace('href="/s/peyk?before=11"', 'href="http://evil.example/?before=11"')
    assert channel.parse(page.encode(), "https://t.me/s/peyk", "", NOW).more == ""


@pytest.mark.parametrize(
    ("shown", "count"),
    [("12", 12), ("3.4K", 3400), ("1.25M", 1_250_000), ("1,024", 1024), ("", None), ("many", None), ("1.2.3K", None)],
)
def test_counts(shown: str, count: int | None) -> None:
    assert channel.count(shown) == count


def test_a_channel_without_posts_is_none_without_preview() -> None:
    empty = channel.parse(b"<div class='tgme_channel_info'></div>", "https://t.me/s/a", "", NOW)
    closed = channel.parse(b"<div class='tgme_page'></div>", "https://t.me/a", "", NOW)
    assert (empty.error, closed.error) == ("", "channel-no-preview")


FRONT = """<html><head><title> پیک  روز </title></head><body class="menu-open">
<nav><a href="/politics">همهٔ خبرهای سیاسی امروز کشور</a></nav>
<div class="main-menu"><a href="/economy">همهٔ خبرهای اقتصادی امروز کشور</a></div>
<ul><li><a href="/n/9">خبری کوچک در بالای صفحه که تازه است</a></li></ul>
<main><article><a href="/n/1"><img src="a.jpg"></a><h1><a href="/n/1#top">بزرگ‌ترین خبر امروز این شهر</a></h1></article>
<article><h2><a href="/n/2">خبر دوم با اهمیت کمتر بود</a></h2><p><a href="/n/2">ادامه</a></p></article>
<h3><a href="https://other.example/x">خبری از سایتی دیگر که از ما نیست</a></h3>
<a href="javascript:void(0)">پیوندی که هیچ جا را نشان نمی‌دهد</a><a href="/n/5">کوتاه</a>
<a href="https://m.paper.example/n/3">خبر سوم بی هیچ عنوان و تصویر</a></main>
<footer><a href="/about">دربارهٔ روزنامه و گردانندگان آن</a></footer></body></html>"""


def test_a_front_page() -> None:
    parsed = front_page.parse(FRONT.encode(), "https://www.paper.example/", "", NOW)
    assert [place.url.rpartition("example")[2] for place in parsed.places] == ["/n/1", "/n/2", "/n/9", "/n/3"]
    assert [place.position for place in parsed.places] == [1, 2, 3, 4]
    assert parsed.places[0].title == "بزرگ‌ترین خبر امروز این شهر"
    weights = [place.weight for place in parsed.places]
    assert weights == sorted(weights, reverse=True)
    assert 0 < weights[-1] < weights[0] <= 1
    assert parsed.title == "پیک روز"


def test_an_empty_front_page() -> None:
    assert front_page.parse(b"<p>x", "https://a.example/", "", NOW).error == "front-page-empty"


SITEMAP = """<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://a.example/old</loc><lastmod>2026-02-01</lastmod></url>
<url><loc>https://a.example/new</loc><news:news><news:publication><news:name>پیک</news:name></news:publication>
<news:publication_date>2026-03-01T11:00:00+03:30</news:publication_date><news:title>تازه &x;</news:title>
<news:keywords>برف, راه</news:keywords></news:news><image:image><image:loc>https://a.example/i.jpg</image:loc></image:image></url>
<url><loc>ftp://a.example/bad</loc></url></urlset>"""


def test_a_news_sitemap() -> None:
    new, old = sitemap.parse(SITEMAP.encode(), "https://a.example/s.xml", "", NOW).entries
    assert (new.url, new.title, new.image) == ("https://a.example/new", "تازه", "https://a.example/i.jpg")
    assert new.published == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert new.tags == ("برف", "راه")
    assert (old.url, old.published) == ("https://a.example/old", None)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x1f\x8bbad", b"text"])
def test_no_sitemap(body: bytes) -> None:
    assert sitemap.parse(body, "https://a.example/s.xml", "", NOW).error == "sitemap-not-xml"


@pytest.mark.parametrize("deep", ["<div>" * 20_000, "<div>" * 20_000 + "</div>" * 20_000, "<b>" * 20_000])
def test_pages_nested_without_end_are_not_parsed(deep: str) -> None:
    body = (FRONT + POST + deep).encode()
    for kind in (channel, front_page):
        assert kind.parse(body, "https://a.example/", "", NOW).error == "answer-unreadable"


def test_long_honest_pages_are_parsed() -> None:
    rows = "<ul>" + "<li><div><p>سطر<br><img>یک</div>" * 20_000 + "</ul>"
    assert front_page.parse((FRONT + rows).encode(), "https://www.paper.example/", "", NOW).error == ""


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<urlset><url>", b"<a href=", b"<div class='tgme_widget_message' data-post='"]),
)
def test_nothing_makes_them_crash(body: bytes, start: bytes) -> None:
    for kind in (channel, front_page, sitemap):
        assert isinstance(kind.parse(start + body, "https://a.example/", "", NOW), Parsed)
