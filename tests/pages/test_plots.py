"""The small plots, as pure functions."""

from datetime import UTC, datetime, timedelta

import pytest

from sarkhat.pages.plots import BAR_HEIGHT, bars, columns, ranges

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def hours(*ago):
    return [NOW - timedelta(hours=hour) for hour in sorted(ago, reverse=True)]


def test_bars_count_hours_and_newest_stands_at_the_end_of_the_line():
    made = bars(hours(0.1, 0.2, 0.3, 0.4, 3.5, 30), NOW, rtl=True)
    assert [bar.height for bar in made][:4] == [BAR_HEIGHT, 1, 1, 4]
    assert made[0].x == 0
    assert bars(hours(0.1), NOW, rtl=False)[0].x == 55


def test_bars_without_news_are_flat():
    assert {bar.height for bar in bars([], NOW, rtl=True)} == {1}


def test_columns_fill_the_box_and_run_with_the_page():
    made = columns([0, 5, 10], rtl=False)
    assert [column.height for column in made] == [0.5, 50, 100]
    assert [column.y + column.height for column in made] == [100, 100, 100]
    assert made[0].x < made[1].x < made[2].x
    turned = columns([0, 5, 10], rtl=True)
    assert [column.x for column in turned] == [column.x for column in made[::-1]]
    assert columns([], rtl=True) == []
    assert columns([1], rtl=True, most=4)[0].height == 25


def test_ranges_stand_on_a_logarithmic_scale():
    made = ranges([(10, 100), None, (1, 10_000)], rtl=False, least=1, most=1000)
    assert [column.index for column in made] == [0, 2]
    assert (made[0].y, made[0].height) == (pytest.approx(33.33), pytest.approx(33.34))
    assert (made[1].y, made[1].height) == (0, 100)
    assert ranges([(10, 10)], rtl=False, least=1, most=1000)[0].height == 2
