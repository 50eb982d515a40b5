"""Puts articles into stories.

1. Readings that were made or changed since the last time are found by their change number, in published order.
2. The stream (`decide.Stream`) places each article that is in no story yet; an edited article stays in its own.
3. Members, stories, their counts, lead and section, and the moved cursor are written in one transaction.
4. A reading that makes this fail is logged and passed over.

The stream's state is rebuilt from the database at the process's start, or after a batch that failed, and kept in
memory between batches: one process places.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.store.work import advance, changed, take_apart
from sarkhat.stories import summary
from sarkhat.stories.decide import REACH, Stream
from sarkhat.stories.models import Member, Story
from sarkhat.stories.records import Piece, Placed
from sarkhat.understand.models import Reading
from sarkhat.understand.words import body_texts, with_words, words_of

BATCH = 500
CURSOR = "stories"

_stream: Stream | None = None


def place_changed() -> int:
    """Place the next batch of read articles; how many readings there were."""
    read = with_words(Reading.objects.select_related("article__outlet"), "article")
    rows: Sequence[Reading] = changed(read, CURSOR, BATCH)
    if rows:
        take_apart(rows, CURSOR, _place_batch)
    return len(rows)


def _place_batch(rows: Sequence[Reading]) -> None:
    global _stream
    stream = _stream or _rebuilt()
    # Until the batch is written, the state in memory knows more than the database.
    _stream = None
    with transaction.atomic():
        _place(stream, rows)
        advance(CURSOR, rows[-1].seq)
    _stream = stream


def forget() -> None:
    """Drop the state in memory; the next batch rebuilds it (after the tables were changed from outside)."""
    global _stream
    _stream = None


def _place(stream: Stream, rows: Sequence[Reading]) -> None:
    stories = dict(Member.objects.filter(article__in=[row.pk for row in rows]).values_list("article_id", "story_id"))
    fresh = sorted((row for row in rows if row.pk not in stories and not row.article.hidden), key=_when)
    texts = body_texts(row.pk for row in fresh)
    made: dict[str, int] = {}
    for row in fresh:
        placed = stream.place(_piece(row.article, row.language, texts.get(row.pk, "")))
        stories[row.pk] = made[placed.id] = _write(row.article, row.section, placed, made)
    summary.renew(set(stories.values()))


def _write(article: Article, section: str, placed: Placed, made: dict[str, int]) -> int:
    """Write the article's membership; the number of its story."""
    if placed.how == "first":
        at = article.published
        story = Story.objects.create(lead=article, section=section, started_at=at, latest_at=at).pk
    else:
        story = made.get(placed.story) or Member.objects.values_list("story_id", flat=True).get(pk=int(placed.story))
    copy_of = int(placed.copy_of) if placed.copy_of else None
    facts = {"how": placed.how, "score": placed.score, "copy_of_id": copy_of, "placed_at": clock.now()}
    Member.objects.create(article=article, story_id=story, **facts)
    return story


def _rebuilt() -> Stream:
    """The stream as it was: every placed article of the last hours, in published order."""
    stream = Stream()
    latest = Member.objects.order_by("-article__published").values_list("article__published", flat=True).first()
    if latest is None:
        return stream
    since = latest - REACH - timedelta(hours=1)
    members = Member.objects.filter(article__published__gte=since)
    members = with_words(members.select_related("article__outlet", "article__reading"), "article")
    rows = list(members.order_by("article__published", "article_id"))
    texts = body_texts(row.pk for row in rows)
    firsts: dict[int, str] = {}
    for row in rows:
        story = firsts.setdefault(row.story_id, str(row.pk))
        stream.remember(_piece(row.article, row.article.reading.language, texts.get(row.pk, "")), story)
    return stream


def _piece(article: Article, language: str, body: str) -> Piece:
    words = words_of(article)
    title = "" if article.is_post else words.title
    text = "\n".join(part for part in (title, words.lead, body) if part)
    return Piece(str(article.pk), article.outlet.key, article.published, text or words.title, language)


def _when(row: Reading) -> tuple[object, int]:
    return row.article.published, row.pk
