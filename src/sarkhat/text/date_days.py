"""Finding a day in a folded text: numeric, with a month's name, without a year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from sarkhat.text.calendars import (
    MONTHS,
    WEEKDAYS,
    Calendar,
    from_calendar,
    from_hijri,
    to_calendar,
    to_jalali,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in the folded text, and where; for a whole month its first day."""

    day: date
    calendar: Calendar
    start: int
    end: int
    precision: Literal["day", "month"] = "day"


def days(said: str, here: datetime) -> Iterator[Day]:
    """The days that the text (folded by `calendars.spoken`) may mean, the likeliest first.

    `here` is now, in the zone of the text; it decides about missing years.
    """
    for reader in (_numeric_day, _compact_day, _unix_day, _named_day, _american_day, _year_first_day, _whole_month):
        try:
            day = reader(said, here)
        except (ValueError, OverflowError):
            continue
        if day:
            yield day


def weekday(said: str) -> tuple[int, int, int] | None:
    """The first weekday named: its number (Monday is 0), start and end in the text."""
    found = _WEEKDAY.search(said)
    return (_WEEKDAYS[_key(found[1])], *found.span()) if found else None


_NUMERIC = re.compile(
    r"(?<![\d/.:])(?:(\d{4})( ?[-/.] ?)(\d{1,2})\2(\d{1,2})|(\d{1,2})( ?[-/.] ?)(\d{1,2})\6(\d{4}|\d{2}))(?![\d/])"
)
_COMPACT = re.compile(r"(?<!\d)(1[34]\d\d|20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=$|\D|\d{4}(?:\d\d)?(?:\D|$))")
_UNITS: Final = (
    "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم "
    "شانزدهم هفدهم هجدهم نوزدهم بیستم"
).split()
_ORDINALS: Final = {
    **{name: number for number, name in enumerate(_UNITS, 1)},
    **{f"بیست و {name}": 20 + number for number, name in enumerate(_UNITS[1:9], 2)},
    "یکم": 1, "بیست و یکم": 21, "سی ام": 30, "سیم": 30, "سی و یکم": 31, "هژدهم": 18,
}  # fmt: skip


