"""From what discovery saw of a site to the row that is written: pure."""

import re
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import urlsplit

from sarkhat.catalogue.read import OutletRow, WatchRow
from sarkhat.sources.discover import Found, Site, channel_of
from sarkhat.sources.opml import FeedRow
from sarkhat.text.urls import canonical, host, url_key

_MOST_NAME: Final = 120
_DULL: Final = frozenset({"www", "m", "fa", "en", "ar", "news", "rss", "feed", "feeds"})
_REGISTRY: Final = frozenset({"co", "com", "ac", "gov", "org", "net", "edu", "id", "sch"})


def key_for(url: str, taken: Collection[str] = ()) -> str:
    """A slug from the address's host (www.example.co.ir → example), with a number if it is taken."""
    labels = host(url).split(".")[:-1] or ["outlet"]
    if len(labels) > 1 and labels[-1] in _REGISTRY:
        labels = labels[:-1]
    telling = [label for label in labels if label not in _DULL] or labels
    slug = re.sub(r"[^a-z0-9]+", "-", "-".join(telling).lower()).strip("-")[:50] or "outlet"
    number, key = 1, slug
    while key in taken:
        number += 1
        key = f"{slug}-{number}"
    return key


def channel_key(name: str, taken: Collection[str] = ()) -> str:
    """A slug for a channel by its name."""
    return key_for(f"https://{name.lower().replace('_', '-').strip('-')}.channel/", taken)


def outlet_row(
    key: str, name: str, home: str, site: Site, watches: tuple[WatchRow, ...], kind: str = "site", telegram: str = ""
) -> OutletRow:
    """The outlet with its watches. What nobody stated stays empty; display is the careful one."""
    return OutletRow(
        key=key,
        name=(name or site.name or host(home))[:_MOST_NAME],
        name_en="",
        home=canonical(home),
        language=site.language or "fa",
        country="",
        kind=kind,
        owner="",
        owner_en="",
        display="excerpt",
        terms="",
        telegram=telegram,
        watches=watches,
    )


def watch_rows(found: Collection[Found], front_page: str = "") -> tuple[WatchRow, ...]:
    """What was found as watches, the front page last; an address once."""
    rows = [WatchRow(one.kind, one.url, "", "items", True) for one in found]
    if front_page:
        rows.append(WatchRow("front_page", canonical(front_page), "", "front", True))
    return distinct(rows)


def site_key(url: str) -> str:
    """What makes two home pages the same site: host without www. and path, whatever the scheme."""
    return host(url).removeprefix("www.") + urlsplit(canonical(url)).path.rstrip("/")


def outlets_of(rows: Iterable[FeedRow], taken: Collection[str]) -> list[OutletRow]:
    """The feeds of a list gathered by site, one outlet each, with the site's front page as a watch."""
    sites: dict[str, list[FeedRow]] = {}
    for row in rows:
        sites.setdefault(site_key(home_of(row)), []).append(row)
    made: list[OutletRow] = []
    for own in sites.values():
        made.append(_listed_outlet(own, {*taken, *(row.key for row in made)}))
    return made


def home_of(row: FeedRow) -> str:
    """The front page that a listed feed belongs to; a channel's is its preview page."""
    split = urlsplit(row.watch.url)
    return row.watch.url if row.watch.kind == "channel" else row.home or f"{split.scheme}://{split.netloc}/"


def _listed_outlet(rows: list[FeedRow], taken: Collection[str]) -> OutletRow:
    first = rows[0]
    home, channel = home_of(first), first.watch.kind == "channel"
    name = min((row.name for row in rows if row.name), key=len, default="")
    watches = [row.watch for row in rows]
    if channel:
        telegram = channel_of(home)
        site = Site(name or telegram, first.language)
        return outlet_row(channel_key(telegram, taken), name, home, site, distinct(watches), "channel", telegram)
    watches.append(WatchRow("front_page", home, "", "front", True))
    return outlet_row(key_for(home, taken), name, home, Site("", first.language), distinct(watches))


def distinct(rows: Collection[WatchRow]) -> tuple[WatchRow, ...]:
    """The rows with each address once, the first one kept."""
    first: dict[bytes, WatchRow] = {}
    for row in rows:
        first.setdefault(url_key(row.url), row)
    return tuple(first.values())
