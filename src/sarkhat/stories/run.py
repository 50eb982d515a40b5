"""Puts articles into stories.

1. What editors did since the last time is taken over (`Mark`).
2. Readings that were made or changed since the last time are found by their change number, in published order.
3. The stream (`decide.Stream`) takes each article that is in no story yet and decides the stories around it anew; an
   edited article stays in its own.
4. Members, stories, their counts, lead and section, and the moved cursor are written in one transaction
   (`changes.apply`).
5. The stories that changed are put into threads (`chapters.renew`), in the same transaction.
6. A reading that makes this fail is logged and passed over.

The stream's state is rebuilt from the database at the process's start, or after a batch that failed, and kept in
memory between batches: one process places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from sarkhat.extract.models import Article
from sarkhat.store.work import advance, changed, take_apart
from sarkhat.stories import changes, chapters
from sarkhat.stories.decide import REACH, Stream
from sarkhat.stories.models import Mark, Member, Story
from sarkhat.stories.records import Piece
from sarkhat.stories.threads import Threads
from sarkhat.understand.models import Reading
from sarkhat.understand.words import body_texts, with_words, words_of

BATCH = 500
CURSOR = "stories"


@dataclass
class _State:
    """The stream, which story of the database each of its stories is, and the last mark that it knows."""

    stream: Stream = field(default_factory=Stream)
    numbers: dict[str, int] = field(default_factory=dict)
    threads: Threads = field(default_factory=Threads)
    mark: int = 0


_state: _State | None = None


def place_changed() -> int:
    """Place the next batch of read articles; how many readings there were."""
    read = with_words(Reading.objects.select_related("article__outlet"), "article")
    rows: Sequence[Reading] = changed(read, CURSOR, BATCH)
    if rows:
        take_apart(rows, CURSOR, _place_batch)
    return len(rows)


def _place_batch(rows: Sequence[Reading]) -> None:
    global _state
    state = _state or _rebuilt()
    # Until the batch is written, the state in memory knows more than the database.
    _state = None
    with transaction.atomic():
        touched = _take_over_marks(state) | _place(state, rows)
        chapters.renew(state.threads, state.stream, touched)
        advance(CURSOR, rows[-1].seq)
    _state = state


def forget() -> None:
    """Drop the state in memory; the next batch rebuilds it (after the tables were changed from outside)."""
    global _state
    _state = None


def _place(state: _State, rows: Sequence[Reading]) -> set[int]:
    """Place the articles that are in no story yet; the stories that changed."""
    known = dict(Member.objects.filter(article__in=[row.pk for row in rows]).values_list("article_id", "story_id"))
    fresh = sorted((row for row in rows if row.pk not in known and not row.article.hidden), key=_when)
    texts = body_texts(row.pk for row in fresh)
    copies = {}
    for row in fresh:
        copies[str(row.pk)] = state.stream.add(_piece(row.article, row.language, texts.get(row.pk, "")))
    moves = [
        changes.Move(int(name), story, copies.get(name), state.stream.evidence(name))
        for name, story in state.stream.settle().items()
    ]
    return changes.apply(moves, fresh, state.numbers, state.stream.stories(), set(known.values()))


def _take_over_marks(state: _State) -> set[int]:
    """Put pieces and stories where editors put them since the last time; the stories that this changed."""
    marks = list(Mark.objects.filter(pk__gt=state.mark).order_by("pk"))
    articles = {article for mark in marks for article in mark.articles}
    names = {number: name for name, number in state.numbers.items()}
    touched = {number for mark in marks for number, *_ in [*mark.before["stories"], *mark.before.get("threads", [])]}
    for row in Story.objects.filter(pk__in=touched):
        state.threads.put(row.pk, row.thread_id, row.thread_chosen)
    for member in Member.objects.filter(article__in=articles):
        story = names.setdefault(member.story_id, f"story {member.story_id}")
        state.numbers[story] = member.story_id
        state.stream.put(str(member.article_id), story, member.pin)
        touched.add(member.story_id)
    state.mark = marks[-1].pk if marks else state.mark
    return touched


def _rebuilt() -> _State:
    """The state as it was: every placed article of the last hours, in published order."""
    state = _State(
        threads=chapters.known(), mark=Mark.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    )
    latest = Member.objects.order_by("-article__published").values_list("article__published", flat=True).first()
    if latest is None:
        return state
    since = latest - REACH - timedelta(hours=1)
    members = Member.objects.filter(article__published__gte=since)
    members = with_words(members.select_related("article__outlet", "article__reading"), "article")
    rows = list(members.order_by("article__published", "article_id"))
    texts = body_texts(row.pk for row in rows)
    for row in rows:
        story = f"story {row.story_id}"
        state.numbers[story] = row.story_id
        piece = _piece(row.article, row.article.reading.language, texts.get(row.pk, ""))
        state.stream.remember(piece, story, row.pin)
    return state


def _piece(article: Article, language: str, body: str) -> Piece:
    words = words_of(article)
    title = "" if article.is_post else words.title
    text = "\n".join(part for part in (title, words.lead, body) if part)
    return Piece(str(article.pk), article.outlet.key, article.published, text or words.title, language)


def _when(row: Reading) -> tuple[object, int]:
    return row.article.published, row.pk
