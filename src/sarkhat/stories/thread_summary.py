"""What a thread's row says of its stories: counts, days, times and its title."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.timezone import localdate

from sarkhat.stories.models import Outline, Story, Thread
from sarkhat.stories.profile import NAME
from sarkhat.stories.thread_title import title
from sarkhat.understand.models import Name
from sarkhat.understand.words import with_words, words_of


def renew(threads: Iterable[int | None]) -> None:
    """Write the threads' rows anew from their stories; empty ones go. Call inside a transaction. Five queries."""
    numbers = {number for number in threads if number is not None}
    if not numbers:
        return
    stories: dict[int, list[Story]] = defaultdict(list)
    rows = Story.objects.filter(thread__in=numbers, merged_into=None).select_related("lead")
    for row in with_words(rows, "lead").order_by("-outlets", "-articles", "pk"):
        stories[row.thread_id or 0].append(row)
    Thread.objects.filter(pk__in=numbers - stories.keys()).delete()
    names = _names(stories.keys())
    changed = [_renewed(row, stories[row.pk], names) for row in Thread.objects.filter(pk__in=stories)]
    Thread.objects.bulk_update(changed, ["title", "started_at", "latest_at", "stories", "days", "articles"])


def _renewed(row: Thread, stories: Sequence[Story], names: dict[int, list[str]]) -> Thread:
    heads = [words_of(story.lead).title for story in stories if story.lead]
    row.title = title(heads, [names.get(story.pk, []) for story in stories])[:300]
    row.started_at = min(story.started_at for story in stories)
    row.latest_at = max(story.latest_at for story in stories)
    row.stories = len(stories)
    row.days = len({localdate(story.started_at) for story in stories})
    row.articles = sum(story.articles for story in stories)
    return row


def _names(threads: Iterable[int]) -> dict[int, list[str]]:
    """The names in each story of the threads, as they are shown."""
    outlines = Outline.objects.filter(story__thread__in=list(threads)).values_list("story_id", "terms")
    keys = {story: [term[len(NAME) :] for term in terms if term.startswith(NAME)] for story, terms in outlines}
    asked = {key for some in keys.values() for key in some}
    shown = {name.key: str(name) for name in Name.objects.filter(key__in=asked)}
    return {story: [shown[key] for key in some if key in shown] for story, some in keys.items()}
