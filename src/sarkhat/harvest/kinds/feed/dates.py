"""Dates of feeds: the standards' forms first, then those of Persian sites.

feedparser takes Jalali years for the Middle Ages and IRST for UTC, so what looks Persian goes to `text.dates`.
"""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Final

from sarkhat.text import dates

_ISO: Final = re.compile(r"^[12]\d{3}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$")
_RFC822: Final = re.compile(
    r"^(\w{3}, *)?\d{1,2} +(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(19|20)\d\d"
    r" +\d{1,2}:\d\d(:\d\d)? +([+-]\d{4}|GMT|UTC|UT|Z)$"
)
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
        return _standard(text) or _persian(text, now) or _western(text, otherwise, zone) or _any(text, now, zone)
    except (ValueError, OverflowError):
        return None


def _standard(text: str) -> datetime | None:
    if _JALALI_YEAR.match(text):
        return None
    if _ISO.match(text):
        return datetime.fromisoformat(text).astimezone(UTC)
    if _RFC822.match(text):
        at = parsedate_to_datetime(text)
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
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
