"""Every form of date that we know from Persian sites, and the calendars behind them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.calendars import from_hijri, from_jalali, to_hijri, to_jalali
from sarkhat.text.dates import TEHRAN, clamp, clock_time, day_line, day_month, long_date, parse, relative, short_date

KABUL = ZoneInfo("Asia/Kabul")
NOW = datetime(2025, 10, 21, 9, 0, tzinfo=UTC)  # Tuesday 29 Mehr 1404, 12:30 in Tehran
DAY = "2025-10-20 20:30:00"  # midnight of that day in Tehran
AT = "2025-10-21 07:34:00"  # 11:04 in Tehran

FORMS = [
    # numeric, Jalali
    ("1404/07/29", DAY), ("۱۴۰۴/۰۷/۲۹", DAY), ("١٤٠٤/٠٧/٢٩", DAY), ("۱۴۰۴/۷/۲۹", DAY), ("1404-07-29", DAY),
    ("1404.07.29", DAY), ("29/07/1404", DAY), ("۲۹-۷-۱۴۰۴", DAY), ("04/07/29", DAY), ("29/07/04", DAY),
    ("14040729", DAY), ("1404/07/29 11:04", AT), ("1404/07/29 - 11:04", AT), ("11:04 1404/07/29", AT),
    ("۱۱:۰۴ - ۱۴۰۴/۰۷/۲۹", AT), ("۱۴۰۴/۰۷/۲۹، ساعت ۱۱:۰۴", AT), ("1404/07/29 11:04:00", AT),
    ("1404-07-29T11:04:00", AT), ("1404-07-29T11:04:00+03:30", AT), ("1404-07-29T07:34:00Z", AT),
    ("1404/07/29 11:04 IRST", AT), ("تاریخ انتشار: ۱۴۰۴/۰۷/۲۹ | ۱۱:۰۴", AT), ("\u200f۱۴۰۴/۰۷/۲۹\u200f", DAY),
    ("20251021T073400Z", AT), ("202510211104", AT),
    # named, Jalali
    ("29 مهر 1404 - 11:04", AT), ("۲۹ مهر ۱۴۰۴", DAY), ("۲۹ مهرماه ۱۴۰۴", DAY), ("۲۹ مهر ماه ۱۴۰۴", DAY),
    ("۲۹ مهر ماه سال ۱۴۰۴", DAY), ("۲۹ام مهر ۱۴۰۴", DAY), ("سه‌شنبه ۲۹ مهر ۱۴۰۴، ۱۱:۰۴", AT),
    ("سه شنبه، 29 مهر 1404 ساعت 11:04", AT), ("سه شنبه ٢٩ مهر ١٤٠٤ ۱۱:۰۴", AT), ("۱۱:۰۴ - ۲۹ مهر ۱۴۰۴", AT),
    ("۲۹/مهر/۱۴۰۴", DAY), ("۲۹-مهر-۱۴۰۴", DAY), ("29مهر1404", DAY), ("۲۹ مهر ۰۴", DAY), ("سه‌شنبه ۲۹ مهر", DAY),
    ("۲۹ مهر", DAY), ("۲۹ مهر ۱۱:۰۴", AT), ("بیست و نهم مهر ۱۴۰۴", DAY), ("بیست‌ونهم مهرماه", DAY),
    ("29 Mehr 1404", DAY), ("Mehr 29, 1404", DAY), ("۲۹ ميزان ۱۴۰۴", DAY), ("۲۹ تله ۱۴۰۴", DAY),
    ("انتشار: ۲۹ مهر ۱۴۰۴ - ۱۱:۰۴ ق.ظ", AT), ("۲۹ مهر ۱۴۰۴ ساعت ۱۱:۰۴ صبح", AT),
    ("اول آبان", "2024-10-21 20:30:00"), ("۱ آبان ۱۴۰۳", "2024-10-21 20:30:00"), ("۳۰ مهر", "2025-10-21 20:30:00"),
    ("۳۰ اسفند ۱۴۰۳", "2025-03-19 20:30:00"), ("۳۰ اسفند", "2025-03-19 20:30:00"),
    ("یکم فروردین ۱۴۰۴", "2025-03-20 20:30:00"), ("۵ امرداد ۱۴۰۴", "2025-07-26 20:30:00"),
    ("۱۵ اردی‌بهشت ۱۴۰۴", "2025-05-04 20:30:00"), ("مهر ۱۴۰۴", "2025-09-22 20:30:00"),
    ("۲۹ مهر ۱۴۰۴ ۱۱:۰۴ ب.ظ", "2025-10-21 19:34:00"), ("۲۹ مهر ۱۴۰۴ ساعت ۸ شب", "2025-10-21 16:30:00"),
    ("۲۹ مهر ۱۴۰۴ ساعت ۱ بامداد", "2025-10-20 21:30:00"),
    # Afghan months in their order
    ("۱ حمل ۱۴۰۴", "2025-03-20 20:30:00"), ("۱ ثور ۱۴۰۴", "2025-04-20 20:30:00"), ("۱ جوزا ۱۴۰۴", "2025-05-21 20:30:00"),
    ("۱ سرطان ۱۴۰۴", "2025-06-21 20:30:00"), ("۱ اسد ۱۴۰۴", "2025-07-22 20:30:00"), ("۱ سنبله ۱۴۰۴", "2025-08-22 20:30:00"),
    ("۱ عقرب ۱۴۰۳", "2024-10-21 20:30:00"), ("۱ قوس ۱۴۰۳", "2024-11-20 20:30:00"), ("۱ جدی ۱۴۰۳", "2024-12-20 20:30:00"),
    ("۱ دلو ۱۴۰۳", "2025-01-19 20:30:00"), ("۱ حوت ۱۴۰۳", "2025-02-18 20:30:00"),
    # Gregorian
    ("2025-10-21", DAY), ("2025/10/21", DAY), ("21/10/2025", DAY), ("10/21/2025", DAY), ("21.10.2025", DAY), ("20251021", DAY),
    ("2025-10-21T11:04:00+03:30", AT), ("2025-10-21T11:04:00+0330", AT), ("2025-10-21T07:34:00Z", AT),
    ("2025-10-21T07:34:00.123Z", AT), ("2025-10-21 07:34:00 UTC", AT), ("2025-10-21T11:04", AT), ("2025-10-21 11:04:00", AT),
    ("2025-10-21T00:34:00-07:00", AT), ("۲۱ اکتبر ۲۰۲۵", DAY), ("۲۱ اکتوبر ۲۰۲۵", DAY), ("۲۱ اکتبر", DAY),
    ("سه‌شنبه ۲۱ اکتبر ۲۰۲۵، ۱۱:۰۴", AT), ("21 Oct 2025", DAY), ("21st of October 2025", DAY), ("October 21, 2025", DAY),
    ("Oct 21, 2025 11:04 AM", AT), ("Tuesday, October 21, 2025 - 11:04", AT), ("21 أكتوبر 2025", DAY),
    ("9 می 2025", "2025-05-08 20:30:00"), ("۹ مه ۲۰۲۵", "2025-05-08 20:30:00"), ("۱۵ ژوئن ۲۰۲۵", "2025-06-14 20:30:00"),
    ("۱۵ ژوئیه ۲۰۲۵", "2025-07-14 20:30:00"), ("۱۵ جولای ۲۰۲۵", "2025-07-14 20:30:00"), ("۱ آگوست ۲۰۲۵", "2025-07-31 20:30:00"),
    ("۱ اوت ۲۰۲۵", "2025-07-31 20:30:00"), ("۱ جنوری ۲۰۲۵", "2024-12-31 20:30:00"), ("۳ دسامبر", "2024-12-02 20:30:00"),
    # RFC 822, right and as broken generators print it
    ("Tue, 21 Oct 2025 07:34:00 GMT", AT), ("Tue, 21 Oct 2025 11:04:00 +0330", AT), ("21 Oct 25 07:34 UT", AT),
    ("Tue, 21 Oct 2025 03:34:00 EDT", AT), ("Tue, 21 Oct 2025 11:04:00 IRST", AT), ("Tue, 21 Oct 2025 12:04:00 IRDT", AT),
    ("Tue, 29 Jul 1404 11:04:00 +0330", AT), ("29 Jul 1404 11:04:00 IRST", AT), ("Tue, 21 Oct 1404 11:04:00 +0330", AT),
    ("Tue, 29 Mehr 1404 11:04:00 +0330", AT), ("Sat, 31 Feb 1404 10:00:00 +0330", "2025-05-21 06:30:00"),
    # summer time before 2022
    ("1401/05/01 11:04", "2022-07-23 06:34:00"), ("1401/05/01 11:04 IRDT", "2022-07-23 06:34:00"),
    ("1401/05/01 11:04 IRST", "2022-07-23 07:34:00"),
    # Hijri
    ("۲۸ ربیع‌الثانی ۱۴۴۷", DAY), ("28 ربيع الآخر 1447", DAY), ("1447/04/28", DAY), ("۱ رمضان ۱۴۴۶", "2025-02-28 20:30:00"),
    # spans and near days
    ("همین حالا", "2025-10-21 09:00:00"), ("لحظاتی پیش", "2025-10-21 09:00:00"), ("just now", "2025-10-21 09:00:00"),
    ("دقایقی پیش", "2025-10-21 08:55:00"), ("۵ دقیقه پیش", "2025-10-21 08:55:00"), ("5 دقیقه قبل", "2025-10-21 08:55:00"),
    ("نیم ساعت پیش", "2025-10-21 08:30:00"), ("یک ساعت پیش", "2025-10-21 08:00:00"), ("ساعتی پیش", "2025-10-21 08:00:00"),
    ("۳ ساعت پیش", "2025-10-21 06:00:00"), ("۲ ساعت و ۱۰ دقیقه پیش", "2025-10-21 06:50:00"), ("دو روز پیش", "2025-10-19 09:00:00"),
    ("۱ هفته قبل", "2025-10-14 09:00:00"), ("3 hours ago", "2025-10-21 06:00:00"), ("an hour ago", "2025-10-21 08:00:00"),
    ("3h ago", "2025-10-21 06:00:00"), ("2 days ago", "2025-10-19 09:00:00"), ("امروز ۱۱:۰۴", AT), ("امروز، ساعت ۱۱:۰۴", AT),
    ("دیروز", "2025-10-19 20:30:00"), ("دیروز ۱۱:۰۴", "2025-10-20 07:34:00"), ("yesterday 11:04", "2025-10-20 07:34:00"),
    ("پریروز", "2025-10-18 20:30:00"), ("شنبه ۰۸:۰۰", "2025-10-18 04:30:00"), ("پنج‌شنبه", "2025-10-15 20:30:00"),
    ("11:04", AT), ("ساعت ۱۱:۰۴", AT), ("23:15", "2025-10-20 19:45:00"),
    # zones named, time stamps
    ("۲۹ مهر ۱۴۰۴ ساعت ۱۲:۰۴ به وقت کابل", AT), ("۲۹ مهر ۱۴۰۴، ۱۱:۰۴ به وقت تهران", AT),
    ("۲۹ مهر ۱۴۰۴، ۷:۳۴ به وقت گرینویچ", AT), ("1761032040", AT), ("1761032040000", AT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: str) -> None:
    found = parse(text, NOW)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M:%S}" == expected
    assert found.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text",
    ["", "سلام دنیا", "2025-02-30", "31/31/2025", "۳۱ مهر ۱۴۰۴", "خبرگزاری مهر", "می‌روم", "نتیجه ۳ بر ۲", "25:61",
     "تلفن ۰۲۱۱۲۳۴۵۶۷۸", "۱۲۳۴۵", "999999999999 روز پیش", "1404", "نسخهٔ 10.2.1"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert parse(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "precision", "calendar"),
    [
        ("۱۴۰۴/۰۷/۲۹", "day", "jalali"),
        ("1404/07/29 11:04:05", "second", "jalali"),
        ("۲۱ اکتبر ۲۰۲۵، ۱۱:۰۴", "minute", "gregorian"),
        ("۳ ساعت پیش", "hour", "gregorian"),
        ("مهر ۱۴۰۴", "month", "jalali"),
        ("۱ رمضان ۱۴۴۶", "day", "hijri"),
    ],
)
def test_what_was_found(text: str, precision: str, calendar: str) -> None:
    found = parse(text, NOW)
    assert found is not None
    assert (found.precision, found.calendar) == (precision, calendar)
    assert found.evidence


def test_the_zone_of_the_outlet_holds_where_the_text_names_none() -> None:
    found = parse("۲۹ میزان ۱۴۰۴ ساعت ۱۲:۰۴", NOW, KABUL)
    assert found is not None
    assert found.at == datetime(2025, 10, 21, 7, 34, tzinfo=UTC)


@given(st.dates(from_jalali(1200, 1, 1), from_jalali(1500, 12, 29)))
def test_every_jalali_day_round_trips(day: date) -> None:
    year, month, number = to_jalali(day)
    assert from_jalali(year, month, number) == day
    assert from_hijri(*to_hijri(day)) == day


@given(st.datetimes(datetime(1990, 1, 2), datetime(2040, 1, 1), timezones=st.just(UTC)), st.sampled_from(["fa", "en"]))  # fmt: skip
def test_what_we_write_we_read(at: datetime, language: str) -> None:
    # At the end of summer time one clock time comes twice: the writer cannot say which.
    minute = at.replace(second=0, microsecond=0)
    written = long_date(minute, language, KABUL)  # type: ignore[arg-type]
    found = parse(written, datetime(2041, 1, 1, tzinfo=UTC), KABUL)
    assert found is not None
    assert found.at == minute


@given(st.text(alphabet="0123456789۱۲۳ :/-+tzمهرپیشساعتدقیقه و", max_size=40))
def test_parse_never_raises(text: str) -> None:
    found = parse(text, NOW)
    assert found is None or found.at.tzinfo is not None


def test_clamp() -> None:
    late = NOW + timedelta(days=40)
    assert clamp(late, NOW) == (NOW, True)
    assert clamp(datetime(1970, 1, 1, tzinfo=UTC), NOW) == (NOW, True)
    assert clamp(NOW - timedelta(hours=1), NOW) == (NOW - timedelta(hours=1), False)


def test_tabular_hijri_anchors() -> None:
    assert from_hijri(1, 1, 1) == date(622, 7, 19)
    assert to_hijri(date(2025, 10, 21)) == (1447, 4, 28)
    with pytest.raises(ValueError, match="no day"):
        from_hijri(1447, 2, 30)


def test_written_forms() -> None:
    at = datetime(2025, 10, 21, 7, 34, tzinfo=UTC)
    assert long_date(at, "fa") == "سه‌شنبه ۲۹ مهر ۱۴۰۴، ۱۱:۰۴"
    assert long_date(at, "en") == "Tuesday 21 October 2025, 11:04"
    assert long_date(at, "en", UTC) == "Tuesday 21 October 2025, 07:34"
    assert short_date(at, "fa") == "۱۱:۰۴ - ۲۹ مهر ۱۴۰۴"
    assert short_date(at, "en") == "11:04 - 21 October 2025"
    assert (clock_time(at, "fa"), clock_time(at, "en")) == ("۱۱:۰۴", "11:04")
    assert (day_month(at, "fa"), day_month(at, "en")) == ("۲۹ مهر", "21 October")


def test_day_line() -> None:
    line = day_line(NOW, "fa", TEHRAN)
    assert (line.jalali, line.gregorian) == ("سه‌شنبه ۲۹ مهر ۱۴۰۴", "۲۱ اکتبر ۲۰۲۵")
    assert line.hijri == "۲۸ ربیع‌الثانی ۱۴۴۷ (قراردادی)"
    english = day_line(NOW, "en")
    assert english.gregorian == "Tuesday 21 October 2025"
    assert english.hijri == "28 Rabi al-Thani 1447 (tabular)"


@pytest.mark.parametrize(
    ("back", "persian", "english"),
    [
        (timedelta(seconds=59), "همین حالا", "just now"),
        (timedelta(seconds=-30), "همین حالا", "just now"),
        (timedelta(minutes=1), "۱ دقیقه پیش", "1 minute ago"),
        (timedelta(minutes=59), "۵۹ دقیقه پیش", "59 minutes ago"),
        (timedelta(hours=3), "۳ ساعت پیش", "3 hours ago"),
        (timedelta(hours=23, minutes=59), "۲۳ ساعت پیش", "23 hours ago"),
        (timedelta(days=1), "دوشنبه ۲۸ مهر ۱۴۰۴، ۱۲:۳۰", "Monday 20 October 2025, 12:30"),
        (timedelta(days=-1), "چهارشنبه ۳۰ مهر ۱۴۰۴، ۱۲:۳۰", "Wednesday 22 October 2025, 12:30"),
    ],
)
def test_relative(back: timedelta, persian: str, english: str) -> None:
    assert relative(NOW - back, NOW, "fa") == persian
    assert relative(NOW - back, NOW, "en") == english
