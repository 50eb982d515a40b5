"""Full-text search (BM25) in monthly partitions: data/search/YYYYMM/, by the month (UTC) of an article's time.

Text is normalised and tokenised by us (`terms`). One process writes, holding the lock; any number read, and see a
commit with their next question. What is written lasts once `commit` returns: the caller moves its cursor after it,
so that a crash repeats documents, and repeating replaces.
"""

import fcntl
import logging
import os
import shutil
import weakref
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy

from sarkhat import clock
from sarkhat.store.search import suggestions
from sarkhat.store.search.asked import Asked, read
from sarkhat.store.search.ledger import Ledger
from sarkhat.store.search.matching import Frequencies, query, split
from sarkhat.store.search.partition import Partition
from sarkhat.store.search.records import Damaged, Document, Hit, Hits, Order
from sarkhat.store.search.snippets import snippet
from sarkhat.store.search.terms import other_keyboard

_OPEN: Final = 2  # partitions that stay open for writing: at the turn of a month two are written
_LOG: Final = logging.getLogger("sarkhat.store")


class Busy(Exception):
    """Another process writes the index."""


class _Place(NamedTuple):
    """A document found: its score or (newest first) nothing, in which partition, where."""

    score: float
    at: int
    address: tantivy.DocAddress


class Index:
    """The search index in a folder; a folder that does not exist yet is an empty index until something is added.

    What writes raises Damaged where the files of a month are, `lose` then makes room for new ones, and Busy where
    another process writes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._partitions: dict[str, Partition] = {}
        self._writing: OrderedDict[str, Partition] = OrderedDict()
        self._added: dict[int, Document] = {}
        self._gone: set[int] = set()
        self._claimed = False
        self.ledger: Final = Ledger(path)

    def exists(self) -> bool:
        """Whether there is an index of this release at all."""
        return self.ledger.exists()

    def months(self) -> list[str]:
        """The months that have a partition, newest first."""
        found = self._path.glob("[0-9][0-9][0-9][0-9][0-9][0-9]/meta.json")
        return sorted((meta.parent.name for meta in found), reverse=True)

    def claim(self) -> None:
        """Be the one that writes, until this object goes or its process ends, however it does. Raises Busy."""
        if self._claimed:
            return
        self._path.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise Busy(f"another process writes the search index in {self._path}") from None
        self._unlock = weakref.finalize(self, os.close, lock)
        self._claimed = True

    def close(self) -> None:
        """Stop writing, so that another process may; what was not committed is lost."""
        for partition in self._writing.values():
            partition.close()
        self._writing.clear()
        if self._claimed:
            self._unlock()
            self._claimed = False

    def discard(self) -> None:
        """Take the whole index away, whatever its state."""
        self.claim()
        for month in list(self._partitions):
            self._partition(month).discard()
        self._partitions.clear()
        self._writing.clear()
        for item in self._path.iterdir():
            if item.name != "lock":
                shutil.rmtree(item) if item.is_dir() else item.unlink()

    def lose(self, month: str) -> None:
        """Take a month away that cannot be used, and note that it must be made anew."""
        self.claim()
        self.ledger.lose(month)
        self._writing.pop(month, None)
        self._partition(month).discard()

    def missing(self) -> list[str]:
        """Months that were written once and are gone, without our doing."""
        there = {*self.months(), *self.ledger.lost()}
        return [month for month in self.ledger.months() if month not in there]

    def check(self) -> None:
        """Open every month; raises Damaged for the first that cannot be."""
        for month in self.months():
            self._partition(month).searcher()

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in; one with the same id is replaced. Written by `commit`."""
        for document in documents:
            self._added[document.id] = document

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out; ids that are not there are passed over. Written by `commit`."""
        self._gone.update(ids)

    def commit(self) -> None:
        """Make what was added and deleted lasting and visible, month by month; first what is new, then what goes."""
        self.claim()
        added, gone = self._added, self._gone - self._added.keys()
        self._added, self._gone = {}, set()
        stale = self._elsewhere(added, gone)
        fresh: dict[str, list[Document]] = {}
        for document in added.values():
            fresh.setdefault(month_of(document.published), []).append(document)
        self.ledger.begin(set(fresh))
        for month, documents in sorted(fresh.items()):
            self._opened(month).write(documents, stale.pop(month, ()))
        for month, ids in stale.items():
            self._opened(month).write((), ids)

    def holds(self, ids: Collection[int]) -> set[int]:
        """Those of the ids that are in the index. Raises Damaged."""
        return {number for month in self.months() for number in self._partition(month).holds(ids)}

    def query(
        self, text: str, limit: int = 20, offset: int = 0, order: Order = "best", section: str = "", outlet: str = ""
    ) -> Hits:
        """What answers `text` (docs/search.md), perhaps only of a section and an outlet (their keys).

        If nothing does, the words are taken as plain ones, then as typed on the other keyboard, then a spelling is
        suggested. A damaged month is passed over: readers go on until the worker has made it anew.
        """
        return _Search(self, Asked(outlets=[outlet] * bool(outlet), sections=[section] * bool(section))).answer(
            text, max(1, limit), offset, order
        )

    def searchers(self, since: datetime | None, until: datetime | None) -> list[tantivy.Searcher]:
        """Of the months between the two, newest first."""
        found = []
        for month in self.months():
            if (since is None or month >= month_of(since)) and (until is None or month <= month_of(until)):
                try:
                    searcher = self._partition(month).searcher()
                except Damaged as error:
                    _LOG.error("the search index in %s is damaged: %s", self._path, error)
                else:
                    found += [searcher] if searcher else []
        return found

    def _partition(self, month: str) -> Partition:
        return self._partitions.setdefault(month, Partition(self._path / month))

    def _elsewhere(self, added: dict[int, Document], gone: set[int]) -> dict[str, list[int]]:
        """By month, the ids that must go there: taken out, or moved to another month."""
        found: dict[str, list[int]] = {}
        for month in self.months():
            wanted = gone.union(n for n, document in added.items() if month_of(document.published) != month)
            if ids := self._partition(month).holds(wanted):
                found[month] = ids
        return found

    def _opened(self, month: str) -> Partition:
        """The partition, one of the few that stay open for writing."""
        partition = self._writing[month] = self._partition(month)
        self._writing.move_to_end(month)
        while len(self._writing) > _OPEN:
            self._writing.popitem(last=False)[1].close()
        return partition


class _Search:
    """One question to the index."""

    def __init__(self, index: Index, only: Asked) -> None:
        self._index = index
        self._only = only

    def answer(self, text: str, limit: int, offset: int, order: Order) -> Hits:
        """The hits of the first reading of `text` that has any."""
        now = clock.now()
        asked = read(text, now)
        if asked.empty:
            return Hits(0, [])
        for instead, reading in self._readings(text, asked, now):
            hits = self._found(reading, limit, offset, order)
            if hits.total:
                return replace(hits, instead=instead, suggestion=instead)
        return Hits(0, [], self._suggested(asked, now))

    def _readings(self, text: str, asked: Asked, now: datetime) -> Iterator[tuple[str, Asked]]:
        yield "", asked
        if (words := read(text, now, persian=False)) != asked:
            yield "", words
        other = other_keyboard(text)
        if (typed := read(other, now)).every:
            yield other, typed

    def _found(self, asked: Asked, limit: int, offset: int, order: Order) -> Hits:
        searchers = self._searchers(asked)
        frequencies = Frequencies(searchers)
        last = offset + limit
        places: list[_Place] = []
        total, exact = 0, True
        newest = order == "newest" or not asked.every
        for at, searcher in enumerate(searchers):
            if newest and total > last:
                exact = False
                break
            if (wanted := self._query(asked, frequencies, at)) is not None:
                count, more = _search(searcher, wanted, at, last, newest)
                total, places = total + count, places + more
        if not newest:
            places.sort(key=lambda place: -place.score)  # the newer month first where they are equal
        marked = _marked(asked, frequencies)
        return Hits(total, [_hit(searchers[place.at], place, marked) for place in places[offset:last]], exact=exact)

    def _searchers(self, asked: Asked) -> list[tantivy.Searcher]:
        return self._index.searchers(asked.since, asked.until)

    def _query(self, asked: Asked, frequencies: Frequencies, at: int) -> tantivy.Query | None:
        return query(asked, self._only, frequencies, at)

    def _suggested(self, asked: Asked, now: datetime) -> str:
        searchers = self._searchers(asked)
        other = suggestions.mended(asked, searchers, Frequencies(searchers))
        typed = read(other, now)
        return other if typed.every != asked.every and self._found(typed, 1, 0, "best").total else ""


def _search(
    searcher: tantivy.Searcher, wanted: tantivy.Query, at: int, limit: int, newest: bool
) -> tuple[int, list[_Place]]:
    # Any: the package's own types leave the count out.
    found: Any = searcher.search(wanted, limit, count=True, order_by_field="published" if newest else None)
    return found.count or 0, [_Place(0.0 if newest else float(score), at, address) for score, address in found.hits]


def _marked(asked: Asked, frequencies: Frequencies) -> set[str]:
    apart = (split(atom.terms[0], frequencies) for group in asked.every for atom in group if len(atom.terms) == 1)
    return asked.marked().union(*(part for parts in apart for part in parts))


def _hit(searcher: tantivy.Searcher, place: _Place, marked: set[str]) -> Hit:
    document = searcher.doc(place.address)
    shown = bytes(document.get_first("shown") or b"").decode()
    return Hit(int(str(document.get_first("id"))), place.score, snippet(shown, marked))


@lru_cache(maxsize=8)
def opened(folder: Path) -> Index:
    """The index in a folder for reading, opened once a process."""
    return Index(folder)


def month_of(at: datetime) -> str:
    """The partition of an instant: "202607"."""
    return f"{at.astimezone(UTC):%Y%m}"
