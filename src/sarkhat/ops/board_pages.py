"""The operator's pages: how all watches do, and one watch with its visits and what may be done to it.

Only for those who may enter the administration; what changes something asks first, needs the right to change
watches, and is written into the administration's log.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from sarkhat import clock
from sarkhat.harvest import visitlog
from sarkhat.ops import actions, board, figures_of, series
from sarkhat.ops.decide import COLOURS
from sarkhat.ops.watch_health import health_of
from sarkhat.pages.frame import frame
from sarkhat.pages.plots import columns
from sarkhat.pages.words import Language, words
from sarkhat.ranking import freshness
from sarkhat.sources.models import Watch

PAGE: Final = 100  # watches
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Language, P], HttpResponse]


def for_operators(right: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Only administrators who have `right` (on watches); others are sent to the door."""

    def decorated(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.has_perm(f"sources.{right}_watch"):
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return admin.site.admin_view(guarded)

    return decorated


@for_operators("view")
@require_safe
def overview(request: HttpRequest, language: Language) -> HttpResponse:
    """All watches and outlets, with plots."""
    now, wish = clock.now(), _wish(request)
    rows = board.rows(now)
    found = board.chosen(rows, wish)
    page = _page(request)
    whole, of_outlets = series.by_outlet(now)
    rtl = language == "fa"
    context: dict[str, Any] = {
        "counts": board.counted(rows),
        "asked": board.asked(rows, now),
        "rows": found[(page - 1) * PAGE : page * PAGE],
        "total": len(found),
        "page": page,
        "more": len(found) > page * PAGE,
        "kept": _query(wish),
        "wish": wish,
        "outlets": board.outlets(rows),
        "plots": figures_of.plots(whole, now, rtl),
        "sparks": {number: columns(hours.counts, rtl) for number, hours in of_outlets.items()},
        "hours": of_outlets,
        "fresh": freshness.measure(now),
        "none_hours": series.Hours(),
        "whole_lag": whole.lag,
        "kinds": [kind for kind, _ in Watch.KINDS],
        "colours": COLOURS,
        "sorts": board.SORTS,
    }
    return _render(request, "operator/overview.html", language, **context)


@for_operators("view")
@require_safe
def watch(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """One watch: how it does, its last visits, what may be done."""
    return _watch_page(request, language, _found(number))


@for_operators("change")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, language: Language, number: int, action: actions.Action) -> HttpResponse:
    """Ask before an action, and do it when it is confirmed."""
    found = _found(number)
    if action not in actions.ACTIONS:
        raise Http404("no such action")
    if request.method != "POST":
        return _render(request, "operator/confirm.html", language, watch=found, action=action, token=_token(request))
    said, back = _done(found, action, request.POST.get("token", ""))
    if said.startswith("action-done"):
        LogEntry.objects.log_actions(int(request.user.pk or 0), [found], CHANGE, action, single_object=True)
    asked = urlencode({"said": said} | ({"back": back} if back else {}))
    return HttpResponseRedirect(f"{address(language, 'watch', number)}?{asked}", status=303)


def _done(found: Watch, action: actions.Action, token: str) -> tuple[str, str]:
    """The word key of what came of it, and the token by which it is undone."""
    now = clock.now()
    if action == "ask":
        hindered = actions.may_ask(found, now)
        return (hindered, "") if hindered else ("action-done-ask", actions.ask(found, now))
    if action == "put-back":
        return ("action-done-put-back" if actions.put_back(found, token, now) else "action-too-late"), ""
    actions.switch(found, active=action == "resume")
    return f"action-done-{action}", ""


def _watch_page(request: HttpRequest, language: Language, found: Watch) -> HttpResponse:
    now = clock.now()
    hours = series.of_watch(found, now)
    state = getattr(found, "state", None)
    context = {
        "watch": found,
        "health": health_of(found, now),
        "state": state,
        "visits": visitlog.read(state.visits) if state else [],
        "plots": figures_of.plots(hours, now, language == "fa"),
        "whole": hours,
        "hindered": actions.may_ask(found, now),
        "said": request.GET.get("said", ""),
        "token": _token(request),
    }
    return _render(request, "operator/watch.html", language, **context)


@for_operators("view")
@require_safe
def machine(request: HttpRequest, language: Language) -> JsonResponse:  # noqa: ARG001 - the same in each language
    """The same as JSON: `{"watches": [{…, "colour", "word", "advice", "since"}], "outlets": […], "freshness": {…}}`."""
    now = clock.now()
    return JsonResponse(figures_of.report(board.rows(now), freshness.measure(now), now))


def address(language: Language, name: str, *args: int | str) -> str:
    """The path of an operator's page."""
    return reverse(f"operator-{language}:{name}", args=args)


def _found(number: int) -> Watch:
    return get_object_or_404(Watch.objects.select_related("outlet", "state"), pk=number)


def _token(request: HttpRequest) -> str:
    return request.GET.get("back", "")[:500]


def _wish(request: HttpRequest) -> board.Wish:
    asked = {name: request.GET.get(name, "")[:60] for name in ("colour", "outlet", "kind", "sort")}
    return board.Wish(**asked | {"sort": asked["sort"] if asked["sort"] in board.SORTS else "trouble"})


def _query(wish: board.Wish) -> str:
    asked = {name: getattr(wish, name) for name in ("colour", "outlet", "kind", "sort") if getattr(wish, name)}
    return urlencode(asked) + "&"


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) < 10_000 else 1


def _render(request: HttpRequest, template: str, language: Language, **context: Any) -> HttpResponse:
    shared = frame(request, language) | {"noindex": True, "canonical": ""}
    own = {
        "at": lambda name, *args: address(language, name, *args),
        "span": words(language).span,
        "has": words(language).has,
        "url_of_admin": reverse("admin:index"),
        "may_change": request.user.has_perm("sources.change_watch"),
    }
    text = render_to_string(template, {**shared, **own, **context}, request=request)
    return HttpResponse(text, headers={"Content-Language": language})
