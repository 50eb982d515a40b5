"""Sitemaps (https://www.sitemaps.org/protocol.html): the site's pages, its outlets, its stories and threads.

No news sitemap: other people's articles are theirs to announce.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS
from sarkhat.stories import thread_queries
from sarkhat.stories.models import Story, Thread

if TYPE_CHECKING:  # generic for the type checker only
    OfText = Sitemap[str]
    OfOutlets = Sitemap[Outlet]
    OfStories = Sitemap[Story]
    OfThreads = Sitemap[Thread]
else:
    OfText = OfOutlets = OfStories = OfThreads = Sitemap

_PAGES: Final = (
    "home",
    "front-pages",
    "viewed",
    "discussed",
    "edits",
    "threads",
    "names",
    "outlets",
    "about",
    "contact",
    "advertising",
    "privacy",
)


def _path(name: str, *args: int | str) -> str:
    return reverse(f"{settings.CONFIG.language}:{name}", args=args)


class _Own:
    """Addresses with the site's public name where the operator states it, else as asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.CONFIG.site_url).scheme or protocol or "https"

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.CONFIG.site_url).netloc or str(getattr(site, "domain", ""))


class Pages(_Own, OfText):
    """The pages that are always there."""

    def items(self) -> list[str]:
        return [*(_path(name) for name in _PAGES), *(_path("section", key) for key in SECTIONS)]

    def location(self, item: str) -> str:
        return item


class Outlets(_Own, OfOutlets):
    """The page of each outlet that is watched."""

    def items(self) -> QuerySet[Outlet]:
        return Outlet.objects.filter(active=True).order_by("pk")

    def location(self, item: Outlet) -> str:
        return _path("outlet", item.key)


class Stories(_Own, OfStories):
    """The page of each story, newest first."""

    def items(self) -> QuerySet[Story]:
        return Story.objects.filter(merged_into=None, lead__hidden=False).order_by("-pk")

    def location(self, item: Story) -> str:
        return _path("story", item.pk)

    def lastmod(self, item: Story) -> datetime:
        return item.latest_at


class Threads(_Own, OfThreads):
    """The page of each thread, the latest told first."""

    def items(self) -> QuerySet[Thread]:
        return thread_queries.shown()

    def location(self, item: Thread) -> str:
        return _path("thread", item.pk)

    def lastmod(self, item: Thread) -> datetime:
        return item.latest_at


SITEMAPS: Final = {"pages": Pages, "outlets": Outlets, "stories": Stories, "threads": Threads}
