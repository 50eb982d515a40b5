"""Which hub a feed names, and the address that it goes by there. Pure.

Discovery: WebSub §4. The Link header (RFC 8288) counts first, then the document; of several hubs the first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sarkhat.text.urls import absolute

LONGEST: Final = 1000  # characters of a hub's or a topic's address
_LINK: Final = re.compile(r"<([^<>\s]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]*))?)*)")
_REL: Final = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """Empty `hub`: there is none. `topic` is what to subscribe to: the feed's own rel=self, else its address."""

    hub: str = ""
    topic: str = ""


def declared(headers: Mapping[str, str], hints: Mapping[str, str], url: str) -> Declared:
    """What an answer from `url` with these headers, and its document (`Parsed.hints`), say of a hub."""
    stated = dict(reversed(list(_links(headers.get("link", "")))))  # the first of each relation wins
    hub = _address(stated.get("hub", ""), url) or _address(hints.get("hub", ""), url)
    topic = _address(stated.get("self", ""), url) or _address(hints.get("self", ""), url)
    return Declared(hub, topic or url) if hub else Declared()


def _links(header: str) -> Iterator[tuple[str, str]]:
    for found in _LINK.finditer(header):
        rel = _REL.search(found[2])
        for name in (rel[1] or rel[2] or "").lower().split() if rel else ():
            yield name, found[1]


def _address(link: str, base: str) -> str:
    joined = absolute(base, link.strip())
    return joined if len(joined) <= LONGEST else ""
