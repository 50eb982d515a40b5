"""The pages of lists: front page, sections, outlets, what leads elsewhere, most viewed and discussed, and prose."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from sarkhat import clock
from sarkhat.pages import links, machines, queries
from sarkhat.pages.blocks import with_members
from sarkhat.pages.cache import cached
from sarkhat.pages.frame import months_of, render
from sarkhat.pages.words import Language, words
from sarkhat.ranking import freshness
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS

MOST_PAGES = 200
ENOUGH = 20  # articles before we say how soon news arrives


def page_number(request: HttpRequest) -> int:
    """The number after `?page=`. Raises Http404 for what is no page."""
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MOST_PAGES:
        raise Http404("no such page")
    return int(text)


@cached
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """The front page."""
    data = queries.home(clock.now(), rtl=language == "fa")
    linked = [machines.site(links.origin(request), language)]
    return render(request, "home.html", language, home=data, linked=linked)


@cached
def section(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """A section: what matters most in it, then the newest."""
    if key not in SECTIONS:
        raise Http404("no such section")
    page = page_number(request)
    stories, more = queries.newest(key, page)
    ranked = queries.ranked("top", key, queries.LIST + 1) if page == 1 else []
    top = with_members(ranked, clock.now(), language == "fa") if ranked else []
    crumbs = machines.crumbs(links.origin(request), language, (words(language).t(f"section-{key}"), request.path))
    context: dict[str, Any] = {
        "top": top,
        "stories": stories,
        "page": page,
        "more": more,
        "linked": [crumbs],
    }
    return render(request, "section.html", language, key=key, **context)


@cached
def outlets(request: HttpRequest, language: Language) -> HttpResponse:
    """All outlets that are watched."""
    return render(request, "outlets.html", language, outlets=queries.outlets())


@cached
def outlet(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """One outlet: who it is, and its articles."""
    found = get_object_or_404(Outlet, key=key)
    page = page_number(request)
    articles, more = queries.of_outlet(found, page)
    context: dict[str, Any] = {"outlet": found, "articles": articles, "page": page, "more": more}
    return render(request, "outlet.html", language, months=months_of(found), **context)


@cached
def front_pages(request: HttpRequest, language: Language) -> HttpResponse:
    """What each outlet's own front page leads with now."""
    return render(request, "front_pages.html", language, fronts=queries.fronts(language))


@cached
def viewed(request: HttpRequest, language: Language) -> HttpResponse:
    """Most viewed."""
    return render(request, "listed.html", language, kind="viewed", blocks=queries.ranked("viewed"))


@cached
def discussed(request: HttpRequest, language: Language) -> HttpResponse:
    """Most discussed."""
    return render(request, "listed.html", language, kind="discussed", blocks=queries.ranked("discussed"))


@cached
def prose(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """About, contact, advertising, privacy."""
    context: dict[str, Any] = {"name": name}
    if name == "about":
        whole = freshness.recent(clock.now()).whole
        context |= {"fresh": whole if whole and whole.items >= ENOUGH else None, "minutes": words(language).span}
    return render(request, f"prose/{name}.{language}.html", language, **context)
