"""Reads articles.

1. Articles that were made or changed since the last time are found by their change number.
2. Each is read (`decide.understand`); one that fails is logged and passed over, so that it does not block the rest.
3. The readings and the moved cursor are written in one transaction: a crash before its end loses nothing.
"""

import logging
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction

from sarkhat.extract.models import Article, Body
from sarkhat.store import bodies
from sarkhat.store.work import advance, changed, next_seq
from sarkhat.understand.decide import understand
from sarkhat.understand.models import Reading
from sarkhat.understand.records import Item, Understood

log = logging.getLogger(__name__)

BATCH = 200
_AT_ONCE = 5000  # below the number of parameters that SQLite takes


def read_changed() -> int:
    """Read the next batch of changed articles; how many there were."""
    rows: Sequence[Article] = changed(Article.objects.select_related("outlet"), "understand", BATCH)
    if not rows:
        return 0
    texts = body_texts(row.pk for row in rows)
    read = [(row, _read(row, texts.get(row.pk, ""))) for row in rows]
    with transaction.atomic():
        for row, understood in read:
            if understood:
                _write(row, understood)
        advance("understand", rows[-1].seq)
    return len(rows)


def body_texts(articles: Iterable[int]) -> dict[int, str]:
    """The bodies of the articles as text, blocks joined by one newline; articles without a body are left out."""
    found: dict[int, str] = {}
    asked = iter(articles)
    while some := list(islice(asked, _AT_ONCE)):
        rows = Body.objects.filter(article__in=some).values_list("article_id", "blocks")
        found |= {pk: body_text(blocks) for pk, blocks in rows}
    return found


def body_text(blocks: bytes | memoryview) -> str:
    """The text of a packed body."""
    kept = bodies.unpack(bytes(blocks))
    return "\n".join(str(block[1]) for block in kept) if isinstance(kept, list) else ""


def _read(row: Article, body: str) -> Understood | None:
    item = Item(
        id=str(row.pk),
        source=row.outlet.key,
        published=row.published,
        text="\n".join(part for part in (row.lead, body) if part),
        title="" if row.is_post else row.title,
        stated_section=row.stated_section,
        stated_language=row.stated_language or row.outlet.language,
    )
    try:
        return understand(item)
    except Exception:
        log.exception("article %s could not be read; the others go on", row.pk)
        return None


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
