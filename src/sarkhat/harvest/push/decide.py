"""What to ask a hub, and what its answers mean for a subscription. Pure: facts in, intents out (WebSub §5)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

FORM: Final = "application/x-www-form-urlencoded"
LEASE: Final = timedelta(days=10)  # what we ask for
SHORTEST_LEASE: Final = timedelta(minutes=10)  # shorter ones are renewed no sooner
LONGEST_LEASE: Final = timedelta(days=30)
UNSTATED_LEASE: Final = timedelta(days=1)  # hubs of the standard's elder versions name none
MOST_FAREWELLS: Final = 3  # then we go without the hub's word; it finds our address gone
SLOWER: Final = 4  # times the usual interval, while news come by themselves
SLOWEST: Final = timedelta(hours=4)
_FIRST_WAIT: Final = timedelta(minutes=15)
_LONGEST_WAIT: Final = timedelta(days=1)
_LONGEST_CHALLENGE: Final = 2000  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """After a request to a hub: when to look again, and what was wrong ("" if it took the request)."""

    next_at: datetime
    attempts: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Empty `about`: it was not asked for. Else what to lay down, and the text to answer with."""

    about: str = ""
    challenge: str = ""
    lease_seconds: int | None = None
    reason: str = ""


def form(mode: str, topic: str, callback: str, secret: str) -> bytes:
    """The body of a request to a hub; `mode` is "subscribe" or "unsubscribe"."""
    fields = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        fields |= {"hub.lease_seconds": str(round(LEASE.total_seconds())), "hub.secret": secret}
    return urlencode(fields).encode()


def asked(status: int | None, error: str, attempts: int, now: datetime) -> Asked:
    """`status` None: no answer came, for the reason `error`. Each request counts as a failure until it is verified."""
    if status is not None and 200 <= status < 300:
        return Asked(now + wait(attempts), attempts + 1)  # asked anew if no verification has come by then
    return Asked(now + wait(attempts), attempts + 1, error or "push-refused")


def wait(attempts: int) -> timedelta:
    """Until the next try after so many failures before: it grows, up to a day, and never ends."""
    return min(_FIRST_WAIT * (1 << min(attempts, 10)), _LONGEST_WAIT)


def lease_of(seconds: int | None) -> timedelta:
    """The lease that a hub granted, within reason."""
    if seconds is None or seconds <= 0:
        return UNSTATED_LEASE
    return min(max(timedelta(seconds=min(seconds, 10**9)), SHORTEST_LEASE), LONGEST_LEASE)


def renewal(granted: timedelta, now: datetime, chance: float) -> datetime:
    """When to renew: after 70 to 85 % of the lease by `chance` (0…1), so that not all come to a hub at once."""
    return now + granted * (0.70 + 0.15 * chance)


def slowed(next_at: datetime | None, now: datetime, pushed: datetime | None, found: datetime | None) -> datetime | None:
    """When to poll a feed whose subscription lives.

    `pushed`: the last delivery; `found`: the last visit with news. While deliveries bring the news first, visits come
    SLOWER; a single visit that finds what was not pushed ends that, until the next delivery.
    """
    if next_at is None or pushed is None or (found is not None and found >= pushed):
        return next_at
    return max(next_at, now + min((next_at - now) * SLOWER, SLOWEST))


def verification(query: Mapping[str, str], topic: str, pending: str) -> Verdict:
    """What to say to a hub's GET: yes only to what we asked for (`pending`) and only for our topic.

    Texts are compared in constant time.
    """
    mode = query.get("hub.mode", "")
    if not pending or not hmac.compare_digest(query.get("hub.topic", "").encode(), topic.encode()):
        return Verdict()
    if mode == "denied":
        return Verdict("denied", reason=query.get("hub.reason", "")[:300])
    challenge = query.get("hub.challenge", "")
    if mode != pending or not 0 < len(challenge) <= _LONGEST_CHALLENGE:
        return Verdict()
    return Verdict(mode, challenge, _number(query.get("hub.lease_seconds", "")))


def _number(text: str) -> int | None:
    return int(text[:9]) if text.isascii() and text.isdecimal() else None
