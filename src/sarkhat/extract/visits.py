"""What a visit to a page came to, and when the next one is due. Pure.

Good visits are repeated after 30 minutes, 3 hours and 24 hours: silent edits and removals happen early.
Failures are repeated with growing waits and then given up; from the second failure on, and at once when the
page is closed to us for good, the article arrives with what the feed gave.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlsplit

from sarkhat.extract.records import Extracted
from sarkhat.net.client import Answer
from sarkhat.net.errors import Disallowed, NetError, Refused, Resting, TooLarge

REVISITS: Final = (timedelta(minutes=30), timedelta(hours=3), timedelta(hours=24))
RETRIES: Final = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
_CLOSED: Final = frozenset({401, 402, 403, 405, 406, 407, 451})
_PAGE_TYPES: Final = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")

State = Literal["page", "closed", "gone", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`page`: its HTML is in the answer; `closed`: not for us, for good; `gone`: removed; `failed`: try again.

    `error` is a word key, `wait` what the host asked for.
    """

    state: State
    error: str = ""
    detail: str = ""
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a visit after an outcome, and whether the feed's own words stand in for the page."""

    next_at: datetime | None
    looks: int
    attempts: int
    stand_in: bool = False


def judge(asked: str, answer: Answer | NetError) -> Outcome:
    """What the answer to a request for the address `asked` means."""
    if isinstance(answer, NetError):
        return _judge_error(answer)
    if answer.status in (404, 410) or _sent_home(asked, answer):
        return Outcome("gone", "page-gone", str(answer.status))
    if "challenge" in answer.headers.get("cf-mitigated", "") or (
        answer.status == 403 and "x-datadome" in answer.headers
    ):
        return Outcome("closed", "page-walled", str(answer.status))
    if answer.status in _CLOSED:
        return Outcome("closed", "page-closed", str(answer.status))
    if answer.status != 200:
        return Outcome("failed", "page-bad-status", str(answer.status))
    kind = answer.headers.get("content-type", "").strip().lower()
    if kind and not kind.startswith(_PAGE_TYPES):
        return Outcome("closed", "page-not-html", kind[:200])
    return Outcome("page")


def plan(outcome: Outcome, looks: int, attempts: int, now: datetime) -> Plan:
    """When to come again after `looks` good visits and `attempts` failures in a row before this one."""
    if outcome.state == "closed":
        return Plan(None, looks, 0, stand_in=True)
    if outcome.state == "page" or (outcome.state == "gone" and looks):
        wait = REVISITS[looks] if looks < len(REVISITS) else None
        return Plan(now + wait if wait else None, looks + 1, 0)
    if attempts >= len(RETRIES):
        return Plan(None, looks, attempts + 1, stand_in=True)
    return Plan(now + max(RETRIES[attempts], outcome.wait), looks, attempts + 1, stand_in=attempts > 0)


def is_thin(page: Extracted, given: Extracted) -> bool:
    """Whether the feed gave more of the article than its page shows (a wall of scripts, a teaser)."""
    return len(page.text) < 200 and len(given.text) > len(page.text)


def _judge_error(error: NetError) -> Outcome:
    if isinstance(error, Disallowed | Refused | TooLarge):
        return Outcome("closed", error.key, error.detail[:500])
    wait = timedelta(seconds=error.seconds) if isinstance(error, Resting) else timedelta()
    return Outcome("failed", error.key, error.detail[:500], wait)


def _sent_home(asked: str, answer: Answer) -> bool:
    """Whether the request ended on a front page that was not asked for: how many sites remove an article."""
    came, went = urlsplit(asked), urlsplit(answer.url)
    home = went.path in ("", "/") and not went.query
    return bool(answer.redirects) and home and (came.path not in ("", "/") or bool(came.query))
