"""How much work waits before each stage, and how fresh the archive is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Model

from sarkhat.extract.models import Article, PageVisit
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.store.models import Cursor
from sarkhat.understand.models import Reading

LAST: Final = 200  # articles among which the newest is looked for
# stage (its name in store.Cursor) → the table whose changes it reads
READERS: Final[dict[str, type[Model]]] = {
    "extract": Sighting,
    "understand": Article,
    "index": Reading,
    "stories": Reading,
}


@dataclass(frozen=True, slots=True)
class Freshness:
    """Age of the newest article (by when we first saw it) in seconds; None for an empty archive."""

    articles: bool
    newest_seconds: float | None


def backlog(now: datetime) -> dict[str, int]:
    """How many items wait: watches and pages that are due, and changed rows that a stage has not read."""
    waiting = {
        "harvest": WatchState.objects.filter(next_at__lte=now, watch__active=True).count(),
        "pages": PageVisit.objects.filter(next_at__lte=now).count(),
    }
    positions = dict(Cursor.objects.values_list("stage", "position"))
    for stage, table in READERS.items():
        waiting[stage] = table._default_manager.filter(seq__gt=positions.get(stage, 0)).count()
    return waiting


def freshness(now: datetime) -> Freshness:
    """When news last came in."""
    # Of the last numbers, not of all: no index holds the time, and this is asked every few seconds.
    last = Article.objects.order_by("-pk").values_list("first_seen", flat=True)[:LAST]
    newest = max(last, default=None)
    return Freshness(newest is not None, (now - newest).total_seconds() if newest else None)
