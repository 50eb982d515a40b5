"""What a page asks of those who show it: meta robots, meta sarkhat, and the header X-Robots-Tag. Pure.

Sources: Google's "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications", which the other engines follow;
`noarchive` and its old name `nocache`. Of several statements the strictest holds.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import reduce
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract.records import Directives

OURS: Final = frozenset({"", "*", "robots", "sarkhat"})
_ONE: Final = re.compile(
    r"(?:^|,)\s*(?:(?P<agent>(?!max-|unavailable_)[\w*-]+)\s*:\s*)?"
    r"(?P<word>noarchive|nocache|nosnippet|max-snippet|unavailable_after)(?![\w-])"
    r"(?:\s*:\s*(?P<value>(?:[a-z]{3,9},\s*)?[^,]*))?",  # a date may begin with its weekday and a comma
    re.IGNORECASE,
)


def of_page(tree: LexborHTMLParser, header: str = "") -> Directives:
    """What the page's meta elements and its `X-Robots-Tag` ask of us. Never raises on what they may hold."""
    named = (node.attributes for node in tree.css("meta[name]"))
    said = (one for one in named if (one.get("name") or "").strip().lower() in ("robots", "sarkhat"))
    stated = (one.get("content") or "" for one in said)
    return strictest(of_text(text) for text in (*stated, header) if text)


def of_text(text: str) -> Directives:
    """A list of directives as header or element state it.

    What is meant for a named crawler that is not us does not count. Headers sent twice arrive joined, so that a name
    holds for its own directive only: where it cannot be told whether we are meant, we take it that we are.
    """
    ours = (found for found in _ONE.finditer(text) if (found["agent"] or "").lower() in OURS)
    return strictest(_one(found["word"].lower(), (found["value"] or "").strip()) for found in ours)


def strictest(stated: Iterable[Directives]) -> Directives:
    """All of them together."""
    return reduce(_both, stated, Directives())


def _both(one: Directives, other: Directives) -> Directives:
    snippets = [limit for limit in (one.max_snippet, other.max_snippet) if limit is not None]
    ends = [at for at in (one.unavailable_after, other.unavailable_after) if at is not None]
    return Directives(one.noarchive or other.noarchive, min(snippets, default=None), min(ends, default=None))


def _one(word: str, value: str) -> Directives:
    if word in ("noarchive", "nocache"):
        return Directives(noarchive=True)
    if word == "nosnippet":
        return Directives(max_snippet=0)
    if word == "max-snippet":  # -1 is "no limit"; what is no number says nothing
        return Directives(max_snippet=min(int(value), 100_000) if re.fullmatch(r"[0-9]{1,6}", value) else None)
    return Directives(unavailable_after=_moment(value))


def _moment(value: str) -> datetime | None:
    """ISO 8601, RFC 822 or RFC 850; in UTC where no zone is stated."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(value)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
