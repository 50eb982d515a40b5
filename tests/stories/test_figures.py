"""Figures that contradict each other are found; numbers of different things are not set against each other."""

import pytest

from sarkhat.stories.figures import Differing, differing, figures


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("واژگونی اتوبوس در بافق ۱۲ کشته و ۷ زخمی برجا گذاشت", {"dead": (12,), "injured": (7,)}),
        ("کشته شدن سه نفر در ریزش معدن", {"dead": (3,)}),
        ("جان باختن ۴ نفر در سیل", {"dead": (4,)}),
        ("در این حادثه ۲ نفر جان باختند", {"dead": (2,)}),
        ("پلیس ۱٬۲۰۰ نفر را بازداشت کرد", {"arrested": (1200,)}),
        ("At least 14 people were killed and five injured", {"dead": (14,), "injured": (5,)}),
        ("تیم بانوان در دیدار پایانی ۳ بر ۱ پیروز شد", {"score": (3, 1)}),
        ("نرخ ارز به ۱۲ هزار رسید و ۲۰ کتاب رونمایی شد", {}),
        ("ساعت ۱۷:۳۰ روز ۲۵ آبان نشست برگزار می‌شود", {}),
        ("شهید بهشتی، خیابان ۱۲", {}),
    ],
)
def test_figures_of_a_text(text: str, said: dict[str, tuple[int, ...]]) -> None:
    assert figures(text) == said


def test_outlets_that_say_otherwise_are_named_the_smallest_figure_first() -> None:
    told = differing(
        {"a": "۱۲ کشته در بافق", "b": "۹ نفر کشته شدند", "c": "دوازده کشته در جاده", "d": "اتوبوسی واژگون شد"}
    )
    assert told == [Differing("dead", (((9,), ("b",)), ((12,), ("a", "c"))))]


def test_agreement_is_no_news() -> None:
    assert differing({"a": "۱۲ کشته در بافق", "b": "12 killed in Bafq"}) == []
    assert differing({}) == []
