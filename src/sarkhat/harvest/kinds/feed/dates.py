"""Dates of feeds: the standards' forms first, then those of Persian sites.

feedparser takes Jalali years for the Middle Ages and IRST for UTC, so what looks Persian goes to `text.dates`.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from time import struct_time
from typing import Final

from sarkhat.text import dates

_ISO: Final = re.compile(r"^[12]\d{3}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$", re.ASCII)
_ISO_HERE: Final = re.compile(r"^(19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$", re.ASCII)
_RFC822: Final = re.compile(
    r"(?:[A-Za-z]{3}, *)?(\d{1,2}) +([JFMASOND][aepuco][nbrylgptvc]) +((?:19|20)\d\d)"
    r" +(\d{1,2}):(\d\d)(?::(\d\d))?(?: +([+-])([01]\d)([0-5]\d)| +([A-Z]{1,3}))?",
    re.ASCII,
).fullmatch
_MONTHS: Final = {
    name: f"{number:02}" for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
# RFC 822 §5.1, in hours
_NAMED_ZONES: Final = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_JALALI_YEAR: Final = re.compile(r"(?<![\d+.:-])1[345]\d\d(?!\d)")
_PERSIAN: Final = re.compile(r"[\u0600-\u06ff]|\bIRS?T\b|\bIRDT\b", re.IGNORECASE)
_ZONE: Final = re.compile(r"(Z|[+-]\d\d:?\d\d|[A-Z]{1,5})\s*$")


def instant(said: str, otherwise: struct_time | None, now: datetime, zone: tzinfo) -> datetime | None:
    """The instant that `said` names, in UTC, or None. `zone` holds where it names none.

    `otherwise` is feedparser's reading (UTC), used for the rarer western forms.
    """
    text = said.strip()
    if not text:
        return None
    try:
        return sure(text, now, zone) or _western(text, otherwise, zone) or _any(text, now, zone)
    except (ValueError, OverflowError):
        return None


def sure(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The instant of a text in a standard's form, without or with a zone, or in a Persian one; else None.

    Raises ValueError or OverflowError for days and hours that do not exist.
    """
    return _usual(text) or _rfc822(text, zone) or _iso(text, zone) or _persian(text, now)


def _usual(text: str) -> datetime | None:
    """`Sun, 01 Mar 2026 11:30:00 +0330` or `… GMT` to the letter, as nearly all feeds write: by C code, not by ours."""
    month = _MONTHS.get(text[8:11])
    if month is None or text[3:5] != ", " or text[12:14] not in ("19", "20"):
        return None
    if len(text) == 31:
        zone = f"{text[26:29]}:{text[29:]}"
    elif text[25:] == " GMT":
        zone = "Z"
    else:
        return None
    try:
        return datetime.fromisoformat(f"{text[12:16]}-{month}-{text[5:7]}T{text[17:25]}{zone}").astimezone(UTC)
    except ValueError:
        return None


def _rfc822(text: str, zone: tzinfo) -> datetime | None:
    """`Sun, 01 Mar 2026 11:30:00 +0330` (RFC 822 with the years of RFC 2822)."""
    found = _RFC822(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes, name = found.groups()
    if month not in _MONTHS or (name and name not in _NAMED_ZONES):
        return None
    at = datetime(int(year), int(_MONTHS[month]), int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
    if sign:
        east = timedelta(hours=int(hours), minutes=int(minutes))
        return at - east if sign == "+" else at + east
    if name:
        return at - timedelta(hours=_NAMED_ZONES[name]) if _NAMED_ZONES[name] else at
    return at.replace(tzinfo=zone).astimezone(UTC)


def _iso(text: str, zone: tzinfo) -> datetime | None:
    """`2026-03-01T11:30:00+03:30` (RFC 3339), the seconds or the zone left out by some."""
    if _ISO.match(text):
        return None if _JALALI_YEAR.match(text) else datetime.fromisoformat(text).astimezone(UTC)
    if _ISO_HERE.match(text):
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    return None


def _persian(text: str, now: datetime) -> datetime | None:
    """A Jalali year, Persian words or digits, or Iran's zone: meant for Tehran where it names no zone."""
    if not (_PERSIAN.search(text) or _JALALI_YEAR.search(text)):
        return None
    return _any(text, now, dates.TEHRAN)


def _western(text: str, read: struct_time | None, zone: tzinfo) -> datetime | None:
    """feedparser takes a time without a zone for UTC; the outlet means its own."""
    if read is None:
        return None
    home: tzinfo = UTC if _ZONE.search(text) else zone
    return datetime(*read[:6], tzinfo=home).astimezone(UTC)


def _any(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    found = dates.parse(text, now, zone)
    return found.at if found else None
