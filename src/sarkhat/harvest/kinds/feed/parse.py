"""A feed's body as entries: JSON Feed by hand, sound XML by the fast road, everything else by feedparser.

`hints` say which `road` was taken ("fast", "feedparser", "json") and, where it was
not the fast one at first sight, `why`.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sarkhat.harvest.kinds.feed import fast, json_feed, slow
from sarkhat.harvest.kinds.feed.encoding import as_utf8
from sarkhat.harvest.kinds.feed.item import Unsure
from sarkhat.harvest.records import Parsed

_FORBIDDEN: Final = bytes(set(range(0x20)) - set(b"\t\n\r"))  # XML 1.0 §2.2


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
    """Another encoding, and characters that XML forbids, are worth a second look; then feedparser."""
    utf8 = as_utf8(body, content_type)
    text = body if utf8 is None else utf8
    allowed = text if b"\0" in text[:64] else text.translate(None, _FORBIDDEN)
    if len(allowed) < len(text) or not _is_utf8(body):
        try:
            return _on("fast", fast.read(allowed.lstrip(), url, content_type, now), why=why)
        except Unsure as still:
            why = str(still)
    return _on("feedparser", slow.read(text, utf8 is not None, url, content_type, now), why=why)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _on(road: str, parsed: Parsed, **more: str) -> Parsed:
    return replace(parsed, hints=parsed.hints | {"road": road} | more)
