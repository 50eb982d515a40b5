"""OPML 2.0 (http://opml.org/spec2.opml) in and out: nested outlines are sections, an outline with xmlUrl is a feed.

Bad rows are told of and left out. Entities are never expanded, and a file that declares any is refused, so that a
"billion laughs" (https://en.wikipedia.org/wiki/Billion_laughs_attack) costs nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from sarkhat.catalogue.read import WatchRow
from sarkhat.sources.discover import channel_of, channel_page
from sarkhat.sources.records import SECTIONS
from sarkhat.text.persian import fold
from sarkhat.text.urls import is_http

MOST_DEPTH: Final = 20
# What feed lists call the sections, besides our keys.
_NAMES: Final = {
    "politics": "سیاسی سیاست politics political",
    "world": "بین‌الملل بین_الملل جهان خارجی world international",
    "economy": "اقتصادی اقتصاد economy economic business",
    "society": "اجتماعی جامعه حوادث society social",
    "sport": "ورزشی ورزش sport sports",
    "culture": "فرهنگی فرهنگ هنر culture art arts",
    "science": "علمی علم فناوری دانش science technology tech",
    "other": "سایر دیگر other misc",
}
_SECTIONS: Final = {fold(name.replace("_", " ")): key for key, names in _NAMES.items() for name in names.split()}


class OpmlError(ValueError):
    """The whole file cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """An outline with an address: what it is called, the site that it belongs to ("" if not stated), the watch."""

    name: str
    home: str
    language: str
    watch: WatchRow


@dataclass(frozen=True, slots=True)
class Read:
    """The good rows of a file, and what is wrong with the others."""

    rows: tuple[FeedRow, ...]
    problems: tuple[str, ...]


def looks_like_opml(body: bytes) -> bool:
    """Whether these bytes are XML rather than TOML."""
    return body.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def read(body: bytes) -> Read:
    """The feeds of an OPML file. Raises OpmlError."""
    root = _root(body)
    rows: list[FeedRow] = []
    problems: list[str] = []
    for outline, section in _outlines(root.find("body"), "", 0):
        row = _row(outline, section)
        if isinstance(row, str):
            problems.append(f"line {outline.sourceline}: {row}")
        else:
            rows.append(row)
    if not rows and not problems:
        raise OpmlError("there is no outline with an xmlUrl in this file")
    return Read(tuple(rows), tuple(problems))


def write(title: str, sections: Iterable[tuple[str, Iterable[FeedRow]]]) -> bytes:
    """An OPML file: (name of the section, its rows). A section without a name puts its rows at the top."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for name, rows in sections:
        parent = etree.SubElement(body, "outline", text=name, title=name) if name else body
        for row in rows:
            facts = {"text": row.name, "title": row.name, "xmlUrl": row.watch.url, "htmlUrl": row.home}
            facts |= {"language": row.language}
            facts |= {"category": f"/{row.watch.section}"} if row.watch.section else {}
            etree.SubElement(parent, "outline", {"type": "rss", **facts})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def section_of(name: str) -> str:
    """The section that a list's own name means; "" if it means none."""
    folded = fold(name.strip().strip("/"))
    return folded if folded in SECTIONS else _SECTIONS.get(folded, "")


def _root(body: bytes) -> etree._Element:
    parsed = _parsed(body)
    if parsed is None:
        text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        parsed = _parsed(_without_declaration(text).encode())
    if parsed is None:
        raise OpmlError("this is not well-formed XML")
    if parsed.tag != "opml" or parsed.find("body") is None:
        raise OpmlError("this is XML, but no OPML: there is no <opml> with a <body>")
    return parsed


def _parsed(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if b"<!ENTITY" in body.replace(b"\0", b""):
            raise OpmlError("this file declares entities; they are refused") from error
        return None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):
        raise OpmlError("this file declares entities; they are refused")
    return root


def _without_declaration(text: str) -> str:
    """A file that states a wrong encoding is read as UTF-8."""
    return text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text


def _outlines(parent: etree._Element | None, section: str, depth: int) -> Iterator[tuple[etree._Element, str]]:
    if parent is None or depth > MOST_DEPTH:
        return
    for outline in parent.iterchildren("outline"):
        if outline.get("xmlUrl") is not None:
            yield outline, section
        named = section_of(outline.get("text") or outline.get("title") or "")
        yield from _outlines(outline, named or section, depth + 1)


def _row(outline: etree._Element, section: str) -> FeedRow | str:
    address = (outline.get("xmlUrl") or "").strip()
    home = (outline.get("htmlUrl") or "").strip()
    name = (outline.get("text") or outline.get("title") or "").strip()
    if not is_http(address):
        return f"{name or 'an outline'}: xmlUrl is no http address ({address[:80]!r})"
    stated = section_of((outline.get("category") or "").split(",")[0])
    channel = channel_of(address)
    kind, url = ("channel", channel_page(channel)) if channel else ("feed", address)
    watch = WatchRow(kind, url, stated or section, "items", True)
    return FeedRow(name[:120], home if is_http(home) else "", (outline.get("language") or "")[:12], watch)
