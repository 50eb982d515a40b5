"""Addresses in feeds, made absolute as RFC 3986 §5 says, with the repair of `http:///` that feedparser makes."""

import re
from typing import Final
from urllib.parse import urljoin

from sarkhat.text.urls import is_http

# What joining would leave as it is; most links look so, and the general way takes ten times as long.
_PLAIN: Final = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,4})?(?:/[^\s?#;\\]*)?(?:\?[^\s?#;]+)?", re.ASCII
).fullmatch
_SLASHES: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)/+")
_CUT_ENTITY: Final = re.compile(r"&([A-Za-z0-9_]+);")


def absolute(base: str, link: str) -> str:
    """`link` as seen from `base`; "" for one that cannot be read."""
    if _PLAIN(link):
        return link
    try:
        return urljoin(base, _SLASHES.sub(r"\1", link)) if link else ""
    except ValueError:
        return ""


def web(base: str, link: str) -> str:
    """The same, where it is a page or file of the Web; else ""."""
    if _PLAIN(link):
        return link
    found = absolute(base, link)
    return found if is_http(found) else ""


def without_entities(link: str) -> str:
    """A link whose query was escaped twice (`?a=1&amp;b=2`) or spoilt by an HTML parser (`?a=1&b;=2`)."""
    return _CUT_ENTITY.sub(r"&\1", link.replace("&amp;", "&")) if "&" in link else link
