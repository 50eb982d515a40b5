"""What the pages, the feeds and the API ask about threads. A thread of two stories, or of one day, is none yet."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from sarkhat.extract.models import Article
from sarkhat.stories.models import Member, Story, Thread
from sarkhat.understand.words import with_words

DAYS: Final = 60  # that the plot shows
CHAPTERS: Final = 300  # stories of a thread that are shown
LOOKED: Final = 1000  # newest articles of a thread
_LARGEST: Final = 1 << 63  # numbers of the database end here


def shown() -> QuerySet[Thread]:
    """The threads that readers see, the latest told first."""
    rows = Thread.objects.filter(stories__gte=Thread.LEAST_STORIES, days__gte=Thread.LEAST_DAYS)
    return rows.order_by("-latest_at", "-pk")


def find(number: int) -> Thread | None:
    """The thread with this number, if readers see it. One query."""
    return shown().filter(pk=number).first() if number < _LARGEST else None


def current(limit: int, offset: int = 0) -> list[tuple[Thread, Story | None]]:
    """The latest told threads, each with its latest story. Two queries."""
    latest = Story.objects.filter(thread=OuterRef("pk"), merged_into=None).order_by("-latest_at", "-pk")
    rows = list(shown().annotate(last=Subquery(latest.values("pk")[:1]))[offset : offset + limit])
    stories = _told().in_bulk([row.last for row in rows])
    return [(row, stories.get(row.last)) for row in rows]


def chapters(thread: Thread, *also: str) -> list[Story]:
    """The stories of a thread, the newest first, with what else is related by name. One query."""
    return list(_told(*also).filter(thread=thread).order_by("-started_at", "-pk")[:CHAPTERS])


def days(thread: Thread) -> list[tuple[date, int]]:
    """Each day from its first to its last article, `DAYS` at most, and how many articles tell of it. One query."""
    rows = Member.objects.filter(story__thread=thread, article__hidden=False)
    of_days = rows.annotate(day=TruncDate("article__published")).values_list("day").annotate(count=Count("pk"))
    sums: dict[date, int] = dict(of_days.order_by("day"))
    if not sums:
        return []
    first, last = min(sums), max(sums)
    first = max(first, last - timedelta(days=DAYS - 1))
    return [
        (day, sums.get(day, 0)) for day in (first + timedelta(days=step) for step in range((last - first).days + 1))
    ]


def newest(thread: Thread) -> list[int]:
    """The newest articles that tell of it, newest first. One query."""
    rows = Article.objects.filter(member__story__thread=thread, hidden=False).order_by("-published", "-pk")
    return list(rows.values_list("pk", flat=True)[:LOOKED])


def related(story: Story, *also: str) -> list[Story]:
    """The stories that are nearest to it, nearest first, none of its thread. One query, none where there is none."""
    outline = getattr(story, "outline", None)
    numbers: list[int] = outline.related if outline else []
    rows = _told(*also).in_bulk(numbers) if numbers else {}
    found = [rows[number] for number in numbers if number in rows and number != story.pk]
    return [one for one in found if one.thread_id is None or one.thread_id != story.thread_id]


def _told(*also: str) -> QuerySet[Story]:
    rows = Story.objects.filter(merged_into=None, lead__isnull=False, lead__hidden=False).exclude(lead__title="")
    return with_words(rows.select_related("lead__outlet", "lead__reading", *also), "lead")
