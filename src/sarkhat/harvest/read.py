"""An answer as a visit: parsed, keyed, placed. Pure but for the log; runs in a thread and touches no database."""

import logging
from datetime import datetime

from sarkhat.harvest import decide
from sarkhat.harvest.keep import Visit
from sarkhat.harvest.keys import keyed
from sarkhat.harvest.kinds.registry import KINDS
from sarkhat.harvest.records import Entry, Parsed, Place
from sarkhat.net.client import Answer
from sarkhat.sources.models import Watch
from sarkhat.text.sound import sound_record

log = logging.getLogger("sarkhat.harvest")

Heard = tuple[Watch, Answer, datetime]
"""A watch, what its server answered, and when."""


def read(heard: Heard) -> Visit:
    """What the answer holds. What its parser stumbles over is the visit's error."""
    watch, answer, now = heard
    if answer.status not in decide.GOOD:
        return Visit(answer.status, answer.headers, redirects=answer.redirects)
    parsed = _parsed(watch, answer, now)
    places = parsed.places or (decide.placed(parsed.entries) if watch.role == "front" else ())
    entries = parsed.entries or (_linked(places) if watch.role == "items" else ())
    return Visit(
        answer.status, answer.headers, parsed, keyed(watch.outlet_id, entries), places, redirects=answer.redirects
    )


def _parsed(watch: Watch, answer: Answer, now: datetime) -> Parsed:
    content_type = answer.headers.get("content-type", "")
    try:
        return sound_record(KINDS[watch.kind].parse(answer.body, answer.url, content_type, now))
    except Exception as error:
        # A parser's mistake must not stop the other watches; it is shown as this watch's error.
        log.exception("%s could not be read", answer.url)
        return Parsed(error="answer-unreadable", hints={"detail": repr(error)})


def _linked(places: tuple[Place, ...]) -> tuple[Entry, ...]:
    """The links of a front page that is watched for its items, by outlets without a feed."""
    return tuple(Entry(id=place.url, url=place.url, title=place.title) for place in places)
