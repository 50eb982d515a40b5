"""Foreign text made fit for databases, XML and pages."""

from dataclasses import dataclass

import pytest

from sarkhat.text.html import plain
from sarkhat.text.sound import sound, sound_record


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("خبر \ud800 تازه", "خبر \ufffd تازه"),
        ("خبر\x00\x07\x1b تازه", "خبر تازه"),
        ("خبر \u202eوارونه\u202c", "خبر وارونه\u202c"),
        ("بی\ufffe\uffffجا", "بیجا"),
        ("سطر\n\tبعد", "سطر\n\tبعد"),
        ("می\u200cشود \u2067و\u2069 \u200f", "می\u200cشود \u2067و\u2069 \u200f"),
    ],
)
def test_only_what_breaks_others_goes(given: str, kept: str) -> None:
    assert sound(given) == kept


def test_entities_bring_nothing_past_it() -> None:
    assert plain("<p>خبر &#x202e;&#1;تازه\ud83d</p>") == "خبر تازه\ufffd"


def test_every_string_of_a_record_is_reached() -> None:
    @dataclass(frozen=True, slots=True)
    class Inner:
        text: str

    @dataclass(frozen=True, slots=True)
    class Outer:
        names: tuple[str, ...]
        inner: tuple[Inner, ...]
        hints: dict[str, str]
        number: int = 1

    made = sound_record(Outer(("الف\x00",), (Inner("ب\x00"),), {"پ": "ت\x00"}))
    assert made == Outer(("الف",), (Inner("ب"),), {"پ": "ت"})
