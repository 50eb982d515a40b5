"""What every page has around its own matter: language, words, addresses, the date line, what machines read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sarkhat import clock
from sarkhat.pages import links
from sarkhat.pages.words import LANGUAGES, Language, words
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS
from sarkhat.text import dates

# What may stand after the "?" of an address; anything else is not ours and makes no page of its own.
PARAMETERS: Final = (
    "q",
    "order",
    "section",
    "outlet",
    "page",
    "reply",
    "comment",
    "words",
    "kind",
    "from",
    "to",
    "view",
)


def render(request: HttpRequest, template: str, language: Language, status: int = 200, **context: Any) -> HttpResponse:
    """The page as an answer. `context` may hold `canonical` (a path or address), `noindex` and `months`."""
    text = render_to_string(template, {**frame(request, language, context.get("months", "iranian")), **context})
    return HttpResponse(text, status=status, headers={"Content-Language": language})


def frame(request: HttpRequest, language: Language, months: dates.Months = "iranian") -> dict[str, Any]:
    """The context that all pages share; `months` name the page's own dates. Asks the database nothing."""
    own = words(language)
    now = clock.now()
    return {
        "language": language,
        "other_language": links.other(language),
        "dir": "rtl" if language == "fa" else "ltr",
        "t": own.t,
        "n": own.number,
        "digits": own.digits,
        "span": own.span,
        "has_words": own.has,
        "to": _to(language),
        "now": now,
        "today": dates.day_line(now, language, zone()),
        "sections": SECTIONS,
        "banner": settings.CONFIG.banner,
        "contact": settings.CONFIG.contact,
        **_times(language, now, months),
        **_addresses(request, language),
    }


def zone() -> ZoneInfo:
    """The zone in which times are shown."""
    return ZoneInfo(settings.CONFIG.time_zone)


def _to(language: Language) -> Callable[..., str]:
    return lambda name, *args: links.to(language, name, *args)


def months_of(outlet: Outlet) -> dates.Months:
    """How the months are called on the pages of one outlet: Afghanistan has names of its own (حمل، ثور…)."""
    return "afghan" if outlet.country == "AF" else "iranian"


def _times(language: Language, now: datetime, months: dates.Months) -> dict[str, Callable[[datetime], str]]:
    here = zone()
    return {
        "ago": lambda at: dates.relative(at, now, language, here, months),
        "long_date": lambda at: dates.long_date(at, language, here, months),
        "short_date": lambda at: dates.short_date(at, language, here, months),
        "clock_time": lambda at: dates.clock_time(at, language, here),
        "day_month": lambda at: dates.day_month(at, language, here, months),
        "iso": lambda at: at.astimezone(here).isoformat(timespec="seconds"),
    }


def _addresses(request: HttpRequest, language: Language) -> dict[str, Any]:
    origin = links.origin(request)
    asked = {name: request.GET[name] for name in ("q", "page") if request.GET.get(name)}
    tail = "?" + urlencode(asked) if asked else ""
    paths = {code: links.in_language(request.path, code) + tail for code in LANGUAGES}
    return {
        "origin": origin,
        "path": request.path,
        "canonical": request.path + tail,
        "noindex": False,
        "switch": paths[links.other(language)],
        "alternates": {code: origin + path for code, path in paths.items()},
        "default_alternate": origin + paths[links.default_language()],
    }
