"""Puts the stories that changed into threads, and keeps what is told of threads; see `threads` for the decision.

A story counts once two outlets tell it. What it is about is kept with it (`Outline`), so that a new start knows the
last three weeks by one query. The number of queries does not depend on how many stories changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.db.models.functions import Coalesce

from sarkhat.stories import thread_summary
from sarkhat.stories.decide import Stream
from sarkhat.stories.models import Member, Outline, Story, Thread
from sarkhat.stories.profile import Profile, Text, profile
from sarkhat.stories.threads import REACH, Threads
from sarkhat.understand.models import Mention
from sarkhat.understand.words import with_words, words_of

_OUTLETS: Final = 2


def known() -> Threads:
    """The threads as the database has them. Two queries."""
    threads = Threads()
    latest = Outline.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is None:
        return threads
    rows = Outline.objects.filter(at__gte=latest - REACH, story__merged_into=None).select_related("story")
    for row in rows.order_by("at", "story_id"):
        terms = {term: (said, rarity) for term, (said, rarity) in row.terms.items()}
        threads.hold(Profile(row.story_id, row.story.started_at, row.at, row.texts, terms))
        threads.put(row.story_id, row.story.thread_id, row.story.thread_chosen)
    return threads


def renew(threads: Threads, stream: Stream, touched: Collection[int]) -> None:
    """Decide the threads of stories that changed; call inside the transaction that changed them."""
    stories = {row.pk: row for row in Story.objects.filter(pk__in=touched)}
    before = {row.pk: (row.thread_id, row.thread_chosen) for row in stories.values()}
    _follow(stories)
    told = {row.pk for row in stories.values() if row.merged_into_id is None and row.outlets >= _OUTLETS}
    for number in stories.keys() - told:
        threads.drop(number)
        if not stories[number].thread_chosen:
            stories[number].thread_id = None
    profiles = _profiles([stories[number] for number in told], stream)
    for found in profiles:
        threads.hold(found)
    others = _chain(threads, stories, [found.story for found in profiles])
    changed = [row for row in stories.values() if before[row.pk] != (row.thread_id, row.thread_chosen)]
    Story.objects.bulk_update([*changed, *others], ["thread", "thread_chosen"])
    _keep(threads, profiles)
    thread_summary.renew({thread for thread, _ in before.values()} | {row.thread_id for row in stories.values()})


def _follow(stories: Mapping[int, Story]) -> None:
    """A story that went into another leaves its thread; what an editor chose for it goes along."""
    for row in stories.values():
        if row.merged_into_id is not None:
            heir = stories.get(row.merged_into_id)
            if heir and row.thread_chosen and not heir.thread_chosen:
                heir.thread_id, heir.thread_chosen = row.thread_id, True
            row.thread_id, row.thread_chosen = None, False


def _profiles(stories: Iterable[Story], stream: Stream) -> list[Profile]:
    """The profiles of these stories, the earliest first; none without words in the stream. Two queries."""
    rows = {row.pk: row for row in stories}
    names = _names(rows)
    texts: dict[int, list[Text]] = defaultdict(list)
    copies: dict[int, list[Text]] = defaultdict(list)
    members = Member.objects.filter(story__in=rows).select_related("article")
    for member in with_words(members, "article").order_by("article__published", "article_id"):
        if rarity := stream.rarity(str(member.article_id)):
            text = Text(rarity, words_of(member.article).title, frozenset(names[member.article_id]))
            (copies if member.copy_of_id else texts)[member.story_id].append(text)
    found = [
        profile(row.pk, row.started_at, row.latest_at, told)
        for row in rows.values()
        if (told := texts[row.pk] or copies[row.pk])
    ]
    return sorted(found, key=lambda one: (one.at, one.story))


def _names(stories: Iterable[int]) -> dict[int, set[str]]:
    """The keys of the names in each article of these stories."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Mention.objects.filter(article__member__story__in=list(stories), name__hidden=False)
    rows = rows.annotate(key=Coalesce("name__merged_into__key", "name__key"))
    for article, key in rows.values_list("article_id", "key"):
        found[article].add(key)
    return found


def _chain(threads: Threads, stories: Mapping[int, Story], told: Iterable[int]) -> list[Story]:
    """Find what each story continues, begin the threads that are new; the other stories whose rows changed."""
    begun: dict[int, int] = {}  # the first story of each new thread, by the number that it bears for now
    for number in told:
        row = stories[number]
        if row.thread_chosen or threads.is_first(number):
            threads.put(number, row.thread_id, row.thread_chosen)
            continue
        threads.put(number, None)
        other = threads.continues(number)
        if other is not None:
            if threads.thread(other) is None:
                begun[-other] = other
                threads.put(other, -other)
            threads.put(number, threads.thread(other))
    others = _begin(threads, begun, stories)
    for number in told:
        stories[number].thread_id = threads.thread(number)
    return others


def _begin(threads: Threads, begun: Mapping[int, int], stories: Mapping[int, Story]) -> list[Story]:
    """Write new threads; their first stories, where these did not change otherwise."""
    firsts = Story.objects.only("thread", "thread_chosen", "started_at", "latest_at").in_bulk(begun.values())
    rows = [Thread(started_at=first.started_at, latest_at=first.latest_at) for first in firsts.values()]
    others = []
    for row, first in zip(Thread.objects.bulk_create(rows), firsts.values(), strict=True):
        for member in threads.members(-first.pk):
            threads.put(member, row.pk)
        if first.pk in stories:
            stories[first.pk].thread_id = row.pk
        else:
            first.thread_id = row.pk
            others.append(first)
    return others


def _keep(threads: Threads, profiles: Iterable[Profile]) -> None:
    rows = [
        Outline(
            story_id=one.story,
            at=one.until,
            texts=one.texts,
            terms={term: [said, round(rarity, 2)] for term, (said, rarity) in one.terms.items()},
            related=threads.related(one.story),
        )
        for one in profiles
    ]
    fields = ["at", "texts", "terms", "related"]
    Outline.objects.bulk_create(rows, update_conflicts=True, unique_fields=["story"], update_fields=fields)
