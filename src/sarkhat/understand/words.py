"""The words of articles as everything behind reads them: mended where they were broken, else as the outlet sent them.

Only what shows or keeps the outlet's own wording (versions, export, «as sent») reads Article and Body itself.
"""

import logging
from collections.abc import Iterable
from itertools import islice
from typing import Final, TypeVar, cast

from django.db.models import Model, QuerySet
from zstandard import ZstdError

from sarkhat.extract.models import Article, Body
from sarkhat.store import bodies
from sarkhat.understand.models import Mending

log = logging.getLogger(__name__)

Packed = bytes | memoryview
Blocks = list[tuple[str, str]]
Row = TypeVar("Row", bound=Model)
_AT_ONCE: Final = 5000  # below the number of parameters that SQLite takes


def with_words(rows: QuerySet[Row], *ways: str) -> QuerySet[Row]:
    """The same rows, with the words of their articles at hand for `words_of`; no query more, and no bodies.

    `ways` lead from a row to its article: "article", "story__lead"; none where the rows are articles.
    """
    paths = [f"{way}__mending" if way else "mending" for way in ways or ("",)]
    return rows.select_related(*paths).defer(*(f"{path}__blocks" for path in paths))


def words_of(article: Article) -> Article | Mending:
    """Where the title, kicker and lead stand that are shown."""
    return cast("Mending | None", getattr(article, "mending", None)) or article


def blocks_of(article: Article) -> Blocks:
    """The blocks of the body that are shown; none where there is no body. Raises zstandard.ZstdError."""
    mending, body = getattr(article, "mending", None), getattr(article, "body", None)
    packed = (mending and mending.blocks) or (body and body.blocks)
    return unpacked(packed) if packed else []


def unpacked(packed: Packed) -> Blocks:
    """The blocks of a packed body, as pairs of kind and text. Raises zstandard.ZstdError."""
    rows = cast("list[list[str]]", bodies.unpack(bytes(packed)))
    return [(str(kind), str(text)) for kind, text in rows]


def body_texts(articles: Iterable[int]) -> dict[int, str]:
    """The bodies of the articles as text, blocks joined by one newline; those without one or damaged are left out."""
    found: dict[int, str] = {}
    for pk, (raw, whole) in _packed(articles).items():
        blocks = sound_blocks(pk, whole) if whole else None
        if (blocks := sound_blocks(pk, raw) if blocks is None else blocks) is not None:
            found[pk] = "\n".join(text for _, text in blocks)
    return found


def raw_blocks(articles: Iterable[int]) -> dict[int, Blocks]:
    """The bodies of the articles as their outlets sent them; those without one or damaged are left out."""
    rows = _packed(articles).items()
    return {pk: blocks for pk, (raw, _) in rows if (blocks := sound_blocks(pk, raw)) is not None}


def sound_blocks(article: int, packed: Packed) -> Blocks | None:
    """A damaged body is one article's loss; every stage behind goes on with its title and lead."""
    try:
        return unpacked(packed)
    except (ZstdError, ValueError, TypeError):
        log.exception("the body of article %s is damaged", article)
        return None


def _packed(articles: Iterable[int]) -> dict[int, tuple[Packed, Packed | None]]:
    """Of each article the packed body as its outlet sent it, and mended."""
    found: dict[int, tuple[Packed, Packed | None]] = {}
    asked = iter(articles)
    while some := list(islice(asked, _AT_ONCE)):
        rows = Body.objects.filter(article__in=some)
        columns = rows.values_list("article_id", "blocks", "article__mending__blocks")
        found |= {pk: (raw, whole) for pk, raw, whole in columns}
    return found
