"""Items seen, as rows: new ones made, edits given a new change number, counts brought up to date in place.

A group of visits is stored together: what is known is looked up once for all of them, and rows are written by one
statement for each kind of change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sarkhat.harvest.keys import Keyed, same_item
from sarkhat.harvest.models import Sighting
from sarkhat.harvest.owners import Owners
from sarkhat.sources.models import Watch
from sarkhat.store import rows
from sarkhat.store.work import next_seqs
from sarkhat.text import dates
from sarkhat.text.html import plain

Shown = tuple[Watch, Sequence[Keyed]]
_KNOWN: Final = (
    "pk", "watch_id", "outlet_id", "url_key", "entry_key", "content_key", "title", "published", "section", "views",
    "forwards",
)  # fmt: skip
_SAID: Final = ("content_key", "title", "summary", "content", "authors", "tags", "image")
_NEW: Final = (
    "seq", "watch_id", "outlet_id", "url", "url_key", "entry_key", "is_post", "published", "section", "views",
    "forwards", "forwarded_from", "first_seen", *_SAID,
)  # fmt: skip


@dataclass(slots=True)
class _Row:
    """What has to be known of a sighting, in the archive or about to be. `pk` 0: it is new."""

    pk: int
    watch_id: int
    outlet_id: int
    url_key: bytes
    entry_key: bytes
    content_key: bytes
    title: str
    published: datetime | None
    section: str
    views: int | None
    forwards: int | None


@dataclass(slots=True)
class _Group:
    """What is known of the items of a group of visits, and what is to be written."""

    now: datetime
    by_url: dict[bytes, _Row]
    by_entry: dict[bytes, _Row]
    fresh: list[tuple[_Row, Watch, Keyed]] = field(default_factory=list)
    edited: dict[int, tuple[_Row, Keyed | None]] = field(default_factory=dict)  # None: only the section
    counted: dict[int, _Row] = field(default_factory=dict)


def keep(watch: Watch, items: Sequence[Keyed], now: datetime) -> int:
    """Store what one watch shows: see `keep_all`."""
    return keep_all([(watch, items)], now, Owners.read())[0]


def keep_all(shown: Sequence[Shown], now: datetime, owners: Owners) -> list[int]:
    """Store what watches show; call inside a transaction. Returns of each how many items are new or changed.

    A sighting is edited only by the watch that it was first seen at: two feeds of one outlet that shorten the
    same item differently would else edit it back and forth for ever. An address on another outlet's own site is
    left to that outlet: whoever lists it first must not sign it.
    """
    own = [(watch, owners.own(watch.outlet_id, items)) for watch, items in shown]
    group = _Group(now, *_known([item for _, items in own for item in items]))
    news = [_take(group, watch, items) for watch, items in own]
    _write(group)
    return news


def _known(items: Sequence[Keyed]) -> tuple[dict[bytes, _Row], dict[bytes, _Row]]:
    """Rows by address and, for addresses that are new, by the source's own id."""
    by_url = {row.url_key: row for row in _rows("url_key", [item.url_key for item in items])}
    rest = [item.entry_key for item in items if item.url_key not in by_url]
    return by_url, {row.entry_key: row for row in _rows("entry_key", rest)}


def _rows(name: str, keys: Sequence[bytes]) -> list[_Row]:
    numbers = rows.keys_of(Sighting, name, list(dict.fromkeys(keys)))
    if not numbers:
        return []
    return [_row(values) for values in Sighting.objects.filter(pk__in=numbers).order_by("pk").values_list(*_KNOWN)]


def _row(values: Sequence[Any]) -> _Row:
    pk, watch, outlet, url_key, entry_key, content_key, *rest = values
    return _Row(pk, watch, outlet, bytes(url_key), bytes(entry_key), bytes(content_key), *rest)


def _take(group: _Group, watch: Watch, items: Sequence[Keyed]) -> int:
    """What one watch shows, noted in the group. Returns how many items are new or changed."""
    news = 0
    met: set[int] = set()
    for item in items:
        there = group.by_url.get(item.url_key)
        row = there or _moved(group, watch, item)
        if row is None:
            _add(group, watch, item)
            news += 1
        elif id(row) not in met:
            met.add(id(row))
            news += _edit(group, row, watch, item)
            if there:
                _count(group, there, item)
    return news


