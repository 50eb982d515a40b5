"""Pieces that tell several things at once."""

import pytest

from made import NOON
from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece
from sarkhat.stories.roundup import is_roundup

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد"
SEVERAL = f"♦️\n#چند_خبر_کوتاه\n🔹\n{BRIDGE}\n🔹\nتیم والیبال بانوان قهرمان لیگ شد\n🔹\nبهای زعفران پایین آمد"


@pytest.mark.parametrize(
    "text",
    [
        SEVERAL,
        "سرخط خبرهای سه‌شنبه ۳ آذر\nیک خبر از بازار",
        "صفحهٔ نخست روزنامه‌های امروز",
        "مهم‌ترین خبرهای امروز را اینجا بخوانید",
        "برنامه‌ دیدارهای‌ امروز؛\nدو تیم",
        "News in brief\nA bridge opens",
        "Morning Briefing: bridges and boats",
        "Итоги дня\nМост открыт",
        "أبرز الأخبار اليوم\nجسر جديد",
        "از تازه‌ها غافل نمانید\n" + "\n".join(f"خبر شمارهٔ {n} از شهر ما\nsarkhat.example/{n}" for n in range(4)),
    ],
)
def test_a_list_of_several_things(text: str) -> None:
    assert is_roundup(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        BRIDGE,
        f"سرخط تازهٔ مترو گشوده شد\n{BRIDGE}",
        "گزیدهٔ جشنواره معرفی شد\n- فیلم باران\n- فیلم برف\n- فیلم باد",
        "شهردار: پل می‌سازیم\n🔹 بودجه رسید\n🔹 کارگران آمدند\n🔹 سنگ‌ها را آوردند",
        "Headline writers meet in Shiraz",
        "پیام تسلیت شهردار به مردم",
        "خبری از شهر\n" + "\n".join(f"sarkhat.example/{n}" for n in range(4)),  # shares, not a list
    ],
)
def test_one_thing(text: str) -> None:
    assert not is_roundup(text)


def test_a_roundup_joins_no_story_and_bridges_none() -> None:
    told = [(BRIDGE, "الف"), (SEVERAL, "ب"), ("تیم والیبال بانوان قهرمان لیگ شد و جام را برد", "پ"), (SEVERAL, "ت")]
    pieces = [Piece(source, source, NOON, text) for text, source in told]
    placed = {piece.id: piece.story for piece in place_all(pieces)}
    assert placed == {"الف": "الف", "ب": "ب", "پ": "پ", "ت": "ب"}  # its copy goes with it
