"""What a reader does wrong, request by request. Pure: requests and moments in, breaches counted.

The rules are those of docs/manners.md, after rachelbythebay.com's feed reader score project.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from sarkhat.ops.manners.sites import DAY, HOUR, RETRY_AFTER, Feed

SOONEST: Final = 170.0  # seconds between two conditional requests: what we publish of ourselves, less a moment
SOONEST_WHOLE: Final = 590.0  # between two answers with a body, where the server gives no validators
BREACHES: Final = (
    "unconditional", "altered validator", "too soon", "early", "after 429", "after 503", "after 404", "after 410",
    "doubled first fetch", "two at once", "robots ignored", "cookie", "referer", "query added", "nameless",
)  # fmt: skip
_BORROWED: Final = ("mozilla/", "python-requests/", "python-urllib/", "curl/", "aiohttp/", "wget/")


@dataclass(slots=True)
class Asked:
    """What the server told a reader at one address, and when (seconds of the play)."""

    first: float | None = None
    last: float | None = None
    whole: float | None = None  # the last answer with a body
    etag: str = ""
    modified: str = ""
    fresh_until: float = 0.0
    status: int = 0


@dataclass(slots=True)
class Score:
    """Breaches and requests of one reader. `scale`: played seconds in one of its own, which it may miss a span by."""

    scale: float = 1.0
    breaches: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)  # of each breach, the first
    requests: int = 0
    wrong: int = 0  # requests with a breach
    bodies: int = 0
    at: dict[str, Asked] = field(default_factory=dict)
    closed_until: dict[str, float] = field(default_factory=dict)  # by host, after a 429

    def judge(self, feed: Feed, target: str, headers: dict[str, str], now: float, beside: int) -> None:
        """Look at a request for `target` at `now`; `beside`: others of the same host still being answered."""
        asked = self.at.setdefault(feed.url, Asked())
        found = {
            **self._timing(feed, asked, headers, now),
            **({} if feed.leads else _validators(asked, headers, now)),  # those are of where it leads
            **_identity(headers),
            "two at once": beside > 0,
            "query added": target != feed.path,
        }
        self._count([name for name, is_wrong in found.items() if is_wrong], f"{feed.url} at {now / HOUR:.2f} h")
        asked.first = now if asked.first is None else asked.first
        asked.last = now

    def page(self, path: str, headers: dict[str, str], allowed: bool) -> None:
        """Look at a request for a page, which robots.txt allows or not."""
        found = _identity(headers) | {"robots ignored": not allowed}
        self._count([name for name, is_wrong in found.items() if is_wrong], path)

    def told(self, feed: Feed, status: int, headers: dict[str, str], now: float) -> None:
        """Remember what the reader was answered."""
        asked = self.at[feed.url]
        asked.status = status
        if status == 429:
            self.closed_until[feed.host] = now + RETRY_AFTER - self.scale
        if status == 200:
            self.bodies += 1
            asked.whole, asked.etag, asked.modified = now, headers.get("ETag", ""), headers.get("Last-Modified", "")
        if status in (200, 304):
            fresh = feed.fresh(self.scale)
            asked.fresh_until = now + fresh - self.scale if fresh else 0.0

    def _timing(self, feed: Feed, asked: Asked, headers: dict[str, str], now: float) -> dict[str, bool]:
        since = now - asked.last if asked.last is not None else DAY
        second = asked.first is not None and asked.first == asked.last
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        soonest = SOONEST if conditional else SOONEST_WHOLE
        return {
            "doubled first fetch": second and since < SOONEST,
            "too soon": asked.status in (200, 304) and not (second and since < SOONEST) and since < soonest,
            "early": now < asked.fresh_until,
            "after 429": now < self.closed_until.get(feed.host, 0.0),
            "after 503": asked.status == 503 and since < SOONEST,
            "after 404": asked.status == 404 and since < HOUR,
            "after 410": asked.status == 410,
        }

    def _count(self, found: list[str], where: str) -> None:
        self.requests += 1
        self.wrong += bool(found)
        for name in found:
            self.breaches[name] += 1
            self.examples.setdefault(name, where)


def _validators(asked: Asked, headers: dict[str, str], now: float) -> dict[str, bool]:
    """Nothing sent back within a day although something was given; or something else than was given."""
    etag, modified = headers.get("If-None-Match", ""), headers.get("If-Modified-Since", "")
    given = bool(asked.etag or asked.modified)
    bare = not etag and not modified
    return {
        "unconditional": given and bare and asked.whole is not None and now - asked.whole < DAY,
        "altered validator": (bool(etag) and etag != asked.etag) or (bool(modified) and modified != asked.modified),
    }


def _identity(headers: dict[str, str]) -> dict[str, bool]:
    agent = headers.get("User-Agent", "").strip().lower()
    return {
        "cookie": "Cookie" in headers,
        "referer": "Referer" in headers,
        "nameless": not agent or agent.startswith(_BORROWED),
    }
