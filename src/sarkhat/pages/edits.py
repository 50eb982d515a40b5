"""«ویرایش‌ها و حذف‌ها»: what outlets changed, took down and put back; and any two wordings of an article."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from sarkhat.extract.difference import Piece, words_changed
from sarkhat.extract.events import CHOICES, chosen, shows_words
from sarkhat.extract.models import Article, Event
from sarkhat.pages import archive, links, versions
from sarkhat.pages.blocks import HEAVY, language_of
from sarkhat.pages.cache import cached
from sarkhat.pages.frame import months_of, render
from sarkhat.pages.views import page_number
from sarkhat.pages.words import Language
from sarkhat.sources.models import Outlet
from sarkhat.understand.words import with_words

PAGE: Final = 30
VIEWS: Final = ("inline", "side")
_LARGEST: Final = 1 << 63  # numbers of the database end here


@cached
def edits(request: HttpRequest, language: Language) -> HttpResponse:
    """The newest edits, removals and returns, of a kind or an outlet if asked."""
    kind, outlet, page = request.GET.get("kind", ""), request.GET.get("outlet", "")[:60], page_number(request)
    choice = kind if kind in CHOICES else "notable"
    rows = chosen(choice, outlet).select_related("article__outlet", "article__reading")
    rows = with_words(rows.defer(*(f"article__{name}" for name in HEAVY)), "article")
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    asked = {name: value for name, value in (("kind", kind), ("outlet", outlet)) if value}
    context: dict[str, Any] = {"choices": CHOICES, "choice": choice, "outlet": outlet, "page": page}
    context |= {"events": [(event, words_of(event)) for event in found[:PAGE]], "more": len(found) > PAGE}
    context |= {"outlets": Outlet.objects.filter(active=True).order_by("name"), "asked": urlencode(asked)}
    return render(request, "edits.html", language, noindex=bool(asked) or page > 1, **context)


def words_of(event: Event) -> tuple[Piece, ...]:
    """The words that an edit changed most gravely, as far as outlet and page let them be shown; else ()."""
    return words_changed(event.gone, event.new) if shows_words(event) else ()


@cached
def difference(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """Any two wordings of an article, one in the other or side by side."""
    found = archive.article(number) if number < _LARGEST else None
    if found is None or found.revision < 2:
        raise Http404("no such article, or it was never edited")
    known = {wording.revision: wording for wording in versions.wordings(found)}
    first, last = _asked(request, "from", known, found.revision - 1), _asked(request, "to", known, found.revision)
    old, new = known[min(first, last)], known[max(first, last)]
    view = request.GET.get("view", "")
    context: dict[str, Any] = {"article": found, "wordings": list(known.values()), "old": old, "new": new}
    context |= {"view": view if view in VIEWS else "inline", "views": VIEWS, "shown": _shown(found)}
    context |= {"difference": versions.difference(old, new), "article_language": language_of(found)}
    context |= {
        "months": months_of(found.outlet),
        "noindex": True,
        "canonical": links.to(language, "difference", number),
    }
    return render(request, "difference.html", language, **context)


def _asked(request: HttpRequest, name: str, known: dict[int, versions.Wording], otherwise: int) -> int:
    """The revision after `?name=`; `otherwise` where it is none that is kept, else the nearest."""
    text = request.GET.get(name, "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
    return wanted if wanted in known else min(known, key=lambda kept: abs(kept - otherwise))


def _shown(found: Article) -> str:
    """How much of the words may be shown: "all", "title", or nothing: ""."""
    if not found.may_be_copied:
        return ""
    return "all" if found.outlet.display == "full" else "title"
