"""Dates as asctime and the program `date` write them: the year stands behind the time."""

from datetime import UTC, datetime

import pytest

from sarkhat.text.dates import parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Fri Apr 28 19:20:36 CEST 2023", datetime(2023, 4, 28, 17, 20, 36, tzinfo=UTC)),
        ("Fri Apr 28 19:20:36 UTC 2023", datetime(2023, 4, 28, 19, 20, 36, tzinfo=UTC)),
        ("Sat Apr  1 09:05:00 2023", datetime(2023, 4, 1, 5, 35, tzinfo=UTC)),
        ("Fri Apr 28 19:20:36 +0330 2023", datetime(2023, 4, 28, 15, 50, 36, tzinfo=UTC)),
    ],
)
def test_the_year_behind_the_time_counts(text: str, at: datetime) -> None:
    found = parse(text, NOW)
    assert found is not None
    assert found.at == at
    assert found.precision == "second"


@pytest.mark.parametrize("text", ["9999-12-31 23:59 -14:00", "0001-01-01 00:00 +14:00"])
def test_a_day_without_a_counterpart_in_utc_is_none(text: str) -> None:
    assert parse(text, NOW) is None
