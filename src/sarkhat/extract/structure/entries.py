"""Entries of a live blog: boxes side by side, each with its time and words of the body, in the page's order."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sarkhat.extract.boilerplate import is_stamp
from sarkhat.extract.records import Figure
from sarkhat.extract.structure.region import Placed, Region
from sarkhat.extract.structure.wording import words
from sarkhat.extract.titles import one_line

_LEAST: Final = 3  # entries
_SHARE: Final = 0.5  # of the body's words stand in them
_LONGEST: Final = 60  # characters of a time
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_CLOCK: Final = re.compile(r"\A\D{0,12}\d?\d[:.]\d\d\D{0,12}\Z")
_YEARS: Final = range(1995, 2100)
_AGO: Final = re.compile(r"\b(?:ago|پیش|قبل)\b|^vor ", re.IGNORECASE)  # wrong as soon as it is read again
_HOUR: Final = re.compile(r"(?<![\d۰-۹])[\d۰-۹٠-٩]{1,2}[:.][\d۰-۹٠-٩]{2}(?![\d۰-۹])")


def entries(region: Region) -> Iterator[Placed]:
    """Where each entry begins, with its time; none where the article is no live blog."""
    times = _times(region)
    found = [(box, times[box]) for box in _row(region, times)]
    for box, (text, when) in found:
        first, end = region.spans[box]
        own = next((number for number in range(first, end) if number in region.taken), -1)
        if own >= 0:
            yield first, box, Figure("entry", region.before[own], text=_lasting(text), when=when)


def _times(region: Region) -> dict[int, tuple[str, str]]:
    """For each box inside the body the first time in it, as written and in ISO 8601."""
    lines = region.lines
    stated = [
        (mark.at, mark.box, words(mark.node)[:_LONGEST], _iso(mark.node.attributes.get("datetime") or ""))
        for mark in lines.marks
        if mark.tag == "time"
    ]
    stated += [
        (number, piece.box, one_line(piece.text), "")
        for number, piece in enumerate(lines.pieces)
        if number not in region.taken and len(piece.text) <= _LONGEST and _is_time(piece.text)
    ]
    times: dict[int, tuple[str, str]] = {}
    for _, box, text, when in sorted(stated, key=lambda one: (one[0], not one[3])):
        while text and box > region.body and box not in times:
            times[box] = (text, when)
            box = lines.boxes[box].parent
    return times


def _lasting(text: str) -> str:
    """The time as written; of «۵ دقیقه پیش ۱۲:۳۰» only the hour."""
    if not _AGO.search(text):
        return text
    hour = _HOUR.search(re.sub(r".*(?:ago|پیش|قبل)", "", text))
    return hour[0] if hour else ""


def _is_time(text: str) -> bool:
    return bool(_CLOCK.match(text.translate(_DIGITS))) or is_stamp(text)


def _row(region: Region, times: dict[int, tuple[str, str]]) -> list[int]:
    """The boxes side by side that are the entries: of all such rows the one that holds most of the body."""
    rows: dict[int, list[int]] = defaultdict(list)
    for box in times:
        if region.said(box):
            rows[region.lines.boxes[box].parent].append(box)
    held = {parent: sum(region.said(box) for box in boxes) for parent, boxes in rows.items() if len(boxes) >= _LEAST}
    best = max(held, key=lambda parent: (held[parent], parent), default=-1)
    enough = best >= 0 and held[best] >= max(_LEAST, _SHARE * len(region.taken))
    return sorted(rows[best]) if enough else []


def _iso(stated: str) -> str:
    """The moment in UTC; "" for what is no full date and time."""
    try:
        at = datetime.fromisoformat(stated.strip())
    except ValueError:
        return ""
    has_time = ":" in stated
    if at.tzinfo is None or not has_time or at.year not in _YEARS:
        return ""
    return at.astimezone(UTC).isoformat(timespec="seconds")
