"""The plot of coverage: lanes of outlets, time with the page, lines from originals to copies."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sarkhat.pages.lanes import HEAD, LANES, ROW, Entry, plot

START = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
TEHRAN = ZoneInfo("Asia/Tehran")


def made(*entries, rtl=False, zone=UTC):
    return plot([Entry(START + timedelta(minutes=minutes), *rest) for minutes, *rest in entries], rtl, zone)


def test_each_outlet_has_a_lane_in_the_order_in_which_they_came():
    drawn = made((0, 7), (10, 3), (20, 7))
    assert drawn.outlets == [7, 3]
    first, second, third = drawn.dots
    assert first.y == third.y == HEAD + ROW // 2
    assert second.y == first.y + ROW
    assert drawn.rows == [first.y, second.y]
    assert drawn.height == HEAD + 2 * ROW


@pytest.mark.parametrize("rtl", [False, True])
def test_time_runs_with_the_page(rtl):
    across = [dot.x for dot in made((0, 1), (10, 2), (40, 3), rtl=rtl).dots]
    assert across == sorted(across, reverse=rtl)
    assert min(across) > 0
    assert max(across) < 100
    assert across[1] == pytest.approx(26.25 if not rtl else 73.75)


def test_a_line_leads_from_the_original_to_each_copy():
    drawn = made((0, 1), (10, 2), (20, 3, 1))
    way, (_, original, copy) = drawn.ways[0], drawn.dots
    assert (way.x, way.y, way.to_x, way.to_y) == (original.x, original.y, copy.x, copy.y)
    assert [dot.copy for dot in drawn.dots] == [False, False, True]


def test_many_outlets_share_the_last_lane():
    drawn = made(*((number, number) for number in range(LANES + 5)))
    assert len(drawn.outlets) == LANES - 1
    assert drawn.more == 6
    assert len({dot.y for dot in drawn.dots}) == len(drawn.rows) == LANES
    assert made(*((number, number) for number in range(LANES))).more == 0


def test_ticks_are_round_times_of_the_readers_clock():
    drawn = made((0, 1), (150, 2), zone=TEHRAN)  # 13:10 to 15:40
    assert [f"{tick.at:%H:%M}" for tick in drawn.ticks] == ["13:30", "14:00", "14:30", "15:00", "15:30"]
    assert not any(tick.is_day for tick in drawn.ticks)
    days = made((0, 1), (4 * 1440, 2), zone=TEHRAN).ticks
    assert [tick.is_day for tick in days] == [True] * len(days)
    assert 3 <= len(days) <= 5


@pytest.mark.parametrize("minutes", [0, 1, 7, 200, 3000, 50_000, 900_000, 9_000_000])
def test_never_many_ticks_and_none_at_the_edge(minutes):
    ticks = made((0, 1), (minutes, 2)).ticks
    assert len(ticks) <= 6
    assert all(8 <= tick.x <= 92 for tick in ticks)


def test_one_article_stands_where_time_begins():
    drawn = made((0, 1), rtl=True)
    assert drawn.dots[0].x > 95
    assert drawn.ticks == []
