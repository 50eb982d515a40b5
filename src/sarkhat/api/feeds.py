"""Feeds out: most important stories, section, outlet, story, thread, name, edits; those of sections as OPML."""

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from lxml import etree

from sarkhat.api import queries
from sarkhat.api.addresses import feed, page
from sarkhat.api.edits import NAMES, of_events
from sarkhat.api.items import Channel, Item, of_articles, of_places, of_stories
from sarkhat.api.problems import problem
from sarkhat.api.syndication import FORMATS
from sarkhat.extract.events import CHOICES
from sarkhat.sources.models import SECTION_NAMES, Outlet
from sarkhat.stories import thread_queries
from sarkhat.stories.titles import headline_of
from sarkhat.understand import naming

LENGTH: Final = 30
SITE: Final = {"fa": "سرخط", "en": "Sarkhat"}
TOP: Final = {"fa": "مهم‌ترین‌ها", "en": "most important"}


def top(request: HttpRequest, form: str) -> HttpResponse:
    """The most important stories."""
    items = of_places(request, queries.listed("top", "", LENGTH))
    address = feed(request, "feed-top", form)
    return _answer(form, TOP[_language()], page(request, "home"), address, items)


def section(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The most important stories of a section."""
    if key not in dict(SECTION_NAMES):
        return problem(404, f"There is no section {key}.")
    items = of_places(request, queries.listed("top", key, LENGTH))
    address = feed(request, "feed-section", key, form)
    return _answer(form, _section_name(key), page(request, "section", key), address, items)


def outlet(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """An outlet's newest articles."""
    found = get_object_or_404(Outlet, key=key)
    items = of_articles(request, queries.newest_of(found, LENGTH))
    address = feed(request, "feed-outlet", key, form)
    return _answer(form, found.name, page(request, "outlet", key), address, items)


def story(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A story's articles, newest first."""
    found = queries.story(number)
    if found is None or not (members := queries.members(found)):
        raise Http404("no such story")
    lead = found.lead if found.lead and not found.lead.hidden else members[0].article
    items = of_articles(request, [member.article for member in reversed(members)][:LENGTH])
    address = feed(request, "feed-story", number, form)
    return _answer(form, headline_of(found, lead), page(request, "story", number), address, items)


def thread(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The stories of a thread, newest first."""
    found = thread_queries.find(int(number))
    if found is None:
        raise Http404("no such thread")
    items = of_stories(request, thread_queries.chapters(found)[:LENGTH])
    address = feed(request, "feed-thread", number, form)
    return _answer(form, str(found), page(request, "thread", number), address, items)


def name(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The newest articles that name somebody."""
    found = naming.find(key)
    if found is None:
        raise Http404("no such name")
    found = found.merged_into or found
    items = of_articles(request, queries.that_name(found, LENGTH))
    address = feed(request, "feed-name", found.key, form)
    return _answer(form, str(found), page(request, "name", found.key), address, items)


def edits(request: HttpRequest, form: str) -> HttpResponse:
    """What outlets edited, took down and put back; of a kind (`?kind=`) and an outlet (`?outlet=`) if asked."""
    kind, key = request.GET.get("kind", "notable"), request.GET.get("outlet", "")[:60]
    if kind not in CHOICES:
        return problem(404, f"There is no kind {kind[:60]} of edits.")
    asked = {name: request.GET[name] for name in ("kind", "outlet") if request.GET.get(name)}
    tail = f"?{urlencode(asked)}" if asked else ""
    items = of_events(request, queries.events(kind, key)[:LENGTH], _language())
    address = feed(request, "feed-edits", form) + tail
    return _answer(form, NAMES[_language()], page(request, "edits") + tail, address, items)


def sections(request: HttpRequest) -> HttpResponse:
    """The feeds of all sections as OPML 2.0 (http://opml.org/spec2.opml), for a reader to take in at once."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = SITE[_language()]
    etree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    rows = [(TOP[_language()], feed(request, "feed-top", "rss"), page(request, "home"))]
    rows += [(NAMES[_language()], feed(request, "feed-edits", "rss"), page(request, "edits"))]
    rows += [
        (_section_name(key), feed(request, "feed-section", key, "rss"), page(request, "section", key))
        for key, _ in SECTION_NAMES
    ]
    for name, address, shown in rows:
        title = f"{SITE[_language()]}: {name}"
        facts = {"text": title, "title": title, "xmlUrl": address, "htmlUrl": shown, "language": _language()}
        etree.SubElement(body, "outline", {"type": "rss", **facts})
    text = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return HttpResponse(text, content_type="text/x-opml; charset=utf-8")


def _answer(form: str, name: str, shown: str, address: str, items: tuple[Item, ...]) -> HttpResponse:
    title = f"{SITE[_language()]}: {name}"
    channel = Channel(title, title, shown, address, _language(), items)
    write, kind = FORMATS[form]
    headers = {"Link": f'<{address}>; rel="self"'}
    if channel.updated:
        headers["Last-Modified"] = http_date(channel.updated.timestamp())
    return HttpResponse(write(channel), content_type=kind, headers=headers)


def _language() -> str:
    language: str = settings.CONFIG.language
    return language


def _section_name(key: str) -> str:
    return dict(SECTION_NAMES)[key] if _language() == "fa" else key
