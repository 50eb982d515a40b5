"""Items seen, as rows: new ones made, edits given a new change number, counts brought up to date in place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sarkhat.harvest.keys import Keyed, same_item
from sarkhat.harvest.models import Sighting
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.work import next_seqs
from sarkhat.text import dates
from sarkhat.text.html import plain
from sarkhat.text.urls import host

_EDITED = ["seq", "content_key", "title", "summary", "content", "authors", "tags", "image", "section"]
_COUNTED = ["views", "forwards"]


def keep(watch: Watch, items: Sequence[Keyed], now: datetime) -> int:
    """Store what a watch shows; call inside the visit's transaction. Returns how many are new or changed.

    A sighting is edited only by the watch that it was first seen at: two feeds of one outlet that shorten the
    same item differently would else edit it back and forth for ever. An address on another outlet's own site is
    left to that outlet: whoever lists it first must not sign it.
    """
    items = _own(watch, items)
    if not items:
        return 0
    by_url, by_entry = _known(watch, items)
    fresh: list[Sighting] = []
    edited: list[Sighting] = []
    met: dict[int, Sighting] = {}
    for item in items:
        row = by_url.get(item.url_key) or _moved(by_entry, item)
        if row is None:
            fresh.append(_new(watch, item, now))
        elif row.pk not in met:
            met[row.pk] = row
            if _edit(row, watch, item):
                edited.append(row)
    _number([*fresh, *edited])
    Sighting.objects.bulk_create(fresh, batch_size=500)
    Sighting.objects.bulk_update(edited, _EDITED, batch_size=100)
    _count(met, by_url, items)
    return len(fresh) + len(edited)


def _own(watch: Watch, items: Sequence[Keyed]) -> list[Keyed]:
    owners: dict[str, set[int]] = defaultdict(set)
    for number, home in Outlet.objects.filter(active=True).values_list("pk", "home"):
        owners[_site(home)].add(number)
    strangers = {site for site, numbers in owners.items() if watch.outlet_id not in numbers}
    return [item for item in items if _site(item.entry.url) not in strangers]


def _site(url: str) -> str:
    return host(url).removeprefix("www.")


def _known(watch: Watch, items: Sequence[Keyed]) -> tuple[dict[bytes, Sighting], dict[bytes, Sighting]]:
    """Rows by address and, for addresses that are new, by the source's own id."""
    by_url = _by(Sighting.objects.filter(url_key__in=[item.url_key for item in items]), "url_key")
    rest = [item.entry_key for item in items if item.url_key not in by_url]
    by_entry = _by(Sighting.objects.filter(outlet_id=watch.outlet_id, entry_key__in=rest), "entry_key")
    return by_url, by_entry


def _by(rows: Iterable[Sighting], name: str) -> dict[bytes, Sighting]:
    return {bytes(getattr(row, name)): row for row in rows}


def _moved(by_entry: dict[bytes, Sighting], item: Keyed) -> Sighting | None:
    row = by_entry.get(item.entry_key)
    return row if row and same_item(row.title, row.published, item.entry) else None


def _new(watch: Watch, item: Keyed, now: datetime) -> Sighting:
    entry = item.entry
    row = Sighting(
        watch=watch,
        outlet_id=watch.outlet_id,
        url=entry.url,
        url_key=item.url_key,
        entry_key=item.entry_key,
        is_post=watch.kind == "channel",
        published=_believed(entry.published, now),
        section=watch.section,
        views=entry.views,
        forwards=entry.forwards,
        forwarded_from=entry.forwarded_from[:200],
        first_seen=now,
    )
    _say(row, item)
    return row


def _believed(published: datetime | None, now: datetime) -> datetime | None:
    """The stated time; none where it is absurd or in the future, so that the page's own word is asked for."""
    at, is_clamped = dates.clamp(published, now) if published else (None, False)
    return None if is_clamped else at


def _edit(row: Sighting, watch: Watch, item: Keyed) -> bool:
    """Take over what changed; whether anything did that later stages must see."""
    changed = False
    if not row.section and watch.section and row.outlet_id == watch.outlet_id:
        row.section = watch.section
        changed = True
    if row.watch_id == watch.pk and bytes(row.content_key) != item.content_key:
        _say(row, item)
        changed = True
    return changed


def _say(row: Sighting, item: Keyed) -> None:
    entry = item.entry
    row.content_key = item.content_key
    row.title = " ".join(plain(entry.title).split())[:1000]
    row.summary, row.content = entry.summary, entry.content
    row.authors = [name[:200] for name in entry.authors[:20]]
    row.tags = [tag[:200] for tag in entry.tags[:50]]
    row.image = entry.image if len(entry.image) <= 2000 else ""


def _number(rows: Sequence[Sighting]) -> None:
    if rows:
        for row, seq in zip(rows, next_seqs("sighting", len(rows)), strict=True):
            row.seq = seq


def _count(met: dict[int, Sighting], by_url: dict[bytes, Sighting], items: Sequence[Keyed]) -> None:
    """Views and forwards are signals, not edits: written in place, without a new change number."""
    counted = []
    for item in items:
        row = by_url.get(item.url_key)
        entry = item.entry
        if row is None or row.pk not in met or (entry.views is None and entry.forwards is None):
            continue
        if (row.views, row.forwards) != (entry.views, entry.forwards):
            row.views, row.forwards = entry.views, entry.forwards
            counted.append(row)
    Sighting.objects.bulk_update(counted, _COUNTED, batch_size=200)
