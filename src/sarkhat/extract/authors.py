"""Who wrote an article: persons by name, without bylines' words, organisations and addresses."""

import re
from collections.abc import Iterable
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract.jsonld import Node, text, texts
from sarkhat.extract.outline import Outline, is_named
from sarkhat.extract.titles import one_line
from sarkhat.text.persian import fold

_AUTHOR_BOX: Final = re.compile(r" (?:author|authors|byline|author name|writer|reporter|nevisande|autor|auteur) ")
_BY: Final = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|نویسنده|خبرنگار|گزارش از|نوشتهٔ?|به قلم|مترجم|یادداشت)\s*[:：]?\s+",
    re.I,
)
_NAMES: Final = re.compile(r"\s*(?:,|،|;|؛|\||/|·|•|\s(?:and|und|et|y|og|och|و)\s)\s*")
_ORGANISATION: Final = re.compile(
    r"(?:خبرگزاری|خبر|گروه|سرویس|تحریریه|روزنامه|پایگاه|مدیر|ادمین|سایت|رسانه|admin|editor|redaktion|"
    r"redacción|redazione|rédaction|staff|newsroom|news ?desk|agency|agentur|press|team|desk|webmaster|"
    r"^(?:print|share|submitted|posted|updated|published)\b)",
    re.I,
)
_WRITTEN_BY: Final = re.compile(r"\b(?:by|von|par|por|da|door|av|przez|author|autor)\b|نوشته|نویسنده|الكاتب", re.I)
_INITIALS: Final = re.compile(r"[a-z]+$")  # «red», «dpa»: a desk's mark, no name
_WHERE: Final = re.compile(r"\s+(?:in|from|at)\s+[A-Z].*$|\s+در\s+.*$")  # "Ann Miller in Oslo"
_AND: Final = re.compile(r"^(?:and|und|et|y|og|och|و)\s+")
_PARTICLES: Final = frozenset(
    "von van de del della di da dos das du le la al el bin ibn der den ten ter zu zum".split()
)


def authors(node: Node, metas: dict[str, list[str]], tree: LexborHTMLParser, outline: Outline) -> tuple[str, ...]:
    """The persons that the page names as authors, by JSON-LD, meta elements, marks or a byline's box, whichever says
    some first; otherwise an agency that JSON-LD names, if it is not the outlet itself.
    """
    stated = node.get("author")
    persons = [item for item in _listed(stated) if not _is_body(item)]
    roads: list[Iterable[str]] = [
        [*texts(persons, "name"), *_full_names(persons)],
        [
            *metas.get("author", []),
            *metas.get("article:author", []),
            *metas.get("parsely-author", []),
            *metas.get("cxenseparse:author", []),
            *(metas.get("twitter:data1", []) if _WRITTEN_BY.search(" ".join(metas.get("twitter:label1", []))) else []),
        ],
        [node.text() for node in tree.css('[rel="author"], [itemprop="author"]')[:5]],
        _bylines(outline),
    ]
    outlet = {fold(name) for name in metas.get("og:site_name", [])} | {fold(text(node.get("publisher"), "name"))}
    for road in roads:
        names = dict.fromkeys(name for words in road for name in people(words) if fold(name) not in outlet)
        if names:
            return tuple(names)[:8]
    bodies = [one_line(name) for name in texts(stated, "name")]
    return tuple(name for name in dict.fromkeys(bodies) if 1 < len(name) <= 60 and fold(name) not in outlet)[:3]


def _full_names(persons: list[object]) -> list[str]:
    """Of authors that are stated in two parts."""
    parted = (item for item in persons if isinstance(item, dict) and "name" not in item)
    return [f"{text(item.get('givenName'))} {text(item.get('familyName'))}".strip() for item in parted]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_body(item: object) -> bool:
    return isinstance(item, dict) and any(name.endswith("Organization") for name in texts(item.get("@type")))


def _bylines(outline: Outline) -> list[str]:
    pieces = (piece for piece in outline.pieces if len(piece.text) < 90)
    return [piece.text for piece in pieces if is_named(outline, piece, _AUTHOR_BOX)][:2]


def people(words: str) -> list[str]:
    """The persons of a byline: no addresses, no organisations, no sentences."""
    if "://" in words or "@" in words or words.startswith("/"):
        return []
    names = (
        _WHERE.sub("", _BY.sub("", _AND.sub("", name.strip(' .:«»"'))))
        for name in _NAMES.split(_BY.sub("", one_line(words)[:200]))
    )
    return [name for name in names if _is_person(name)]


def _is_person(name: str) -> bool:
    plain = 2 < len(name) < 50 and 0 < len(name.split()) < 6 and not re.search(r"[\d@:/<>{}*()]|www\.|\.\w{2,3}$", name)
    return plain and not _ORGANISATION.search(name) and not _INITIALS.match(name) and not _begins_small(name)


def _begins_small(name: str) -> bool:
    """Whether the first word is none of a name: "writes from Oslo"; scripts without capitals have no such words."""
    first = name.split()[0]
    return first[:1].islower() and first not in _PARTICLES
