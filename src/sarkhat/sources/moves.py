"""A watch whose site has moved it for good takes its new address; the old one is remembered."""

import logging
from datetime import datetime

from sarkhat.sources.models import PastAddress, Watch
from sarkhat.text.urls import host, url_key

log = logging.getLogger("sarkhat.sources")


def move(watch: Watch, to: str, now: datetime) -> bool:
    """Give `watch` the address `to`; call inside a transaction. False, and nothing changed, if another has it."""
    key = url_key(to)
    if Watch.objects.filter(url_key=key).exclude(pk=watch.pk).exists():
        log.warning("%s has moved to %s, which is watched already; switch one of the two off", watch.url, to)
        return False
    PastAddress.objects.filter(url_key=key).delete()  # it came back
    if key != bytes(watch.url_key):
        PastAddress.objects.update_or_create(
            url_key=bytes(watch.url_key), defaults={"watch": watch, "url": watch.url, "until": now}
        )
    log.info("%s has moved to %s, for good", watch.url, to)
    watch.url, watch.url_key, watch.host = to, key, host(to)
    watch.save(update_fields=["url", "url_key", "host"])
    return True


def known(key: bytes) -> Watch | None:
    """The watch that once stood at an address, by its key."""
    past = PastAddress.objects.filter(url_key=key).select_related("watch").first()
    return past.watch if past else None
