"""What a thread's row says of its stories: counts, days, times and its title."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.timezone import localdate

from sarkhat.stories.models import Outline, Story, Thread
from sarkhat.stories.profile import words_of as words_of_term
from sarkhat.stories.thread_title import title
from sarkhat.understand.words import with_words, words_of


def renew(threads: Iterable[int | None]) -> None:
    """Write the threads' rows anew from their stories; empty ones go. Call inside a transaction. Four queries."""
    numbers = {number for number in threads if number is not None}
    if not numbers:
        return
    stories: dict[int, list[Story]] = defaultdict(list)
    rows = Story.objects.filter(thread__in=numbers, merged_into=None).select_related("lead")
    for row in with_words(rows, "lead").order_by("-outlets", "-articles", "pk"):
        stories[row.thread_id or 0].append(row)
    Thread.objects.filter(pk__in=numbers - stories.keys()).delete()
    terms = _terms(stories.keys())
    changed = [_renewed(row, stories[row.pk], terms) for row in Thread.objects.filter(pk__in=stories)]
    Thread.objects.bulk_update(changed, ["title", "started_at", "latest_at", "stories", "days", "articles"])


def put_back(held: Sequence[tuple[int, int | None, bool]]) -> list[tuple[int, int | None, bool]]:
    """Give stories the thread that they had, and whether it was chosen; what they have now. Inside a transaction."""
    was = {story: (thread, chosen) for story, thread, chosen in held}
    rows = list(Story.objects.filter(pk__in=was))
    now = [(row.pk, row.thread_id, row.thread_chosen) for row in rows]
    there = set(Thread.objects.filter(pk__in=[thread for thread, _ in was.values()]).values_list("pk", flat=True))
    for row in rows:
        thread, row.thread_chosen = was[row.pk]
        row.thread_id = thread if thread in there else None
    Story.objects.bulk_update(rows, ["thread", "thread_chosen"])
    renew({thread for _, thread, _ in now} | {row.thread_id for row in rows})
    return now


def _renewed(row: Thread, stories: Sequence[Story], terms: dict[int, list[str]]) -> Thread:
    heads = [words_of(story.lead).title for story in stories if story.lead]
    row.title = title(heads, [terms.get(story.pk, []) for story in stories])[:300]
    row.started_at = min(story.started_at for story in stories)
    row.latest_at = max(story.latest_at for story in stories)
    row.stories = len(stories)
    row.days = len({localdate(story.started_at) for story in stories})
    row.articles = sum(story.articles for story in stories)
    return row


def _terms(threads: Iterable[int]) -> dict[int, list[str]]:
    """What each story of the threads is about, names by all their words."""
    outlines = Outline.objects.filter(story__thread__in=list(threads)).values_list("story_id", "terms")
    return {story: [word for term in terms for word in words_of_term(term)] for story, terms in outlines}
