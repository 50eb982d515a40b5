"""The fast road gives what feedparser gives, or hands over to it; neither crashes nor hangs."""

from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sarkhat.harvest.kinds.feed import fast, slow
from sarkhat.harvest.kinds.feed.parse import parse
from sarkhat.harvest.records import Parsed

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BASE = "https://paper.example/feeds/all.xml"
SPACES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom' "
    "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' xmlns:slash='http://purl.org/rss/1.0/modules/slash/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:dcterms='http://purl.org/dc/terms/'"
)


def texts(least: int = 0) -> st.SearchStrategy[str]:
    return st.text("کی گفت‌وگو«»۱۲ab 3<>&;\"'/#\n", min_size=least, max_size=30)


def written(text: str, in_cdata: bool) -> str:
    return f"<![CDATA[{text.replace(']]>', '')}]]>" if in_cdata else escape(text)


SAID = st.builds(written, texts(), st.booleans())
LINKS = st.sampled_from(
    [
        "https://paper.example/n/1",
        "/n/2?a=1&amp;b=2",
        "n/3",
        "http://other.example",
        "https:///paper.example/x",
        " /n/4 ",
        "https://paper.example/n/۵",
        "https://paper.example/?a&amp;amp;b;c#d",
        "//cdn.example/6",
        "HTTPS://Paper.example/7",
    ]
)
DATES = st.sampled_from(
    ["Sun, 01 Mar 2026 11:30:00 +0330", "Sun, 01 Mar 2026 08:00:00 GMT", "1 Mar 2026 8:00 EST", "2026-03-01T08:00:00Z",
     "2026-03-01T11:30:00.25+03:30", "2026-03-01 11:30:00", "1404/12/10 11:30", "۱۰ اسفند ۱۴۰۴ ساعت ۱۱:۳۰",
     "Sun, 01 Mar 2026 11:30:00", "Sun, 31 Feb 2026 11:30:00 GMT", "Sun, 01 Mar 2026 11:30:00 IRST", ""]
)  # fmt: skip
NAMES = st.sampled_from(["مینا", "a@b.ir (مینا)", "مینا &lt;a@b.ir&gt;", "a@b.ir", "", "Mina &amp; Co"])
FILES = st.sampled_from(["type='image/png'", "medium='image'", "type='audio/mpeg'", ""])
GUIDS = st.sampled_from(["isPermaLink='false'", "isPermaLink='true'", ""])


def element(name: str, inner: st.SearchStrategy[str], attributes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda said, stated: f"<{name} {stated}>{said}</{name}>", inner, attributes)


def bare(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return element(name, inner, st.just(""))


def pictures(name: str) -> st.SearchStrategy[str]:
    return st.builds(lambda link, kind: f"<{name} url='{link}' {kind}/>", LINKS, FILES)


COMMON = [
    bare("title", SAID), bare("dc:title", SAID), bare("dc:date", DATES), bare("dc:subject", SAID),
    bare("slash:comments", SAID), bare("dcterms:issued", DATES), pictures("media:thumbnail"), pictures("media:content"),
    st.builds("<media:group>{}</media:group>".format, pictures("media:content")), bare("media:keywords", SAID),
    bare("itunes:summary", SAID), bare("itunes:keywords", SAID), st.just("<!-- <item> --><?what ?>"),
]  # fmt: skip
RSS = [
    *COMMON, bare("dc:creator", NAMES), bare("description", SAID), bare("content:encoded", SAID), bare("pubDate", DATES), bare("author", NAMES),
    element("guid", st.one_of(LINKS, texts(1).map(escape)), GUIDS), bare("category", SAID), pictures("enclosure"),
    bare("comments", LINKS), bare("expirationDate", DATES),
    st.builds("<atom:link rel='replies' href='{}'/>".format, LINKS), bare("atom:updated", DATES),
]  # fmt: skip
ATOM = [
    *COMMON, element("summary", SAID, st.sampled_from(["", "type='html'", "type='text'"])), bare("rights", SAID),
    element("content", SAID, st.sampled_from(["", "type='html'", "type='text/html'"])), bare("published", DATES),
    bare("updated", DATES), st.builds("<author><name>{}</name><email>a@b.ir</email></author>".format, SAID),
    st.builds("<category term='{}'/>".format, st.sampled_from(["سیاسی", "a &amp; b", ""])),
    st.builds("<link rel='{}' type='{}' href='{}'/>".format, st.sampled_from(["alternate", "enclosure", "via"]),
              st.sampled_from(["text/html", "image/png", "application/json"]), LINKS),
]  # fmt: skip
HEAD = [
    bare("title", SAID), bare("ttl", st.sampled_from(["30", " 60 ", "x", ""])), bare("dc:language", st.sampled_from(["fa", "de"])),
    bare("sy:updatePeriod", st.sampled_from(["hourly", "daily", "x"])), bare("sy:updateFrequency", st.sampled_from(["2", "x"])),
    st.builds("<atom:link rel='{}' href='{}'/>".format, st.sampled_from(["self", "hub"]), LINKS),
]  # fmt: skip


def several(parts: list[st.SearchStrategy[str]], most: int = 12) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(parts), max_size=most).map("\n ".join)


