"""What every answer to a program has: validators, a short life in caches, open CORS, a limit, compression."""

import functools
import math
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from sarkhat.api.limits import Limiter, address
from sarkhat.api.problems import TYPE, problem

LIFE: Final = 60  # seconds that a cache may keep an answer
LIMITER: Final = Limiter()
View = Callable[..., HttpResponseBase]
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Link",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, Accept",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


def public(view: View, limited: bool = True) -> View:
    """The view as anybody's program may ask it: GET only, with ETag and 304, compressed; `limited` in how often."""
    inner = gzip_page(conditional_page(view))

    @functools.wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        head = request.method == "HEAD"
        response: HttpResponseBase | None = _refusal(request, limited)
        if response is None:
            request.method = "GET"
            response = _kept(_asked(inner, request, *args, **kwargs))
        for name, value in _CORS.items():
            response.headers[name] = value
        return _without_body(response) if head else response

    return serve


def all_public(patterns: Iterable[URLPattern | URLResolver], limited: bool = True) -> list[URLPattern]:
    """The same addresses, each view made public."""
    plain = [at for at in patterns if isinstance(at, URLPattern)]
    return [URLPattern(at.pattern, public(at.callback, limited), at.default_args, at.name) for at in plain]


def _asked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Http404 as error:
        return problem(404, str(error))


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD: what GET would have said of itself."""
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _refusal(request: HttpRequest, limited: bool) -> HttpResponse | None:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        refused = problem(405, "This address only answers GET.")
        refused.headers["Allow"] = _PREFLIGHT["Allow"]
        return refused
    seconds = math.ceil(LIMITER.wait(address(request))) if limited else 0
    if not seconds:
        return None
    refused = problem(429, f"Too many requests; ask again in {seconds} s.")
    refused.headers["Retry-After"] = str(seconds)
    return refused


def _kept(response: HttpResponseBase) -> HttpResponseBase:
    """Cache rules by status: errors are not kept, everything else for a minute."""
    wrong = response.headers.get("Content-Type") == TYPE or response.status_code >= 400
    response.headers.setdefault("Cache-Control", "no-store" if wrong else f"public, max-age={LIFE}")
    return response
