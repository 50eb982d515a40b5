"""Finding a time of day, a zone, and a span ago in a folded text."""

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone, tzinfo
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sarkhat.text.calendars import spoken


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` is None where the text names none."""

    at: time
    zone: tzinfo | None
    precision: Literal["second", "minute"]


@dataclass(frozen=True, slots=True)
class Span:
    """How long ago, to which unit, and the words that said it."""

    length: timedelta
    precision: Literal["minute", "hour", "day", "month"]
    evidence: str


# Fixed by their name: a server that prints IRDT in winter still means +04:30. "est" and its
# American kin are RFC 822's (section 5.1); "ast" is Arabia's and "ist" India's, the nearer ones of two.
# Minutes east of Greenwich.
_OFFSETS: Final = (
    "z 0 utc 0 gmt 0 ut 0 wet 0 west 60 bst 60 ist 330 cet 60 mez 60 cest 120 mesz 120 wat 60 cat 120 sast 120 eet 120 "
    "eest 180 eat 180 msk 180 trt 180 ast 180 irst 210 irdt 270 gst 240 azt 240 aft 270 pkt 300 uzt 300 tjt 300 "
    "tmt 300 npt 345 almt 300 ict 420 hkt 480 sgt 480 awst 480 jst 540 kst 540 aest 600 aedt 660 nzst 720 nzdt 780 "
    "brt -180 edt -240 est -300 cdt -300 cst -360 mdt -360 mst -420 pdt -420 pst -480"
).split()
_ZONES: Final[dict[str, tzinfo]] = {
    name: timezone(timedelta(minutes=int(offset))) for name, offset in zip(_OFFSETS[::2], _OFFSETS[1::2], strict=True)
}
_PLACES: Final[dict[str, tzinfo]] = {
    "تهران": ZoneInfo("Asia/Tehran"), "ایران": ZoneInfo("Asia/Tehran"), "tehran": ZoneInfo("Asia/Tehran"),
    "کابل": ZoneInfo("Asia/Kabul"), "افغانستان": ZoneInfo("Asia/Kabul"), "kabul": ZoneInfo("Asia/Kabul"),
    "هرات": ZoneInfo("Asia/Kabul"), "گرینویچ": UTC, "جهانی": UTC, "greenwich": UTC,
}  # fmt: skip

_PLACE = re.compile(rf"(?<!\w)وقت (?:محلی )?({'|'.join(_PLACES)})|\b(tehran|kabul) (?:local )?time|\d ?(گرینویچ)(?!\w)")
_CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?:[.,]\d+)?(?!\d)"
    r"(?: ?(am|pm|a\.m\.|p\.m\.|ق\.? ?ظ|ب\.? ?ظ|صبح|بامداد|ظهر|بعد ?از ?ظهر|عصر|شب))?"
    r"(?: ?\(?(?:(?:gmt|utc) ?)?([+\-−])(\d{1,2}):?(\d{2})(?![\d:])| ?\(?(" + "|".join(_ZONES) + r")(?![\w]))?"
)
_COMPACT_CLOCK = re.compile(r"\| t?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(z)?(?!\w)")
_HOUR = re.compile(r"ساعت (\d{1,2})(?: و (\d{1,2}) دقیقه)?(?![\d:])(?: (صبح|بامداد|ظهر|بعد ?از ?ظهر|عصر|شب))?")
_AFTERNOON: Final = ("pm", "p.m.", "ب", "عصر", "شب")

_NUMBERS: Final = dict(
    zip(
        "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست".split(),
        range(1, 21),
        strict=True,
    )
) | {
    "نیم": 0.5,
    "ربع": 0.25,
    "سی": 30,
    "چهل": 40,
    "پنجاه": 50,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "چند": 3,
    "few": 3,
    "": 1,
}
_LENGTHS: Final[dict[str, tuple[timedelta, Literal["minute", "hour", "day", "month"]]]] = {
    "ثانیه": (timedelta(seconds=1), "minute"), "second": (timedelta(seconds=1), "minute"),
    "sec": (timedelta(seconds=1), "minute"), "دقیقه": (timedelta(minutes=1), "minute"),
    "minute": (timedelta(minutes=1), "minute"), "min": (timedelta(minutes=1), "minute"),
    "ساعت": (timedelta(hours=1), "hour"), "hour": (timedelta(hours=1), "hour"),
    "hr": (timedelta(hours=1), "hour"), "h": (timedelta(hours=1), "hour"), "روز": (timedelta(days=1), "day"),
    "day": (timedelta(days=1), "day"), "هفته": (timedelta(weeks=1), "day"),
    "week": (timedelta(weeks=1), "day"), "ماه": (timedelta(days=30), "month"),
    "month": (timedelta(days=30), "month"), "سال": (timedelta(days=365), "month"),
    "year": (timedelta(days=365), "month"),
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_LENGTHS, key=len, reverse=True))
_COUNT: Final = rf"(?:(\d{{1,4}}) ?|({'|'.join(filter(None, _NUMBERS))}) )?({_UNIT})s?(?:ی(?=\s))?"
_AGO = re.compile(rf"(?<!\w)(?<!\d ){_COUNT}(?:(?: و|,| and)? {_COUNT}| و (نیم))? (?:پیش|قبل|ago)(?!\w)")
# Vague words; a reader takes them for a handful of the unit.
_VAGUE: Final = {
    "لحظاتی پیش": timedelta(0), "لحظاتی قبل": timedelta(0), "لحظه ای پیش": timedelta(0),
    "همین حالا": timedelta(0), "هم اکنون": timedelta(0), "همین الان": timedelta(0), "اکنون": timedelta(0),
    "just now": timedelta(0), "moments ago": timedelta(0), "دقایقی پیش": timedelta(minutes=5),
    "دقایقی قبل": timedelta(minutes=5), "ساعاتی پیش": timedelta(hours=3), "ساعاتی قبل": timedelta(hours=3),
}  # fmt: skip
_DAYS_BACK: Final = {
    "امروز": 0, "today": 0, "دیروز": 1, "yesterday": 1, "دیشب": 1, "روز گذشته": 1, "شب گذشته": 1,
    "پریروز": 2, "پریشب": 2, "امشب": 0,
    "بامداد امروز": 0,
}  # fmt: skip
_BACK = re.compile(rf"(?<!\w)({'|'.join(_DAYS_BACK)})(?!\w)")


def zone_named(said: str) -> tzinfo | None:
    """The zone of «به وقت کابل» and the like."""
    found = _PLACE.search(said)
    return _PLACES[found[1] or found[2] or found[3]] if found else None


def clock(said: str) -> Clock | None:
    """The first time of day in the text, with the zone or offset that follows it."""
    found = _CLOCK.search(said)
    if found is None:
        return _compact_clock(said) or _spoken_hour(said)
    hour = _hour(int(found[1]), found[4] or "")
    at = time(hour, int(found[2]), int(found[3] or 0))
    return Clock(at, _zone(found), "second" if found[3] else "minute")


def ago(said: str) -> Span | None:
    """«۳ ساعت پیش», «دقایقی پیش», "2 hours ago" as a span."""
    for words, length in _VAGUE.items():
        if spoken(words) in said:
            return Span(length, "hour" if length > timedelta(hours=1) else "minute", words)
    found = _AGO.search(said)
    if found is None:
        return None
    first, precision = _length(found[1], found[2], found[3])
    if found[6]:
        more, precision = _length(found[4], found[5], found[6])
        first += more
    elif found[7]:  # «یک ساعت و نیم»
        first += _LENGTHS[found[3]][0] / 2
    return Span(first, precision, found[0])


def near_day(said: str) -> int | None:
    """How many days back «امروز», «دیروز» and their kin lie."""
    found = _BACK.search(said)
    return _DAYS_BACK[found[1]] if found else None


def _hour(hour: int, half: str) -> int:
    if hour < 12 and half.startswith(_AFTERNOON) and half != "بامداد":
        # Night goes over midnight: «۱ شب» is one o'clock in the morning.
        return hour if half == "شب" and hour < 5 else hour + 12
    midnight = half.startswith(("a", "ق", "بامداد")) or (half == "شب")
    return 0 if hour == 24 or (hour == 12 and midnight) else hour


def _zone(found: re.Match[str]) -> tzinfo | None:
    if found[5]:
        offset = timedelta(hours=int(found[6]), minutes=int(found[7]))
        return timezone(offset if found[5] == "+" else -offset) if offset < timedelta(hours=24) else None
    return _ZONES[found[8]] if found[8] else None


def _compact_clock(said: str) -> Clock | None:
    """The time of 20251021T110400Z, right after its day (which the caller cut to a bar)."""
    found = _COMPACT_CLOCK.search(said)
    if found is None:
        return None
    at = time(int(found[1]), int(found[2]), int(found[3] or 0))
    return Clock(at, _ZONES["z"] if found[4] else None, "second" if found[3] else "minute")


def _spoken_hour(said: str) -> Clock | None:
    """«ساعت ۸ صبح», «ساعت ۸ و ۳۰ دقیقه»."""
    found = _HOUR.search(said)
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    return Clock(time(_hour(int(found[1]), found[3] or ""), int(found[2] or 0)), None, "minute")


def _length(
    digits: str | None, word: str | None, unit: str
) -> tuple[timedelta, Literal["minute", "hour", "day", "month"]]:
    length, precision = _LENGTHS[unit]
    return length * (int(digits) if digits else _NUMBERS[word or ""]), precision
