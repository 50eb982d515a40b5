"""What the lexicon knows of a word, by its counts, by the lists and by conjugation; what is remembered of it."""

import pytest

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj import repair
from sarkhat.text.zwnj_features import cuts
from sarkhat.text.zwnj_lexicon import conjugated, lexicon, parse
from sarkhat.text.zwnj_memory import LONGEST, Memory

SMALL = parse(
    "W\tکتاب\nw\tراه\nj\tراه\u200cها\t90\ns\tکار\u200cگاه\n(\tنیم\n)\tها\nd\tبامداد\ne\tکاشان\nc\tرنگین\u200cکمان\nv\tدوید#دو"
)


def test_what_is_known_of_a_piece() -> None:
    pieces = ["کتاب", "راه", "راهها", "بامداد", "کاشان", "رنگینکمان", "دویدند", "دویده", "ژاژ"]
    assert "".join(map(SMALL.known, pieces)) == "prjdecft-"


def test_counts_are_no_part_of_what_the_lists_say() -> None:
    assert [SMALL.seen(word) for word in ("کتاب", "راهها", "بامداد")] == ["-", "-", "d"]


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("کار", "گاه", True),
        ("رنگین", "کمان", True),
        ("نیم", "سوز", True),
        ("ژاژ", "ها", True),
        ("کار", "کمان", False),
        ("گاه", "کار", False),
    ],
)
def test_where_it_is_worth_asking(first: str, second: str, asked: bool) -> None:
    assert SMALL.partible(first, second) is asked


@pytest.mark.parametrize(("first", "second"), sorted(lexicon().pairs)[::2000])
def test_no_pair_is_missed_by_the_quick_look(first: str, second: str) -> None:
    assert lexicon().opens.get(first, 0) + lexicon().follows.get(second, 0) > 1


def test_verbs_are_conjugated() -> None:
    forms = conjugated("رفت", "رو")
    assert {"رفتم", "رفت", "رفتند", "رویم", "رویند"} <= {form for form, kind in forms.items() if kind == "f"}
    assert forms["رفته"] == "t"
    assert "زنم" in conjugated("زد", "زن")


@pytest.mark.parametrize("word", ["می‌آموختند", "نمی‌خراشیدم", "می‌پیمودیم", "برنمی‌افروزد"])
def test_rare_verbs_are_parted(word: str) -> None:
    assert repair(f"آنها نمیخواهند و {word.replace(ZWNJ, '')}").endswith(word)


def test_a_word_of_the_list_stays_whole() -> None:
    whole = [word for word, kind in lexicon().listed.items() if kind == "d" and word not in lexicon().joined]
    for word in whole[::500]:
        assert repair(f"او نمیخواهد و میگوید {word}").endswith(word)


def test_a_word_can_be_parted_before_any_letter_that_leaves_a_known_piece() -> None:
    assert cuts("کتابژژ", SMALL) == [4]
    assert cuts("ژژژژ", SMALL) == []


def test_a_memory_asks_once_and_forgets_when_full() -> None:
    asked: list[str] = []
    memory = Memory(lambda word: asked.append(word) or len(word), most=2)
    assert [memory[word] for word in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert len(memory) == 2


def test_a_senseless_word_is_not_kept() -> None:
    memory = Memory(len)
    assert memory["x" * (LONGEST + 1)] == LONGEST + 1
    assert not memory
