"""From the files of views to rows an hour."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import F

from sarkhat.community.models import ViewHour
from sarkhat.community.views import RECORD, folder
from sarkhat.extract.models import Article
from sarkhat.store import work

STAGE: Final = "views"
BATCH: Final = 100_000  # records a transaction
_DAY: Final = 1 << 36  # the cursor is day × 2³⁶ + offset, below 2⁶³: it only ever grows


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the files: the day as YYYYMMDD, and the bytes of its file that are done."""

    day: int
    offset: int

    @property
    def cursor(self) -> int:
        return self.day * _DAY + self.offset


def fold() -> int:
    """Bring the next records into ViewHour, with the place reached in the same transaction; how many were read."""
    spot = Spot(*divmod(work.position(STAGE), _DAY))
    today = int(f"{datetime.now(UTC):%Y%m%d}")
    for path in sorted(folder().glob("[0-9]" * 8 + ".log")):
        day = int(path.stem)
        offset = spot.offset if day == spot.day else 0
        data = _records(path, offset) if day >= spot.day else b""
        if data:
            _store(data, Spot(day, offset + len(data)))
            return len(data) // RECORD.size
        if day < min(today, spot.day):
            path.unlink()  # a later day has been reached: this one is done
    return 0


def _records(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(BATCH * RECORD.size)
    return data[: len(data) // RECORD.size * RECORD.size]


def _store(data: bytes, reached: Spot) -> None:
    counts = Counter((number, second // 3600) for number, second in RECORD.iter_unpack(data))
    with transaction.atomic():
        known = _known({number for number, _ in counts})
        for (number, hour), count in counts.items():
            if number in known:
                _add(number, hour, count)
        work.advance(STAGE, reached.cursor)


def _known(numbers: set[int]) -> set[int]:
    ordered = sorted(number for number in numbers if number < 1 << 63)
    parts = [ordered[at : at + 500] for at in range(0, len(ordered), 500)]
    return {pk for part in parts for pk in Article.objects.filter(pk__in=part).values_list("pk", flat=True)}


def _add(number: int, hour: int, count: int) -> None:
    if not ViewHour.objects.filter(article_id=number, hour=hour).update(count=F("count") + count):
        ViewHour.objects.create(article_id=number, hour=hour, count=count)
