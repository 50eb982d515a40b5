"""Permanent redirects: an address is given up only after several equal answers on different days. Pure.

One wrong line in a server's configuration sends all its addresses to its front page for an afternoon; who follows at
once has lost the feed. So the first days a permanent redirect (301, 308; RFC 9110 §15.4) is followed like a temporary
one and counted; the operator sees where it leads. Never taken over: the way from https to http, or onto this machine or
another numeric host, which no outlet's feed lives on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from sarkhat.net.address import is_loopback, is_numeric
from sarkhat.text.urls import is_http

DAYS: Final = 3  # different days that all led to the same address
LONGEST: Final = 1000  # characters of an address
_PERMANENT: Final = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Move:
    """Where permanent redirects lead, on how many days they led there, and the last of those."""

    to: str = ""
    days: int = 0
    on: date | None = None

    @property
    def ripe(self) -> bool:
        """Whether the address may be changed."""
        return self.days >= DAYS


STAYS: Final = Move()


def led(move: Move, url: str, redirects: Sequence[tuple[int, str]], today: date) -> Move:
    """What is known after a good answer to `url`, reached over `redirects`: (status, address led to) in order."""
    to = _target(url, redirects)
    if not to:
        return STAYS
    if to != move.to:
        return Move(to, 1, today)
    # Days are counted forward only: a clock that was put back counts nothing twice.
    return move if move.on is not None and today <= move.on else replace(move, days=move.days + 1, on=today)


def _target(url: str, redirects: Sequence[tuple[int, str]]) -> str:
    """The end of the permanent steps that come first, if it may be taken over; "" otherwise."""
    at = url
    for status, to in redirects:
        if status not in _PERMANENT:
            break
        at = to
    return at if at != url and _may_be_taken(url, at) else ""


def _may_be_taken(old: str, new: str) -> bool:
    if not is_http(new) or len(new) > LONGEST:
        return False
    before, after = urlsplit(old), urlsplit(new)
    here, there = before.hostname or "", after.hostname or ""
    if before.scheme == "https" and after.scheme != "https":
        return False
    return here == there or not (is_loopback(there) or is_numeric(there))
