"""Sections: as stated, and by words."""

import importlib
import sys
from pathlib import Path

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
        ("Wirtschaft", "economy"),
        ("faits-divers", "society"),
        ("Política | Internacional", "politics"),
        ("Экономика", "economy"),
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
    hungarian = "Az önkormányzat tegnap megnyitotta a hidat a folyó fölött, és a polgármester megköszönte a munkát."
    assert by_words(hungarian) == ("other", 0.0)
    assert by_words("") == ("other", 0.0)


def test_the_statement_wins() -> None:
    text = "قیمت دلار و سکه در بازار امروز بالا رفت و شاخص بورس افت کرد"
    found = understand(Item("1", "one", NOON, text, stated_section="politics"))
    assert (found.section, found.section_by) == ("politics", "stated")
    found = understand(Item("1", "one", NOON, text, stated_section="پروندهٔ ویژه"))
    assert (found.section, found.section_by) == ("economy", "words")
    assert found.section in SECTIONS


def test_a_plainly_wrong_statement_does_not() -> None:
    text = "تیم فوتبال شهر با دو گل بازی را برد و سرمربی از بازیکنان تشکر کرد"
    found = understand(Item("1", "one", NOON, text, stated_section="world"))
    assert (found.section, found.section_by) == ("sport", "words")
    found = understand(Item("1", "one", NOON, text, stated_section="ورزشی"))
    assert (found.section, found.section_by) == ("sport", "stated")


def test_what_was_learned_stays(shared_data: Path) -> None:
    """A gate on what the training keeps out (measured .78 and .75)."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
    try:
        sets = importlib.import_module("section_sets")
    finally:
        sys.path.pop(0)
    for name, least in (("posts", 0.74), ("hamshahri", 0.70)):
        kept = [one for one in sets.material(shared_data) if one.kept and one.set == name]
        right = [by_words(one.text, one.title)[0] == one.section for one in kept]
        assert sum(right) / len(right) > least, name
