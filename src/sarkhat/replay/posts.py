"""Recorded posts of Telegram channels, as preview pages (`/s/<name>`, `?before=`) and as a feed with article pages.

Both ways lead to the same address of a post, so that a post seen both ways is one article.
"""

import gzip
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from pathlib import Path
from typing import Any

from sarkhat.replay.material import Clock, FeedItem, Show, catalogue_row, rss
from sarkhat.replay.server import Reply, Request, Server
from sarkhat.replay.telegram import Message, preview

HOST = "t-me.localhost"


@dataclass(frozen=True, slots=True)
class Post:
    """A recorded post. `views` are (time, count) points, in time order."""

    channel: str
    id: int
    published: datetime
    text: str
    media: str
    forward: str
    edited: bool
    views: tuple[tuple[datetime, int], ...]

    def views_at(self, now: datetime) -> int | None:
        """The last count known at `now`."""
        place = bisect_right(self.views, now, key=lambda point: point[0])
        return self.views[place - 1][1] if place else None


def read(path: Path, day: date | None) -> list[Post]:
    """The posts of a `posts.jsonl[.gz]` file (or the folder that holds it), of one UTC day if given, in time order."""
    file = next(iter(sorted(path.glob("posts.jsonl*"))), path) if path.is_dir() else path
    prefix = day.isoformat() if day else ""
    posts = [_post(row) for row in _rows(file) if row["published"].startswith(prefix)]
    return sorted(posts, key=lambda post: (post.published, post.channel, post.id))


def show(posts: list[Post], server: Server, clock: Clock) -> Show:
    """One site, as t.me is one, with each channel's preview, feed and post pages."""
    channels: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        channels[post.channel].append(post)
    for rows in channels.values():
        rows.sort(key=lambda post: post.id)
    origin = server.origin(HOST)
    previews = "".join(_outlet(name, origin, "channel", f"/s/{name}") for name in sorted(channels))
    feeds = "".join(_outlet(name, origin, "feed", f"/rss/{name}") for name in sorted(channels))
    until = posts[-1].published if posts else None
    return Show({HOST: _Channels(channels, server, clock)}, previews, len(posts), until, feeds)


def span(posts: list[Post], day: date | None) -> tuple[datetime, datetime]:
    """The time that the replay plays: the day, or from the first post to the last."""
    if day:
        start = datetime.combine(day, time(), UTC)
        return start, start + timedelta(days=1)
    return posts[0].published, posts[-1].published


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _post(row: dict[str, Any]) -> Post:
    views = tuple((datetime.fromisoformat(at), count) for at, count in row.get("views") or ())
    return Post(
        row["channel"], row["id"], datetime.fromisoformat(row["published"]), row["text"], row.get("media") or "",
        str(row.get("forward") or ""), bool(row.get("edited")), views,
    )  # fmt: skip


def _outlet(name: str, origin: str, kind: str, path: str) -> str:
    fields = {
        "key": name.lower().replace("_", "-"), "name": name, "name_en": name, "home": f"{origin}/s/{name}",
        "language": "fa", "country": "", "kind": "channel", "owner": "", "owner_en": "", "display": "full",
        "terms": "replay",
    }  # fmt: skip
    return catalogue_row(fields, [{"kind": kind, "url": origin + path}])


class _Channels:
    """The site: answers for what was published by the clock's time."""

    def __init__(self, channels: dict[str, list[Post]], server: Server, clock: Clock) -> None:
        self.channels = channels
        self.server = server
        self.clock = clock

    def __call__(self, request: Request) -> Reply | None:
        match request.path.strip("/").split("/"):
            case ["s", name] if name in self.channels:
                return self._preview(name, int(request.query.get("before", 0) or 0))
            case ["rss", name] if name in self.channels:
                return self._feed(name)
            case [name, number] if name in self.channels and number.isdigit():
                return self._page(name, int(number))
        return None

    def _out(self, name: str) -> list[Post]:
        now = self.clock()
        return [post for post in self.channels[name] if post.published <= now]

    def _preview(self, name: str, before: int) -> Reply:
        now = self.clock()
        return preview(name, name, [_message(post, now) for post in self._out(name)], before)

    def _feed(self, name: str) -> Reply:
        origin = self.server.origin(HOST)
        items = [
            FeedItem(f"{name}/{post.id}", f"{origin}/{name}/{post.id}", _title(post), escape(post.text), post.published)
            for post in reversed(self._out(name))
        ]
        return rss(name, f"{origin}/s/{name}", items, "fa")

    def _page(self, name: str, number: int) -> Reply | None:
        post = next((post for post in self._out(name) if post.id == number), None)
        if post is None:
            return None
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in post.text.splitlines() if line.strip())
        address = f"{self.server.origin(HOST)}/{name}/{number}"
        return Reply(
            f'<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{escape(_title(post))}'
            f'</title><link rel="canonical" href="{address}"><meta property="article:published_time" '
            f'content="{post.published.isoformat()}"></head><body><nav><a href="/s/{name}">{name}</a></nav>'
            f"<article><h1>{escape(_title(post))}</h1>{paragraphs}</article></body></html>".encode()
        )


def _title(post: Post) -> str:
    line = next((line.strip() for line in post.text.splitlines() if len(line.strip()) > 8), post.text.strip())
    return line[:140] or f"{post.media or 'post'} {post.id}"


def _message(post: Post, now: datetime) -> Message:
    return Message(
        post.id,
        post.published,
        post.text,
        post.media,
        forward=post.forward,
        edited=post.edited,
        views=post.views_at(now),
    )
