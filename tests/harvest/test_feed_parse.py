"""Feeds read: formats, encodings, dates, links, and what is no feed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarkhat.harvest.kinds.feed.dates import instant
from sarkhat.harvest.kinds.feed.encoding import as_utf8
from sarkhat.harvest.kinds.feed.parse import parse
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.dates import TEHRAN

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BASE = "https://paper.example/feeds/all.xml"


def read(body: str | bytes, content_type: str = "", url: str = BASE) -> Parsed:
    return parse(body.encode() if isinstance(body, str) else body, url, content_type, NOW)


def rss(inner: str, head: str = "") -> str:
    return f"<rss version='2.0'><channel>{head}{inner}</channel></rss>"


def only(body: str | bytes, content_type: str = "", url: str = BASE) -> Entry:
    (entry,) = read(body, content_type, url).entries
    return entry


def test_rss_entry() -> None:
    entry = only(
        rss(
            "<item><title>برف در کوهستان</title><link>/n/1</link><guid isPermaLink='false'>g-1</guid>"
            "<description>&lt;p&gt;شرح&lt;/p&gt;&lt;img src='/a.jpg'&gt;</description>"
            "<pubDate>Sun, 01 Mar 2026 11:30:00 +0330</pubDate><category>هوا</category><author>مینا</author></item>",
            head="<title>پیک</title><ttl>30</ttl><language>fa</language>",
        )
    )
    assert (entry.id, entry.url, entry.title) == ("g-1", "https://paper.example/n/1", "برف در کوهستان")
    assert entry.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert (entry.tags, entry.authors, entry.image) == (("هوا",), ("مینا",), "https://paper.example/a.jpg")


def test_feed_facts() -> None:
    parsed = read(rss("", head="<title>پیک</title><ttl>30</ttl><language>fa</language>"))
    assert (parsed.title, parsed.ttl_seconds, parsed.language, parsed.error) == ("پیک", 1800, "fa", "")


def test_atom_entry() -> None:
    entry = only(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.example/deep/'><entry><id>urn:1</id>"
        "<title>A</title><link rel='enclosure' href='/sound.mp3'/><link rel='alternate' href='one'/>"
        "<summary>short</summary><content type='html'>long &lt;b&gt;text&lt;/b&gt;</content>"
        "<published>2026-03-01T10:00:00.5Z</published><updated>2026-03-01T11:00:00Z</updated></entry></feed>"
    )
    assert (entry.url, entry.summary, entry.content) == ("https://x.example/deep/one", "short", "long <b>text</b>")
    assert entry.published == datetime(2026, 3, 1, 10, 0, 0, 500000, tzinfo=UTC)
    assert entry.updated == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_missing_id_and_missing_link() -> None:
    assert only(rss("<item><title>t</title><link>/x</link></item>")).id == "https://paper.example/x"
    without = only(rss("<item><title>t</title><enclosure url='http://a.example/b.mp3' type='audio/mpeg'/></item>"))
    assert (without.url, without.title) == ("", "t")


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "پیک",
    "language": "fa",
    "items": [
        {"id": 7, "url": "/seven", "title": "هفت", "content_text": "یک\nدو < سه", "date_published": "2026-03-01T10:00:00Z"},
        {"id": "https://paper.example/eight", "content_html": "<p>هشت</p>", "authors": [{"name": "ن"}, 3], "tags": ["ت", None]},
        "no item",
    ],
}  # fmt: skip


def test_json_feed() -> None:
    first, second = read(json.dumps(JSON_FEED)).entries
    assert (first.id, first.url, first.title) == ("7", "https://paper.example/seven", "هفت")
    assert first.content == "<p>یک</p><p>دو &lt; سه</p>"
    assert first.published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert (second.url, second.authors, second.tags) == ("https://paper.example/eight", ("ن",), ("ت",))


@pytest.mark.parametrize(
    "body",
    ["", " ", "سلام", "<html><body><h1>404", "{}", "[]", '{"items": 3}', "{" * 50_000, "[" * 50_000, "\0\0\0\0", "<a><b/></a>", "https://paper.example/"],
)  # fmt: skip
def test_not_a_feed(body: str) -> None:
    parsed = read(body)
    assert (parsed.error, parsed.entries) == ("feed-not-xml", ())


def test_broken_xml_keeps_what_is_readable() -> None:
    parsed = read(rss("<item><title>یک</title><link>/1</link></item><item><title>دو & سه</title><link>/2</link>"))
    assert [entry.title for entry in parsed.entries] == ["یک", "دو & سه"]
    assert parsed.error == "feed-broken"


PERSIAN = "گزارش ويژه: آغاز پخش كتاب‌هاى درسى"


@pytest.mark.parametrize(
    ("declared", "content_type", "encoding"),
    [
        ("windows-1256", "", "cp1256"), ("", "", "cp1256"), ("utf-8", "", "cp1256"), ("iso-8859-1", "", "cp1256"),
        ("", "text/xml; charset=windows-1256", "cp1256"), ("", "text/xml; charset=utf-8", "cp1256"),
        ("windows-1256", "", "utf-8"), ("", "text/xml; charset=windows-1256", "utf-8"), ("utf-8", "text/xml", "utf-8"),
        ("no-such-thing", "", "utf-8"), ("utf-16", "", "utf-16"), ("utf-8", "", "utf-8-sig"),
    ],
)  # fmt: skip
def test_encodings(declared: str, content_type: str, encoding: str) -> None:
    declaration = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    body = (declaration + rss(f"<item><title>{PERSIAN}</title><link>/1</link></item>")).encode(encoding)
    assert only(body, content_type).title == PERSIAN


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    body = rss(f"<item><title>{PERSIAN * 3} X</title><link>/1</link></item>").encode().replace(b"X", b"\xff")
    assert only(body).title.startswith(PERSIAN)


def test_western_text_stays_western() -> None:
    body = rss("<item><title>Café à Genève, übel</title><link>/1</link></item>").encode("cp1252")
    assert only(body).title == "Café à Genève, übel"
    assert as_utf8(b"plain ascii", "") is None


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Sun, 01 Mar 2026 11:30:00 GMT", datetime(2026, 3, 1, 11, 30)),
        ("01 Mar 2026 11:30:00 +0330", datetime(2026, 3, 1, 8, 0)),
        ("2026-03-01T11:30:00+03:30", datetime(2026, 3, 1, 8, 0)),
        ("Sun, 01 Mar 2026 11:30:00 IRST", datetime(2026, 3, 1, 8, 0)),
        ("1404/12/10 11:30", datetime(2026, 3, 1, 8, 0)),
        ("1404-12-10T11:30:00+03:30", datetime(2026, 3, 1, 8, 0)),
        ("۱۰ اسفند ۱۴۰۴ ساعت ۱۱:۳۰", datetime(2026, 3, 1, 8, 0)),
        ("Sun, 01 Mar 2026 11:30:00", datetime(2026, 3, 1, 8, 0)),
        ("Sun, 01 Mar 2026 11:30:00 +1300", datetime(2026, 2, 28, 22, 30)),
    ],
)
def test_dates(said: str, at: datetime) -> None:
    entry = only(
        rss(f"<item><title>t</title><link>/1</link><pubDate>{said}</pubDate></item>", head="<language>fa</language>")
    )
    assert entry.published == at.replace(tzinfo=UTC)


def test_a_time_without_zone_is_utc_outside_iran() -> None:
    entry = only(
        rss("<item><link>/1</link><pubDate>2026-03-01T11:30:00</pubDate></item>", head="<language>de</language>")
    )
    assert entry.published == datetime(2026, 3, 1, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("said", ["", "soon", "0000-00-00", "Sun, 99 Mar 2026 11:30:00 GMT", "1404/13/45", "9" * 400])
def test_no_date(said: str) -> None:
    assert instant(said, None, NOW, TEHRAN) is None


def test_entities_do_not_explode() -> None:
    layers = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    laughs = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{layers}]>" + rss("<item><title>&l11;</title><link>/1</link></item>")
    long = f"<!DOCTYPE rss [<!ENTITY x '{'x' * 100_000}'>]>" + rss(
        f"<item><title>{'&x;' * 10_000}</title><link>/1</link></item>"
    )
    outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss(
        "<item><title>&x;</title><link>/1</link></item>"
    )
    for body in (laughs, long, outside):
        assert all(len(entry.title) < 100_000 and "root:" not in entry.title for entry in read(body).entries)


@pytest.mark.parametrize(
    ("start", "one", "end"),
    [
        ("<rss version='2.0'><channel>", "<item><link>/a</link></item>", "</channel></rss>"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry><id>x</id></entry>", "</feed>"),
    ],
)
def test_a_feed_without_end_is_cut(start: str, one: str, end: str) -> None:
    parsed = read(start + one * 3_000 + end)
    assert (len(parsed.entries), parsed.error) == (2_000, "")


def test_nested_descriptions_are_dropped() -> None:
    entry = only(
        rss(f"<item><title>t</title><link>/1</link><description><![CDATA[{'<div>' * 20_000}]]></description></item>")
    )
    assert (entry.title, entry.summary) == ("t", "")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss><channel><item>", b"<feed>", b'{"items":[', b"<?xml version='1.0'?>"]),
)
def test_nothing_makes_it_crash(body: bytes, start: bytes) -> None:
    assert isinstance(parse(start + body, BASE, "text/xml; charset=x", NOW), Parsed)


def test_conformance_files_are_read(shared_data: Path) -> None:
    folders = ("feedparser-conformance", "miniflux-feeds")
    files = [path for name in folders for path in (shared_data / name).rglob("*") if path.suffix in (".xml", ".json")]
    errors = [parse(path.read_bytes(), "", "", NOW).error for path in files]
    assert len(files) > 1_400
    assert errors.count("feed-not-xml") < 20
