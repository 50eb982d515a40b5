"""What is learned of a watch's rhythm, and when it is looked at again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.harvest import rhythm
from sarkhat.harvest.holidays import is_holiday
from sarkhat.harvest.rhythm import Rhythm, observed, rate, seconds_to_wait, unpack

MONDAY = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)  # noon in Tehran
DAY = 86_400


def every(minutes: float, count: int, until: datetime = MONDAY) -> list[datetime]:
    return [until - timedelta(minutes=minutes * number) for number in range(count)]


def lived(days: int, hours: range, until: datetime = MONDAY, weekdays: range = range(7)) -> Rhythm:
    """Visited each hour for so many days; four items in each of those hours (Tehran) on those weekdays."""
    packed, at = b"", until - timedelta(days=days)
    while at < until:
        at += timedelta(hours=1)
        local = at - timedelta(minutes=1) + timedelta(hours=3.5)
        news = 4 if local.hour in hours and local.weekday() in weekdays else 0
        packed = observed(packed, at, news, every(14, news, at)).pack()
    return unpack(packed)


def test_a_first_answer_is_history() -> None:
    hourly = observed(b"", MONDAY, 30, every(60, 30))
    assert 0.6 < rate(hourly, MONDAY) < 1.6
    assert rate(observed(b"", MONDAY, 30, every(10, 30)), MONDAY) > 3 * rate(hourly, MONDAY)
    old = observed(b"", MONDAY, 30, every(1, 30, MONDAY - timedelta(days=900)))
    assert rate(old, MONDAY) < 0.02


def test_dates_that_a_server_makes_up_are_no_history() -> None:
    assert rate(observed(b"", MONDAY, 30, [MONDAY] * 30), MONDAY) == rate(Rhythm(), MONDAY)


def test_nothing_known_has_a_rate_of_its_own() -> None:
    assert 300 < seconds_to_wait(Rhythm(), MONDAY, 4 * 3600) < 1200


def test_hours_of_the_day_are_learned() -> None:
    morning = lived(21, range(8, 12))
    assert rate(morning, MONDAY - timedelta(hours=2)) > 3
    assert rate(morning, MONDAY + timedelta(hours=3)) < 0.7
    evening = MONDAY + timedelta(hours=10)
    assert seconds_to_wait(morning, evening, 4 * 3600) > 2 * seconds_to_wait(
        morning, MONDAY - timedelta(hours=2), 14_400
    )


def test_the_night_before_a_lively_morning_ends_with_it() -> None:
    known = lived(21, range(8, 24))
    before = MONDAY.replace(hour=2, minute=30)  # six in the morning there
    wait = seconds_to_wait(known, before, 4 * 3600)
    assert 3 * seconds_to_wait(known, MONDAY, 4 * 3600) < wait < 7200 + 900


def test_weekdays_are_learned() -> None:
    working = lived(28, range(24), weekdays=range(0, 4))
    friday = MONDAY - timedelta(days=3)
    assert rate(working, friday) < rate(working, MONDAY) / 3


def test_holidays_are_days_of_their_own() -> None:
    assert is_holiday(date(2026, 3, 21))  # Nowruz
    assert is_holiday(date(2026, 2, 11))
    assert is_holiday(date(2026, 6, 4))  # the 14th of Khordad
    assert not is_holiday(date(2026, 6, 3))
    quiet = Rhythm(day_items=[0.0] * 8, day_due=[0.0] * 7 + [40.0])
    noon = datetime(2026, 6, 4, 8, 30, tzinfo=UTC)
    assert rate(quiet, noon) < rate(quiet, noon - timedelta(days=1)) / 3


@pytest.mark.parametrize("year", range(2020, 2040))
def test_a_year_has_as_many_holidays_as_the_calendar_says(year: int) -> None:
    days = [date.fromordinal(date(year, 3, 21).toordinal() + n) for n in range(365)]
    assert 22 <= sum(map(is_holiday, days)) <= 29


def test_the_past_fades() -> None:
    lively = observed(b"", MONDAY, 30, every(10, 30))
    packed, at = lively.pack(), MONDAY
    for _ in range(14 * 24):
        at += timedelta(hours=1)
        packed = observed(packed, at, 0, ()).pack()
    assert rate(unpack(packed), at) < rate(lively, at) / 20


def test_an_item_counts_when_it_appeared_and_its_lag_is_known() -> None:
    packed = observed(b"", MONDAY, 0, ()).pack()
    late = observed(packed, MONDAY + timedelta(hours=1), 1, [MONDAY - timedelta(hours=3)])
    assert late.items[12] + late.items[13] == 1
    assert late.lag == pytest.approx(0.1 * 3 * 3600)
    undated = observed(packed, MONDAY + timedelta(minutes=30), 2, ())
    assert sum(undated.items) == 2


def test_what_a_full_answer_hid_says_nothing() -> None:
    """After a long time away a feed shows only its last hour; the hours before it were not watched."""
    packed = observed(b"", MONDAY, 30, every(4, 30)).pack()
    back = MONDAY + timedelta(days=3)
    assert rate(observed(packed, back, 30, every(4, 30, back)), back) > 8


def test_the_wait_is_the_cube_root_of_the_rate() -> None:
    def wait(items: float) -> float:
        steady = Rhythm(items=[items * 1e6] * 24, hours=[1e6] * 24)
        return seconds_to_wait(steady, MONDAY, 1e6, at_one=450)

    assert wait(1) == pytest.approx(450, rel=0.01)
    assert wait(8) == pytest.approx(225, rel=0.01)
    assert wait(1 / 8) == pytest.approx(900, rel=0.01)


def test_next_to_nothing_expected_is_left_alone() -> None:
    dead = Rhythm(hours=[500.0] * 24)
    assert seconds_to_wait(dead, MONDAY, 4 * 3600) == 4 * 3600


@given(
    gaps=st.lists(st.tuples(st.integers(-DAY, 40 * DAY), st.integers(0, 50)), max_size=8),
    junk=st.binary(max_size=300),
    far=st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 28), timezones=st.just(UTC)),
)
def test_whatever_comes_the_wait_is_a_wait(gaps: list[tuple[int, int]], junk: bytes, far: datetime) -> None:
    packed, at = junk, MONDAY
    for seconds, news in gaps:
        at += timedelta(seconds=seconds)
        known = observed(packed, at, news, [far, at])
        assert 0 < seconds_to_wait(known, at, 14_400) <= 14_400
        packed = known.pack()
        assert rhythm.unpack(packed).pack() == packed
