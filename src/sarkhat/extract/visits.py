"""What a visit to a page came to, and when the next one is due. Pure.

Good visits are repeated after 30 minutes, 3 hours and 24 hours: silent edits and removals happen early. A page that was
edited, removed or put back keeps its pace for two days, and is looked at once a day for three days more: who edits
once edits again, and what was removed may come back.
Failures are repeated with growing waits and then given up; from the second failure on, and at once when the
page is closed to us for good, the article arrives with what the feed gave.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlsplit

from sarkhat.extract.records import Extracted
from sarkhat.extract.walls import led_to_wall
from sarkhat.net.client import Answer
from sarkhat.net.errors import Disallowed, NetError, Refused, Resting, TooLarge

REVISITS: Final = (timedelta(minutes=30), timedelta(hours=3), timedelta(hours=24))
AFTERWARDS: Final = (timedelta(hours=24),) * 3  # once it was edited or removed
LIVELY: Final = timedelta(days=2)  # from its first sight
RETRIES: Final = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
_CLOSED: Final = frozenset({401, 402, 403, 405, 406, 407, 451})
_HOMES: Final = frozenset({"", "index.html", "index.php", "home", "fa", "fa/index", "en", "ar"})
_MISSING: Final = re.compile(r"(?:^|[/_.-])(?:404|not-?found|removed)(?:\.\w+)?$")
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


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a page's article: whether this visit found it changed, whether any did, and its age here."""

    is_changed: bool = False
    was_changed: bool = False
    age: timedelta = timedelta()


def judge(asked: str, answer: Answer | NetError, home: str = "") -> Outcome:
    """What the answer to a request for the address `asked` means. `home`: the outlet's front page, if known.

    The detail of what is gone is its evidence (`absent.EVIDENCE`).
    """
    if isinstance(answer, NetError):
        return _judge_error(answer)
    if answer.status in (404, 410):
        return Outcome("gone", "page-gone", str(answer.status))
    if answer.status == 200 and answer.redirects and led_to_wall(asked, answer.url):
        return Outcome("failed", "page-walled", "redirect")
    if answer.status == 200 and _sent_home(asked, answer, home):
        return Outcome("gone", "page-gone", "home")
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


def plan(outcome: Outcome, looks: int, attempts: int, now: datetime, life: Life = Life()) -> Plan:
    """When to come again after `looks` good visits and `attempts` failures in a row before this one.

    A page that was read before and is closed now (a wall, a robots.txt) is asked again in the same rhythm.
    """
    if outcome.state == "closed" and not looks:
        return Plan(None, looks, 0, stand_in=True)
    if outcome.state in ("page", "closed") or (outcome.state == "gone" and looks):
        return _repeated(looks, now, life)
    if attempts >= len(RETRIES):
        return Plan(None, looks, attempts + 1, stand_in=True)
    return Plan(now + max(RETRIES[attempts], outcome.wait), looks, attempts + 1, stand_in=attempts > 0)


def _repeated(looks: int, now: datetime, life: Life) -> Plan:
    waits = REVISITS + AFTERWARDS if life.is_changed or life.was_changed else REVISITS
    if life.is_changed and 0 < looks <= len(REVISITS) and life.age < LIVELY:
        return Plan(now + REVISITS[looks - 1], looks, 0)
    return Plan(now + waits[looks] if looks < len(waits) else None, looks + 1, 0)


def is_thin(page: Extracted, given: Extracted) -> bool:
    """Whether the feed gave more of the article than its page shows (a wall of scripts, a teaser)."""
    return len(page.text) < 200 and len(given.text) > len(page.text)


def _judge_error(error: NetError) -> Outcome:
    if isinstance(error, Disallowed | Refused | TooLarge):
        return Outcome("closed", error.key, error.detail[:500])
    wait = timedelta(seconds=error.seconds) if isinstance(error, Resting) else timedelta()
    return Outcome("failed", error.key, error.detail[:500], wait)


def _sent_home(asked: str, answer: Answer, home: str) -> bool:
    """Whether the request ended on a front page that was not asked for, or on a page of errors: many remove so."""
    if not answer.redirects:
        return False
    came, went = urlsplit(asked), urlsplit(answer.url)
    here = went.path.strip("/").lower()
    if came.path.strip("/").lower() == here and came.query == went.query:
        return False
    return (
        here in _HOMES or here == urlsplit(home).path.strip("/").lower() or bool(_MISSING.search(here))
    ) and not went.query
