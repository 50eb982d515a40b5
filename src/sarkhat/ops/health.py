"""How we are, for machines: `/isalive` (the process answers) and `/health` (it can serve, and the work goes on)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from sarkhat import __version__, clock
from sarkhat.ops import backlog, figures_of
from sarkhat.ops.locks import worker_is_alive
from sarkhat.ranking import freshness


def is_alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """200 as long as this process answers; asks nothing else."""
    return HttpResponse("alive\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django gives it
    """200 with the archive's freshness and the backlog of each stage; 503 where the database cannot be read.

    A worker that is not there is told, but is no 503: pages are still served.
    """
    facts = report()
    status = 200 if facts["can_serve"] else 503
    return JsonResponse(facts, status=status, headers={"Cache-Control": "no-store"})


def report() -> dict[str, Any]:
    """`{"can_serve", "version", "articles", "newest_article_seconds", "worker", "backlog", "freshness"}`.

    `backlog` is `{stage: items}`; `freshness` is of the last 24 hours, in seconds, measured at most every ten minutes.
    See figures_of.told.
    """
    now = clock.now()
    facts: dict[str, Any] = {"can_serve": True, "version": __version__}
    facts["worker"] = "alive" if worker_is_alive(Path(settings.DATA)) else "away"
    try:
        newest = backlog.freshness(now)
        waiting = backlog.backlog(now)
        arrival = figures_of.told(freshness.recent(now))
    except DatabaseError as error:
        return facts | {"can_serve": False, "error": str(error)}
    seconds = None if newest.newest_seconds is None else round(newest.newest_seconds, 1)
    return facts | {
        "articles": newest.articles,
        "newest_article_seconds": seconds,
        "backlog": waiting,
        "freshness": arrival,
    }
