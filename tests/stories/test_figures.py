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
        ("بازی ۳ بر صفر تمام شد؛ ست‌ها ۲۵–۱۹، ۲۵–۲۲ و ۲۴–۲۱", {}),
        ("لیگ: برد ۲-۱ در ساحل؛ میزبان ۲-۱ جلو افتاده بود", {"score": (2, 1)}),
        ("ساعت بازی ۹۲:۴۰ را نشان می‌داد", {}),  # a time, no score
        ("بازی میزبان در لیگ 3:1 تمام شد", {"score": (3, 1)}),
        ("نرخ ارز به ۱۲ هزار رسید و ۲۰ کتاب رونمایی شد", {}),
        ("ساعت ۱۷:۳۰ روز ۲۵ آبان نشست برگزار می‌شود", {}),
        ("شهید بهشتی، خیابان ۱۲", {}),
        ("شمار زخمی‌های زمین‌لرزهٔ شرق جزیره به ۲۷ نفر رسید", {"injured": (27,)}),
        ("تعداد بازداشت‌شدگان در بندر را ۱۴ تن اعلام کردند", {"arrested": (14,)}),
        ("The number of injured rises to 40 in the harbour fire", {"injured": (40,)}),
        ("شمار زخمی‌ها روشن نیست و ۱۲ خانه آسیب دید", {}),
    ],
)
def test_figures_of_a_text(text: str, said: dict[str, tuple[int, ...]]) -> None:
    assert figures(text) == said


def test_outlets_that_say_otherwise_are_told_the_smallest_figure_first() -> None:
    told = [
        ("a", "۱۲ کشته در بافق"),
        ("b", "۹ نفر کشته شدند"),
        ("c", "دوازده کشته در جاده"),
        ("d", "اتوبوسی واژگون شد"),
    ]
    assert differing(told) == [Differing("dead", (((9,), (1,)), ((12,), (0, 2))))]


def test_an_outlets_latest_figure_counts_also_where_its_latest_article_has_none() -> None:
    told = [("a", "۳ مصدوم در زلزله"), ("b", "۲۷ مصدوم در زلزله"), ("a", "شمار مصدومان زلزله به ۲۷ نفر رسید")]
    assert differing(told) == []
    assert differing([*told[:2], ("b", "گروه‌های امداد راه افتادند")])[0].told == (((3,), (0,)), ((27,), (1,)))


def test_agreement_is_no_news() -> None:
    assert differing([("a", "۱۲ کشته در بافق"), ("b", "12 killed in Bafq")]) == []
    assert differing([]) == []
