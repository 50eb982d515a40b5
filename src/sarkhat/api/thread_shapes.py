"""What the API answers about threads: the shapes of its JSON."""

from ninja import Schema

from sarkhat.api.name_shapes import DayShape, NameShape
from sarkhat.api.shapes import StoryShape, ThreadShape


class ThreadsShape(Schema):
    """Threads, the latest told first."""

    items: list[ThreadShape]
    next: str | None


class WholeThreadShape(ThreadShape):
    """A thread with the articles of each day, oldest first, the names in it, and its stories, newest first."""

    per_day: list[DayShape]
    names: list[NameShape]
    chapters: list[StoryShape]
