"""A feed's body as entries: JSON Feed by hand, sound XML by the fast road, everything else by feedparser.

`hints` say which `road` was taken ("fast", "feedparser", "json") and, where it was the slow one, `why`.
"""

from dataclasses import replace
from datetime import datetime

from sarkhat.harvest.kinds.feed import fast, json_feed, slow
from sarkhat.harvest.kinds.feed.encoding import as_utf8
from sarkhat.harvest.kinds.feed.item import Unsure
from sarkhat.harvest.records import Parsed


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:
    """The entries of a feed, in its order. `url` is where it was found, for relative links.

    `error` is "feed-not-xml" for what is no feed at all, "feed-broken" for XML that is not well formed but
    could be read in part or whole.
    """
    bare = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare[:1] in (b"{", b"["):
        return _on("json", json_feed.parse(body, url, now))
    try:
        return fast.read(bare, url, content_type, now)
    except Unsure as why:
        return _slowly(body, url, content_type, now, str(why))


def _slowly(body: bytes, url: str, content_type: str, now: datetime, why: str) -> Parsed:
    """Another encoding is worth a second look; then feedparser."""
    utf8 = as_utf8(body, content_type)
    if utf8 is not None and not _is_utf8(body):
        try:
            return fast.read(utf8.lstrip(), url, content_type, now)
        except Unsure as still:
            why = str(still)
    found = slow.read(body if utf8 is None else utf8, utf8 is not None, url, content_type, now)
    return _on("feedparser", found, why=why)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _on(road: str, parsed: Parsed, **more: str) -> Parsed:
    return replace(parsed, hints=parsed.hints | {"road": road} | more)
