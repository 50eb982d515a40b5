"""What each kind of watch gives: how to ask, and how to read the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sarkhat.harvest.records import Parsed
from sarkhat.net.client import Answer, Door

Fetch = Callable[[Door, str, str, str, str], Awaitable[Answer]]
"""`fetch(door, url, etag, last_modified, proxy)`; empty proxy: the door's own. Raises NetError."""


class Parse(Protocol):
    """Reads a body; whatever it holds, no exception: what is wrong stands in `Parsed.error`."""

    def __call__(self, body: bytes, url: str, content_type: str, now: datetime) -> Parsed: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of watch."""

    fetch: Fetch
    parse: Parse