def items(start: str, parts: list[st.SearchStrategy[str]], end: str) -> st.SearchStrategy[str]:
    """Items that state where they live, whatever else they hold. (After a source feedparser takes any title.)"""
    link = LINKS.map("<link href='{}'/>".format if "entry" in start else "<link>{}</link>".format)
    source = st.sampled_from(["", "<source url='https://other.example/'>x</source>"])
    one = st.builds(lambda *said: "".join((start, *said, end)), several(parts), link, several(parts, 3), source)
    return st.lists(one, min_size=1, max_size=4).map("\n".join)


def feeds() -> st.SearchStrategy[str]:
    rss = st.builds(
        lambda head, inner: f"<rss version='2.0' {SPACES}><channel><link>/</link>{head}{inner}</channel></rss>",
        several(HEAD), items("<item>", RSS, "</item>"),
    )  # fmt: skip
    rdf = st.builds(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' {}>"
        "<channel rdf:about='x'><link>/</link>{}</channel>{}</rdf:RDF>".format,
        st.just(SPACES), several(HEAD), items("<item rdf:about='https://paper.example/n/1'>", RSS, "</item>"),
    )  # fmt: skip
    atom = st.builds(
        lambda base, head, inner: f"<feed xmlns='http://www.w3.org/2005/Atom' {SPACES} {base}>{head}{inner}</feed>",
        st.sampled_from(["", "xml:base='https://x.example/deep/'", "xml:lang='fa'"]),
        several(HEAD), items("<entry>", ATOM, "</entry>"),
    )  # fmt: skip
    return st.one_of(rss, rdf, atom)


def stated(parsed: Parsed) -> Parsed:
    return replace(parsed, hints={name: said for name, said in parsed.hints.items() if name not in ("road", "why")})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(feeds())
def test_both_roads_agree(feed: str) -> None:
    body = feed.encode()
    quick = fast.read(body, BASE, "", NOW)
    thorough = slow.read(body, False, BASE, "", NOW)
    assert quick.entries == thorough.entries
    assert stated(quick) == stated(thorough)
    assert (parse(body, BASE, "", NOW).hints["road"], parse(body, BASE, "", NOW).entries) == ("fast", quick.entries)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(feeds(), st.data())
def test_damaged_feeds_do_not_crash(feed: str, data: st.DataObject) -> None:
    body = bytearray(feed.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(body) - 1))
        body[start : start + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=4))
    assert isinstance(parse(bytes(body), BASE, "text/xml", NOW), Parsed)


def rss(inner: str) -> str:
    return f"<rss version='2.0' {SPACES}><channel>{inner}</channel></rss>"


