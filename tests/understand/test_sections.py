"""Sections: as stated, and by words."""

import pytest

from made import NOON
from sarkhat.sources.records import SECTIONS
from sarkhat.understand.decide import understand
from sarkhat.understand.records import Item
from sarkhat.understand.sections import by_words, stated


@pytest.mark.parametrize(
    ("word", "section"),
    [
        ("اقتصادی", "economy"),
        ("اقتصادي", "economy"),
        ("Sports", "sport"),
        ("سیاست خارجی", "politics"),
        ("بین‌الملل", "world"),
        ("بین الملل", "world"),
        ("فرهنگ و هنر > سینما", "culture"),
        ("science", "science"),
        ("رياضة", "sport"),
        ("حوادث", "society"),
        ("صفحهٔ ویژه", ""),
        ("", ""),
    ],
)
def test_an_outlets_own_words(word: str, section: str) -> None:
    assert stated(word) == section


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("تیم فوتبال شهر با دو گل مهاجم تازه‌اش بازی را برد و سرمربی از بازیکنان تشکر کرد", "sport"),
        ("قیمت دلار و سکه در بازار امروز بالا رفت و شاخص بورس افت کرد", "economy"),
    ],
)
def test_words_tell_the_section(text: str, section: str) -> None:
    assert by_words(text)[0] == section


def test_a_text_of_unknown_words_is_other() -> None:
    assert by_words("qwrtz plmkn bvcxy") == ("other", 0.0)
    assert by_words("") == ("other", 0.0)


def test_the_statement_wins() -> None:
    text = "تیم فوتبال شهر با دو گل بازی را برد و سرمربی از بازیکنان تشکر کرد"
    found = understand(Item("1", "one", NOON, text, stated_section="economy"))
    assert (found.section, found.section_by) == ("economy", "stated")
    found = understand(Item("1", "one", NOON, text, stated_section="پروندهٔ ویژه"))
    assert (found.section, found.section_by) == ("sport", "words")
    assert found.section in SECTIONS
