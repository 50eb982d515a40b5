"""More forms of dates: weekdays in every spelling, zones by name, calendars named, spans in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.calendars import AFGHAN_FA, from_hijri, from_jalali, to_hijri, to_jalali
from sarkhat.text.dates import day_line, day_month, long_date, parse, relative, short_date

NOW = datetime(2025, 10, 21, 9, 0, tzinfo=UTC)  # Tuesday 29 Mehr 1404, 12:30 in Tehran
DAY = "2025-10-20 20:30:00"  # midnight of that day in Tehran
AT = "2025-10-21 07:34:00"  # 11:04 in Tehran
FIRST, LAST = from_jalali(1200, 1, 1), from_jalali(1500, 12, 29)

FORMS = [
    ("۱۱:۰۴ ب.ظ", "2025-10-20 19:34:00"), ("ساعت ۱۱:۰۴", AT), ("سهشنبه ۲۹ مهر ۱۴۰۴", DAY), ("سه‌شنبه، ۲۹ مهر", DAY),
    ("یک‌شنبه ۲۷ مهر", "2025-10-18 20:30:00"), ("یکشنبه ۲۷ مهر", "2025-10-18 20:30:00"),
    ("يكشنبه", "2025-10-18 20:30:00"), ("پنجشنبه", "2025-10-15 20:30:00"), ("پنج شنبه", "2025-10-15 20:30:00"),
    ("چهار‌شنبه", "2025-10-14 20:30:00"), ("جمعه ۲۵ مهر ۱۴۰۴ ساعت ۲۳:۵۹", "2025-10-17 20:29:00"),
    ("Fri, 28 Apr 2023 19:20:36 EAT", "2023-04-28 16:20:36"), ("Fri Apr 28 19:20:36 EAT 2023", "2023-04-28 16:20:36"),
    ("Fri Apr 28 19:20:36 PDT 2023", "2023-04-29 02:20:36"), ("Fri Apr 28 19:20:36 IRST 2023", "2023-04-28 15:50:36"),
    ("Tue Oct 21 11:04:00 IRST 2025", AT), ("Tue Oct 21 07:34:00 WAT 2025", "2025-10-21 06:34:00"),
    ("2025-10-21 12:04 AFT", AT), ("2025-10-21 13:04 IST", AT), ("2025-10-21 12:34 PKT", AT),
    ("2025-10-21 11:34 GST", AT), ("2025-10-21 10:34 AST", AT), ("2025-10-21 10:34 EEST", AT),
    ("2025-10-21 09:34 EET", AT), ("2025-10-21 09:34 SAST", AT), ("2025-10-21 16:34 JST", AT),
    ("2025-10-21 18:34 AEDT", AT), ("2025-10-21 11:34 AZT", AT), ("2025-10-21 07:34 WET", AT),
    ("2025-10-21 11:04 +3:30", AT), ("2025-10-21 11:04 GMT+3:30", AT), ("2025-10-21 11:04 UTC+03:30", AT),
    ("2025-10-21 11:04 (GMT +3:30)", AT), ("2025-10-21T07:34:00+00:00", AT), ("2025-10-21T07:34:00.123456+00:00", AT),
    ("2025-10-21T07:34Z", AT), ("2025-10-21T0734Z", AT), ("20251021T073400Z", AT),
    ("Tue, 29 07 1404 11:04:00 +0330", AT), ("1404-07-29 11:04:00 +0330", AT), ("Tue, 21 Oct 1404 11:04:00 IRST", AT),
    ("سه‌شنبه، ۲۹ مهر ۱۴۰۴، ساعت ۱۱ و ۴ دقیقه", AT), ("۲۹ مهر ۱۴۰۴ ساعت ۱۱", "2025-10-21 07:30:00"),
    ("۲۹ مهر ۱۴۰۴ ساعت ۵ بعدازظهر", "2025-10-21 13:30:00"), ("۲۹ مهر ۱۴۰۴ ساعت ۱۲ ظهر", "2025-10-21 08:30:00"),
    ("29 مهر 1404 | 11:04", AT), ("۲۹ مهر ۱۴۰۴ ـ ۱۱:۰۴", AT), ("۲۹ مهر ۱۴۰۴ – ۱۱:۰۴", AT), ("۱۱:۰۴ | ۱۴۰۴/۷/۲۹", AT),
    ("۱۴۰۴/۰۷/۲۹-۱۱:۰۴", AT), ("۱۴۰۴/۰۷/۲۹ ۱۱:۰۴:۵۹", "2025-10-21 07:34:59"), ("۱۴۰۴٫۰۷٫۲۹", DAY),
    ("۱۴۰۴ مهر ۲۹", DAY), ("1404 مهر 29 11:04", AT), ("مهر ۲۹، ۱۴۰۴", DAY), ("2025 October 21", DAY),
    ("2025-Oct-21", DAY), ("21-Oct-2025", DAY), ("21-Oct-2025 11:04", AT),
    ("چهارشنبه ۲۹ اکتبر ۲۰۲۵", "2025-10-28 20:30:00"), ("بیست و یکم اکتبر ۲۰۲۵", DAY),
    ("بیست و یکم اکتبر دو هزار و بیست و پنج", DAY), ("۲۱ اکتبر ۲۰۲۵ میلادی", DAY), ("۲۹ مهر ۱۴۰۴ خورشیدی", DAY),
    ("۲۹ مهر ۱۴۰۴ هجری شمسی", DAY), ("۲۸ ربیع الثانی ۱۴۴۷ قمری", DAY), ("28 ربیع‌الثانی 1447 هـ", DAY),
    ("۲۸ ربیع‌الآخر ۱۴۴۷ هجری قمری", DAY), ("۱ محرم ۱۴۴۷", "2025-06-26 20:30:00"),
    ("۱۰ محرم ۱۴۴۷", "2025-07-05 20:30:00"), ("۱ شوال ۱۴۴۶", "2025-03-30 20:30:00"),
    ("۱۵ ذی‌الحجه ۱۴۴۶", "2025-06-11 20:30:00"), ("۱۵ ذيحجه ۱۴۴۶", "2025-06-11 20:30:00"),
    ("۱۳ رجب ۱۴۴۶", "2025-01-12 20:30:00"), ("15 Ramadan 1446", "2025-03-14 20:30:00"),
    ("چند دقیقه پیش", "2025-10-21 08:57:00"), ("یک روز پیش", "2025-10-20 09:00:00"),
    ("۳ روز قبل", "2025-10-18 09:00:00"), ("۲ ماه پیش", "2025-08-22 09:00:00"), ("یک سال پیش", "2024-10-21 09:00:00"),
    ("سه ساعت قبل", "2025-10-21 06:00:00"), ("۴۵ ثانیه پیش", "2025-10-21 08:59:15"),
    ("لحظه‌ای پیش", "2025-10-21 09:00:00"), ("ساعاتی پیش", "2025-10-21 06:00:00"),
    ("نیم‌ساعت پیش", "2025-10-21 08:30:00"), ("یک ساعت و نیم پیش", "2025-10-21 07:30:00"),
    ("بیست دقیقه پیش", "2025-10-21 08:40:00"), ("۳ ساعت پيش", "2025-10-21 06:00:00"),
    ("3ساعت پیش", "2025-10-21 06:00:00"), ("ربع ساعت پیش", "2025-10-21 08:45:00"),
    ("روز گذشته", "2025-10-19 20:30:00"), ("دیروز ساعت ۲۳:۱۰", "2025-10-20 19:40:00"),
    ("امروز ساعت ۸ صبح", "2025-10-21 04:30:00"), ("دیشب ساعت ۲۲:۰۰", "2025-10-20 18:30:00"),
    ("چهارشنبه ۳۰ میزان ۱۴۰۴", "2025-10-21 20:30:00"), ("۲۹ میزان", DAY), ("سه شنبه ۲۹ ميزان ۱۴۰۴ هجری خورشیدی", DAY),
    ("۲۹ تلې ۱۴۰۴", DAY), ("۲۱ اکتوبر ۲۰۲۵ میلادی", DAY), ("۱۴۰۴ لمریز کال د تلې ۲۹مه", DAY),
    ("۸ نوامبر ۲۰۲۴", "2024-11-07 20:30:00"), ("۲۱ تشرین الاول ۲۰۲۵", DAY), ("21 تشرين الأول 2025", DAY),
    ("۵ کانون الثانی ۲۰۲۵", "2025-01-04 20:30:00"), ("۲۱ اکتبر ۲۰۲۵ ۷:۳۴ UTC", AT),
    ("۲۱ اکتبر ۲۰۲۵ - ۷:۳۴ گرینویچ", AT), ("۲۱ اکتبر ۲۰۲۵ ۱۲:۰۴ به وقت محلی کابل", AT),
    ("۲۹ مهر ۱۴۰۴ ۱۲:۰۴ وقت کابل", AT), ("11:04 Tehran time, 21 October 2025", AT),
    ("آخرین به‌روزرسانی: سه‌شنبه ۲۹ مهر ۱۴۰۴ - ۱۱:۰۴", AT), ("تاریخ : ۱۴۰۴/۰۷/۲۹ ساعت : ۱۱:۰۴", AT),
    ("کد خبر: ۱۲۳۴۵۶۷ تاریخ انتشار: ۲۹ مهر ۱۴۰۴ - ۱۱:۰۴", AT), ("کد خبر 14040729123 | ۲۹ مهر ۱۴۰۴", DAY),
    ("شناسه خبر: 6543210 - سه شنبه ۲۹ مهر ۱۴۰۴ - ۱۱:۰۴", AT), ("۲۹ /۷ /۱۴۰۴", DAY), ("۱۴۰۴ / ۰۷ / ۲۹", DAY),
    ("1404/07/29T11:04:00", AT), ("۲۹ م مهر ۱۴۰۴", DAY), ("۲۹ ُم مهر ۱۴۰۴", DAY),
    ("۳۱ شهریور ۱۴۰۴", "2025-09-21 20:30:00"), ("۲۹ مهر ۱۴۰۴ (۲۱ اکتبر ۲۰۲۵)", DAY),
    ("Tue, 21 Oct 2025 07:34:00 +0000 (UTC)", AT), ("Tuesday, 21-Oct-25 07:34:00 GMT", AT),
    ("Oct 21, 2025, 11:04 a.m.", AT), ("Oct. 21, 2025", DAY), ("21 Oct, 2025", DAY),
    ("May 5, 2025", "2025-05-04 20:30:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: str) -> None:
    found = parse(text, NOW)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M:%S}" == expected


def test_every_day_of_three_centuries_round_trips() -> None:
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        assert from_jalali(*to_jalali(day)) == day
        assert from_hijri(*to_hijri(day)) == day


@given(st.dates(FIRST, LAST), st.sampled_from(["iranian", "afghan"]))
def test_every_day_that_we_write_we_read(day: date, months: str) -> None:
    at = datetime(day.year, day.month, day.day, 11, 4, tzinfo=UTC)
    found = parse(long_date(at, "fa", UTC, months), NOW, UTC)  # type: ignore[arg-type]
    assert found is not None
    assert (found.at, found.calendar) == (at, "jalali")


@given(st.dates(from_jalali(1300, 1, 1), LAST))
def test_a_numeric_jalali_day_near_today_is_never_taken_for_another(day: date) -> None:
    year, month, number = to_jalali(day)
    found = parse(f"{year}/{month:02}/{number:02} 11:04", datetime(day.year, day.month, day.day, 12, tzinfo=UTC), UTC)
    assert found is not None
    assert found.at.date() == day


def test_months_of_afghanistan() -> None:
    at = datetime(2025, 10, 21, 7, 34, tzinfo=UTC)
    assert long_date(at, "fa", UTC, "afghan") == "سه‌شنبه ۲۹ میزان ۱۴۰۴، ۰۷:۳۴"
    assert short_date(at, "fa", UTC, "afghan") == "۰۷:۳۴ - ۲۹ میزان ۱۴۰۴"
    assert day_month(at, "fa", UTC, "afghan") == "۲۹ میزان"
    assert relative(at - timedelta(days=40), at, "fa", UTC, "afghan") == "پنجشنبه ۲۰ سنبله ۱۴۰۴، ۰۷:۳۴"
    line = day_line(at, "fa", UTC, "afghan")
    assert (line.jalali, line.gregorian) == ("سه‌شنبه ۲۹ میزان ۱۴۰۴", "۲۱ اکتوبر ۲۰۲۵")
    assert [to_jalali(found.at.date())[1] for name in AFGHAN_FA if (found := parse(f"۵ {name} ۱۴۰۴", NOW, UTC))] == [
        *range(1, 13)
    ]
