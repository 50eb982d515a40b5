"""The pages of names: who is named most, and one name with its stories, its days and who stands beside it."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.pages import links
from sarkhat.pages.blocks import Block, passage_of
from sarkhat.pages.cache import cached
from sarkhat.pages.frame import render, zone
from sarkhat.pages.plots import columns
from sarkhat.pages.views import page_number
from sarkhat.pages.words import Language
from sarkhat.stories.models import Member, Story
from sarkhat.text import dates
from sarkhat.understand import naming
from sarkhat.understand.models import Name
from sarkhat.understand.name_list import latin_of
from sarkhat.understand.name_records import CLUB, ORGANISATION, PERSON, PLACE
from sarkhat.understand.words import with_words

KINDS: Final = (PERSON, PLACE, ORGANISATION, CLUB)
VIEWS: Final = {"day": 1, "week": 7}
ORDERS: Final = ("important", "newest")
PAGE: Final = 15
STORIES: Final = 800  # articles whose stories are shown: below the number of parameters that SQLite takes
MOST: Final = 15  # names of a kind on the page of all
LONG: Final = 60  # names where one kind is asked for


@cached
def names(request: HttpRequest, language: Language) -> HttpResponse:
    """Who is named in the most articles of the day or the week, by kind."""
    view, kind = request.GET.get("view", ""), request.GET.get("kind", "")
    view, kind = view if view in VIEWS else "day", kind if kind in KINDS else ""
    limit, now = LONG if kind else MOST, clock.now()
    lists = {one: naming.most_named(now, VIEWS[view], one, limit) for one in ((kind,) if kind else KINDS)}
    context: dict[str, Any] = {"lists": lists, "view": view, "views": VIEWS, "kind": kind, "kinds": KINDS}
    return render(request, "names.html", language, noindex=bool(request.GET), named=shown_in(language), **context)


@cached
def name(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """One name."""
    found = naming.find(key)
    if found is None:
        raise Http404("no such name")
    if found.merged_into:
        return HttpResponseRedirect(links.to(language, "name", found.merged_into.key))
    order, page = request.GET.get("order", ""), page_number(request)
    order = order if order in ORDERS else "important"
    articles = naming.newest(of := naming.numbers(found))
    stories, more = _stories(articles, order, page)
    days = naming.days(of, clock.now())
    context: dict[str, Any] = {"name": found, "order": order, "orders": ORDERS, "stories": stories, "more": more}
    context |= {"page": page, "articles": len(articles), "all": len(articles) < naming.LOOKED}
    context |= {"days": days, "plot": columns([count for _, count in days], rtl=language == "fa")}
    context["day_of"] = partial(_day, language)
    context |= {"beside": naming.beside(of, articles), "outlets": naming.outlets(articles)}
    asked = bool(request.GET.get("order")) or page > 1
    return render(request, "name.html", language, noindex=asked, named=shown_in(language), **context)


def of_articles(articles: list[int], language: Language) -> dict[str, Any]:
    """The row of names of an article's or a story's page, as context."""
    return {"names": naming.of_articles(articles), "named": shown_in(language)}


def shown_in(language: Language) -> Callable[[Name], str]:
    """How a name is written on pages of the language: in Latin letters where the list knows them so."""

    def written(one: Name) -> str:
        return str(one) if language == "fa" or one.renamed else latin_of(one.key) or one.shown

    return written


def _day(language: Language, day: date) -> str:
    """A day as the page writes it."""
    line = dates.day_line(datetime.combine(day, time(12), tzinfo=zone()), language, zone())
    return line.jalali if language == "fa" else line.gregorian


def _stories(articles: list[int], order: str, page: int) -> tuple[list[Block], bool]:
    """A page of the stories in which these articles stand, and whether there are more. Two queries, or a few."""
    numbers = _numbers(articles)
    rows = Story.objects.filter(pk__in=numbers, merged_into=None, lead__isnull=False, lead__hidden=False)
    rows = rows.exclude(lead__title="").select_related("lead__outlet", "lead__reading")
    ordered = rows.order_by("-score__value", "-outlets", "-pk") if order == "important" else rows.order_by("-latest_at")
    found = list(with_words(ordered, "lead")[(page - 1) * PAGE : page * PAGE + 1])
    return [_block(story, story.lead) for story in found[:PAGE] if story.lead], len(found) > PAGE


def _numbers(articles: list[int]) -> list[int]:
    rows = Member.objects.filter(article__in=articles[:STORIES]).values_list("story_id", flat=True)
    return list(dict.fromkeys(rows))


def _block(story: Story, lead: Article) -> Block:
    return Block(story, lead, passage_of(lead))
