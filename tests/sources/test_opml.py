"""Lists of feeds, in and out."""

import pytest

from sarkhat.catalogue.read import WatchRow
from sarkhat.sources import opml

LIST = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>خبر</title></head><body>
<outline text="ورزش"><outline text="تیم‌ها">
  <outline type="rss" text="سوت" xmlUrl="https://soot.example/rss" htmlUrl="https://soot.example/"/>
</outline></outline>
<outline type="rss" text="بامداد" xmlUrl="https://bamdad.example/rss" category="/politics,/x"/>
<outline type="rss" text="خراب" xmlUrl="ftp://bamdad.example/rss"/>
<outline text="کانال" xmlUrl="https://t.me/bamdadnews"/>
</body></opml>"""


def test_nested_outlines_are_sections_and_a_bad_row_does_not_lose_the_rest() -> None:
    read = opml.read(LIST.encode())
    assert [(row.name, row.watch.kind, row.watch.url, row.watch.section) for row in read.rows] == [
        ("سوت", "feed", "https://soot.example/rss", "sport"),
        ("بامداد", "feed", "https://bamdad.example/rss", "politics"),
        ("کانال", "channel", "https://t.me/s/bamdadnews", ""),
    ]
    assert len(read.problems) == 1
    assert "line 7: خراب" in read.problems[0]


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + LIST.encode(),
        LIST.replace("utf-8", "utf-16").encode("utf-16"),
        LIST.replace("utf-8", "us-ascii").encode(),
    ],
    ids=["bom", "utf-16", "wrong encoding"],
)
def test_encodings(body: bytes) -> None:
    assert opml.read(body).rows[0].name == "سوت"


BOMB = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<opml version="2.0"><body><outline text="&b;" xmlUrl="https://a.example/rss"/></body></opml>"""


@pytest.mark.parametrize("body", [BOMB.encode(), BOMB.replace('1.0"?', '1.0" encoding="utf-16"?').encode("utf-16")])
def test_entities_are_refused(body: bytes) -> None:
    with pytest.raises(opml.OpmlError, match="entities"):
        opml.read(body)


@pytest.mark.parametrize(
    "body", [b"", b"<opml>", b"<rss><channel/></rss>", b"<opml><head/></opml>", b"<opml><body/></opml>"]
)
def test_what_is_no_list_says_so(body: bytes) -> None:
    with pytest.raises(opml.OpmlError):
        opml.read(body)


def test_what_is_written_is_read_again() -> None:
    rows = [
        opml.FeedRow(
            "بامداد",
            "https://bamdad.example/",
            "fa",
            WatchRow("feed", "https://bamdad.example/rss?a=1&b=2", "sport", "items", True),
        )
    ]
    assert list(opml.read(opml.write("x", [("ورزشی", rows)])).rows) == rows


def test_names_of_sections() -> None:
    assert opml.section_of("بین الملل") == opml.section_of("بین‌الملل") == opml.section_of("World") == "world"
    assert opml.section_of("/economy") == "economy"
    assert opml.section_of("آشپزی") == ""
