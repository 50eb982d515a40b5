"""The made-up sites of the score server: what each answers at a played moment. Pure.

Each site is a host of its own under `.example`, asked through the server as a proxy, so that a reader's care for
hosts counts, which this machine's own names would not need.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
SHOWN: Final = 20  # items that a feed shows


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when, in hours after the play's start; `daily`: on every day."""

    first: float
    last: float
    daily: bool = False

    def holds(self, played: float) -> bool:
        """Whether `played` seconds after the start lie within."""
        hours = played / HOUR % 24 if self.daily else played / HOUR
        return self.first <= hours < self.last


_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
NEVER: Final = Window(0, 0)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of a made-up site. Times in seconds; what is stated of freshness is 0 where nothing is."""

    host: str
    every: float  # between two issues
    path: str = "/feed.xml"
    etag: str = '"issue-{}"'
    dated: bool = True  # whether it gives Last-Modified
    max_age: int = 0
    expires: int = 0
    ttl: int = 0
    odd: bool = False  # Last-Modified in a form of its own, which goes back as it came
    busy: Window = NEVER  # 429 with Retry-After, for the whole host
    down: Window = NEVER  # 503 without a word
    lost: Window = NEVER  # 404
    gone: Window = NEVER  # 410
    leads: str = ""  # 301 to this path

    @property
    def url(self) -> str:
        """Where a reader is pointed."""
        return f"http://{self.host}{self.path}"

    def fresh(self, scale: float) -> int:
        """Seconds for which an answer is said to stand. A ttl counts minutes: where time is compressed none is said."""
        return max(self.max_age, self.expires, self.ttl if scale == 1 else 0)


RETRY_AFTER: Final = 3 * 3600
FEEDS: Final = (
    Feed("lively.example", 0.5 * HOUR),
    Feed("weak.example", 5 * HOUR, etag='W/"{}:a b,c"', odd=True),
    Feed("dated.example", 7 * HOUR, etag=""),
    Feed("tagged.example", 7 * HOUR, dated=False),
    Feed("plain.example", 9 * HOUR, etag="", dated=False),
    Feed("fresh.example", 5 * HOUR, max_age=3600),
    Feed("expiring.example", 4 * HOUR, expires=7200),
    Feed("ttl.example", 4 * HOUR, ttl=7200),
    Feed("busy.example", 6 * HOUR, path="/a.xml", busy=Window(6, 9, daily=True)),
    Feed("busy.example", 6 * HOUR, path="/b.xml", busy=Window(6, 9, daily=True)),
    Feed("down.example", 6 * HOUR, down=Window(10, 14, daily=True)),
    Feed("lost.example", 6 * HOUR, lost=Window(4, 15)),
    Feed("gone.example", 6 * HOUR, gone=Window(7, 1e9)),
    Feed("moved.example", 12 * HOUR, leads="/new.xml"),
    *(Feed("many.example", 8 * HOUR, path=f"/{section}.xml") for section in ("world", "sport", "culture")),
)
FRONT: Final = "http://front.example/"
CLOSED: Final = "http://front.example/closed/"
ROBOTS: Final = "User-agent: *\nDisallow: /closed/\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, headers, body."""

    status: int
    headers: dict[str, str]
    body: str = ""


def reply(feed: Feed, played: float, at: datetime, scale: float = 1.0) -> Reply:
    """The feed's whole answer `played` seconds after the start, at the moment `at` of the reader's clock.

    `scale`: played seconds in one of the reader's; spans are stated to it in its own.
    """
    for window, status in ((feed.busy, 429), (feed.down, 503), (feed.lost, 404), (feed.gone, 410)):
        if window.holds(played):
            return Reply(status, {"Retry-After": str(stated(RETRY_AFTER, scale))} if status == 429 else {})
    issue = int(played // feed.every)
    headers = {"Content-Type": "application/rss+xml", "Set-Cookie": "visitor=1; Path=/"}
    if feed.etag:
        headers["ETag"] = feed.etag.format(issue)
    if feed.dated:
        since = _EPOCH + timedelta(seconds=issue * feed.every)
        headers["Last-Modified"] = since.isoformat() if feed.odd else format_datetime(since, usegmt=True)
    if feed.max_age:
        headers["Cache-Control"] = f"public, max-age={stated(feed.max_age, scale)}"
    if feed.expires:
        until = datetime.fromtimestamp(at.timestamp() + stated(feed.expires, scale), UTC)
        headers["Expires"] = format_datetime(until, usegmt=True)
    return Reply(200, headers, _rss(feed, issue, at, played, scale))


def stated(seconds: float, scale: float) -> int:
    """A played span in whole seconds of the reader's clock, at least 1."""
    return max(1, round(seconds / scale))


def _rss(feed: Feed, issue: int, at: datetime, played: float, scale: float) -> str:
    ttl = f"<ttl>{feed.ttl // 60}</ttl>" if feed.ttl and scale == 1 else ""
    items = "".join(
        f"<item><title>Item {n} of {feed.host}</title><link>http://{feed.host}/items/{n}</link>"
        f"<guid>http://{feed.host}{feed.path}#{n}</guid>"
        f"<pubDate>{_date(at, (played - n * feed.every) / scale)}</pubDate></item>"
        for n in range(issue, max(issue - SHOWN, -1), -1)
    )
    head = f"<title>{feed.host}</title><link>http://{feed.host}/</link><description>Made up</description>{ttl}"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def _date(at: datetime, ago: float) -> str:
    return format_datetime(datetime.fromtimestamp(at.timestamp() - ago, UTC), usegmt=True)
