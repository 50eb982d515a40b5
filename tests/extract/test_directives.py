"""What pages ask of those who show them: read from meta elements and X-Robots-Tag, the strictest holds."""

from datetime import UTC, datetime

import pytest

from extract.invented import NOW, URL, page
from sarkhat.extract.decide import extract_page
from sarkhat.extract.directives import of_text
from sarkhat.extract.models import Article
from sarkhat.extract.records import Directives

NOTHING = Directives()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", NOTHING),
        ("index, follow, max-snippet:-1, max-image-preview:large", NOTHING),
        ("NOARCHIVE", Directives(noarchive=True)),
        ("nocache", Directives(noarchive=True)),
        ("nosnippet", Directives(max_snippet=0)),
        ("max-snippet: 40, max-snippet:25", Directives(max_snippet=25)),
        ("max-snippet:viel", NOTHING),
        ("noarchived, nosnippets", NOTHING),
        ("googlebot: nosnippet", NOTHING),
        ("googlebot: noindex, sarkhat: noarchive", Directives(noarchive=True)),
        ("otherbot: noindex, nosnippet", Directives(max_snippet=0)),  # may be a second header, joined
        ("noarchive, max-snippet:0", Directives(noarchive=True, max_snippet=0)),
        ("unavailable_after: soon", NOTHING),
    ],
)
def test_directives_as_stated(text: str, wanted: Directives) -> None:
    assert of_text(text) == wanted


@pytest.mark.parametrize(
    "date",
    ["25 Jun 2027 15:00:00 GMT", "Friday, 25-Jun-27 15:00:00 UTC", "2027-06-25T18:30:00+03:30", "2027-06-25T15:00"],
)
def test_the_end_is_read_in_every_form_of_date(date: str) -> None:
    found = of_text(f"unavailable_after: {date}, noarchive")
    assert found == Directives(noarchive=True, unavailable_after=datetime(2027, 6, 25, 15, tzinfo=UTC))


def test_elements_and_header_count_together() -> None:
    head = '<meta name="Robots" content="max-snippet:90"><meta name="sarkhat" content="max-snippet:60">'
    head += '<meta name="googlebot" content="nosnippet">'
    taken = extract_page(page(head=head), URL, NOW, robots="noarchive")
    assert taken.directives == Directives(noarchive=True, max_snippet=60)
    assert extract_page(page(), URL, NOW).directives == NOTHING


def test_a_text_is_cut_between_words() -> None:
    text = "یک دو سه چهار"
    assert Article().capped(text) == text
    assert Article(max_snippet=len(text)).capped(text) == text
    assert Article(max_snippet=8).capped(text) == "یک دو…"
    assert Article(max_snippet=3).capped(text) == ""
    assert Article(max_snippet=0).capped(text) == ""
