"""Repair puts back ZWNJs and touches nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj import Change, changes, damage, repair

GOLD = Path(__file__).parents[2] / "../shared/data/ud-persian"
WHOLE = "او می‌خواهد کتاب‌های تازه را به خانه‌ای بزرگ‌تر ببرد، ولی نمی‌تواند؛ همسایه‌ها هم رفته‌اند."
PERSIAN = st.text(alphabet="ابپتمنیهکگسشرودخ می نمی ها های تر ای اند\u200c.،#@ aZ/:1۲\n", max_size=60)


def bare(text: str) -> str:
    return re.sub(r"[\u200c ]", "", text)


def test_joined_damage_is_repaired() -> None:
    damaged = WHOLE.replace(ZWNJ, "")
    assert damage(damaged) == "joined"
    assert repair(damaged) == WHOLE


def test_spaced_damage_is_repaired() -> None:
    damaged = WHOLE.replace(ZWNJ, " ")
    assert damage(damaged) == "spaced"
    assert repair(damaged) == WHOLE


def test_a_whole_text_passes_byte_for_byte() -> None:
    # Its writer leaves آنها joined and sets می apart once: his affair.
    text = WHOLE + " آنها می روند."
    assert damage(text) == "none"
    assert repair(text) == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "Hello, world", "اخبار العالم اليوم", "باران بارید و هوا سرد شد.", "دختر دکتر در دفتر بود و تنها ماند.",
     "https://example.com/میخواهم_بروم", "#میخواهم", "@میروند", "میدان و میز و میهن و میلاد", "x\u200cy"],
)  # fmt: skip
def test_left_alone(text: str) -> None:
    assert repair(text) == text


def test_addresses_names_and_tags_inside_damaged_text_stay() -> None:
    kept = "https://example.com/میروم #میرود @می_رود someone@example.com"
    assert repair(f"میخواهم {kept} میروند").split(" ", 1)[1].startswith(kept)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("نشاندهنده", "نشان‌دهنده"),
        ("می خواهیم", "می‌خواهیم"),
        ("نمیتوانند", "نمی‌توانند"),
        ("خبرگزاری ها", "خبرگزاری‌ها"),
        ("مهمترین کتابهایشان", "مهم‌ترین کتاب‌هایشان"),
        ("(میخواهد)", "(می‌خواهد)"),
        ("«رفته اند»", "«رفته‌اند»"),
    ],
)
def test_single_words(damaged: str, whole: str) -> None:
    assert repair(damaged) == whole


@given(PERSIAN)
def test_no_letter_ever_changes(text: str) -> None:
    mended = repair(text)
    assert bare(mended) == bare(text)
    assert mended.count(ZWNJ) >= text.count(ZWNJ)
    assert mended.count("\n") == text.count("\n")


@given(PERSIAN)
def test_what_changed_can_be_shown(text: str) -> None:
    mended = repair(text)
    rebuilt, shift = text, 0
    for change in changes(text, mended):
        at = change.start + shift
        assert rebuilt[at : at + len(change.before)] == change.before
        rebuilt = rebuilt[:at] + change.after + rebuilt[at + len(change.before) :]
        shift += len(change.after) - len(change.before)
    assert rebuilt == mended


def test_changes_name_the_words() -> None:
    before = "او میخواهد کتابهای ما را بخواند"
    assert changes(before, repair(before)) == [
        Change(3, "میخواهد", "می‌خواهد"),
        Change(11, "کتابهای", "کتاب‌های"),
    ]


@pytest.mark.skipif(not GOLD.exists(), reason="the edited sentences of UD Persian are not here")
@pytest.mark.parametrize(("instead", "least"), [("", 0.85), (" ", 0.85)])
def test_quality_does_not_fall(instead: str, least: float) -> None:
    right = given_places = wanted = 0
    for line in (GOLD / "fa_perdt-ud-dev.txt").read_text(encoding="utf-8").splitlines():
        theirs, ours = marks(line), marks(repair(line.replace(ZWNJ, instead)))
        right, given_places, wanted = right + len(theirs & ours), given_places + len(ours), wanted + len(theirs)
    assert 2 * right / (given_places + wanted) >= least


def marks(text: str) -> set[int]:
    at, found = 0, set()
    for character in text:
        if character == ZWNJ:
            found.add(at)
        at += character not in (ZWNJ, " ")
    return found
