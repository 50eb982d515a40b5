"""By what an item is known again: keys of its address, of its source's own id, and of what it says. Pure.

The keys are stored; the fast roads here and in `text` must give what was stored before (tests/harvest/test_keys.py).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final

from sarkhat.harvest.records import Entry
from sarkhat.text.html import plain
from sarkhat.text.persian import ZWNJ, fold
from sarkhat.text.urls import is_http, url_key

LONGEST_URL: Final = 2_000
_HAMZA: Final = "\u0654"  # above a letter, as of خانهٔ; it goes, and what it composes to becomes the bare letter
# Text that `fold` leaves as it is, but for its white space.
_FOLDED: Final = re.compile(
    "[ a-z0-9!-/:-@\u00ab\u00bb\u0622\u0627\u0628\u067e\u062a-\u063a"
    "\u0641\u0642\u0644-\u0648\u0686\u0698\u06a9\u06af\u06cc]*"
)


@dataclass(frozen=True, slots=True)
class Keyed:
    """An entry with the keys by which it is known again."""

    entry: Entry
    url_key: bytes
    entry_key: bytes
    content_key: bytes


def keyed(outlet: int, entries: Sequence[Entry]) -> list[Keyed]:
    """The entries that can be kept, in order, each address once (the first of it counts).

    An id that several addresses of one answer share is worth nothing; the address takes its place.
    """
    once: dict[bytes, Entry] = {}
    for entry in entries:
        if is_http(entry.url) and len(entry.url) <= LONGEST_URL:
            once.setdefault(url_key(entry.url), entry)
    uses = Counter(entry.id for entry in once.values())
    return [
        Keyed(entry, key, entry_key(outlet, entry.id if uses[entry.id] == 1 else entry.url), content_key(entry))
        for key, entry in once.items()
    ]


def entry_key(outlet: int, identity: str) -> bytes:
    """16 bytes for (outlet, the source's own id)."""
    return _key(str(outlet), identity)


def content_key(entry: Entry) -> bytes:
    """16 bytes for what the item says to a reader: markup, counts and dates are no edit."""
    return _key(folded(entry.title), plain(entry.summary), plain(entry.content))


def same_item(title: str, published: datetime | None, entry: Entry) -> bool:
    """Whether an entry whose id is known, at another address, is the known item (`title`, `published`), moved.

    Some feeds number their items anew in each issue: then neither title nor time agree.
    """
    return fold(title) == fold(plain(entry.title)) or (published is not None and published == entry.published)


def folded(title: str) -> str:
    """`fold`, at a tenth of its price where letters are already those that it folds to."""
    bare = title.replace(ZWNJ, "").replace(_HAMZA, "").replace("،", ",")
    return " ".join(bare.split()) if _FOLDED.fullmatch(bare) else fold(title)


def _key(*parts: str) -> bytes:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=16).digest()