ITEM = "<item><title>برف</title><link>/1</link></item>"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"<!DOCTYPE rss>{rss(ITEM)}", "a document type"),
        (rss(ITEM.replace("برف", "برف&nbsp;و باران")), "XML: "),
        (rss(ITEM).replace("</channel>", ""), "XML: "),
        (rss(ITEM.replace("برف", "\x80")), "characters to repair"),
        (rss(ITEM.replace("برف", "CafÃ©")), "characters to repair"),
        (rss(ITEM.replace("برف", "&#150;")), "characters to repair"),
        (rss(f"<group>{ITEM}</group>"), "items elsewhere"),
        (rss("<item><description>x</description></item>"), "item without id"),
        (rss(ITEM.replace("</item>", "<pubDate>next week</pubDate></item>")), "date "),
        (
            rss(ITEM.replace("</item>", "<PubDate>Sun, 01 Mar 2026 11:30:00 GMT</PubDate></item>")),
            "namespaces or names",
        ),
        (rss(ITEM.replace("</item>", "<c:creator xmlns:c='http://purl.org/dc/elements/1.1'/></item>")), "namespaces"),
        (rss(ITEM.replace("<item>", "<item xml:base='/a/'>")), "xml:base"),
        (rss(ITEM.replace("برف", "<b>برف</b>")), "markup in"),
        (rss(ITEM.replace("</item>", "<atom:content type='xhtml'>x</atom:content></item>")), "content of type xhtml"),
        (rss(ITEM.replace("</item>", "<atom:content mode='base64'>x</atom:content></item>")), "content of type"),
        ("<feed><entry><title>x</title></entry></feed>", "root feed"),
    ],
)
def test_what_is_not_sound_goes_the_slow_road(body: str, why: str) -> None:
    found = parse(body.encode(), BASE, "", NOW)
    assert found.hints["road"] == "feedparser"
    assert found.hints["why"].startswith(why)
    assert len(found.entries) == 1


def test_other_encodings_take_the_fast_road_too() -> None:
    body = f"<?xml version='1.0' encoding='windows-1256'?>{rss(ITEM)}".encode("cp1256", "xmlcharrefreplace")
    found = parse(body, BASE, "", NOW)
    assert (found.hints["road"], found.entries[0].title) == ("fast", "برف")


HEAD_OF_ONE = f"<rss version='2.0'><channel>{ITEM.removesuffix('</item>')}"


@pytest.mark.parametrize(
    "rest",
    [
        "<a>" * 300_000,
        "<a/>" * 300_000 + "</item></channel></rss>",
        "<author>" + "a-" * 300_000 + "@</author></item></channel></rss>",
        "".join(f"<category>{number}</category>" for number in range(100_000)),
        "<description><![CDATA[" + "<img " * 300_000 + "]]></description></item></channel></rss>",
        "<description>" + "&x;" * 300_000,
        "<" * 600_000,
    ],
    ids=["deep", "wide", "author", "categories", "pictures", "references", "brackets"],
)
def test_what_would_take_minutes_is_cut(rest: str) -> None:
    """Each of these took feedparser, or an expression of ours, over a minute: a loss of the bounds is seen as a hang."""
    assert parse((HEAD_OF_ONE + rest).encode(), BASE, "", NOW).entries[0].title == "برف"


def test_a_page_of_html_is_no_feed() -> None:
    body = b"<!-- x --><!doctype HTML><html>" + b"<div><p>x</p></div>" * 100_000
    assert parse(body, BASE, "", NOW).error == "feed-not-xml"


def test_characters_that_xml_forbids_are_dropped() -> None:
    found = parse(rss(ITEM.replace("برف", "\x0bبرف\x1f و باران")).encode(), BASE, "", NOW)
    assert (found.hints["road"], found.error, found.entries[0].title) == ("fast", "", "برف و باران")


def test_hints() -> None:
    head = (
        "<atom:link rel='hub' href='https://hub.example/'/><atom:link rel='self' href='/feed'/>"
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    )
    expected = {"hub": "https://hub.example/", "self": "https://paper.example/feed", "period_seconds": "21600"}
    assert parse(rss(head + ITEM).encode(), BASE, "", NOW).hints == expected | {"road": "fast"}
    slowly = parse(rss(head + ITEM + "&nbsp;").encode(), BASE, "", NOW).hints
    assert {name: slowly[name] for name in expected} == expected


def test_a_caption_of_a_picture_is_no_content() -> None:
    media = "<media:content url='/a.jpg' medium='image'><media:description>عکس</media:description></media:content>"
    (entry,) = parse(
        rss(ITEM.replace("</item>", f"<description>شرح</description>{media}</item>")).encode(), BASE, "", NOW
    ).entries
    assert (entry.summary, entry.content, entry.image) == ("شرح", "", "https://paper.example/a.jpg")


@pytest.mark.parametrize(
    "name", ["authors", "links", "tags", "media_content", "media_thumbnail", "enclosures", "content"]
)
def test_elements_with_the_names_of_feedparsers_own_keys(name: str) -> None:
    for inner in (f"<{name}>x</{name}>", f"<{name} a='b'>x</{name}>"):
        for body in (rss(ITEM.replace("</item>", f"{inner}</item>")), rss(inner + ITEM)):
            assert slow.read(body.encode(), False, BASE, "", NOW).entries[0].title == "برف"
