"""What stands among an archived article's blocks, and where its pictures lie."""

import logging
from collections.abc import Iterable
from typing import NamedTuple

from zstandard import ZstdError

from sarkhat.extract.models import Article, BodyPicture
from sarkhat.extract.records import Figure
from sarkhat.extract.structure import kept

log = logging.getLogger(__name__)


class File(NamedTuple):
    """A picture below data/pictures; `size` as of Article.picture_size."""

    path: str
    size: str


def figures_of(found: Article) -> tuple[Figure, ...]:
    """What stands among the article's blocks, none where it is damaged; found.body must be at hand."""
    body = getattr(found, "body", None)
    try:
        return kept.unpack(body.figures) if body else ()
    except (ZstdError, KeyError, TypeError, ValueError):
        log.exception("the figures of article %s are damaged", found.pk)
        return ()


def files_of(found: Article, figures: Iterable[Figure]) -> dict[bytes, File]:
    """The pictures of a body that lie here, by the key of their address. One query, none without pictures."""
    if not any(figure.kind == "image" for figure in figures):
        return {}
    rows = BodyPicture.objects.filter(article=found).exclude(picture="")
    return {bytes(row.url_key): File(row.picture, row.picture_size) for row in rows}
