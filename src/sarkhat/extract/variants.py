"""Addresses of the forms in which an article is given again: AMP, print. Pure.

Only the common marks that content systems put to an address; that an address has one proves nothing (see addresses).
"""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from sarkhat.text import urls

_HOST: Final = re.compile(r"^(?:amp|print)\.(?=[^.]+\.)")
_SEGMENT: Final = re.compile(
    r"/(?:amp|print|printable|newsprint|news-print)(?=/|$)|(?<=[\w-])\.amp(?=\.html?$|$)", re.I
)
_PARAMETER: Final = re.compile(
    r"^(?:(?:amp|print|printable|is_amp|isamp)(?:=(?:1|true|yes|y)?)?|(?:outputtype|view|layout|format|mode|display)="
    r"(?:amp|print|printable)|tmpl=component)$",
    re.I,
)


def plain(url: str) -> tuple[str, ...]:
    """The addresses, canonical, that this one may be a form of; none if it bears no mark of a form."""
    split = urlsplit(urls.canonical(url))
    host = _HOST.sub("", split.netloc)
    path = _SEGMENT.sub("", split.path) or "/"
    pieces = split.query.split("&") if split.query else []
    query = "&".join(piece for piece in pieces if not _PARAMETER.match(piece))
    if (host, path, query) == (split.netloc, split.path, split.query) or (path == "/" and not query):
        return ()
    hosts = (host, f"www.{host}") if host != split.netloc else (host,)
    paths = dict.fromkeys((path, path.rstrip("/") or "/", path if path.endswith("/") else f"{path}/"))
    return tuple(urls.canonical(urlunsplit((split.scheme, at, way, query, ""))) for at in hosts for way in paths)


def is_form(url: str) -> bool:
    """Whether the address bears the mark of a form."""
    return bool(plain(url))
