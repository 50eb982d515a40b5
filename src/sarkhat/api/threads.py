"""Threads in the API's shapes."""

from django.http import HttpRequest

from sarkhat.api import convert, named
from sarkhat.api.name_shapes import DayShape
from sarkhat.api.thread_shapes import WholeThreadShape
from sarkhat.stories import thread_queries
from sarkhat.stories.models import Thread
from sarkhat.understand import naming


def whole(request: HttpRequest, thread: Thread) -> WholeThreadShape:
    """A thread with its stories. Five queries, of a large one a few more."""
    names = naming.of_articles(thread_queries.newest(thread))
    stories = thread_queries.chapters(thread, *convert.WITH_STORY)
    return WholeThreadShape(
        **dict(convert.thread(request, thread)),
        per_day=[DayShape(day=day, articles=count) for day, count in thread_queries.days(thread)],
        names=[named.shape(request, one.name, one.articles) for one in names],
        chapters=[convert.story(request, story, story.lead) for story in stories if story.lead],
    )
