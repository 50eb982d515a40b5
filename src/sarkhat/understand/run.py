"""Reads articles.

1. Articles that were made or changed since the last time are found by their change number.
2. A Persian article's words are mended where the web broke them (`mend.mended`).
3. Each is read in its mended words (`decide.understand`), and the names in them are found (`mentions.mentioned`).
4. Readings, mendings, mentions and the moved cursor are written in one transaction: a crash before loses nothing.
5. An article that makes this fail is logged and passed over, so that it does not block the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.store import bodies
from sarkhat.store.work import advance, changed, next_seq, take_apart
from sarkhat.text import zwnj
from sarkhat.understand import mend, mentions
from sarkhat.understand.decide import tongue_of, understand
from sarkhat.understand.mentions import Mentioned, mentioned
from sarkhat.understand.models import Mending, Reading
from sarkhat.understand.records import Item, Understood, Wording
from sarkhat.understand.repeats import Repeats
from sarkhat.understand.slogans import folded
from sarkhat.understand.words import raw_blocks

BATCH = 200
_REPEATS = Repeats()
CURSOR = "understand"
_OVERLAY = [field.name for field in Mending._meta.fields if not field.primary_key]


@dataclass(frozen=True, slots=True)
class Read:
    """An article with what was understood of it, and the row of its mended words where they had to be mended."""

    article: Article
    understood: Understood
    mending: Mending | None
    names: tuple[Mentioned, ...] = ()


def read_changed() -> int:
    """Read the next batch of changed articles; how many there were."""
    rows: Sequence[Article] = changed(Article.objects.select_related("outlet"), CURSOR, BATCH)
    if rows:
        take_apart(rows, CURSOR, _read_batch)
    return len(rows)


def _read_batch(rows: Sequence[Article]) -> None:
    found = read(rows)
    with transaction.atomic():
        write_mendings(found)
        write_readings(found)
        write_mentions(found)
        advance(CURSOR, rows[-1].seq)


def read(rows: Sequence[Article]) -> list[Read]:
    """What the articles (with their outlets) say, mended first. Writes nothing."""
    blocks = raw_blocks(row.pk for row in rows)
    return [_read(row, Wording(row.title, row.kicker, row.lead, tuple(blocks.get(row.pk, ())))) for row in rows]


def _read(row: Article, raw: Wording) -> Read:
    tongue = tongue_of(_item(row, raw))
    whole = mend.mended(raw) if mend.is_persian(tongue) else raw
    own = _own(row, whole) if row.is_post else whole
    names = mentioned(own, tongue, row.is_post, (row.outlet.name, row.outlet.name_en))
    repeated = folded(text for _, text in set(whole.blocks) - set(own.blocks))
    return Read(row, understand(_item(row, whole), tongue, repeated), _mending(row, raw, whole), names)


def _own(row: Article, words: Wording) -> Wording:
    """A post's words without the lines that its channel prints under all its posts."""
    kept = _REPEATS.own(row.outlet_id, row.pk, [text for _, text in words.blocks])
    return replace(words, blocks=tuple(("p", text) for text in kept))


def _item(row: Article, words: Wording) -> Item:
    return Item(
        id=str(row.pk),
        source=row.outlet.key,
        published=row.published,
        text=words.text,
        title="" if row.is_post else words.title,
        stated_section=row.stated_section,
        stated_language=row.stated_language or row.outlet.language,
    )


def _mending(row: Article, raw: Wording, whole: Wording) -> Mending | None:
    if whole == raw:
        return None
    return Mending(
        article=row,
        version=zwnj.VERSION,
        kind=mend.damage(raw, whole),
        title=whole.title,
        kicker=whole.kicker,
        lead=whole.lead,
        blocks=bodies.pack(whole.blocks) if whole.blocks != raw.blocks else None,
    )


def write_mendings(found: Iterable[Read]) -> None:
    """Put the overlays where they belong, and take those away that are needless now; call inside a transaction."""
    found = list(found)
    Mending.objects.filter(article__in=[one.article.pk for one in found if one.mending is None]).delete()
    rows = [one.mending for one in found if one.mending is not None]
    Mending.objects.bulk_create(rows, update_conflicts=True, unique_fields=["article"], update_fields=_OVERLAY)


def write_readings(found: Iterable[Read]) -> None:
    """Write what was understood, each under a new change number; call inside a transaction."""
    now = clock.now()
    for one in found:
        written = {"seq": next_seq("reading"), "revision": one.article.revision, **facts(one.understood)}
        Reading.objects.update_or_create(
            article=one.article, defaults=written, create_defaults={**written, "read_at": now}
        )


def write_mentions(found: Iterable[Read]) -> None:
    """Write whom the articles name; call inside a transaction."""
    mentions.write([(one.article.pk, one.article.published, one.names) for one in found])


def facts(found: Understood | Reading) -> dict[str, str]:
    """The columns of a reading that the words decide."""
    return {name: getattr(found, name) for name in ("language", "section", "section_by", "key_passage")}
