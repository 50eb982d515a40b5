"""The REST API, version 1: read-only JSON (OpenAPI 3.1 at /api/v1/openapi.json, kept in docs/openapi.json)."""

from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from sarkhat import clock
from sarkhat.api import convert, name_shapes, named, queries, shapes, thread_shapes, threads
from sarkhat.api.addresses import feed
from sarkhat.api.edits import shape
from sarkhat.api.problems import problem
from sarkhat.extract.events import Choice
from sarkhat.extract.models import Article
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import Section
from sarkhat.store import search as store
from sarkhat.stories import thread_queries
from sarkhat.text import zwnj
from sarkhat.understand import naming


class Readable(JSONRenderer):
    """JSON in UTF-8: Persian as itself is a third of its escapes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Sarkhat",
    version="1",
    description="Stories, articles and outlets of a Sarkhat installation. Read-only, no key needed; "
    "errors are application/problem+json (RFC 9457); 429 carries Retry-After.",
    docs_url=None,
    urls_namespace="api",
    renderer=Readable(),
)
Kind = Literal["top", "viewed", "discussed", "rising"]
NameKind = Literal["person", "place", "organisation", "club"]
Limit = Annotated[int, Query(30, ge=1, le=100)]


@api.get("/stories", response=shapes.StoriesShape, summary="A list of stories")
def stories(
    request: HttpRequest, kind: Kind = "top", section: Section | None = None, limit: Limit = 30
) -> shapes.StoriesShape:
    """Most important, viewed, discussed or rising stories, best first; of one section if asked."""
    rows = queries.listed(kind, section or "", limit)
    items = [convert.listed(request, row) for row in rows]
    return shapes.StoriesShape(kind=kind, section=section, items=items, next=None)


@api.get("/stories/{number}", response=shapes.WholeStoryShape, summary="A story with its members")
def story(request: HttpRequest, number: int) -> shapes.WholeStoryShape | HttpResponse:
    """A story by its number. A story that was merged into another redirects to it."""
    found = queries.story(number)
    if found and found.merged_into_id:
        return HttpResponseRedirect(feed(request, "api:story", found.merged_into_id))
    members = queries.members(found) if found else []
    if not found or not members:
        raise Http404(f"There is no story {number}.")
    lead = found.lead if found.lead and not found.lead.hidden else members[0].article
    return convert.whole_story(request, found, lead, members)


@api.get("/articles", response=shapes.ArticlesShape, summary="Articles, newest first")
def articles(
    request: HttpRequest,
    outlet: Annotated[str, Query("", max_length=60)] = "",
    section: Section | None = None,
    since: datetime | None = None,
    cursor: Annotated[int | None, Query(None, ge=1, le=2**62)] = None,
    limit: Limit = 30,
) -> shapes.ArticlesShape:
    """Articles by their number, newest first: of an outlet, of a section, published since a time."""
    if since and since.tzinfo is None:
        raise HttpError(422, "since needs a zone, as 2026-07-21T00:00:00Z")
    rows = list(queries.filtered(outlet, section or "", since, cursor)[: limit + 1])
    following = _next(request, cursor=rows[limit - 1].pk) if len(rows) > limit else None
    return shapes.ArticlesShape(items=[convert.article(request, row) for row in rows[:limit]], next=following)


@api.get("/articles/{number}", response=shapes.WholeArticleShape, summary="An article")
def article(request: HttpRequest, number: int) -> shapes.WholeArticleShape:
    """An article by its permanent number."""
    row = queries.articles().select_related("body", "agency_outlet").defer(None).filter(pk=number).first()
    if row is None:
        raise Http404(f"There is no article {number}.")
    return convert.whole_article(request, row)


@api.get("/edits", response=shapes.EventsShape, summary="Edits and removals, newest first")
def edits(
    request: HttpRequest,
    kind: Choice = "notable",
    outlet: Annotated[str, Query("", max_length=60)] = "",
    cursor: Annotated[int | None, Query(None, ge=1, le=2**62)] = None,
    limit: Limit = 30,
) -> shapes.EventsShape:
    """What outlets edited, took down and put back: all but typos, all, or of a kind; of an outlet."""
    rows = queries.events(kind, outlet).order_by("-pk")
    found = list((rows.filter(pk__lt=cursor) if cursor else rows)[: limit + 1])
    following = _next(request, cursor=found[limit - 1].pk) if len(found) > limit else None
    return shapes.EventsShape(items=[shape(request, event) for event in found[:limit]], next=following)


@api.get("/names", response=name_shapes.NamesShape, summary="Who is named most")
def names(
    request: HttpRequest,
    days: Annotated[int, Query(1, ge=1, le=30)] = 1,
    kind: NameKind | None = None,
    limit: Limit = 30,
) -> name_shapes.NamesShape:
    """The people, places, organisations and clubs that the most articles of the last days name."""
    rows = naming.most_named(clock.now(), days, kind or "", limit)
    items = [named.shape(request, row.name, row.articles) for row in rows]
    return name_shapes.NamesShape(days=days, kind=kind, items=items)


@api.get("/names/{key}", response=name_shapes.WholeNameShape, summary="A name")
def name(request: HttpRequest, key: str) -> name_shapes.WholeNameShape | HttpResponse:
    """A name by its key. One that was joined to another redirects to it; `articles` counts those of thirty days."""
    found = naming.find(key)
    if found is None:
        raise Http404(f"There is no name {key[:60]}.")
    if found.merged_into:
        return HttpResponseRedirect(feed(request, "api:name", found.merged_into.key))
    return named.whole(request, found)


@api.get("/threads", response=thread_shapes.ThreadsShape, summary="Threads")
def all_threads(
    request: HttpRequest, offset: Annotated[int, Query(0, ge=0, le=10_000)] = 0, limit: Limit = 30
) -> thread_shapes.ThreadsShape:
    """Stories that are chapters of one another over days, the latest told threads first."""
    rows = list(thread_queries.shown()[offset : offset + limit + 1])
    following = _next(request, offset=offset + limit) if len(rows) > limit else None
    return thread_shapes.ThreadsShape(items=[convert.thread(request, row) for row in rows[:limit]], next=following)


@api.get("/threads/{number}", response=thread_shapes.WholeThreadShape, summary="A thread with its stories")
def thread(request: HttpRequest, number: int) -> thread_shapes.WholeThreadShape:
    """A thread by its number, with the articles of each day, the names in it, and its stories, newest first."""
    found = thread_queries.find(number)
    if found is None:
        raise Http404(f"There is no thread {number}.")
    return threads.whole(request, found)


@api.get("/outlets", response=list[shapes.OutletShape], summary="Outlets")
def outlets(request: HttpRequest) -> list[shapes.OutletShape]:
    """All outlets that are watched, by name."""
    return [convert.outlet(request, row) for row in Outlet.objects.filter(active=True).order_by("name", "key")]


@api.get("/sections", response=list[shapes.SectionShape], summary="Sections")
def sections(request: HttpRequest) -> list[shapes.SectionShape]:
    """All sections."""
    return convert.sections(request)


@api.get("/search", response=shapes.SearchShape, summary="Search")
def search(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    order: Literal["best", "newest"] = "best",
    section: Section | None = None,
    outlet: Annotated[str, Query("", max_length=60)] = "",
    offset: Annotated[int, Query(0, ge=0, le=1000)] = 0,
    limit: Limit = 30,
) -> shapes.SearchShape:
    """The articles that hold some words."""
    index = store.opened(Path(settings.DATA) / "search")
    hits = index.query(q, limit=limit, offset=offset, order=order, section=section or "", outlet=outlet)
    ours: dict[int, Article] = queries.articles().in_bulk([hit.id for hit in hits.rows])
    items = [_hit(request, ours[hit.id], hit.snippet_html) for hit in hits.rows if hit.id in ours]
    more = hits.total > offset + limit and offset + limit <= 1000
    following = _next(request, offset=offset + limit) if more else None
    return shapes.SearchShape(
        query=q, total=hits.total, exact=hits.exact, suggestion=hits.suggestion or None, items=items, next=following
    )


@api.get("/text/repair", response=shapes.RepairShape, summary="Repair Persian text")
def repair(
    request: HttpRequest,  # noqa: ARG001 - ninja gives it
    text: Annotated[str, Query(min_length=1, max_length=4000)],
) -> shapes.RepairShape:
    """The text with its lost ZWNJs back; no letter changes, and an undamaged text comes back as it was."""
    mended = zwnj.repair(text)
    changes = [
        shapes.ChangeShape(start=one.start, before=one.before, after=one.after) for one in zwnj.changes(text, mended)
    ]
    return shapes.RepairShape(text=mended, damage=zwnj.damage(text), changes=changes)


def _hit(request: HttpRequest, row: Article, snippet: str) -> shapes.HitShape:
    """An article found, without the words around where its page does not let that many be shown."""
    plain = unescape(snippet.replace("<mark>", "").replace("</mark>", ""))
    shown = snippet if row.capped(plain) == plain else ""
    return shapes.HitShape(snippet=shown, article=convert.article(request, row))


def _next(request: HttpRequest, **changed: int) -> str:
    """The same address with some parameters changed, absolute."""
    asked = request.GET.dict() | {name: str(value) for name, value in changed.items()}
    return feed(request, request.resolver_match.view_name if request.resolver_match else "api:articles") + (
        "?" + urlencode(asked)
    )


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 - ninja gives it
    return problem(404, str(error))


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001 - ninja gives it
    return problem(error.status_code, str(error))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 - ninja gives it
    wrong = [{"parameter": str(one["loc"][-1]), "problem": one["msg"]} for one in error.errors]
    detail = "; ".join(f"{one['parameter']}: {one['problem']}" for one in wrong)
    return problem(422, detail, errors=wrong)


def schema() -> dict[str, Any]:
    """The OpenAPI document, the same on every installation."""
    prefix = reverse("api:api-root")
    return dict(api.get_openapi_schema(path_prefix=prefix))
