"""Names in texts: the list, the rules of context, variants, evidence, Latin script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.persian import ZWNJ
from sarkhat.understand.names import CLUB, ORGANISATION, PERSON, PLACE, names_of


def found(text, language="fa"):
    return [(one.kind, one.key) for one in names_of(text, language)]


def keys(text, language="fa"):
    return [one.key for one in names_of(text, language)]


@pytest.mark.parametrize(
    "spelling",
    ["مسعود پزشکیان", "پزشکیان", "رئیس‌جمهور پزشکیان", "مسعود پزشكيان", f"مسعود{ZWNJ}پزشکیان", "دکتر پزشکیان"],
)
def test_all_spellings_of_a_name_are_one(spelling):
    text = f"امروز {spelling} به دیدار مردم رفت."
    (one,) = names_of(text)
    assert (one.kind, one.key, one.shown) == (PERSON, "مسعود-پزشکیان", "مسعود پزشکیان")
    assert text[one.start : one.end] in spelling


def test_the_half_space_parts_words_and_none_may_stand_for_it():
    assert keys("حزب‌الله بیانیه داد") == keys("حزب الله بیانیه داد") == ["حزب-الله"]


def test_hasty_hands_write_alef_without_its_hat():
    assert keys("بیانیهٔ وزارت اموزش و پرورش") == ["وزارت-آموزش-و-پرورش"]


def test_people_whom_the_list_does_not_know():
    text = "دکتر گلناز ورامینی‌پور گفت برف می‌بارد. سردار شمس‌آبادی هم آمد. ورامینی‌پور سپس رفت."
    assert keys(text)[:2] == ["گلناز-ورامینی-پور", "شمس-آبادی"]


def test_a_surname_alone_is_who_stands_in_the_text_with_the_whole_name():
    assert keys("بهروز کریمی به خانه رفت. کریمی فردا می‌آید. سردار کریمی خسته است.") == ["بهروز-کریمی"] * 3


def test_a_surname_of_two_people_is_nobody():
    assert keys("بهروز کریمی و بهنام کریمی رفتند. کریمی فردا می‌آید.") == ["بهروز-کریمی", "بهنام-کریمی"]


@pytest.mark.parametrize(
    "text",
    [
        "علی به مدرسه رفت.",  # a first name alone
        "امید داریم که پیروزی نزدیک باشد.",
        "صدای گرم او در خانه پیچید.",
        "استقلال کشور از همه مهم‌تر است.",
        "نور خورشید در مهر کم‌تر می‌شود.",
        "کشتی ملوان پیر در دریا ماند.",
    ],
)
def test_common_words_are_no_names(text):
    assert found(text) == []


def test_a_common_word_with_evidence_is_a_name():
    assert (CLUB, "استقلال") in found("بازیکن استقلال در دقیقهٔ نود گل زد و هواداران شاد شدند.")
    assert (PLACE, "نور") in found("مردم شهر نور از برف خوشحال شدند.")
    assert found("گزارش خبرنگار مهر از بازار") == [(ORGANISATION, "خبرگزاری-مهر")]


def test_a_word_of_two_names_is_told_by_the_rest():
    assert found("میلان با دو گل در لیگ برد.") == [(CLUB, "میلان-club")]
    assert found("نمایشگاه پوشاک میلان و رم گشایش یافت.")[-1] == (PLACE, "رم")


def test_heads_make_organisations_and_places():
    assert found("ارتش پاکستان رزمایش دارد.") == [(ORGANISATION, "ارتش-پاکستان")]
    assert found("وزارت دفاع روسیه تکذیب کرد.") == [(ORGANISATION, "وزارت-دفاع-روسیه")]
    assert found("دانشگاه شیراز تعطیل شد.") == [(ORGANISATION, "دانشگاه-شیراز")]


def test_hashtags_hold_names():
    assert keys("#اخبار_سیستان_و_بلوچستان") == ["سیستان-و-بلوچستان"]


def test_handles_and_addresses_hold_none():
    assert found("@tehran_iran https://example.org/ایران") == []


def test_a_name_does_not_reach_over_a_line_or_a_stop():
    assert "علی-دایی" not in keys("سلام علی\nدایی من آمد")
    assert keys("ایالات متحده")  # the whole name at the very end
    assert keys("ایالات") == []


def test_latin_names_are_runs_of_capitals_inside_a_sentence():
    text = "Yesterday Senator Bella Marwick of Larkton met Donald Trump at the Bank of Larkton. Nobody knew."
    assert found(text, "en") == [
        (PERSON, "bella-marwick"),
        ("other", "larkton"),
        (PERSON, "دونالد-ترامپ"),
        (ORGANISATION, "bank-of-larkton"),
    ]


def test_in_a_headline_of_capitals_only_the_list_speaks():
    line = "Marwick Budget Plan Passes Senate Before Summer"
    assert keys(line, "en") == ["سنای-آمریکا"]


def test_a_genitive_is_the_same_name():
    assert keys("they heard Bella Marwick's answer and Trump’s reply", "en") == ["bella-marwick", "دونالد-ترامپ"]


def test_a_small_letter_is_no_name():
    assert found("they had a nice meta reading in turkey", "en") == []


def test_latin_in_persian_needs_more_than_a_word():
    assert found("واکسن HPV و فناوری VAR و سنتکام (CENTCOM)") == [(ORGANISATION, "سنتکام")] * 2


@given(st.text(alphabet="علی رضا پور.:\nدکتر‌شهر استان ABC abc_#@،و", max_size=120))
def test_places_are_in_order_and_never_overlap(text):
    named = names_of(text)
    ends = [0, *(one.end for one in named)]
    assert all(before <= one.start < one.end <= len(text) for before, one in zip(ends, named, strict=False))
    assert all(one.key and not one.key.startswith("-") for one in named)
