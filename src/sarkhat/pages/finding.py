"""The search page, and the pages for what is not there or went wrong."""

import html
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from markupsafe import Markup, escape

from sarkhat.extract.models import Article
from sarkhat.pages import links
from sarkhat.pages.cache import cached
from sarkhat.pages.frame import frame, render
from sarkhat.pages.views import page_number
from sarkhat.pages.words import Language, words
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS
from sarkhat.store import search as store
from sarkhat.text.sound import sound
from sarkhat.understand.words import with_words

LIMIT: Final = 20
LONGEST: Final = 200  # letters of a query
ORDERS: Final = ("best", "newest")
_MARK: Final = re.compile(r"(</?mark>)")


@dataclass(frozen=True, slots=True)
class Row:
    """An article found, with the words around what was looked for."""

    article: Article
    snippet: Markup


@cached
def search(request: HttpRequest, language: Language) -> HttpResponse:
    """What the archive holds on some words, within a section or an outlet if asked."""
    query = " ".join(sound(request.GET.get("q", "")).split())[:LONGEST]
    order = request.GET.get("order", "")
    section = request.GET.get("section", "")
    asked: dict[str, Any] = {
        "order": order if order in ORDERS else "best",
        "section": section if section in SECTIONS else "",
        "outlet": request.GET.get("outlet", "")[:60],
    }
    page = page_number(request)
    found = _find(query, page, **asked) if query else store.Hits(0, [])
    outlets = Outlet.objects.filter(active=True).order_by("name")
    shown: dict[str, Any] = {"hits": found, "rows": _rows(found), "outlets": outlets, "page": page}
    shown["more"] = found.total > page * LIMIT
    shown["kept"] = urlencode({"q": query} | {name: value for name, value in asked.items() if value}) + "&"
    return render(request, "search.html", language, query=query, noindex=True, **asked, **shown)


def _find(query: str, page: int, order: store.Order, section: str, outlet: str) -> store.Hits:
    index = store.opened(settings.DATA / "search")
    return index.query(query, limit=LIMIT, offset=(page - 1) * LIMIT, order=order, section=section, outlet=outlet)


def _rows(hits: store.Hits) -> list[Row]:
    articles = with_words(Article.objects.select_related("outlet", "reading", "member").defer("authors", "tags"))
    ours = articles.filter(hidden=False).in_bulk([hit.id for hit in hits.rows])
    return [Row(ours[hit.id], fragment(ours[hit.id], hit.snippet_html)) for hit in hits.rows if hit.id in ours]


def fragment(article: Article, snippet: str) -> Markup:
    """The words around what was looked for; none where the article's page does not let that many be shown."""
    plain = html.unescape(_MARK.sub("", snippet))
    return marked(snippet) if article.capped(plain) == plain else Markup()


def marked(snippet: str) -> Markup:
    """The snippet with nothing but its `<mark>`s as markup."""
    parts = _MARK.split(snippet)
    return Markup().join(Markup(part) if _MARK.fullmatch(part) else escape(html.unescape(part)) for part in parts)  # noqa: S704


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """404: says so, and looks for the words of the address."""
    language = links.language_of(request.path)
    guess = " ".join(re.findall(r"[^\W\d_]{3,}", unquote(request.path).removeprefix(f"/{language}/")))
    return render(request, "404.html", language, status=404, guess=guess[:80], noindex=True, canonical="")


def broken(request: HttpRequest) -> HttpResponse:
    """500: must work whatever is broken, so plain words are the last resort."""
    language = links.language_of(request.path)
    try:
        text = render_to_string("500.html", {**frame(request, language), "noindex": True, "canonical": ""})
    except Exception:  # the page of errors may itself meet the fault
        return HttpResponse(words(language).t("error-title"), status=500, content_type="text/plain; charset=utf-8")
    return HttpResponse(text, status=500)
