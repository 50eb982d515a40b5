"""A page's article, read for the first time or again: what its page can tell of an edit, and what it cannot.

1. A page is read by the road by which it was read before (a learned template, or the general road): what only the
   other road sees is no edit.
2. Where no paragraph of the known article stands any more, the page is weighed (`absent`): gone, a wall, or there.
3. A page of another design than the one it was read from first (a redesign), or read by another road after all, may
   tell of another title, but its body is not believed: frames look like words.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from zstandard import ZstdError

from sarkhat.extract import absent
from sarkhat.extract.decide import extract_page, text_of
from sarkhat.extract.models import Article, PageVisit
from sarkhat.extract.records import Extracted
from sarkhat.extract.sites import Shelf
from sarkhat.extract.structure.read import figures
from sarkhat.extract.visits import Outcome, is_thin
from sarkhat.extract.walls import is_wall
from sarkhat.net.client import Answer
from sarkhat.store.bodies import unpack

_ROADS: Final = {"json-ld": "general", "density": "general"}  # both take whole paragraphs as the page has them


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page came to: `design` and `strange` are marks of it, see PageVisit."""

    outcome: Outcome
    taken: Extracted
    design: str = ""
    strange: str = ""
    text: str = ""  # of the page


def read(visit: PageVisit, answer: Answer, shelf: Shelf, given: Extracted, now: datetime) -> Reading:
    """The article of an answer of status 200; `given` is what the feed has of it. Asks the database nothing."""
    article = next(iter(visit.sighting.articles.all()), None)
    method = article.method if article else ""
    text = text_of(answer.body, answer.headers.get("content-type", ""))
    page = _page(visit.host, text, answer, shelf, method, now)
    design = absent.design_mark(text)
    if article is None or method in ("", "feed"):
        taken = best(page, given)
        outcome = _first(page, given.title) if taken.title else Outcome("failed", "page-no-article")
        return Reading(outcome, structured(taken, text, answer.url), design, text=text)
    outcome, strange = _outcome(absent.weigh(page, _known(article, visit), design), page)
    if (visit.design and visit.design != design) or _road(page.method) != _road(method):
        page = replace(page, blocks=(), method="")
    page = replace(page, title=page.title or given.title)
    return Reading(outcome, structured(page, text, answer.url), visit.design or design, strange, text)


def read_part(host: str, answer: Answer, shelf: Shelf, method: str, now: datetime) -> tuple[Extracted, str]:
    """A further page of an article whose first page was read by the road `method`, by the same road; and its text."""
    text = text_of(answer.body, answer.headers.get("content-type", ""))
    return structured(_page(host, text, answer, shelf, method, now), text, answer.url), text


def best(page: Extracted, given: Extracted) -> Extracted:
    """The page, with the feed's title where it has none, and the feed's text where that is more."""
    page = replace(page, title=page.title or given.title)
    return replace(page, blocks=given.blocks, lead="", method="feed") if is_thin(page, given) else page


def structured(taken: Extracted, text: str, url: str) -> Extracted:
    """The article with what stands among its words; a body that is not believed gets nothing."""
    return (
        replace(taken, figures=figures(text, url, taken.blocks, taken.authors))
        if taken.title and taken.method
        else taken
    )


def _page(host: str, text: str, answer: Answer, shelf: Shelf, method: str, now: datetime) -> Extracted:
    robots = answer.headers.get("x-robots-tag", "")
    if method and method != "template":
        return extract_page(text, answer.url, now, robots=robots)
    return shelf.read(host, text, answer.url, now, robots)


def _first(page: Extracted, promised: str) -> Outcome:
    """What a page is of which nothing is known yet but the title that its feed gave, if any."""
    if is_wall(page, promised):
        return Outcome("failed", "page-walled", "200")
    if absent.is_missing(page, promised):
        return Outcome("gone", "page-gone", "says-gone")
    return Outcome("page")


def _known(article: Article, visit: PageVisit) -> absent.Known:
    body = getattr(article, "body", None)
    try:
        blocks: Any = unpack(bytes(body.blocks)) if body else []
    except (ZstdError, ValueError):  # damaged; whoever writes it will tell
        blocks = []
    return absent.Known(article.title, tuple(text for _, text in blocks), visit.design)


def _outcome(verdict: absent.Verdict, page: Extracted) -> tuple[Outcome, str]:
    if verdict in ("says-gone", "emptied"):
        return Outcome("gone", "page-gone", verdict), ""
    if verdict == "there":
        return Outcome("page"), ""
    if verdict == "wall":
        return Outcome("failed", "page-walled", "200"), ""
    return Outcome("failed", "page-no-article"), absent.mark(page)


def _road(method: str) -> str:
    return _ROADS.get(method, method)
