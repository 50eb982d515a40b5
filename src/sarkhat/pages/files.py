"""Small files of the site: pictures of articles, robots.txt, the icon."""

import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sarkhat.pages import links
from sarkhat.pages.words import LANGUAGES

_PATH: Final = re.compile(r"(?:[A-Za-z0-9_-]+/){0,3}[A-Za-z0-9_-]+\.(webp|avif|jpg|jpeg|png)")
_TYPES: Final = {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_ICON: Final = Path(__file__).parent / "static" / "pages" / "icon.svg"
_FOREVER: Final = "public, max-age=31536000, immutable"


def picture(request: HttpRequest, path: str) -> FileResponse:  # noqa: ARG001 - Django gives it
    """A picture below data/pictures. Raises Http404 for any path that is not plainly one."""
    shape = _PATH.fullmatch(path)
    folder = (Path(settings.DATA) / "pictures").resolve()
    file = (folder / path).resolve() if shape else folder
    if shape is None or not file.is_relative_to(folder) or not file.is_file():
        raise Http404("no such picture")
    kind = _TYPES.get(shape[1], "image/png")
    return FileResponse(file.open("rb"), content_type=kind, headers={"Cache-Control": _FOREVER})


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the pages, not the endless results of searches."""
    closed = ["/admin/", *(links.to(language, "search") for language in LANGUAGES)]
    sitemap = f"Sitemap: {links.origin(request)}{reverse('sitemaps')}"
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", sitemap, ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def icon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """The icon at the address where browsers look unasked."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(_ICON.read_bytes(), content_type="image/svg+xml", headers=headers)
