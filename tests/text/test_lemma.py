"""Lemmas: the forms of a word meet, different words never do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.lemma import lemma
from sarkhat.text.persian import fold


def _pairs(name: str) -> list[list[str]]:
    return [line.split() for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]


SAME, APART = _pairs("lemmas_same.txt"), _pairs("lemmas_apart.txt")


def test_the_lists_are_long_enough() -> None:
    assert len(SAME) >= 150
    assert len(APART) >= 150


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert lemma(one) == lemma(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert lemma(one) != lemma(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("رفته‌اند", "رفتن"),
        ("نوشته‌ام", "نوشتن"),
        ("نوشته‌ها", "نوشته"),
        ("می‌دانی", "دانستن"),
        ("میدانی", "میدانی"),
        ("كتاب‌هاي", "کتاب"),
        ("Reuters", "reuters"),
        ("۱۴۰۴", "1404"),
        ("", ""),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


@given(st.text(alphabet="ابتدرشکگنویمه\u200cآئ", max_size=12))
def test_a_lemma_is_folded(word: str) -> None:
    assert fold(lemma(word)) == lemma(word)
