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
