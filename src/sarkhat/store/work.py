"""How stages find and claim their work, so that a crash loses nothing and nothing is done twice.

Two ways, both columns of the database:

* *Due rows* (`Claimable`): work bound to a time. `claim` leases due rows by a conditional UPDATE, so it is right
  with one worker or twenty; the lease of a worker that died runs out and the row is due again.
* *Changed rows* (`next_seq`, `position`, `advance`): work bound to an earlier stage's result. Each change gives a
  row the next number of its table; a later stage keeps the last number that it has read, moved forward in the
  same transaction as its results.
"""

import logging
from collections.abc import Callable
from collections.abc import Sequence as Rows
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError, models, transaction
from django.db.models import F, Q

from sarkhat.store.models import Cursor, Sequence

log = logging.getLogger("sarkhat.store")

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=25)  # no stage puts anything off for more than a day


class Claimable(models.Model):
    """A row with a due time. `next_at` null means: nothing to do."""

    next_at = models.DateTimeField(null=True, db_index=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        # Few rows are leased at a time, of tables that only grow: without it each look for work reads them whole.
        indexes = [
            models.Index(fields=["lease_until"], name="%(class)s_leased", condition=models.Q(lease_until__isnull=False))
        ]


Row = TypeVar("Row", bound=Claimable)


def claim(rows: models.QuerySet[Row], now: datetime, limit: int, lease: timedelta = LEASE) -> list[Row]:
    """Lease up to `limit` due rows of `rows`, longest due first, and return those that are ours now."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    due = rows.filter(free, next_at__lte=now).order_by("next_at")
    with transaction.atomic():
        # SQLite locks by the transaction itself (IMMEDIATE); elsewhere rows that another worker takes are passed over.
        taken = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
        until = now + lease
        rows.model._default_manager.filter(pk__in=[row.pk for row in taken]).update(lease_until=until)
    for row in taken:
        row.lease_until = until
    return taken


def recall(model: type[Claimable], now: datetime) -> int:
    """Make due what waits longer than any stage ever asks for: a clock that ran ahead, and was put right, left it.

    Returns how many rows. Leases taken in that future are given back as well.
    """
    ahead = now + LONGEST_WAIT
    model._default_manager.filter(lease_until__gt=ahead).update(lease_until=None)
    return model._default_manager.filter(next_at__gt=ahead).update(next_at=now)


def free_leases(model: type[Claimable]) -> int:
    """Give back every lease: only at a start that knows that it is alone (the data folder's lock)."""
    return model._default_manager.filter(lease_until__isnull=False).update(lease_until=None)


def next_seq(name: str) -> int:
    """The next change number of the table `name`; call inside the transaction that writes the row."""
    if not Sequence.objects.filter(name=name).update(value=F("value") + 1):
        Sequence.objects.create(name=name, value=1)
    return Sequence.objects.values_list("value", flat=True).get(name=name)


def next_seqs(name: str, count: int) -> range:
    """The next `count` change numbers of the table `name`, taken at once; call inside the transaction as well."""
    if not Sequence.objects.filter(name=name).update(value=F("value") + count):
        Sequence.objects.create(name=name, value=count)
    last = Sequence.objects.values_list("value", flat=True).get(name=name)
    return range(last - count + 1, last + 1)


def position(stage: str) -> int:
    """The last change number that `stage` has dealt with; 0 before its first."""
    return Cursor.objects.filter(stage=stage).values_list("position", flat=True).first() or 0


def advance(stage: str, to: int) -> None:
    """Move the cursor; call inside the transaction that writes the stage's results."""
    Cursor.objects.update_or_create(stage=stage, defaults={"position": to})


def changed(rows: models.QuerySet[Any], stage: str, limit: int) -> Rows[Any]:
    """The next `limit` rows (which carry `seq`) that `stage` has not dealt with, oldest change first."""
    return list(rows.filter(seq__gt=position(stage)).order_by("seq")[:limit])


def take_apart(rows: Rows[Any], stage: str, take: Callable[[Rows[Any]], None]) -> None:
    """Let `take` deal with the changed `rows`: it writes their results and moves the cursor, in one transaction.

    A row that makes it fail is found by halving, logged and passed over: else it would hold up the stage for ever.
    What is no row's fault (the database away, the disk full) is raised.
    """
    try:
        take(rows)
    except Exception as error:
        if not is_of_a_row(error):
            raise
        if len(rows) > 1:
            middle = len(rows) // 2
            take_apart(rows[:middle], stage, take)
            take_apart(rows[middle:], stage, take)
        else:
            log.exception("%s: %s %s fails and is passed over", stage, rows[0]._meta.label, rows[0].pk)
            advance(stage, rows[0].seq)


def is_of_a_row(error: Exception) -> bool:
    """Whether the error may come from what a row holds; if not, trying other rows now is useless."""
    if isinstance(error, DatabaseError):
        return isinstance(error, IntegrityError | DataError | ProgrammingError)
    return not isinstance(error, OSError | MemoryError)