def _any(names: Iterable[str]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", " ?") for name in ordered)


def _key(name: str) -> str:
    return name.replace(" ", "")


_MONTH: Final = _any(MONTHS)
_NAMED = re.compile(
    rf"(?:(?<![\d:])(\d{{1,2}})(?:st|nd|rd|th|ام|مه| ?م(?= ))?|(?<!\w)({_any(_ORDINALS)}))(?: ?روز)?(?: ماه)?"
    rf"[ ,\-/]*(?:of )?({_MONTH})(?: ?ماه)?(?![^\W\d])[ ,\-/]*(?:سال )?(?:(\d{{4}})(?!\d)|'?(\d{{2}})(?![\d:/]))?"
)
_AMERICAN = re.compile(rf"(?<!\w)({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)")
# As C's asctime and the Unix program date write it: the year stands behind the time.
_UNIX = re.compile(
    rf"(?<!\w)({_MONTH}) (\d{{1,2}}) \d{{1,2}}:\d\d(?::\d\d)?(?: [a-z]{{1,5}}| [+-]\d{{4}})? (\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\d:])(\d{{4}})(?: لمریز)?(?: کال د)?[ ,\-/]+({_MONTH})[ ,\-/]+(\d{{1,2}})(?:مه|م)?(?![\d:])"
)
_MONTH_ONLY = re.compile(rf"(?<!\w)(?<!\d )({_MONTH})(?: ?ماه)?,? (?:سال )?(\d{{4}})(?!\d)")
_MONTH_KEYS: Final = {_key(name): month for name, month in MONTHS.items()}
_WEEKDAYS: Final = {_key(name): number for name, number in WEEKDAYS.items()}
_ORDINAL_KEYS: Final = {_key(name): number for name, number in _ORDINALS.items()}
_WEEKDAY = re.compile(rf"(?<!\w)({_any(WEEKDAYS)})(?!\w)")


def _numeric_day(said: str, here: datetime) -> Day | None:
    found = _NUMERIC.search(said)
    if not found:
        return None
    if found[1]:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    else:
        day, month, year = int(found[5]), int(found[7]), int(found[8])
        if len(found[8]) == 2:
            year, day = _short_year(day, year, here)
        elif month > 12 and year > 1500:
            month, day = day, month
    calendar, when = _by_year(year, month, day, here)
    return Day(when, calendar, *found.span())


def _compact_day(said: str, here: datetime) -> Day | None:
    found = _COMPACT.search(said)
    if not found:
        return None
    calendar, when = _by_year(int(found[1]), int(found[2]), int(found[3]), here)
    return Day(when, calendar, *found.span())


def _by_year(year: int, month: int, day: int, here: datetime) -> tuple[Calendar, date]:
    """The calendar that the year tells. A Jalali date years ahead that is near in Hijri is Hijri."""
    if not 1300 <= year <= 1500:
        return "gregorian", date(year, month, day)
    if year > to_jalali(here.date())[0] + 5:
        hijri = from_hijri(year, month, day)
        if abs((hijri - here.date()).days) < 800:
            return "hijri", hijri
    return "jalali", from_calendar("jalali", year, month, day)


def _short_year(first: int, last: int, here: datetime) -> tuple[int, int]:
    """(year, day) of 04/07/29 or 29/07/04: Persian sites shorten Jalali years only."""
    latest = to_jalali(here.date())[0] % 100 + 1
    short, day = (last, first) if first > latest and last <= latest else (first, last)
    return (1400 if short <= latest else 1300) + short, day


def _named_day(said: str, here: datetime) -> Day | None:
    found = _NAMED.search(said)
    other = _YEAR_FIRST.search(said)
    if not found or (other and other.start() < found.start()):
        return None
    number = int(found[1]) if found[1] else _ORDINAL_KEYS[_key(found[2])]
    calendar, month = _MONTH_KEYS[_key(found[3])]
    if found[4] or found[5]:
        year = int(found[4]) if found[4] else _century(calendar, int(found[5]), here)
        calendar, when = _with_year(said, calendar, year, month, number)
    else:
        when = _latest(calendar, month, number, here)
    return Day(when, calendar, *found.span())


def _unix_day(said: str, _: datetime) -> Day | None:
    found = _UNIX.search(said)
    if not found:
        return None
    calendar, month = _MONTH_KEYS[_key(found[1])]
    calendar, when = _with_year(said, calendar, int(found[3]), month, int(found[2]))
    return Day(when, calendar, found.start(1), found.end(2))


def _american_day(said: str, _: datetime) -> Day | None:
    found = _AMERICAN.search(said)
    if not found:
        return None
    calendar, month = _MONTH_KEYS[_key(found[1])]
    calendar, when = _with_year(said, calendar, int(found[3]), month, int(found[2]))
    return Day(when, calendar, *found.span())


def _year_first_day(said: str, _: datetime) -> Day | None:
    """2025-Oct-21, ۱۴۰۴ مهر ۲۹, and Pashto's ۱۴۰۴ کال د تلې ۲۹مه."""
    found = _YEAR_FIRST.search(said)
    if not found:
        return None
    calendar, month = _MONTH_KEYS[_key(found[2])]
    calendar, when = _with_year(said, calendar, int(found[1]), month, int(found[3]))
    return Day(when, calendar, *found.span())


def _whole_month(said: str, _: datetime) -> Day | None:
    found = _MONTH_ONLY.search(said)
    if not found:
        return None
    calendar, month = _MONTH_KEYS[_key(found[1])]
    calendar, when = _with_year(said, calendar, int(found[2]), month, 1)
    return Day(when, calendar, *found.span(), "month")


def _with_year(said: str, calendar: Calendar, year: int, month: int, day: int) -> tuple[Calendar, date]:
    """A Gregorian month's name beside a Jalali year: a program printed the Jalali numbers.

    Unless the text's weekday says that only the year was swapped (Tue, 21 Oct 1404).
    """
    if calendar != "gregorian" or not 1300 <= year <= 1500:
        return calendar, from_calendar(calendar, year, month, day)
    named = weekday(said)
    meant = [*_tried("jalali", year, month, day), *_year_swapped(year, month, day)]
    fitting = [when for when in meant if named and when.weekday() == named[0]]
    if not meant:
        raise ValueError(f"no day {year}-{month}-{day} in the Jalali calendar")
    return "jalali", (fitting or meant)[0]


def _year_swapped(year: int, month: int, day: int) -> list[date]:
    near = _tried("gregorian", year + 621, month, day) + _tried("gregorian", year + 622, month, day)
    return [when for when in near if to_jalali(when)[0] == year]


def _tried(calendar: Calendar, year: int, month: int, day: int) -> list[date]:
    try:
        return [from_calendar(calendar, year, month, day)]
    except ValueError:
        return []


def _century(calendar: Calendar, short: int, here: datetime) -> int:
    this = to_calendar(calendar, here.date())[0]
    year = this - this % 100 + short
    return year if year <= this + 1 else year - 100


def _latest(calendar: Calendar, month: int, day: int, here: datetime) -> date:
    """The latest such day that is not after tomorrow (a leap day may be years ago)."""
    limit = here.date() + timedelta(days=1)
    this = to_calendar(calendar, limit)[0]
    for year in range(this, this - 9, -1):
        try:
            when = from_calendar(calendar, year, month, day)
        except ValueError:
            continue
        if when <= limit:
            return when
    raise ValueError(f"no day {day} in month {month} of the {calendar} calendar")
