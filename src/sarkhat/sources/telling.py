"""What `sarkhat source add` says: JSON lines of what was found and why, and messages for the person who asked."""

from collections.abc import Iterator
from typing import Any

from sarkhat.catalogue.read import OutletRow
from sarkhat.sources.add import Added
from sarkhat.sources.look import Seen
from sarkhat.text.urls import canonical


def lines(seen: Seen, row: OutletRow, added: Added, dry_run: bool) -> Iterator[dict[str, Any]]:
    """Each request, the outlet, then each address: `known` where it is watched already."""
    for step in seen.steps:
        yield {"asked": step.url, "why": step.why, "came": step.came}
    site = seen.site
    yield {
        "outlet": added.key, "name": row.name, "home": row.home, "new": added.new, "dry_run": dry_run,
        "language": row.language, "direction": site.direction, "icon": site.icon, "channel": seen.channel,
        "family": site.family, "sign": site.sign, "hub": seen.hub, "proxy": row.proxy,
    }  # fmt: skip
    found = {canonical(one.url): one for one in seen.found}
    for known, rows in ((False, added.watches), (True, added.known)):
        for watch in rows:
            one = found.get(canonical(watch.url))
            told = (one.why, one.title) if one else ("front page of the site", "")
            yield {"watch": watch.kind, "url": watch.url, "title": told[1], "why": told[0], "known": known}


def messages(seen: Seen, row: OutletRow, added: Added, dry_run: bool) -> Iterator[str]:
    """The same in a few lines of English."""
    done = "Known" if not added.new else "Would add" if dry_run else "Added"
    yield f"{done}: {added.name} ({added.key}), {row.home}"
    if seen.site.family:
        yield f"  software: {seen.site.family} (by {seen.site.sign!r})"
    if seen.hub:
        yield f"  news will be pushed by {seen.hub}, if this site has a public address"
    for mark, rows in (("+", added.watches), ("=", added.known)):
        for watch in rows:
            yield f"  {mark} {watch.kind.replace('_', ' ').ljust(10)} {watch.url}"
    if not added.watches:
        yield "All of it was watched already."
    if dry_run:
        yield "Nothing was changed."
