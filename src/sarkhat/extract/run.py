"""Extract's work: from sightings to articles.

`adopt`:
1. Read the sightings that changed since the last time (harvest's change numbers), oldest first.
2. A channel's post is an article by itself: write it at once, or its edit.
3. Any other sighting gets a page visit, due now; a changed one gets it again.
4. Move the cursor in the same transaction.

`visit_due`:
1. Claim due visits, a few a host.
2. Fetch the pages through the door, robots.txt obeyed, and the frame that holds a page's article (`framed`).
3. Judge the answers (`visits`) and take the articles out in threads (`revisit`): by the site's template where it has
   one that fits (`templates`), by the general road (`decide`) otherwise.
4. Fetch the further parts of an article that is split over several pages (`further`), ten at most.
5. Write articles, bodies, versions, events and the next due times in one transaction (`archive`).
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import transaction
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from sarkhat import clock
from sarkhat.extract import addresses, archive, framed, revisit, sites
from sarkhat.extract.decide import extract_feed, extract_post
from sarkhat.extract.further import whole
from sarkhat.extract.models import Article, PageVisit
from sarkhat.extract.records import Extracted
from sarkhat.extract.sites import Shelf
from sarkhat.extract.visits import Life, Outcome, judge, plan
from sarkhat.harvest.models import Sighting
from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import NetError
from sarkhat.store import work
from sarkhat.text import urls

STAGE: Final = "extract"
PER_HOST: Final = 4  # visits of one host in a round, so that a slow host does not hold the others up
_BATCH: Final = 500
_LEASE: Final = timedelta(minutes=20)
_THREADS: Final = 2
_ACCEPT: Final = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
_LOG: Final = logging.getLogger("sarkhat.extract")


@dataclass(frozen=True, slots=True)
class _Look:
    """One visit and what it came to."""

    visit: PageVisit
    outcome: Outcome
    taken: Extracted | None = None  # what there is to archive, if anything
    url: str = ""  # where the request ended
    design: str = ""
    strange: str = ""
    text: str = ""  # of the page
    parts: int = 0  # pages that it was joined from; 0: no body was taken
    pages: tuple[str, ...] = ()  # addresses of the further ones
    lacks: bool = False
    owed: bool = False


def adopt() -> int:
    """Turn changed sightings into articles (posts) and due page visits (the rest); the number dealt with."""
    dealt = 0
    while rows := work.changed(Sighting.objects.all(), STAGE, _BATCH):
        work.take_apart(rows, STAGE, _adopt)
        dealt += len(rows)
    return dealt


async def visit_due(door: Door, limit: int = 100) -> int:
    """Visit up to `limit` due pages and archive what they say; the number of visits made."""
    visits, shelf = await sync_to_async(_claim)(limit)
    threads = asyncio.Semaphore(_THREADS)
    looks = await asyncio.gather(*(_look(door, visit, shelf, threads) for visit in visits))
    await sync_to_async(_record)(looks, shelf)
    return len(looks)


def _adopt(rows: Sequence[Sighting]) -> None:
    now = clock.now()
    with transaction.atomic():
        _adopt_posts([row for row in rows if row.is_post], now)
        _adopt_pages([row for row in rows if not row.is_post], now)
        work.advance(STAGE, rows[-1].seq)


def _adopt_posts(posts: Sequence[Sighting], now: datetime) -> None:
    known = {
        bytes(article.url_key): article
        for article in Article.objects.filter(url_key__in=[bytes(post.url_key) for post in posts])
    }
    fresh: dict[bytes, tuple[Sighting, Extracted, str]] = {}
    for post in posts:
        taken = extract_post(post.content or post.summary, post.published, post.image, post.tags)
        key = urls.url_key(post.url)
        if key in known:
            archive.update(known[key], taken, now)
        else:
            fresh[key] = (post, taken, post.url)
    if fresh:
        archive.add(list(fresh.values()), now)


def _adopt_pages(sightings: Sequence[Sighting], now: datetime) -> None:
    PageVisit.objects.bulk_create(
        [PageVisit(sighting=sighting, host=urls.host(sighting.url), next_at=now, attempts=0) for sighting in sightings],
        update_conflicts=True,
        unique_fields=["sighting"],
        update_fields=["next_at", "attempts"],
    )


def _claim(limit: int) -> tuple[list[PageVisit], Shelf]:
    now = clock.now()
    work.recall(PageVisit, now)
    place = Window(RowNumber(), partition_by=F("host"), order_by=F("next_at").asc())
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    due = PageVisit.objects.filter(free, next_at__lte=now).annotate(place=place).filter(place__lte=PER_HOST)
    chosen = list(due.order_by("next_at").values_list("pk", flat=True)[:limit])
    rows = PageVisit.objects.filter(pk__in=chosen).select_related("sighting__outlet")
    visits = work.claim(rows.prefetch_related("sighting__articles__body"), now, limit, _LEASE)
    return visits, sites.load(visit.host for visit in visits)


async def _look(door: Door, visit: PageVisit, shelf: Shelf, threads: asyncio.Semaphore) -> _Look:
    try:
        proxy = visit.sighting.outlet.proxy
        answer = await _answer(door, visit.sighting.url, proxy)
        answer = await framed.filled(answer, lambda url: _answer(door, url, proxy))
        async with threads:
            look = await asyncio.to_thread(_weighed, visit, answer, shelf)
        return await _completed(door, look, shelf, threads)
    except Exception as error:  # one page must not hold up the others of its round
        _LOG.exception("page %s could not be read", visit.sighting.url)
        return _failed(visit, error)


async def _answer(door: Door, url: str, proxy: str) -> Answer | NetError:
    try:
        return await door.get(url, accept=_ACCEPT, robots=True, proxy=proxy)
    except NetError as error:
        return error


async def _completed(door: Door, look: _Look, shelf: Shelf, threads: asyncio.Semaphore) -> _Look:
    """With the further parts of an article that is split over several pages."""
    taken, visit = look.taken, look.visit
    if look.outcome.state != "page" or taken is None or not taken.blocks or taken.method == "feed":
        return look

    async def fetch(url: str) -> Answer | NetError:
        return await _answer(door, url, visit.sighting.outlet.proxy)

    def read(answer: Answer) -> tuple[Extracted, str]:
        return revisit.read_part(visit.host, answer, shelf, taken.method, clock.now())

    async def apart(function: Callable[..., Any], *values: Any) -> Any:
        async with threads:
            return await asyncio.to_thread(function, *values)

    found = await whole(taken, look.text, look.url, fetch, read, apart)
    return replace(
        look,
        taken=found.taken,
        text="",
        parts=1 + len(found.pages),
        pages=found.pages,
        lacks=found.lacks,
        owed=found.owed,
    )


def _failed(visit: PageVisit, error: Exception) -> _Look:
    """A visit that a mistake of ours spoilt: tried again like any failure, then given up."""
    return _Look(visit, Outcome("failed", "answer-unreadable", repr(error)[:500]))


def _weighed(visit: PageVisit, answer: Answer | NetError, shelf: Shelf) -> _Look:
    """What the answer brings for the archive: the page's words, else the feed's where they stand in."""
    now, sighting = clock.now(), visit.sighting
    outcome = judge(sighting.url, answer, sighting.outlet.home)
    given = extract_feed(
        sighting.title, sighting.summary, sighting.content, sighting.published, sighting.authors, sighting.image
    )
    look = _Look(visit, outcome)
    if outcome.state == "page" and isinstance(answer, Answer):
        found = revisit.read(visit, answer, shelf, given, now)
        look = _Look(visit, found.outcome, found.taken, answer.url, found.design, found.strange, found.text)
        if found.outcome.state == "page":
            return look
    step = plan(look.outcome, visit.looks, visit.attempts, now)
    if not step.stand_in or not given.title:
        return replace(look, taken=None)
    return replace(look, taken=revisit.structured(given, sighting.content, sighting.url))


def _record(looks: Sequence[_Look], shelf: Shelf) -> None:
    with transaction.atomic():
        sites.save(shelf, clock.now())
        for look in looks:
            try:
                with transaction.atomic():
                    _record_one(look, clock.now())
            except Exception as error:  # no column takes it, or its old body is damaged; the others are kept
                if not work.is_of_a_row(error):
                    raise
                _LOG.exception("page %s could not be archived", look.visit.sighting.url)
                _record_one(_failed(look.visit, error), clock.now())


def _record_one(look: _Look, now: datetime) -> None:
    visit, sighting = look.visit, look.visit.sighting
    article = sighting.articles.first()
    outcome = _compared(look, article)
    before = _state(article)
    is_other = False
    if look.taken and (outcome.state == "page" or article is None):
        late = visit.owed and look.parts > visit.parts
        article = archive.save_page(sighting, _believed(look, look.taken), now, look.url, late)
        is_other = article is None
        if article is not None:
            addresses.remember(article, *look.pages)
    if outcome.state == "gone" and article is not None:
        archive.remove(article, now, outcome.detail)
    life = Life(before is not None and before != _state(article), _was_changed(article), now - sighting.first_seen)
    step = plan(outcome, visit.looks, visit.attempts, now, life)
    PageVisit.objects.filter(pk=visit.pk).update(
        next_at=None if is_other else step.next_at,
        looks=step.looks,
        attempts=step.attempts,
        error=outcome.error,
        detail=outcome.detail,
        design=look.design or visit.design,
        **_joined(look),
        strange=look.strange,
        lease_until=None,
    )


def _lost_parts(look: _Look) -> bool:
    """Whether a part that was read before did not come: of the body nothing can be said then."""
    return look.lacks and look.parts < look.visit.parts


def _believed(look: _Look, taken: Extracted) -> Extracted:
    return replace(taken, blocks=(), figures=(), method="") if _lost_parts(look) else taken


def _joined(look: _Look) -> dict[str, Any]:
    """The columns that tell of how many pages the article's body is."""
    return {"parts": look.parts, "owed": look.owed} if look.parts and not _lost_parts(look) else {}


def _compared(look: _Look, article: Article | None) -> Outcome:
    """The outcome; gone, where another article's page of the host says the very same in its place."""
    if look.strange and article is not None:
        others = PageVisit.objects.filter(strange=look.strange, host=look.visit.host).exclude(pk=look.visit.pk)
        if others.exists():
            return Outcome("gone", "page-gone", "as-missing")
    return look.outcome


def _state(article: Article | None) -> tuple[int, bool] | None:
    return (article.revision, article.removed_at is not None) if article else None


def _was_changed(article: Article | None) -> bool:
    return article is not None and article.events.exists()
