"""Shared words of the recorded material: what a replay serves, and the time that it plays."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from sarkhat.replay.server import Reply, Request, Server, Site

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Show:
    """Sites ready to be served, and the catalogue that leads the harvest to them."""

    sites: Mapping[str, Site]
    catalogue: str  # TOML
    items: int
    until: datetime | None  # the time of the last item
    feeds: str = ""  # the same outlets by their feeds, where there are two ways to watch them


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a generated feed."""

    id: str
    link: str
    title: str
    summary: str = ""
    published: datetime | None = None
    category: str = ""


def played_clock(start: datetime, end: datetime, speed: float) -> Clock:
    """The time that the replay shows: `speed` seconds of the recording a second of ours; 0 shows the end at once."""
    if speed <= 0:
        return lambda: end
    began = time.monotonic()
    return lambda: min(end, start + timedelta(seconds=(time.monotonic() - began) * speed))


def rss(title: str, link: str, items: Iterable[FeedItem], language: str) -> Reply:
    """An RSS 2.0 feed."""
    rows = "".join(map(_rss_item, items))
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{escape(link)}</link><description>{escape(title)}</description>"
        f"<language>{language}</language>{rows}</channel></rss>"
    )
    return Reply(text.encode(), "application/rss+xml; charset=utf-8")


def _rss_item(item: FeedItem) -> str:
    date = f"<pubDate>{format_datetime(item.published.astimezone(UTC))}</pubDate>" if item.published else ""
    category = f"<category>{escape(item.category)}</category>" if item.category else ""
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>"
        f'<guid isPermaLink="false">{escape(item.id)}</guid>{date}{category}'
        f"<description>{escape(item.summary)}</description></item>"
    )


def catalogue_row(fields: Mapping[str, object], watches: Iterable[Mapping[str, object]]) -> str:
    """One outlet of a catalogue, as TOML (JSON strings are TOML strings)."""
    lines = ["[[outlet]]", *_pairs(fields)]
    for watch in watches:
        lines += ["[[outlet.watch]]", *_pairs(watch)]
    return "\n".join(lines) + "\n\n"


def _pairs(fields: Mapping[str, object]) -> list[str]:
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]


def open_show(server: Server, show: Show) -> None:
    """Put the show's sites on the server, and its catalogues at /catalogue.toml and /feeds.toml of the bare address."""
    server.sites.update(show.sites)

    def front(request: Request) -> Reply | None:
        catalogue = {"/catalogue.toml": show.catalogue, "/feeds.toml": show.feeds}.get(request.path)
        if catalogue:
            return Reply(catalogue.encode(), "application/toml; charset=utf-8")
        if request.path != "/":
            return None
        links = "".join(f'<li><a href="{server.origin(host)}/">{escape(host)}</a>' for host in sorted(show.sites))
        return Reply(f"<!doctype html><meta charset=utf-8><title>Replay</title><ul>{links}</ul>".encode())

    server.sites[""] = front
