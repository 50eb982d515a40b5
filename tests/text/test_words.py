"""Sentences are exact pieces of the text; words keep their joiners; tokens compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.persian import fold
from sarkhat.text.words import STOP_WORDS, sentences, shingles, tokens, words

TEXT = st.text(alphabet="ابکمی‌ها .؟!۱۲3،\n«»abU")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باران بارید. هوا سرد شد.", ["باران بارید.", "هوا سرد شد."]),
        ("نرخ رشد ۳.۵ درصد بود. چرا؟", ["نرخ رشد ۳.۵ درصد بود.", "چرا؟"]),
        ("نرخ رشد 3.5 درصد بود", ["نرخ رشد 3.5 درصد بود"]),
        ("دکتر ا. ب. کریمی آمد. سلام کرد!", ["دکتر ا. ب. کریمی آمد.", "سلام کرد!"]),
        ("او گفت: «می‌آیم.» و رفت.", ["او گفت: «می‌آیم.»", "و رفت."]),
        ("در سال ۳۰۰ ق.م. شهر ساخته شد.", ["در سال ۳۰۰ ق.م. شهر ساخته شد."]),
        ("Mr. Brown came. He left.", ["Mr. Brown came.", "He left."]),
        ("تیتر\nمتن خبر", ["تیتر", "متن خبر"]),
        ("صبر کن… رفت", ["صبر کن…", "رفت"]),
        ("نشانی example.com است. تمام", ["نشانی example.com است.", "تمام"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(TEXT)
def test_sentences_are_exact_pieces_in_order(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        at = text.index(sentence, at) + len(sentence)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌روم، کتاب‌ها را بیاورم.", ["می‌روم", "کتاب‌ها", "را", "بیاورم"]),
        ("رشد ۳٫۵ درصدی (۱۲,۰۰۰ نفر)", ["رشد", "۳٫۵", "درصدی", "۱۲,۰۰۰", "نفر"]),
        ("U.S. ارتش", ["U.S.", "ارتش"]),
        ("#سرخط @newsroom https://example.com/a?b=1.", ["#سرخط", "@newsroom", "https://example.com/a?b=1"]),
        ("تهران-مشهد", ["تهران", "مشهد"]),
        ("حتماً می‌آید", ["حتماً", "می‌آید"]),
        ("don't", ["don't"]),
        ("شبکهٔ 5G و COVID-19 و F-16", ["شبکهٔ", "5G", "و", "COVID-19", "و", "F-16"]),
        ("نامه به editor@example.org.", ["نامه", "به", "editor@example.org"]),
        ("۱۴۰۴/۰۷/۲۹ ساعت ۱۱:۰۴ تا ۵۰٪", ["۱۴۰۴/۰۷/۲۹", "ساعت", "۱۱:۰۴", "تا", "۵۰٪"]),
        ("سال ۳۰۰ ق.م. و ۱۳۲۰ ه.ش.", ["سال", "۳۰۰", "ق.م.", "و", "۱۳۲۰", "ه.ش."]),
        ("آن‌ها نمی‌خواهند، رفته‌اند", ["آن‌ها", "نمی‌خواهند", "رفته‌اند"]),
        ("؟!، «»", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("form", ["کتاب‌ها", "کتاب ها", "کتابها", "كتاب‌هاي", "کتاب‌هایشان", "کتاب"])
def test_the_plural_is_the_word(form: str) -> None:
    assert tokens(form) == ["کتاب"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("بزرگ‌ترین شهر", "بزرگ شهر"), ("می روند", "می‌روند"), ("سال ۱۴۰۴", "سال 1404")],
)
def test_tokens_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("word", ["دفتر", "دختر", "مشتری", "بها", "اشتها", "تنش", "آتش", "کشتی", "مردم", "وزیر"])
def test_whole_words_are_not_stripped(word: str) -> None:
    assert tokens(word) == [fold(word)]


def test_stop_words_go() -> None:
    assert tokens("این خبر را که او گفت") == ["خبر"]
    assert tokens("the news of the day") == ["news", "day"]
    assert all(word == fold(word) for word in STOP_WORDS)


def test_shingles() -> None:
    one = shingles("a b c d".split(), 2)
    assert len(one) == 3
    assert one & shingles("x b c y".split(), 2) == shingles(["b", "c"], 2)
    assert len(shingles(["a"], 3)) == 1
    assert shingles([], 3) == set()
    assert all(0 <= shingle < 2**64 for shingle in one)
    with pytest.raises(ValueError, match="at least 1"):
        shingles(["a"], 0)


def test_shingles_are_the_same_in_every_process() -> None:
    # A stored fingerprint must be met again after a restart: never Python's salted hash().
    assert shingles(["a", "b"], 2) == {0xBB37DEA5C027F928}


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.integers(1, 4))
def test_every_run_has_its_shingle(given_tokens: list[str], size: int) -> None:
    runs = {tuple(given_tokens[i : i + size]) for i in range(max(0, len(given_tokens) - size + 1))}
    assert len(shingles(given_tokens, size)) == (len(runs) or bool(given_tokens))
