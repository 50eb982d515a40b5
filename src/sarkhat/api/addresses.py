"""Absolute addresses of our own pages and feeds."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def origin(request: HttpRequest) -> str:
    """Scheme and host of the site, without a slash at the end."""
    site_url: str = settings.CONFIG.site_url
    return site_url or request.build_absolute_uri("/").rstrip("/")


def page(request: HttpRequest, name: str, *args: int | str) -> str:
    """The address of a page of the site in its default language."""
    return origin(request) + reverse(f"{settings.CONFIG.language}:{name}", args=args)


def feed(request: HttpRequest, name: str, *args: int | str) -> str:
    """The address of a feed or of a part of the API."""
    return origin(request) + reverse(name, args=args)
