"""Reads articles.

1. Articles that were made or changed since the last time are found by their change number.
2. Each is read (`decide.understand`).
3. The readings and the moved cursor are written in one transaction: a crash before its end loses nothing.
4. An article that makes this fail is logged and passed over, so that it does not block the rest.
"""

import logging
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction
from zstandard import ZstdError

from sarkhat.extract.models import Article, Body
from sarkhat.store import bodies
from sarkhat.store.work import advance, changed, next_seq, take_apart
from sarkhat.understand.decide import understand
from sarkhat.understand.models import Reading
from sarkhat.understand.records import Item, Understood

log = logging.getLogger(__name__)

BATCH = 200
CURSOR = "understand"
_AT_ONCE = 5000  # below the number of parameters that SQLite takes


def read_changed() -> int:
    """Read the next batch of changed articles; how many there were."""
    rows: Sequence[Article] = changed(Article.objects.select_related("outlet"), CURSOR, BATCH)
    if rows:
        take_apart(rows, CURSOR, _read_batch)
    return len(rows)


def _read_batch(rows: Sequence[Article]) -> None:
    texts = body_texts(row.pk for row in rows)
    read = [(row, _read(row, texts.get(row.pk, ""))) for row in rows]
    with transaction.atomic():
        for row, understood in read:
            _write(row, understood)
        advance(CURSOR, rows[-1].seq)


def body_texts(articles: Iterable[int]) -> dict[int, str]:
    """The bodies of the articles as text, blocks joined by one newline; those without one or damaged are left out."""
    found: dict[int, str] = {}
    asked = iter(articles)
    while some := list(islice(asked, _AT_ONCE)):
        rows = Body.objects.filter(article__in=some).values_list("article_id", "blocks")
        found |= {pk: text for pk, blocks in rows if (text := _whole(pk, blocks)) is not None}
    return found


def _whole(article: int, blocks: bytes | memoryview) -> str | None:
    """A damaged body is one article's loss; every stage behind goes on with its title and lead."""
    try:
        return body_text(blocks)
    except (ZstdError, ValueError):
        log.exception("the body of article %s is damaged", article)
        return None


def body_text(blocks: bytes | memoryview) -> str:
    """The text of a packed body."""
    kept = bodies.unpack(bytes(blocks))
    return "\n".join(str(block[1]) for block in kept) if isinstance(kept, list) else ""


def _read(row: Article, body: str) -> Understood:
    item = Item(
        id=str(row.pk),
        source=row.outlet.key,
        published=row.published,
        text="\n".join(part for part in (row.lead, body) if part),
        title="" if row.is_post else row.title,
        stated_section=row.stated_section,
        stated_language=row.stated_language or row.outlet.language,
    )
    return understand(item)


def _write(row: Article, found: Understood) -> None:
    Reading.objects.update_or_create(
        article=row,
        defaults={
            "seq": next_seq("reading"),
            "revision": row.revision,
            "language": found.language,
            "section": found.section,
            "section_by": found.section_by,
            "key_passage": found.key_passage,
        },
    )
