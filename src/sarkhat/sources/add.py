"""Puts outlets there that a person names, without touching what stands already.

Unlike an import of the catalogue, an outlet that is known keeps its facts and only gets the watches that it lacks;
an address that another outlet watches stays with that one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from sarkhat.catalogue.read import OutletRow, WatchRow
from sarkhat.net.client import Answer
from sarkhat.sources import first
from sarkhat.sources.decide import site_key
from sarkhat.sources.models import Outlet, Watch
from sarkhat.sources.run import import_rows
from sarkhat.text.urls import host, url_key

_NONE: Final[Mapping[str, Answer]] = {}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one row: under which key, whether the outlet is new, which watches are new and which known."""

    key: str
    name: str
    new: bool
    watches: tuple[WatchRow, ...]
    known: tuple[WatchRow, ...]


class KeyTaken(ValueError):
    """The key that was asked for belongs to another outlet."""


def known_sites() -> dict[str, str]:
    """The key of each outlet by its site."""
    return {site_key(home): key for key, home in Outlet.objects.values_list("key", "home")}


def add(
    rows: Iterable[OutletRow], dry_run: bool = False, by_key: bool = False, answers: Mapping[str, Answer] = _NONE
) -> list[Added]:
    """Add the rows in one transaction; with `dry_run` only say what would be added.

    `answers`, by address, were heard while looking: they serve the first visits.

    An outlet is known by its site, and with `by_key` (a list that states its own keys) by its key too; else a key
    of another outlet raises KeyTaken.
    """
    sites = known_sites()
    keys = set(sites.values())
    with transaction.atomic():
        added = [_add(row, _known(row, sites, keys, by_key), dry_run) for row in rows]
        if answers and not dry_run:
            first.keep(answers)
    return added


def _known(row: OutletRow, sites: dict[str, str], keys: set[str], by_key: bool) -> str:
    """The key of the outlet that this row means; "" for a new one."""
    if by_key and row.key in keys:
        return row.key
    found = sites.get(site_key(row.home), "")
    if not found and row.key in keys:
        raise KeyTaken(f"the key {row.key} belongs to another outlet; name one with --key")
    return found


def _add(row: OutletRow, key: str, dry_run: bool) -> Added:
    asked = Watch.objects.filter(url_key__in=[url_key(one.url) for one in row.watches])
    watched = {bytes(found): owner for found, owner in asked.values_list("url_key", "outlet__key")}
    fresh = tuple(one for one in row.watches if url_key(one.url) not in watched)
    old = tuple(one for one in row.watches if url_key(one.url) in watched)
    if not key and not fresh:
        key = watched[url_key(old[0].url)]
    if not dry_run:
        _write(row, key, fresh)
    return Added(key or row.key, row.name, not key, fresh, old)


def _write(row: OutletRow, key: str, fresh: tuple[WatchRow, ...]) -> None:
    if not key:
        import_rows([replace(row, watches=fresh)])
        return
    outlet = Outlet.objects.get(key=key)
    if row.proxy:
        Outlet.objects.filter(pk=outlet.pk).update(proxy=row.proxy)
    for one in fresh:
        facts = {"kind": one.kind, "url": one.url, "host": host(one.url), "section": one.section, "role": one.role}
        Watch.objects.create(outlet=outlet, url_key=url_key(one.url), **facts)
