"""Bytes become the right letters whatever the page says."""

import pytest

from extract.invented import NOW, PARAGRAPHS, URL, page
from sarkhat.extract.charset import decode, shallow
from sarkhat.extract.decide import extract_page

ARABIC_LETTERS = "كتابخانه‌ي شهر از فردا بسته مي‌شود؛ خوانندگان كتاب‌ها را به شعبه‌ي ديگر ببرند و زمان بازگشايي را بپرسند."


@pytest.mark.parametrize("stated", ["windows-1256", "utf-8", ""])
def test_windows_1256_is_found_even_when_the_page_lies(stated: str) -> None:
    html = page(f"<p>{ARABIC_LETTERS}</p>" * 1, charset=stated).replace("ی", "ي").replace("ک", "ك").replace("ٔ", "")
    taken = extract_page(html.encode("cp1256", "ignore"), URL, NOW)
    assert ARABIC_LETTERS in taken.text


def test_the_header_counts_when_the_page_says_nothing() -> None:
    assert decode("Škoda žluťoučký".encode("iso-8859-2"), "text/html; charset=iso-8859-2") == "Škoda žluťoučký"


def test_utf_8_wins_over_a_wrong_header() -> None:
    assert decode("سرخط".encode(), "text/html; charset=iso-8859-1") == "سرخط"


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(name: str) -> None:
    assert decode("می‌شود".encode(name)) == "می‌شود"


def test_bytes_of_no_encoding_become_something() -> None:
    assert "سرخط" in decode("سرخط".encode() + b"\xff\x81 \xfe", "text/html; charset=utf-8")


def test_unknown_names_are_passed_over() -> None:
    assert decode("سلام".encode("cp1256"), "text/html; charset=x-no-such") == "سلام"


def test_a_cut_page_is_still_utf_8() -> None:
    assert decode("سلام دنیا".encode()[:-1]).startswith("سلام دنی")


def test_shallow_leaves_ordinary_pages_alone() -> None:
    assert shallow(page()) == page()


def test_shallow_keeps_siblings_after_a_deep_nest() -> None:
    nest = "<div>" * 30_000 + "</div>" * 30_000
    html = shallow(f"{nest}<p>{PARAGRAPHS[0]}</p>")
    assert html.count("<div>") == html.count("</div>") < 1000
    assert html.endswith(f"<p>{PARAGRAPHS[0]}</p>")
