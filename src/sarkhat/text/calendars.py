"""Calendars: month and weekday names, and day arithmetic between Jalali, Hijri and Gregorian.

Jalali days come from persiantools (right on every leap year 1200–1500, see docs/text.md).
The Hijri calendar is the tabular (civil, arithmetic) one, leap years 2, 5, 7, 10, 13, 16, 18,
21, 24, 26 and 29 of a 30-year cycle (Dershowitz and Reingold, Calendrical Calculations):
the sighted calendar of a country can differ by a day or two, so what we write is labelled.
"""

from datetime import date
from typing import Any, Final, Literal

from persiantools.jdatetime import JalaliDate

from sarkhat.text.persian import ZWNJ, fold

Calendar = Literal["jalali", "gregorian", "hijri"]

# persiantools says that it is typed, and is not everywhere.
_Jalali: Final[Any] = JalaliDate

_HIJRI_EPOCH: Final = date(622, 7, 19).toordinal()  # 16 July 622 in the Julian calendar

JALALI_FA: Final = tuple("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split())
JALALI_EN: Final = tuple("Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand".split())
AFGHAN_FA: Final = tuple("حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split())
"""The Jalali months as Afghanistan calls them in Dari."""
GREGORIAN_FA: Final = tuple("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split())
GREGORIAN_EN: Final = tuple(
    "January February March April May June July August September October November December".split()
)
GREGORIAN_AFGHAN: Final = tuple("جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر".split())
HIJRI_FA: Final = tuple(
    "محرم صفر ربیع‌الاول ربیع‌الثانی جمادی‌الاول جمادی‌الثانی رجب شعبان رمضان شوال ذی‌القعده ذی‌الحجه".split()
)
HIJRI_EN: Final = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Awwal", "Jumada al-Thani",
    "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
)  # fmt: skip
WEEKDAYS_FA: Final = tuple("دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه".split())
"""Monday first, as `date.weekday()` counts."""
WEEKDAYS_EN: Final = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

# A row: the names of one calendar's twelve months in order; _ stands for a space.
_MONTH_ROWS: Final[tuple[tuple[Calendar, str], ...]] = (
    ("jalali", " ".join(JALALI_FA)),
    ("jalali", " ".join(JALALI_EN)),
    ("jalali", "farvardin ordibehesht khordad tir amordad shahrivar mehr aban azar day bahman esfand"),
    ("jalali", "فرودین اردی‌بهشت خرداد تیر امرداد شهریور مهر ابان اذر دی بهمن اسفند"),
    ("jalali", " ".join(AFGHAN_FA)),
    ("jalali", "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب"),
    ("gregorian", " ".join(GREGORIAN_FA)),
    ("gregorian", " ".join(GREGORIAN_EN)),
    ("gregorian", "jan feb mar apr may jun jul aug sep oct nov dec"),
    ("gregorian", "jan feb mar apr may june july aug sept oct nov dec"),
    ("gregorian", "ژانویه فوریه مارس اوریل می ژوین جولای آگوست سپتامبر اکتبر نوامبر دسامبر"),
    ("gregorian", "جنوری فبروری مارچ آپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر"),
    ("gregorian", "جنوری فبروری مارچ اپریل می جون ژولای اگوست سپتمبر اکتوبر نومبر دسمبر"),
    ("jalali", "وری غوایی غبرګولی چنګاښ زمری وږی تلې لړم لیندۍ مرغومی سلواغه کب"),
    ("gregorian", "کانون_الثانی شباط آذار نیسان ایار حزیران تموز آب ایلول تشرین_الاول تشرین_الثانی کانون_الاول"),
    ("gregorian", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("hijri", "محرم صفر ربیع_الاول ربیع_الثانی جمادی_الاول جمادی_الثانی رجب شعبان رمضان شوال ذی_القعده ذی_الحجه"),
    ("hijri", " ".join(name.replace(" ", "_") for name in HIJRI_EN)),
    ("hijri", "محرم صفر ربیع_اول ربیع_الاخر جمادی_الاولی جمادی_الاخر رجب شعبان رمضان شوال ذیقعده ذیحجه"),
    ("hijri", "محرم صفر ربیع_الأول ربیع_الآخر جمادی_الاولی جمادی_الثانیه رجب شعبان رمضان شوال ذو_القعده ذو_الحجه"),
    ("hijri", "محرم صفر ربیع‌الاول ربیع_الثانی جمادی_الاولی جمادی_الاخره رجب شعبان رمضان شوال ذوالقعده ذوالحجه"),
)  # fmt: skip


def spoken(text: str) -> str:
    """The form in which names of months and days are compared: folded, ZWNJ a space."""
    return fold(text.replace(ZWNJ, " "))


def _months() -> dict[str, tuple[Calendar, int]]:
    table: dict[str, tuple[Calendar, int]] = {}
    for calendar, row in _MONTH_ROWS:
        for number, name in enumerate(row.split(" "), 1):
            table.setdefault(spoken(name.replace("_", " ")), (calendar, number))
            table.setdefault(spoken(name.replace("_", "")), (calendar, number))
    return table


MONTHS: Final = _months()
"""Spoken month name → its calendar and number; Iranian, Afghan, Pashto, Arabic and English."""

WEEKDAYS: Final = {
    **{spoken(name): number for number, name in enumerate(WEEKDAYS_FA)},
    **{fold(name): number for number, name in enumerate(WEEKDAYS_FA)},
    **{name.lower(): number for number, name in enumerate(WEEKDAYS_EN)},
    **{name[:3].lower(): number for number, name in enumerate(WEEKDAYS_EN)},
    "دو شنبه": 0, "چهار شنبه": 2, "پنج شنبه": 3, "ادینه": 4, "یک شنبه": 6,
}  # fmt: skip


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Jalali day. Raises ValueError if there is no such day."""
    found: date = _Jalali(year, month, day).to_gregorian()
    return found


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Jalali calendar."""
    found = _Jalali.to_jalali(day.year, day.month, day.day)
    return found.year, found.month, found.day


def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the tabular Hijri calendar. Raises ValueError if none."""
    if not (1 <= month <= 12 and 1 <= day <= _hijri_length(year, month)):
        raise ValueError(f"no day {year}-{month}-{day} in the tabular Hijri calendar")
    return date.fromordinal(_hijri_start(year, month) + day - 1)


def to_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day of the tabular Hijri calendar."""
    ordinal = day.toordinal()
    year = (30 * (ordinal - _HIJRI_EPOCH) + 10646) // 10631
    month = min(12, (ordinal - _hijri_start(year, 1)) * 2 // 59 + 1)
    if month < 12 and ordinal >= _hijri_start(year, month + 1):
        month += 1
    elif ordinal < _hijri_start(year, month):
        month -= 1
    return year, month, ordinal - _hijri_start(year, month) + 1


def from_calendar(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of any of the three. Raises ValueError if there is no such day."""
    if calendar == "jalali":
        return from_jalali(year, month, day)
    if calendar == "hijri":
        return from_hijri(year, month, day)
    return date(year, month, day)


def to_calendar(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian date in any of the three."""
    if calendar == "jalali":
        return to_jalali(day)
    if calendar == "hijri":
        return to_hijri(day)
    return day.year, day.month, day.day


def _hijri_start(year: int, month: int) -> int:
    return _HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2


def _hijri_length(year: int, month: int) -> int:
    if month == 12:
        return 30 if (14 + 11 * year) % 30 < 11 else 29
    return 30 if month % 2 else 29
