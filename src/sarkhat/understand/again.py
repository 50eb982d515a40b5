"""Mends and reads the archive again when a release repairs, reads or names otherwise, news first.

`text.zwnj.VERSION` counts the repair, `understand.decide.VERSION` sections and key passages, `understand.names.VERSION`
the names; any of them rising begins it anew.

1. The first look of a new version notes how far the archive had been read until then.
2. From there down to the oldest, batch by batch, articles are mended and read again, while no news waits.
3. Where that changes an article's words or its reading, both are written anew and the later stages look at it again.
4. The batch's results and the moved cursor are written in one transaction: killed anywhere, it goes on where it was.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from sarkhat.extract.models import Article
from sarkhat.store.models import Cursor
from sarkhat.store.work import advance, position, take_apart
from sarkhat.text import zwnj
from sarkhat.understand import decide, names
from sarkhat.understand.models import Mending, Reading
from sarkhat.understand.run import CURSOR as NEWS
from sarkhat.understand.run import Read, facts, read, write_mendings, write_mentions, write_readings

log = logging.getLogger(__name__)

BATCH: Final = 100
_STAGE: Final = "mend "


def mend_older() -> int:
    """The next batch of the archive, unless news waits or all is done; how many articles there were."""
    bound = _bound()
    if not bound or Article.objects.filter(seq__gt=position(NEWS)).exists():
        return 0
    return _batch(bound)


def mend_all(told: Callable[[int], None] = lambda _: None) -> int:
    """All that waits, at once; `told` hears of each batch. How many articles there were."""
    done = 0
    while count := _batch(_bound()):
        done += count
        told(count)
    return done


def look() -> None:
    """The first look of a release, at its start: an archive that is still empty has nothing to do again."""
    _bound()


def begin() -> None:
    """Note that all that has been read so far is to be read again."""
    read_to = position(NEWS)
    if read_to:
        log.info("The archive is mended and read again from change %s down: %s.", read_to, _stage())
    with transaction.atomic():
        Cursor.objects.filter(stage__startswith=_STAGE).exclude(stage=_stage()).delete()
        advance(_stage(), read_to + 1 if read_to else 0)


def waiting() -> int:
    """How many articles this release has not mended yet."""
    return _rows(_bound()).count()


def _stage() -> str:
    return f"{_STAGE}{zwnj.VERSION} names {names.VERSION} readings {decide.VERSION}"


def _bound() -> int:
    """The change number from which on all articles are done; 0: all are."""
    if not Cursor.objects.filter(stage=_stage()).exists():
        begin()
    return position(_stage())


def _rows(bound: int) -> QuerySet[Article]:
    return Article.objects.filter(seq__lt=bound)


def _batch(bound: int) -> int:
    rows = list(_rows(bound).select_related("outlet").order_by("-seq")[:BATCH])
    if rows:
        take_apart(rows, _stage(), _take)
    elif bound:
        advance(_stage(), 0)
    return len(rows)


def _take(rows: Sequence[Article]) -> None:
    found = read(rows)
    with transaction.atomic():
        other = _other(found)
        write_mendings(found)
        write_readings(other)
        write_mentions(found)
        advance(_stage(), rows[-1].seq)


def _other(found: Sequence[Read]) -> list[Read]:
    """Those whose words or reading come out otherwise than they stand."""
    keys = [one.article.pk for one in found]
    mendings, readings = Mending.objects.in_bulk(keys), Reading.objects.in_bulk(keys)
    return [one for one in found if not _stands(one, mendings.get(one.article.pk), readings.get(one.article.pk))]


def _stands(one: Read, mending: Mending | None, reading: Reading | None) -> bool:
    return _words(one.mending) == _words(mending) and reading is not None and facts(one.understood) == facts(reading)


def _words(row: Mending | None) -> tuple[object, ...]:
    return (row.kind, row.title, row.kicker, row.lead, bytes(row.blocks or b"")) if row else ()
