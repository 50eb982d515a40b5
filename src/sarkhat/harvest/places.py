"""Places on front pages over time: a link that leaves its place closes a slot, one that takes it opens one."""

from collections.abc import Sequence
from datetime import datetime

from sarkhat.harvest.models import Slot
from sarkhat.harvest.records import Place
from sarkhat.sources.models import Watch
from sarkhat.text.urls import url_key


def keep(watch: Watch, places: Sequence[Place], now: datetime) -> None:
    """Bring the open slots of a watch to what its page shows; call inside the visit's transaction.

    No places at all leave everything as it is: a page that could not be read has not changed its lead.
    """
    if not places:
        return
    shown = {(url_key(place.url), place.position): place for place in places if len(place.url) <= 2000}
    left: list[int] = []
    for slot in Slot.objects.filter(watch=watch, until__isnull=True):
        place = shown.pop((bytes(slot.url_key), slot.position), None)
        if place is None:
            left.append(slot.pk)
        elif (slot.title, slot.weight) != (place.title[:1000], place.weight):
            slot.title, slot.weight = place.title[:1000], place.weight
            slot.save(update_fields=["title", "weight"])
    Slot.objects.filter(pk__in=left).update(until=now)
    Slot.objects.bulk_create([_opened(watch, place, key, now) for (key, _), place in shown.items()])


def _opened(watch: Watch, place: Place, key: bytes, now: datetime) -> Slot:
    return Slot(
        watch=watch,
        outlet_id=watch.outlet_id,
        position=place.position,
        url=place.url,
        url_key=key,
        title=place.title[:1000],
        weight=place.weight,
        since=now,
    )
