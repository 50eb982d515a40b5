"""Pictures of articles: fetched once, made small, kept below the data folder; readers never ask the outlet for them.

1. Claim due pictures, those that lead articles first. 2. Fetch through the door, at most 5 MB. 3. Decode only what we
know, only up to a number of pixels (a small file can hold a huge picture), and write WebP under the hash of its bytes.
4. Note the file and its size on the article, or on the picture of its body; failures wait longer each time and end.
"""

import asyncio
import io
import logging
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from sarkhat import clock
from sarkhat.extract.models import Article, BodyPicture, Picture
from sarkhat.net.client import Answer, Door
from sarkhat.net.errors import Disallowed, NetError, Refused, TooLarge
from sarkhat.store import work

WIDTH: Final = 640  # pixels
_TALLEST: Final = 960
_SMALLEST: Final = 120  # below this it is a logo or a counter
_MOST_BYTES: Final = 5_000_000
_MOST_PIXELS: Final = 40_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_ACCEPT: Final = "image/webp,image/jpeg,image/png,image/gif;q=0.8"
_LOG: Final = logging.getLogger("sarkhat.extract")
_RETRIES: Final = (timedelta(minutes=10), timedelta(hours=2), timedelta(hours=24))


class BadPicture(Exception):
    """The bytes are no picture that we take; `args[0]` is a word key."""


@dataclass(frozen=True, slots=True)
class Small:
    """A picture made small: WebP bytes, its size in pixels and its mean colour as `#rrggbb`."""

    data: bytes
    width: int
    height: int
    colour: str

    @property
    def name(self) -> str:
        """Where it lies below the folder of pictures: the same bytes have the same place."""
        key = blake2b(self.data, digest_size=16).hexdigest()
        return f"{key[:2]}/{key}.webp"


def shrink(data: bytes) -> Small:
    """Decode a picture and make it at most 640 pixels wide. Raises BadPicture."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise BadPicture("picture-too-large")
            if min(picture.width, picture.height) < _SMALLEST:
                raise BadPicture("picture-too-small")
            picture.draft("RGB", (WIDTH * 2, WIDTH * 2))
            return _encoded(_opaque(ImageOps.exif_transpose(picture)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture("picture-unreadable") from error


async def fetch_pictures(door: Door, limit: int = 40) -> int:
    """Fetch up to `limit` pictures that are due; the number dealt with."""
    pictures = await sync_to_async(_claim)(limit)
    results = await asyncio.gather(*(_fetch(door, picture.url, picture.article.outlet.proxy) for picture in pictures))
    await sync_to_async(_record)(pictures, results)
    return len(pictures)


def _claim(limit: int) -> list[Picture | BodyPicture]:
    now = clock.now()
    work.recall(Picture, now)
    work.recall(BodyPicture, now)
    leads = work.claim(Picture.objects.select_related("article__outlet"), now, limit)
    left = limit - len(leads)
    inner = work.claim(BodyPicture.objects.select_related("article__outlet"), now, left) if left else []
    return [*leads, *inner]


async def _fetch(door: Door, url: str, proxy: str) -> Small | str | NetError:
    """The picture, or why there is none: a word key where asking again is useless."""
    try:
        answer = await door.get(url, accept=_ACCEPT, limit=_MOST_BYTES, robots=True, proxy=proxy)
    except (Disallowed, Refused, TooLarge) as error:
        return error.key
    except NetError as error:
        return error
    try:
        return await asyncio.to_thread(_kept, answer)
    except Exception as error:  # decoders raise much; one picture must not hold up the others of its round
        _LOG.exception("picture %s could not be kept", url)
        return NetError(repr(error), "picture-unreadable")


def _kept(answer: Answer) -> Small | str | NetError:
    if answer.status >= 500 or answer.status == 429:
        return NetError(str(answer.status), "page-bad-status")
    if answer.status != 200:
        return "picture-missing"
    try:
        small = shrink(answer.body)
    except BadPicture as error:
        return str(error.args[0])
    _write(settings.DATA / "pictures" / small.name, small.data)
    return small


def _write(path: Path, data: bytes) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two articles may bring the same picture at the same moment.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as new:
            new.write(data)
        Path(new.name).chmod(0o644)
        Path(new.name).replace(path)


def _record(pictures: list[Picture | BodyPicture], results: list[Small | str | NetError]) -> None:
    now = clock.now()
    with transaction.atomic():
        for picture, result in zip(pictures, results, strict=True):
            row, kept = type(picture)._default_manager.filter(pk=picture.pk), _file(result)
            row.update(lease_until=None, **_after(picture, result, now))
            if kept and isinstance(picture, BodyPicture):
                row.update(**kept)
            elif kept:
                Article.objects.filter(pk=picture.article_id).update(**kept)


def _file(result: Small | str | NetError) -> dict[str, str]:
    """The columns that say where the picture lies; none where there is none."""
    if not isinstance(result, Small):
        return {}
    return {"picture": result.name, "picture_size": f"{result.width}x{result.height} {result.colour}"}


def _after(picture: Picture | BodyPicture, result: Small | str | NetError, now: datetime) -> dict[str, object]:
    """The picture's columns after a try."""
    if isinstance(result, NetError):
        again = now + _RETRIES[picture.attempts] if picture.attempts < len(_RETRIES) else None
        return {"next_at": again, "attempts": picture.attempts + 1, "error": result.key}
    return {"next_at": None, "attempts": 0, "error": result if isinstance(result, str) else ""}


def _opaque(picture: Image.Image) -> Image.Image:
    """In RGB, what is transparent on white."""
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")


def _encoded(picture: Image.Image) -> Small:
    picture.thumbnail((WIDTH, _TALLEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=78, method=4)
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()[:3]
    return Small(out.getvalue(), picture.width, picture.height, f"#{red:02x}{green:02x}{blue:02x}")
