"""What an editor does to threads: put stories into one, take them out; `editor.undo` takes it back.

The stories keep what was chosen for them, whatever the worker finds later (`chapters`).
"""

from collections.abc import Sequence

from django.db import transaction

from sarkhat import clock
from sarkhat.stories import thread_summary
from sarkhat.stories.editor import NotPossible
from sarkhat.stories.models import Mark, Story, Thread

_LARGEST = 1 << 63  # numbers of the database end here


@transaction.atomic
def put(stories: Sequence[int], thread: int | None, by: str) -> Mark:
    """Put stories into a thread; None: into a new one. Raises NotPossible if there is no such thread, or no story."""
    rows = _rows(stories)
    if thread is None:
        at = min(row.started_at for row in rows)
        thread = Thread.objects.create(started_at=at, latest_at=max(row.latest_at for row in rows)).pk
    elif thread >= _LARGEST or not Thread.objects.filter(pk=thread).exists():
        raise NotPossible("editor-no-thread")
    return _choose("thread", rows, thread, by)


@transaction.atomic
def take_out(stories: Sequence[int], by: str) -> Mark:
    """Take stories out of their threads; no other will take them in. Raises NotPossible if none is in a thread."""
    rows = [row for row in _rows(stories) if row.thread_id is not None]
    if not rows:
        raise NotPossible("editor-threadless")
    return _choose("out", rows, None, by)


def _rows(stories: Sequence[int]) -> list[Story]:
    rows = list(Story.objects.filter(pk__in=stories, merged_into=None).order_by("pk"))
    if not rows:
        raise NotPossible("editor-elsewhere")
    return rows


def _choose(kind: str, rows: list[Story], thread: int | None, by: str) -> Mark:
    held = [[row.pk, row.thread_id, row.thread_chosen] for row in rows]
    before = {"members": [], "stories": [], "threads": held}
    mark = Mark.objects.create(kind=kind, by=by, at=clock.now(), before=before)
    Story.objects.filter(pk__in=[row.pk for row in rows]).update(thread=thread, thread_chosen=True)
    thread_summary.renew({thread, *(row.thread_id for row in rows)})
    return mark
