"""What a request tells of its sender, as far as views and comments need it. Nothing of it is kept."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest

_BOT: Final = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|feed|reader|curl|wget|python|java/|go-http|headless|lighthouse",
    re.IGNORECASE,
)


def reads(request: HttpRequest) -> bool:
    """Whether somebody opened the page to read it: no HEAD, no prefetch, no machine that says what it is."""
    if request.method != "GET":
        return False
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    agent = request.headers.get("User-Agent", "")
    return "prefetch" not in purpose and bool(agent) and not _BOT.search(agent)


def from_our_page(request: HttpRequest) -> bool:
    """Whether a form was sent from one of our own pages.

    Stands in for the CSRF token, which would need a cookie: every browser since 2020 sends Origin with a POST,
    since 2023 also Sec-Fetch-Site (OWASP, Cross-Site Request Forgery Prevention, "Fetch Metadata headers").
    A sender without either is no browser that could be misled.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()


def address(request: HttpRequest) -> str:
    """Where the request comes from. What a proxy says is believed only if it stands on this machine."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    if remote in ("127.0.0.1", "::1"):
        return request.headers.get("X-Forwarded-For", remote).rpartition(",")[2].strip()
    return remote
