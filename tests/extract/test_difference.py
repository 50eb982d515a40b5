"""The word-level difference and the kind of an edit, as pure functions."""

import pytest

from sarkhat.extract.difference import changes, compared, tokens, words_changed
from sarkhat.extract.fleeting import is_fleeting
from sarkhat.extract.severity import Wording, gravest

LONG = "بندی دربارهٔ رودخانه که هیچ واژه‌ای از آن در بند دیگر نیامده است."
OTHER = "کشاورزان جنوب امسال زودتر از همیشه خرما چیدند."


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in words_changed(old, new)]


def test_words_keep_their_half_spaces_and_marks_stand_apart() -> None:
    assert [token.text for token in tokens("می‌روم، «۱٬۲۳۴» نفر.")] == ["می‌روم", "،", "«", "۱٬۲۳۴", "»", "نفر", "."]


def test_whole_words_differ_not_letters() -> None:
    assert said("او می‌رود.", "او نمی‌رود.") == [("same", "او"), ("gone", "می‌رود"), ("new", "نمی‌رود"), ("same", ".")]


def test_spacing_joiners_and_arabic_letters_are_no_difference() -> None:
    assert said("كتاب ها را می روم", "کتاب‌ها را می‌روم") == [("same", "کتاب‌ها را می‌روم")]


def test_pieces_join_to_both_texts() -> None:
    old, new = "پل را ۴۳ نفر ساختند؛ و رفتند", "پل را ۶۱ نفر زود ساختند و رفتند!"
    line = words_changed(old, new)
    for left_out, whole in (("new", old), ("gone", new)):
        pieces = "".join(piece.text + " " * piece.after for piece in line if piece.kind != left_out)
        assert pieces.replace(" ", "") == whole.replace(" ", "")


def test_nothing_changed_is_nothing() -> None:
    assert changes(["یک", "دو"], ["یک", "دو"]) == []


def test_an_unlike_paragraph_is_one_gone_and_one_new() -> None:
    assert [line.kind for line in changes(["آب و هوا"], ["zzzzzzzz"])] == ["new", "gone"]


def test_a_moved_paragraph_is_told_as_moved_once() -> None:
    lines = compared([LONG, OTHER, "سوم"], [OTHER, "سوم", LONG])
    assert sorted(line.kind for line in lines) == ["moved", "same", "same"]


def test_a_paragraph_cut_in_two_is_no_change() -> None:
    assert changes([f"{LONG} {OTHER}"], [LONG, OTHER]) == []


def test_a_paragraph_put_in_before_an_edited_one_does_not_hide_the_edit() -> None:
    lines = changes([LONG], [OTHER, LONG.replace("رودخانه", "دریاچه")])
    assert [line.kind for line in lines] == ["new", "edited"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("او ۱۲ نفر را دید.", "او ۱۳ نفر را دید.", "number"),
        ("او دو نفر را دید.", "او سه نفر را دید.", "number"),
        ("او ۱۲ نفر را دید.", "او 12 نفر را دید.", "typo"),
        ("آقای کریمی آمد.", "آقای رحیمی آمد.", "name"),
        ("Then Anna left.", "Then Maria left.", "name"),
        ("کتابخانه باز شد.", "کتابخاته باز شد.", "typo"),
        ("او آمد، و رفت.", "او آمد و رفت.", "typo"),
        ("او می‌آید.", "او نمی‌آید.", "words"),
        ("شهردار راضی است.", "شهردار ناراضی است.", "words"),
        ("راه باز است.", "راه بسته است.", "words"),
    ],
)
def test_the_kind_of_an_edit(old: str, new: str, kind: str) -> None:
    assert gravest(Wording("تیتر", (old,)), Wording("تیتر", (new,))).kind == kind


def test_the_gravest_counts_and_says_what_went_and_came() -> None:
    old, new = Wording("تیتر", (LONG, "آمار: ۴۳ نفر؛ روز خوب")), Wording("تیتر", ("آمار: ۶۱ نفر؛ روز بد",))
    change = gravest(old, new)
    assert (change.kind, change.gone, change.new) == ("number", "۴۳", "۶۱")
    assert gravest(old, Wording("تیتری دیگر", new.paragraphs)).kind == "title"


@pytest.mark.parametrize(
    ("line", "fleeting"),
    [
        ("تعداد بازدید: ۱٬۲۳۴", True),
        ("۱۲۳ بازدید", True),
        ("زمان مطالعه: ۳ دقیقه", True),
        ("امروز یکشنبه ۲ آذر ۱۴۰۵ - ۱۱:۰۴", True),
        ("1,204 views", True),
        ("آگهی: فروش فرش", True),
        ("بازدید رئیس‌جمهور از بندر ۴ ساعت طول کشید.", False),
        ("شمار کشته‌شدگان: ۱۲", False),
        ("امروز ۱۲ نفر آمدند.", False),
        ("بازدید " + "1" * 60 + "x", False),
    ],
)
def test_what_changes_by_itself(line: str, fleeting: bool) -> None:
    assert is_fleeting(line) is fleeting
