"""The last visits of a watch, as lines in its row: cheap to keep, forgotten by themselves. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from typing import Final

LENGTH: Final = 40  # visits


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit: when, what the server said (None: nothing), how many items were new, and the word key of a fault."""

    at: datetime
    status: int | None
    news: int
    error: str


def added(log: str, visit: Seen) -> str:
    """The log with one more visit, newest first, and no more than `LENGTH` of them."""
    line = f"{int(visit.at.timestamp())} {visit.status or 0} {visit.news} {visit.error}".rstrip()
    return "\n".join([line, *log.split("\n")[: LENGTH - 1]]).rstrip()


def read(log: str) -> list[Seen]:
    """The visits, newest first."""
    return [_seen(*line.split(" ")) for line in log.split("\n") if line]


def since(log: str, start: datetime) -> list[Seen]:
    """The visits since `start`, newest first; older lines are not read."""
    lines = (_seen(*line.split(" ")) for line in log.split("\n") if line)
    return list(takewhile(lambda visit: visit.at >= start, lines))


def failing_since(log: str) -> datetime | None:
    """The first of the failures in a row that the log ends with; None where the last visit went well."""
    failures = list(takewhile(lambda visit: visit.error, read(log)))
    return failures[-1].at if failures else None


def _seen(at: str, status: str, news: str, error: str = "") -> Seen:
    return Seen(datetime.fromtimestamp(int(at), UTC), int(status) or None, int(news), error)
