"""Repair puts back ZWNJs and touches nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj import Change, changes, damage, repair, repair_together

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
def test_repairing_again_changes_nothing(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(st.lists(PERSIAN, max_size=6))
def test_texts_together_keep_their_letters(texts: list[str]) -> None:
    mended = repair_together(texts)
    assert [bare(text) for text in mended] == [bare(text) for text in texts]


@given(PERSIAN.filter(lambda text: damage(text) == "none"))
def test_an_undamaged_text_passes(text: str) -> None:
    assert repair(text) == text


def test_arabic_letters_are_read_and_kept() -> None:
    assert repair("او ميخواهد كتابهاي تازه را بخواند") == "او مي\u200cخواهد كتاب\u200cهاي تازه را بخواند"


def test_both_kinds_of_damage_in_one_text() -> None:
    text = "آنان میخواهند و نمیتوانند؛ خانه ای ندارند و کار های بسیار کرده اند و می روند."
    assert damage(text) == "mixed"
    assert repair(text).count(ZWNJ) == 6


def test_a_compound_written_apart_says_less_than_a_parted_affix() -> None:
    habit = "کارخانه ذوب آهن امروز باز شد."
    assert repair(habit) == habit
    assert repair(habit + " آنان می روند.") == "کارخانه ذوب\u200cآهن امروز باز شد. آنان می\u200cروند."


def test_code_and_whole_quotations_stay() -> None:
    assert repair("میخواهد `میرود` بنویسد و «کتاب ها» را").count("`میرود`") == 1
    quoted = "«نشست امروز برگزار شد»"
    assert quoted in repair(f"گزارشها میگویند {quoted} و میروند")


def test_a_word_with_a_mark_is_not_parted_before_it() -> None:
    assert "\u200c\u0654" not in repair("مذاکره\u0654 امروز نمیشود و پیاده\u0654 دیگر میرود")


def test_lines_that_came_together_share_their_damage() -> None:
    lines = [line.replace(ZWNJ, "") for line in [WHOLE, WHOLE, "کتاب‌ها اینجاست", "باران بارید."]]
    assert repair("کتابها اینجاست") == "کتابها اینجاست"
    assert repair_together(lines)[2] == "کتاب‌ها اینجاست"
    assert repair_together(lines)[3] == "باران بارید."


def test_a_habit_among_whole_lines_stays() -> None:
    assert repair_together([WHOLE] * 9 + ["کتابها و گزارشهای تازه"])[9] == "کتابها و گزارشهای تازه"


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
@pytest.mark.parametrize(("instead", "least"), [("", 0.935), (" ", 0.93)])
def test_quality_does_not_fall(instead: str, least: float) -> None:
    right = given_places = wanted = 0
    lines = (GOLD / "fa_perdt-ud-dev.txt").read_text(encoding="utf-8").splitlines()
    for line, mended in zip(lines, repair_together([line.replace(ZWNJ, instead) for line in lines]), strict=True):
        theirs, ours = marks(line), marks(mended)
        right, given_places, wanted = right + len(theirs & ours), given_places + len(ours), wanted + len(theirs)
    assert 2 * right / (given_places + wanted) >= least


def marks(text: str) -> set[int]:
    at, found = 0, set()
    for character in text:
        if character == ZWNJ:
            found.add(at)
        at += character not in (ZWNJ, " ")
    return found
