"""Instants written for readers, in Persian (Jalali) and English (Gregorian).

`months="afghan"` gives the months of both calendars the names that Afghanistan uses: for outlets of that country.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sarkhat.text.calendars import (
    AFGHAN_FA,
    GREGORIAN_AFGHAN,
    GREGORIAN_EN,
    GREGORIAN_FA,
    HIJRI_EN,
    HIJRI_FA,
    JALALI_EN,
    JALALI_FA,
    WEEKDAYS_EN,
    WEEKDAYS_FA,
    to_hijri,
    to_jalali,
)
from sarkhat.text.persian import persian_digits

Language = Literal["fa", "en"]
Months = Literal["iranian", "afghan"]

TEHRAN: Final = ZoneInfo("Asia/Tehran")
_JALALI: Final[dict[Months, tuple[str, ...]]] = {"iranian": JALALI_FA, "afghan": AFGHAN_FA}
_GREGORIAN: Final[dict[Months, tuple[str, ...]]] = {"iranian": GREGORIAN_FA, "afghan": GREGORIAN_AFGHAN}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in three calendars, for the head of a page; the Hijri form says it is tabular."""

    jalali: str
    hijri: str
    gregorian: str


def long_date(at: datetime, language: Language, zone: tzinfo = TEHRAN, months: Months = "iranian") -> str:
    """«سه‌شنبه ۲۹ مهر ۱۴۰۴، ۱۱:۰۴» (afghan: «۲۹ میزان») or "Tuesday 21 October 2025, 11:04"."""
    local = at.astimezone(zone)
    if language == "fa":
        return persian_digits(f"{_weekday_fa(local)} {_jalali_fa(local, months)}، {local:%H:%M}")
    return f"{WEEKDAYS_EN[local.weekday()]} {_gregorian_en(local)}, {local:%H:%M}"


def short_date(at: datetime, language: Language, zone: tzinfo = TEHRAN, months: Months = "iranian") -> str:
    """«۱۱:۰۴ - ۲۹ مهر ۱۴۰۴» or "11:04 - 21 October 2025"."""
    local = at.astimezone(zone)
    if language == "fa":
        return persian_digits(f"{local:%H:%M} - {_jalali_fa(local, months)}")
    return f"{local:%H:%M} - {_gregorian_en(local)}"


def clock_time(at: datetime, language: Language, zone: tzinfo = TEHRAN) -> str:
    """«۱۱:۰۴» or "11:04"."""
    said = f"{at.astimezone(zone):%H:%M}"
    return persian_digits(said) if language == "fa" else said


def day_month(at: datetime, language: Language, zone: tzinfo = TEHRAN, months: Months = "iranian") -> str:
    """«۲۹ مهر» (afghan: «۲۹ میزان») or "21 October"."""
    day = at.astimezone(zone).date()
    said = _jalali_fa(day, months) if language == "fa" else _gregorian_en(day)
    short = said.rpartition(" ")[0]  # without the year
    return persian_digits(short) if language == "fa" else short


def day_line(at: datetime, language: Language, zone: tzinfo = TEHRAN, months: Months = "iranian") -> DayLine:
    """The day of the instant in the Jalali, Hijri (tabular, and labelled so) and Gregorian calendars."""
    local = at.astimezone(zone)
    hijri = to_hijri(local.date())
    if language == "fa":
        return DayLine(
            persian_digits(f"{_weekday_fa(local)} {_jalali_fa(local, months)}"),
            persian_digits(f"{_named(hijri, HIJRI_FA)} (قراردادی)"),
            persian_digits(_named((local.year, local.month, local.day), _GREGORIAN[months])),
        )
    jalali = _named(to_jalali(local.date()), JALALI_EN)
    weekday = WEEKDAYS_EN[local.weekday()]
    return DayLine(jalali, f"{_named(hijri, HIJRI_EN)} (tabular)", f"{weekday} {_gregorian_en(local)}")


def relative(at: datetime, now: datetime, language: Language, zone: tzinfo = TEHRAN, months: Months = "iranian") -> str:
    """«همین حالا», «۵ دقیقه پیش», «۳ ساعت پیش» up to a day, then `long_date`.

    A minute ahead of `now` still reads as now (clocks differ); later ones get their date.
    """
    seconds = int((now - at).total_seconds())
    if not -60 <= seconds < 86_400:
        return long_date(at, language, zone, months)
    if seconds < 60:
        return "همین حالا" if language == "fa" else "just now"
    count, unit = (seconds // 60, "minute") if seconds < 3_600 else (seconds // 3_600, "hour")
    if language == "fa":
        return persian_digits(f"{count} {'دقیقه' if unit == 'minute' else 'ساعت'} پیش")
    return f"{count} {unit}{'' if count == 1 else 's'} ago"


def _named(parts: tuple[int, int, int], months: tuple[str, ...]) -> str:
    year, month, day = parts
    return f"{day} {months[month - 1]} {year}"


def _weekday_fa(day: date) -> str:
    return WEEKDAYS_FA[day.weekday()]


def _jalali_fa(day: date, months: Months) -> str:
    return _named(to_jalali(day), _JALALI[months])


def _gregorian_en(day: date) -> str:
    return _named((day.year, day.month, day.day), GREGORIAN_EN)
