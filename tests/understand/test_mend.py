"""What the web broke in a Persian article's words is made good, and nothing else is touched."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarkhat.text.direction import CONTROL
from sarkhat.text.persian import normalise_letters
from sarkhat.understand.mend import damage, is_persian, mended
from sarkhat.understand.records import Wording

WHOLE = "او می‌گوید کتاب‌ها را دیده است و نمی‌خواهد برگردد."


def wording(*texts: str, title: str = "") -> Wording:
    return Wording(title, "", "", tuple(("p", text) for text in texts))


def one(text: str) -> str:
    return mended(wording(text)).blocks[0][1]


def test_sound_words_pass_as_they_are() -> None:
    raw = wording(WHOLE, "و یک بند کوتاه", title="تیتری بی‌عیب")
    assert mended(raw) == raw
    assert damage(raw, raw) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("او می گوید کتاب ها را دیده است و نمی خواهد برگردد.", "spaced"),
        ("او میگوید کتابها را دیده است و نمیخواهد برگردد.", "joined"),
        ("او می‌گويد كتاب‌ها را ديده است و نمی‌خواهد برگردد.", "letters"),
        ("\u200fاو می‌گوید کتاب‌ها را دیده است و نمی‌خواهد برگردد.\u202c", "marks"),
        ("او مي گويد كتاب ها را ديده است و نمي خواهد برگردد.\u200f", "spaced letters marks"),
    ],
)
def test_each_kind_of_damage_is_made_good_and_named(text: str, kind: str) -> None:
    raw = wording(text)
    assert one(text) == WHOLE
    assert damage(raw, mended(raw)) == kind


def test_fields_are_judged_together() -> None:
    alone = "گزارش: کار می کنند"
    damaged = "او می گوید کتاب ها را دیده است و نمی خواهد برگردد. " * 4
    assert mended(wording(damaged, title=alone)).title == "گزارش: کار می‌کنند"


def test_arabic_within_a_persian_article_keeps_its_letters() -> None:
    verse = "إن الذين آمنوا وعملوا الصالحات كانت لهم جنات الفردوس نزلا خالدين فيها لا يبغون عنها حولا"
    said = "او در آغاز جلسه اين آيه را برای همه می‌خواند و از آن‌ها خواست که آن را تکرار كنند:"
    got = mended(wording(said, verse))
    assert [text for _, text in got.blocks] == [said.replace("ي", "ی").replace("ك", "ک"), verse]


def test_arabic_that_was_taken_for_persian_keeps_its_letters() -> None:
    raw = wording("إطلاق صاروخي جديد على المدينة", title="إطلاق صاروخي جديد")
    assert mended(raw) == raw


def test_hamza_and_ta_marbuta_addresses_and_tags_stay() -> None:
    kept = "این‌ها مسأله، هيأت، مؤسسه و ثقة است"
    assert one(kept) == kept.replace("ي", "ی")
    assert one("گفت كه https://a.example/كتاب و #كتاب را ببيند") == "گفت که https://a.example/كتاب و #كتاب را ببیند"


@pytest.mark.parametrize(("tag", "answer"), [("fa", True), ("fa-AF", True), ("fan", False), ("ar", False), ("", False)])
def test_which_tags_are_persian(tag: str, answer: bool) -> None:
    assert is_persian(tag) is answer


def seen(text: str) -> str:
    """The text without all that mending may add or take."""
    return re.sub("[ \u200c]", "", CONTROL.sub("", normalise_letters(text)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="ابپتمنیيكکهرد ة‌\u200f\u202b\u202c.«»A1"), min_size=1, max_size=4))
def test_no_letter_changes_but_by_the_declared_folds(texts: list[str]) -> None:
    raw = wording(*texts)
    got = mended(raw)
    for (_, before), (_, after) in zip(raw.blocks, got.blocks, strict=True):
        assert seen(before) == seen(after)
    assert (damage(raw, got) == "") == (raw == got)
