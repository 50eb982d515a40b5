"""Folding: what compares equal, what stays apart, and that folding twice is folding once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.persian import fold, normalise_letters, persian_digits, search_fold

LETTERS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("آابتکكیيىهۀةأؤئء۱٢3 \u200c\u200f\u0640\u064eمیها"))
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب علي", "کتاب علی"),
        ("خانۀ ما", "خانه ما"),
        ("خانهٔ ما", "خانه ما"),
        ("مسأله", "مساله"),
        ("مسئله", "مسیله"),
        ("سال ١٤٠٤", "سال 1404"),
        ("سال ۱۴۰۴", "سال 1404"),
        ("مُحَمَّد", "محمد"),
        ("ســلام", "سلام"),
        ("\u202bسلام\u202c", "سلام"),
        ("می‌شود", "میشود"),
        ("  دو \n واژه ", "دو واژه"),
        ("IRNA", "irna"),
        ("ﻻﻟﻪ", "لاله"),
        ("جزء", "جز"),
        ("ٲب", "اب"),
        ("سوٴال", "سوال"),
        ("مؤمن", "مومن"),
        ("مدرسة", "مدرسه"),
        ("مصطفى", "مصطفی"),
        ("۵۰٪", "50%"),
    ],
)
def test_equal_after_folding(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("آب", "اب"), ("سیر", "شیر"), ("کار", "گار"), ("3", "4")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "forms",
    [
        ("کتاب‌ها", "کتاب ها", "کتابها"),
        ("کتاب‌هایشان", "کتاب هایشان", "کتابهایشان"),
        ("می‌خواهد", "می خواهد", "میخواهد"),
        ("نمی‌رود", "نمی رود", "نميرود"),
        ("بزرگ‌ترین", "بزرگ ترین", "بزرگترین"),
        ("رفته‌اند", "رفته اند", "رفتهاند"),
        ("بین‌الملل", "بین الملل", "بين الملل"),
    ],
)
def test_search_fold_meets_every_spelling(forms: tuple[str, ...]) -> None:
    assert len({search_fold(form) for form in forms}) == 1


def test_search_fold_keeps_words_apart() -> None:
    assert search_fold("خانه ای‌کاش") != search_fold("خانهایکاش")
    assert search_fold("دو کتاب") == "دو کتاب"


@given(LETTERS)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert search_fold(search_fold(text)) == search_fold(text)


@given(LETTERS)
def test_a_folded_text_has_one_kind_of_space_and_no_joiner(text: str) -> None:
    folded = fold(text)
    assert "\u200c" not in folded
    assert folded == " ".join(folded.split())


def test_digits_of_three_scripts() -> None:
    assert persian_digits("12٣۴") == "۱۲۳۴"


def test_display_folds_only_the_declared_letters() -> None:
    assert normalise_letters("علي كتاب مسأله‌ها ة ﻻ") == "علی کتاب مسأله‌ها ة لا"
    assert normalise_letters("۱۰ ﷼ ﷺ \ufe76") == "۱۰ ﷼ ﷺ \ufe76"
