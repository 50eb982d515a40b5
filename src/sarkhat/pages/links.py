"""Addresses within the site: the default language has no prefix, the other one has its own."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sarkhat.pages.words import LANGUAGES, Language


def default_language() -> Language:
    """The language of the pages without a prefix."""
    language: Language = settings.CONFIG.language
    return language


def prefix(language: Language) -> str:
    """ "" for the default language, else "en/" or "fa/"."""
    return "" if language == default_language() else f"{language}/"


def other(language: Language) -> Language:
    """The language that the switch leads to."""
    return "en" if language == "fa" else "fa"


@lru_cache(maxsize=8192)
def to(language: Language, name: str, *args: int | str) -> str:
    """The path of a page: `to("fa", "story", 12)` is "/story/12/"."""
    return reverse(f"{language}:{name}", args=args)


def language_of(path: str) -> Language:
    """Which language a path belongs to, also where no page answers."""
    first = path.lstrip("/").partition("/")[0]
    for language in LANGUAGES:
        if first == language:
            return language
    return default_language()


def in_language(path: str, language: Language) -> str:
    """The same page's path in `language`."""
    own = "/" + prefix(language_of(path))
    return "/" + prefix(language) + path.removeprefix(own).lstrip("/")


def origin(request: HttpRequest) -> str:
    """Scheme and host of the site, without a slash at the end."""
    site_url: str = settings.CONFIG.site_url
    return site_url or request.build_absolute_uri("/").rstrip("/")
