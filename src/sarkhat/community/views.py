"""Views counted without a reader's trace: which article, which second, nothing else.

A view is one record of 12 bytes (article number and Unix seconds, unsigned, big-endian: `>QI`) at the end of the
day's file `views/YYYYMMDD.log` in the data folder. One `write` to a descriptor opened with O_APPEND: records of
several processes never mix (POSIX write(2)), and no page waits for the database.

A file a day makes rotation safe: nobody writes to a past day, so what has been folded can go.
"""

import os
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from sarkhat import clock

RECORD: Final = struct.Struct(">QI")


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA) / "views"


def count(article_id: int) -> None:
    """Note that the article was opened now. A full disk loses the view, never the page."""
    record = RECORD.pack(article_id, int(clock.now().timestamp()))
    name = f"{datetime.now(UTC):%Y%m%d}.log"
    try:
        _append(folder() / name, record)
    except FileNotFoundError:
        folder().mkdir(parents=True, exist_ok=True)
        _append(folder() / name, record)
    except OSError:
        return


def _append(path: Path, record: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, record)
    finally:
        os.close(descriptor)
