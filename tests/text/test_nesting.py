"""What no parser must be given, and what every honest page may hold."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract.decide import extract_page
from sarkhat.sources.discover import feeds_in, site_of
from sarkhat.text.html import plain
from sarkhat.text.nesting import MOST_LEVELS, too_deep

MANY = MOST_LEVELS + 10


@pytest.mark.parametrize(
    "piece",
    [
        "<b>", "<b></i>", "<b><!--</b>-->", "<!--><b><!-->", '<b x="</b>">', "<b x='</b>'>", "<b x = '</b>'>",
        "<b><script></b></script>", "<b><title></b></title>", "<b><textarea></b></textarea>", "<b><?</b>", "<b></!</b>",
        "<div><table><td></div></table>", "<span><div></span></div>", "<b><select></b></select>",
        '<b a="<">', '<b =">', "<b><![CDATA[</b>", "<B/>",
    ],
)  # fmt: skip
def test_tricks_do_not_hide_open_elements(piece: str) -> None:
    assert too_deep(piece * MANY)


@pytest.mark.parametrize(
    "piece", ["<tr>", "</svg><svg></svg><path/>", "<g><![CDATA[</g>]]>", "<g><style></g></style>", "<p><b/>"]
)
def test_drawings_hide_nothing_either(piece: str) -> None:
    assert too_deep("<svg>" + piece * MANY)


def test_formatting_that_is_opened_again_and_again_is_refused() -> None:
    left = "".join(f"<b id={number}>" for number in range(300))
    assert too_deep(f"<div>{left}</div>" + "<div>x</div>" * 3_000)
    assert not too_deep("<div><b></div>" * 5_000)  # the parser keeps three of a kind


@pytest.mark.parametrize(
    "piece",
    [
        "<p>متن", "<li><a href='/x'>متن</a>", "<div class=a><b>متن</b></div>", "<td>۱<td>۲", "<br><img src=x>",
        "<svg viewBox='0 0 1 1'><g><path d='M0 0'/><use href='#a'/></g></svg>", "<script>if (a<b) c('<div>')</script>",
        "<!-- <div> -->", '<a title="<div>">x</a>', "<svg><title>x</title></svg><td>۱</td>",
    ],
)  # fmt: skip
def test_long_honest_pages_pass(piece: str) -> None:
    assert not too_deep(f"<html><body>{piece * MANY}</body></html>")


def test_every_parser_of_foreign_html_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one question stands before each parse: no reader hands such a page on."""
    deep = "<html><body>" + "<b></i>" * 60_000
    given: list[int] = []

    class Recorder(LexborHTMLParser):
        def __init__(self, html: str) -> None:
            given.append(len(html))
            super().__init__(html[:100])

    for module in ("sarkhat.text.html", "sarkhat.extract.decide", "sarkhat.sources.discover"):
        monkeypatch.setattr(f"{module}.LexborHTMLParser", Recorder)
    from datetime import UTC, datetime

    assert plain(deep) == ""
    feeds_in(deep, "https://paper.example/")
    site_of(deep, "https://paper.example/")
    extract_page(deep, "https://paper.example/1", datetime(2026, 1, 1, tzinfo=UTC))
    assert all(size < 1_000 for size in given)