def _moved(group: _Group, watch: Watch, item: Keyed) -> _Row | None:
    row = group.by_entry.get(item.entry_key)
    is_same = row and row.outlet_id == watch.outlet_id and same_item(row.title, row.published, item.entry)
    return row if is_same else None


def _add(group: _Group, watch: Watch, item: Keyed) -> None:
    entry = item.entry
    row = _Row(
        0, watch.pk, watch.outlet_id, item.url_key, item.entry_key, item.content_key, _title(item),
        _believed(entry.published, group.now), watch.section, entry.views, entry.forwards,
    )  # fmt: skip
    group.fresh.append((row, watch, item))
    group.by_url[item.url_key] = group.by_entry[item.entry_key] = row


def _believed(published: datetime | None, now: datetime) -> datetime | None:
    """The stated time; none where it is absurd or in the future, so that the page's own word is asked for."""
    at, is_clamped = dates.clamp(published, now) if published else (None, False)
    return None if is_clamped else at


def _edit(group: _Group, row: _Row, watch: Watch, item: Keyed) -> bool:
    """Take over what changed; whether anything did that later stages must see."""
    is_filed = not row.section and bool(watch.section) and row.outlet_id == watch.outlet_id
    is_edited = row.watch_id == watch.pk and row.content_key != item.content_key
    if is_filed:
        row.section = watch.section
    if is_edited:
        row.content_key = item.content_key
    if row.pk and (is_filed or is_edited):
        earlier = group.edited.get(row.pk, (row, None))[1]
        group.edited[row.pk] = (row, item if is_edited else earlier)
    return is_filed or is_edited


def _count(group: _Group, row: _Row, item: Keyed) -> None:
    """Views and forwards are signals, not edits: written in place, without a new change number."""
    stated = (item.entry.views, item.entry.forwards)
    if stated != (None, None) and stated != (row.views, row.forwards):
        row.views, row.forwards = stated
        if row.pk:
            group.counted[row.pk] = row


def _write(group: _Group) -> None:
    number = iter(_numbers(len(group.fresh) + len(group.edited)))
    rows.insert(Sighting, _NEW, [_new(next(number), *one, group.now) for one in group.fresh])
    said = [(next(number), row, item) for row, item in group.edited.values()]
    rows.update(
        Sighting,
        ("seq", "section", *_SAID),
        [[seq, row.section, *_said(item), row.pk] for seq, row, item in said if item],
    )
    rows.update(Sighting, ("seq", "section"), [[seq, row.section, row.pk] for seq, row, item in said if not item])
    rows.update(Sighting, ("views", "forwards"), [[row.views, row.forwards, row.pk] for row in group.counted.values()])


def _numbers(count: int) -> Sequence[int]:
    return next_seqs("sighting", count) if count else ()


def _new(seq: int, row: _Row, watch: Watch, item: Keyed, now: datetime) -> list[Any]:
    """The values of `_NEW`."""
    entry = item.entry
    return [
        seq, row.watch_id, row.outlet_id, entry.url, row.url_key, row.entry_key, watch.kind == "channel", row.published,
        row.section, row.views, row.forwards, entry.forwarded_from[:200], now, *_said(item, row.title),
    ]  # fmt: skip


def _said(item: Keyed, title: str = "") -> list[Any]:
    """The values of `_SAID`."""
    entry = item.entry
    return [
        item.content_key,
        title or _title(item),
        entry.summary,
        entry.content,
        tuple(name[:200] for name in entry.authors[:20]),
        tuple(tag[:200] for tag in entry.tags[:50]),
        entry.image if len(entry.image) <= 2000 else "",
    ]


def _title(item: Keyed) -> str:
    """One line without markup; most titles have none to begin with."""
    said = item.entry.title
    return " ".join((plain(said) if "<" in said or "&" in said else said).split())[:1000]
