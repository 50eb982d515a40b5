"""The XML of a sitemap as a tree: by expat where it is sound, by lxml where a damaged file must be read in part.

Neither resolves an entity, reads a DTD or asks the network; memory is bounded by the number of tags.
"""

import zlib
from collections.abc import Iterator
from typing import Final, Protocol, Self
from xml.etree.ElementTree import ParseError, XMLParser

from lxml import etree

_MOST_BYTES: Final = 50_000_000  # sitemaps.org: uncompressed
_MOST_TAGS: Final = 1_000_000  # 50,000 addresses with all that may stand beside them
_LARGE: Final = 4_000_000


class Node(Protocol):
    """What both libraries' elements have. Comments of lxml have no text as tag."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    def __iter__(self) -> Iterator[Self]: ...
    def iter(self) -> Iterator[Self]: ...


def root_of(body: bytes) -> Node | None:
    """The root element of a sitemap, gzipped or not; None for what is no XML, or too much of it."""
    text = _unpacked(body).strip()
    if not text or (len(text) > _LARGE and text.count(b"<") > _MOST_TAGS):
        return None
    if b"<!DOCTYPE" in text:
        return _mended(text)
    parser = XMLParser()  # noqa: S314  no DTD gets here
    try:
        parser.feed(text)
        root: Node = parser.close()
    except (ParseError, ValueError, LookupError):
        return _mended(text)
    return root


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, _MOST_BYTES)
    except zlib.error:
        return b""


def _mended(text: bytes) -> Node | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, collect_ids=False)
    try:
        root: Node | None = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root
