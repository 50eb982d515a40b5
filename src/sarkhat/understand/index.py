"""Keeps the search index in step with the readings.

1. Readings that changed since the last time are found by their change number.
2. Their articles' words go into the index, which commits; a document that is there already is replaced.
3. Only then the cursor moves: a crash between repeats the batch, and repeating changes nothing.

An index that is gone or damaged is made anew from the archive, batch by batch: it holds nothing else.
"""

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache

from django.conf import settings

from sarkhat.store.search import Damaged, Document, Index
from sarkhat.store.work import advance, changed, position
from sarkhat.understand.models import Reading
from sarkhat.understand.run import body_texts

BATCH = 500
CURSOR = "index"
_LOG = logging.getLogger("sarkhat.understand")


@lru_cache(maxsize=1)
def search_index() -> Index:
    """The search index of this data folder; opened once a process."""
    return Index(settings.DATA / "search")


def index_changed() -> int:
    """Put the next batch of changed articles into the index; how many there were."""
    if position(CURSOR) and not search_index().exists():
        _LOG.warning("The search index is gone; it is made anew from the archive.")
        _start_over()
    try:
        return _index_batch()
    except Damaged as error:
        _LOG.warning("The search index is damaged and is made anew from the archive (%s).", error)
        _start_over()
        return _index_batch()


def _start_over() -> None:
    search_index().discard()
    advance(CURSOR, 0)


def _index_batch() -> int:
    rows: Sequence[Reading] = changed(Reading.objects.select_related("article__outlet"), CURSOR, BATCH)
    if not rows:
        return 0
    texts = body_texts(row.article_id for row in rows)
    index = search_index()
    index.delete([row.article_id for row in rows if row.article.hidden])
    index.add([_document(row, texts.get(row.article_id, "")) for row in rows if not row.article.hidden])
    index.commit()
    advance(CURSOR, rows[-1].seq)
    return len(rows)


def rebuild(told: Callable[[int], None] = lambda _: None) -> int:
    """Empty the index and put every reading in again; `told` hears of each batch. How many articles there are."""
    try:
        search_index().clear()
        advance(CURSOR, 0)
    except Damaged:
        _start_over()
    done = 0
    while count := index_changed():
        done += count
        told(count)
    return done


def waiting() -> int:
    """How many readings the index does not know yet."""
    return Reading.objects.filter(seq__gt=position(CURSOR)).count()


def _document(row: Reading, body: str) -> Document:
    article = row.article
    return Document(
        id=article.pk,
        title=article.title,
        text="\n".join(part for part in (article.lead, body) if part),
        outlet=article.outlet.key,
        section=row.section,
        published=article.published,
    )
