"""Lists of outlets: taken in from a file, shown, and written out."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max

from sarkhat.catalogue.read import CatalogueError, OutletRow, WatchRow, load
from sarkhat.sources import decide, opml
from sarkhat.sources.models import SECTION_NAMES, Outlet, Watch


class BadList(ValueError):
    """Nothing of the file can be used; the text says why."""


def rows_of(body: bytes, taken: Collection[str]) -> tuple[list[OutletRow], list[str]]:
    """The outlets of a catalogue or an OPML file, and what is wrong with the rows left out. Raises BadList."""
    if opml.looks_like_opml(body):
        return _of_opml(body, taken)
    try:
        catalogue = load(body.decode("utf-8-sig"), strict=False)
    except (CatalogueError, UnicodeDecodeError) as error:
        raise BadList(f"this is neither OPML nor a catalogue: {error}") from error
    return list(catalogue.outlets), [str(problem) for problem in catalogue.problems]


def _of_opml(body: bytes, taken: Collection[str]) -> tuple[list[OutletRow], list[str]]:
    try:
        read = opml.read(body)
    except opml.OpmlError as error:
        raise BadList(str(error)) from error
    return decide.outlets_of(read.rows, taken), list(read.problems)


def overview() -> list[dict[str, Any]]:
    """Each outlet: `{"key","name","state","error","visited","articles","watches","push"}`.

    `state` is off, new (never visited), well, partly (some watches fail) or failing. `push` counts the feeds whose
    hub brings the news, by the state of the subscription: new, live, refused or leaving.
    """
    # Counted apart: joined with the watches each article would come once for each of them.
    articles = dict(Outlet.objects.order_by().values_list("pk").annotate(Count("articles")))
    outlets = Outlet.objects.annotate(visited=Max("watches__state__visited_at")).prefetch_related(
        "watches__state", "watches__subscription"
    )
    return [_shown(outlet, articles[outlet.pk]) for outlet in outlets.order_by("key")]


def _shown(outlet: Any, articles: int) -> dict[str, Any]:
    watches = [watch for watch in outlet.watches.all() if watch.active]
    states = [state for watch in watches if (state := getattr(watch, "state", None)) and state.visited_at]
    errors = [state.error for state in states if state.error]
    return {
        "key": outlet.key,
        "name": outlet.name,
        "state": _state(outlet.active, len(states), len(errors)),
        "error": errors[0] if errors else "",
        "visited": outlet.visited.isoformat() if outlet.visited else None,
        "articles": articles,
        "watches": len(watches),
        "push": Counter(own.state for watch in watches if (own := getattr(watch, "subscription", None))),
    }


def _state(active: bool, visited: int, failing: int) -> str:
    if not active:
        return "off"
    if not visited:
        return "new"
    return "well" if not failing else "partly" if failing < visited else "failing"


def exported() -> bytes:
    """All watched feeds and channels as OPML, gathered by section; mixed ones first."""
    watches = Watch.objects.filter(active=True, outlet__active=True, kind__in=("feed", "channel"), role="items")
    rows: dict[str, list[opml.FeedRow]] = {"": []}
    for watch in watches.select_related("outlet").order_by("outlet__key", "pk"):
        own = WatchRow(watch.kind, watch.url, watch.section, watch.role, True)
        outlet = watch.outlet
        rows.setdefault(watch.section, []).append(opml.FeedRow(outlet.name, outlet.home, outlet.language, own))
    names = {"": "", **dict(SECTION_NAMES)}
    return opml.write("Sarkhat", [(names[key], rows[key]) for key in names if key in rows])
