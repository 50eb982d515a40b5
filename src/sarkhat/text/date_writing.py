"""Instants written for readers, in Persian (Jalali) and English (Gregorian)."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sarkhat.text.calendars import (
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

TEHRAN: Final = ZoneInfo("Asia/Tehran")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in three calendars, for the head of a page; the Hijri form says it is tabular."""

    jalali: str
    hijri: str
    gregorian: str


def long_date(at: datetime, language: Language, zone: tzinfo = TEHRAN) -> str:
    """«سه‌شنبه ۲۹ مهر ۱۴۰۴، ۱۱:۰۴» or "Tuesday 21 October 2025, 11:04"."""
    local = at.astimezone(zone)
    if language == "fa":
        return persian_digits(f"{_weekday_fa(local)} {_jalali_fa(local)}، {local:%H:%M}")
    return f"{WEEKDAYS_EN[local.weekday()]} {_gregorian_en(local)}, {local:%H:%M}"


def short_date(at: datetime, language: Language, zone: tzinfo = TEHRAN) -> str:
    """«۱۱:۰۴ - ۲۹ مهر ۱۴۰۴» or "11:04 - 21 October 2025"."""
    local = at.astimezone(zone)
    if language == "fa":
        return persian_digits(f"{local:%H:%M} - {_jalali_fa(local)}")
    return f"{local:%H:%M} - {_gregorian_en(local)}"


def day_line(at: datetime, language: Language, zone: tzinfo = TEHRAN) -> DayLine:
    """The day of the instant in the Jalali, Hijri (tabular, and labelled so) and Gregorian calendars."""
    local = at.astimezone(zone)
    hijri = to_hijri(local.date())
    if language == "fa":
        return DayLine(
            persian_digits(f"{_weekday_fa(local)} {_jalali_fa(local)}"),
            persian_digits(f"{_named(hijri, HIJRI_FA)} (قراردادی)"),
            persian_digits(_named((local.year, local.month, local.day), GREGORIAN_FA)),
        )
    jalali = _named(to_jalali(local.date()), JALALI_EN)
    weekday = WEEKDAYS_EN[local.weekday()]
    return DayLine(jalali, f"{_named(hijri, HIJRI_EN)} (tabular)", f"{weekday} {_gregorian_en(local)}")


def relative(at: datetime, now: datetime, language: Language, zone: tzinfo = TEHRAN) -> str:
    """«همین حالا», «۵ دقیقه پیش», «۳ ساعت پیش» up to a day, then `long_date`.

    A minute ahead of `now` still reads as now (clocks differ); later ones get their date.
    """
    seconds = int((now - at).total_seconds())
    if not -60 <= seconds < 86_400:
        return long_date(at, language, zone)
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


def _jalali_fa(day: date) -> str:
    return _named(to_jalali(day), JALALI_FA)


def _gregorian_en(day: date) -> str:
    return _named((day.year, day.month, day.day), GREGORIAN_EN)
