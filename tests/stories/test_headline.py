"""The headline of a story: what most outlets say, said plainly; the same rules for all."""

import pytest

from sarkhat.stories.headline import LONGEST, SHORTEST, Said, choose, signs


@pytest.mark.parametrize(
    ("title", "borne"),
    [
        ("شورای شهر بودجهٔ سال آینده را تصویب کرد", set()),
        ("شهردار: «این پل تا پاییز ساخته می‌شود»", set()),
        ("شرکت راه آهن خط تازهٔ ساحل را باز کرد", set()),
        ("۳ راننده در واژگونی اتوبوس زخمی شدند", set()),
        ("NATO and UNESCO envoys meet in the old harbour", set()),
        ("آیا شورای شهر بودجه را تصویب می‌کند", {"question"}),
        ("شورای شهر با بودجه چه می‌کند؟", {"question"}),
        ("شورای شهر سرانجام بودجه را تصویب کرد!", {"exclamation"}),
        ("«تا پاییز این پل را می‌سازیم»", {"quote"}),
        ("تصمیم جنجالی شورای شهر دربارهٔ بودجه", {"judgement"}),
        ("Council makes a SHOCKING decision on budget", {"judgement"}),
        ("لحظهٔ فروریختن پل قدیمی شهر + فیلم", {"bait"}),
        ("You won't believe what the council decided", {"bait"}),
        ("۷ نکته دربارهٔ بودجهٔ سال آیندهٔ شهر", {"list"}),
        ("Five things about the new city budget", {"list"}),
        ("فوری | شورای شهر بودجه را تصویب کرد", {"label"}),
        ("COUNCIL PASSES BUDGET after long debate", {"capitals"}),
        ("شورای شهر بودجه را تصویب کرد 🎉", {"emoji"}),
        ("شورای شهر پس از ساعت‌ها گفت‌وگو دربارهٔ…", {"cut"}),
        ("بودجه تصویب شد", {"length"}),
        ("بودجه " * 30, {"length"}),
    ],
)
def test_signs_of_load(title: str, borne: set[str]) -> None:
    assert signs(title) == borne


def test_the_length_allowed_is_that_which_is_published() -> None:
    assert {len(text) for text in ("ا" * SHORTEST, "ا" * LONGEST) if not signs(text)} == {20, 120}


def test_a_judging_word_that_others_say_too_is_no_sign() -> None:
    title = "حادثهٔ دلخراش در جادهٔ ساحلی شهر"
    assert signs(title, ["اتوبوسی در جادهٔ ساحلی واژگون شد"]) == {"judgement"}
    assert signs(title, ["اتوبوسی واژگون شد", "رئیس پلیس حادثه را دلخراش خواند"]) == set()


CENTRAL = Said(2, "b", "شورای نیلوفران بودجهٔ ۹۰۰ میلیاردی را تصویب کرد", "شورای نیلوفران بودجهٔ شهر را تصویب کرد.")
TOLD = [
    Said(1, "a", "دست رد شهر به سینهٔ پیمانکاران قدیمی", "شورای نیلوفران به بودجهٔ شهر رأی داد."),
    CENTRAL,
    Said(3, "c", "تصویب بودجهٔ ۹۰۰ میلیاردی نیلوفران در شورا"),
    Said(4, "d", "بودجهٔ نیلوفران در شورای شهر تصویب شد"),
]


def test_what_most_outlets_say_stands_before_what_came_first() -> None:
    assert choose(TOLD, TOLD).article != 1
    assert choose(TOLD[:2], TOLD) == CENTRAL


def test_of_two_as_central_the_one_without_a_sign() -> None:
    loud = Said(5, "e", CENTRAL.title + "!", CENTRAL.passage)
    assert choose([loud, CENTRAL], [*TOLD, loud]) == CENTRAL


def test_a_reprinted_headline_is_one_voice_and_its_first_outlet_has_it() -> None:
    reprints = [Said(10 + place, f"r{place}", TOLD[0].title, TOLD[0].passage) for place in range(6)]
    told = [*TOLD, *reprints]
    assert choose(told, told) in TOLD[1:]
    assert choose([TOLD[0], *reprints], told) == TOLD[0]


def test_one_outlet_alone_has_the_plainest_then_the_first() -> None:
    plain = [
        Said(1, "a", "چه شد که پل فرو ریخت؟"),
        Said(2, "a", "پل قدیمی رودخانه شبانه فرو ریخت"),
        Said(3, "a", "پل تازه‌ای ساخته می‌شود"),
    ]
    assert choose(plain, plain) == plain[1]


def test_of_two_outlets_none_is_central_and_the_first_plain_headline_stands() -> None:
    told = [
        Said(1, "a", "پل قدیمی چند تومان می‌ارزید؟", "پل قدیمی رودخانه فرو ریخت و کسی آسیب ندید."),
        Said(2, "b", "پل قدیمی رودخانه شبانه فرو ریخت"),
        Said(3, "b", "پل قدیمی رودخانه فرو ریخت و کسی آسیب ندید"),
    ]
    assert choose(told, told).article == 2


def test_other_languages_are_judged_by_the_same_rules() -> None:
    told = [
        Said(1, "a", "You won't believe what the harbour council did"),
        Said(2, "b", "Harbour council raises mooring fees by a tenth"),
        Said(3, "c", "Mooring fees rise by a tenth, says harbour council"),
    ]
    assert choose(told, told).article in (2, 3)
    with pytest.raises(ValueError, match=r"empty|arg"):
        choose([], told)
