"""The pages of threads: those that go on now, and one with its stories day by day."""

from datetime import date, datetime, time
from functools import partial
from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from sarkhat.pages import links, machines, named
from sarkhat.pages.blocks import Block, passage_of
from sarkhat.pages.cache import cached
from sarkhat.pages.frame import render, zone
from sarkhat.pages.plots import columns
from sarkhat.pages.views import page_number
from sarkhat.pages.words import Language, words
from sarkhat.stories import thread_queries
from sarkhat.stories.models import Story
from sarkhat.text import dates

PAGE: Final = 30


@cached
def threads(request: HttpRequest, language: Language) -> HttpResponse:
    """The threads, the latest told first."""
    page = page_number(request)
    found = thread_queries.current(PAGE + 1, (page - 1) * PAGE)
    context: dict[str, Any] = {"threads": found[:PAGE], "page": page, "more": len(found) > PAGE}
    return render(request, "threads.html", language, **context)


@cached
def thread(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """One thread."""
    found = thread_queries.find(number)
    if found is None:
        raise Http404("no such thread")
    stories = thread_queries.chapters(found)
    days = thread_queries.days(found)
    context: dict[str, Any] = {"thread": found, "chapters": _by_day(stories), "days": days}
    context |= {"plot": columns([count for _, count in days], rtl=language == "fa")}
    context |= {"day_of": partial(day_line, language)}
    context |= named.of_articles(thread_queries.newest(found), language)
    above = (words(language).t("threads"), links.to(language, "threads"))
    context["linked"] = [machines.crumbs(links.origin(request), language, above)]
    return render(request, "thread.html", language, **context)


def of_story(found: Story) -> dict[str, Any]:
    """The thread of a story and the stories that are related to it, as context of its page. One query."""
    near = [_block(story) for story in thread_queries.related(found)]
    return {"thread": found.thread if found.thread and found.thread.is_shown else None, "related": near}


def day_line(language: Language, day: date) -> str:
    """A day as the page writes it."""
    line = dates.day_line(datetime.combine(day, time(12), tzinfo=zone()), language, zone())
    return line.jalali if language == "fa" else line.gregorian


def _by_day(stories: list[Story]) -> list[tuple[date, list[Block]]]:
    """The stories by the day on which they began, in their order."""
    days = groupby(stories, key=lambda story: localdate(story.started_at))
    return [(day, [_block(story) for story in of_day]) for day, of_day in days]


def _block(story: Story) -> Block:
    assert story.lead is not None  # noqa: S101 - the queries ask for stories with a lead
    return Block(story, story.lead, passage_of(story.lead))
