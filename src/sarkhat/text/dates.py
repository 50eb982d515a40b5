"""Dates as Persian sites write them, read into instants, and instants written for readers.

`parse` tries, in this order: a numeric date (ISO, 1404/07/29, RFC 3339), a day with a month's
name (RFC 822, ۲۹ مهر, ۲۱ اکتبر ۲۰۲۵, ۱۰ حمل), a span ago (۳ ساعت پیش), a near day (دیروز), a
weekday, a bare time. A year from 1300 to 1500 is Jalali wherever it stands: feeds print
it in ISO and RFC 822 dates, where other readers take it for the Middle Ages.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final, Literal

from sarkhat.text.calendars import Calendar, spoken
from sarkhat.text.date_clock import Clock, ago, clock, near_day, zone_named
from sarkhat.text.date_days import Day, days, weekday
from sarkhat.text.date_writing import (
    TEHRAN,
    DayLine,
    Months,
    clock_time,
    day_line,
    day_month,
    long_date,
    relative,
    short_date,
)

__all__ = [
    "TEHRAN",
    "DayLine",
    "Found",
    "Months",
    "Precision",
    "clamp",
    "clock_time",
    "day_line",
    "day_month",
    "long_date",
    "parse",
    "relative",
    "short_date",
]

Precision = Literal["second", "minute", "hour", "day", "month"]

_LONGEST: Final = timedelta(days=36_525)
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A date found in a text.

    `at` is aware, in UTC; a day without a time is its midnight in the zone. `precision` is the
    smallest unit that the text gave. `evidence` is the text's own piece, folded, ASCII digits.
    """

    at: datetime
    precision: Precision
    calendar: Calendar
    evidence: str


def parse(text: str, now: datetime, zone: tzinfo = TEHRAN) -> Found | None:
    """The first date of the text, or None. `zone` holds where the text names none.

    A date without a year is the latest one that is not after tomorrow; `now` (aware) decides.
    """
    said = spoken(text[:300])
    here = now.astimezone(zone_named(said) or zone)
    try:
        found = _stamp(said) or _dated(said, here) or _ago(said, here) or _near(said, here)
        return found or _bare_time(said, here)
    except OverflowError:  # a day of the years 1 and 9999 may have no counterpart in UTC
        return None


def clamp(at: datetime, now: datetime) -> tuple[datetime, bool]:
    """(`at`, False), or (`now`, True) if `at` lies in the future or before 1990.

    A date before the Web is a program's zero, not the outlet's word.
    """
    if _EARLIEST <= at <= now:
        return at, False
    return now, True


_STAMP = re.compile(r"^(1\d{9})(\d{3})?$")
_ONLY_TIME = re.compile(r"^(?:ساعت:? ?)?\d{1,2}:\d{2}(?::\d{2})?[^\d]{0,24}$")


def _stamp(said: str) -> Found | None:
    """Seconds or milliseconds since 1970, when that is the whole text."""
    found = _STAMP.match(said)
    if not found:
        return None
    return Found(datetime.fromtimestamp(int(found[1]), UTC), "second", "gregorian", found[0])


def _dated(said: str, here: datetime) -> Found | None:
    return next((_at_day(said, day, here) for day in days(said, here)), None)


def _at_day(said: str, day: Day, here: datetime) -> Found:
    read = clock(f"{said[: day.start]} | {said[day.end :]}") if day.precision == "day" else None
    if read is None:
        at = datetime.combine(day.day, time(), here.tzinfo)
        return Found(at.astimezone(UTC), day.precision, day.calendar, said[day.start : day.end])
    at = datetime.combine(day.day, read.at, read.zone or here.tzinfo)
    return Found(at.astimezone(UTC), read.precision, day.calendar, said)


def _ago(said: str, here: datetime) -> Found | None:
    span = ago(said)
    if span is None or span.length > _LONGEST:
        return None
    return Found((here - span.length).astimezone(UTC), span.precision, "gregorian", span.evidence)


def _near(said: str, here: datetime) -> Found | None:
    """Yesterday, or the latest Tuesday, at the text's time."""
    back, named = near_day(said), weekday(said)
    if back is None and named is None:
        return None
    if back is None and named is not None:
        back = (here.weekday() - named[0]) % 7
    when = here.date() - timedelta(days=back or 0)
    return _at_day(said, Day(when, "gregorian", 0, 0), here)


def _bare_time(said: str, here: datetime) -> Found | None:
    """A time and nothing else but a zone: its latest occurrence."""
    read = clock(said) if _ONLY_TIME.match(said) else None
    if read is None:
        return None
    at = _latest(read, here)
    return Found(at.astimezone(UTC), read.precision, "gregorian", said)


def _latest(read: Clock, here: datetime) -> datetime:
    local = here.astimezone(read.zone) if read.zone else here
    at = datetime.combine(local.date(), read.at, local.tzinfo)
    return at if at <= here else datetime.combine(at.date() - timedelta(days=1), read.at, local.tzinfo)
