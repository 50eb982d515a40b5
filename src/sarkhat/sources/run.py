"""Writes what is to be watched.

1. `import_rows` brings a catalogue into the tables: a row is found again by its key, a watch by its address. A row
   that is the same as at its last import is left alone, so what an operator corrected or switched off stays so; one
   that a new release changed is taken over.
2. `add.add` puts single outlets there, as `sarkhat source add` does after `look.look` found what a site offers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db import transaction

from sarkhat.catalogue.read import OutletRow, WatchRow
from sarkhat.sources.models import Outlet, Watch
from sarkhat.sources.moves import known
from sarkhat.text.urls import host, url_key

_FACTS = ("name", "name_en", "home", "language", "country", "kind", "owner", "owner_en", "display", "terms")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many outlets and watches an import made new."""

    outlets: int
    watches: int


@transaction.atomic
def import_rows(rows: Iterable[OutletRow]) -> Imported:
    """Bring the rows into the tables; idempotent."""
    seen = {key: bytes(mark) for key, mark in Outlet.objects.values_list("key", "row_key")}
    outlets = watches = 0
    for row in rows:
        mark = _mark(row)
        if seen.get(row.key) == mark:
            continue
        facts = {name: getattr(row, name) for name in _FACTS} | {"row_key": mark}
        facts |= {"proxy": row.proxy} if row.proxy else {}  # else it is the operator's own affair
        outlet, made = Outlet.objects.update_or_create(key=row.key, defaults=facts)
        outlets += made
        watches += sum(_import_watch(outlet, watch) for watch in row.watches)
    return Imported(outlets, watches)


def _mark(row: OutletRow) -> bytes:
    """16 bytes of the whole row. A field that is younger than the marks in use counts only where it is filled."""
    return blake2b(repr(row).replace(", proxy='')", ")").encode(), digest_size=16).digest()


def _import_watch(outlet: Outlet, row: WatchRow) -> bool:
    facts = {"outlet": outlet, "kind": row.kind, "url": row.url, "host": host(row.url)}
    facts |= {"section": row.section, "role": row.role}
    if moved := known(url_key(row.url)):
        Watch.objects.filter(pk=moved.pk).update(outlet=outlet, section=row.section, role=row.role)
        return False
    return Watch.objects.update_or_create(url_key=url_key(row.url), defaults=facts)[1]
