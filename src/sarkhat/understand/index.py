"""Keeps the search index in step with the readings.

1. Months that are gone or damaged are noted as lost; of a lost month the next batch is put back from the archive.
2. Readings that changed since the last time are found by their change number.
3. Their articles' words go into the index, which commits; a document that is there already is replaced.
4. Only then the cursor moves: a crash between repeats the batch, and repeating changes nothing.

An index that is gone as a whole, or of another release, is made anew: it holds nothing but the archive's words.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from sarkhat.sources.models import SECTION_NAMES
from sarkhat.store.search import Damaged, Document, Index
from sarkhat.store.work import advance, changed, position
from sarkhat.understand.models import Reading
from sarkhat.understand.words import body_texts, with_words, words_of

BATCH = 500
CURSOR = "index"
_LOG = logging.getLogger("sarkhat.understand")

# What readers call the sections, beside their shown names.
_CALLED: Final = {
    "politics": "سیاست", "world": "جهان", "economy": "اقتصاد", "society": "جامعه اجتماع",
    "sport": "ورزش sports", "culture": "فرهنگ", "science": "علم دانش فناوری", "other": "دیگر",
}  # fmt: skip
_SECTIONS: Final = {key: (name, _CALLED[key]) for key, name in SECTION_NAMES}


@lru_cache(maxsize=1)
def search_index() -> Index:
    """The search index of this data folder; opened once a process."""
    return Index(settings.DATA / "search")


def close() -> None:
    """Let another process write the index: `sarkhat run` fills the archive itself, then its worker goes on."""
    if search_index.cache_info().currsize:
        search_index().close()
        search_index.cache_clear()


def index_changed() -> int:
    """Put the next batch of changed articles (or of a lost month) into the index; how many there were."""
    index = search_index()
    if position(CURSOR) and not index.exists():
        _LOG.warning("The search index is gone, or of another release; it is made anew from the archive.")
        _start_over()
    for month in index.missing():
        _lose(month, "its folder is gone")
    while True:
        try:
            return _mend_batch() or _index_batch()
        except Damaged as error:
            if error.month in index.ledger.lost():
                raise  # made anew and damaged again: the disk is at fault
            _lose(error.month, str(error))


def _lose(month: str, why: str) -> None:
    _LOG.warning("The search index of %s cannot be used (%s) and is made anew from the archive.", month, why)
    search_index().lose(month)


def _start_over() -> None:
    advance(CURSOR, 0)  # first: a crash after it repeats everything, a crash before it nothing
    search_index().discard()


def _index_batch() -> int:
    rows: Sequence[Reading] = changed(_readings(), CURSOR, BATCH)
    if rows:
        _put(rows)
        advance(CURSOR, rows[-1].seq)
    return len(rows)


def _mend_batch() -> int:
    """The next articles of the first lost month, by their number."""
    ledger = search_index().ledger
    for month, upto in ledger.lost().items():
        first, end = _span(month)
        rows = _readings().filter(article__published__gte=first, article__published__lt=end, article_id__gt=upto)
        batch = list(rows.order_by("article_id")[:BATCH])
        if not batch:
            ledger.found(month)
            continue
        _put(batch)
        ledger.lose(month, batch[-1].article_id)
        return len(batch)
    return 0


def _readings() -> QuerySet[Reading]:
    return with_words(Reading.objects.select_related("article__outlet"), "article")


def _put(rows: Sequence[Reading]) -> None:
    texts = body_texts(row.article_id for row in rows)
    index = search_index()
    index.delete([row.article_id for row in rows if row.article.hidden])
    index.add([_document(row, texts.get(row.article_id, "")) for row in rows if not row.article.hidden])
    index.commit()


def _span(month: str) -> tuple[datetime, datetime]:
    first = datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)
    return first, (first + timedelta(days=31)).replace(day=1)


def rebuild(told: Callable[[int], None] = lambda _: None) -> int:
    """Empty the index and put every reading in again; `told` hears of each batch. How many articles there are.

    Raises search.Busy if another process writes the index.
    """
    search_index().claim()
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
    article, words = row.article, words_of(row.article)
    return Document(
        id=article.pk,
        title=words.title,
        text="\n".join(part for part in (words.lead, body) if part),
        outlet=article.outlet.key,
        section=row.section,
        published=article.published,
        outlet_names=(article.outlet.name, article.outlet.name_en),
        section_names=_SECTIONS.get(row.section, ()),
    )
