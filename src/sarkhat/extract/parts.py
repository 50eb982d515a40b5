"""Articles split over several pages: where the next part is, and the parts as one article. Pure.

An address is a part's if it is the first page's with a number put to it in one of the ways that content systems use,
on the same host, and if the page before names it as such: rel=next, or a link that says nothing but the number or
"next". WordPress gives rel=next to the next *article* too: its address is no such form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from sarkhat.extract.absent import is_like
from sarkhat.extract.body import squeezed
from sarkhat.extract.directives import strictest
from sarkhat.extract.outline import outline, words_of
from sarkhat.extract.records import Block, Extracted, Figure
from sarkhat.text import urls
from sarkhat.text.nesting import too_deep
from sarkhat.text.persian import fold
from sarkhat.text.sound import sound

MOST: Final = 10  # parts of an article
_HREF: Final = re.compile(r"""href\s*=\s*["']?([^"'\s>]{1,2000})""", re.I)
_LAST: Final = 12  # letters of an address that tell whether it may be a part's
_ENDS: Final = r"(?:^|.*\D){}(?:/|\.\w{{2,5}})?"  # how the address of a part ends
_MOST_LINKS: Final = 20_000  # of a page that are looked at
_PARAMETERS: Final = ("page", "p", "pg", "paged", "pageno", "pagenum", "part", "seite", "pagina")
_MARKS: Final = ("-{}", "_{}", ",{}", "-page-{}", "-page{}", "-p{}", "-seite-{}", "-part-{}")
_FIRST: Final = re.compile(r"/(?:page/)?1/?$", re.I)
_NEXT: Final = re.compile(
    r"(?:(?:next|weiter|nächste|suivante?|siguiente|successiva|volgende|nästa|neste)(?: page| seite| sida)?|"
    r"page suivante|página siguiente|pagina successiva|(?:صفحه[یٔ]? ?)?بعد(?:ی)?|ادامه(?: مطلب| خبر| گزارش)?|"
    r"(?:الصفحة )?التالية?)?[\s›»>→←«‹<]*",
    re.I,
)
_FOREIGN: Final = re.compile(r" (?:comments?|commentlist|comment nav|related|footer|archive|gallery) ")


def next_part(text: str, first: str, number: int) -> str:
    """Where the page `text` says that part `number` is, the first page being at `first`; `""` for none."""
    end = re.compile(_ENDS.format(number))
    if not any(end.fullmatch(found[1][-_LAST:]) for found in _HREF.finditer(text)):  # most pages; it saves a parse
        return ""
    tree = _parsed(text)
    if tree is None:
        return ""
    wanted = {urls.canonical(url) for url in _forms(first, number)}
    return next((url for url in _stated(tree, first, number) if url in wanted), "")


def lines_of(text: str) -> frozenset[str]:
    """Every line that a page shows, squeezed: what the first page shows too is its frame, or was said there."""
    tree = _parsed(text)
    return frozenset(squeezed(piece.text) for piece in outline(tree).pieces) if tree else frozenset()


def _parsed(text: str) -> LexborHTMLParser | None:
    page = sound(text)
    if too_deep(page):
        return None
    try:
        return LexborHTMLParser(page)
    except (SelectolaxError, ValueError):
        return None


def _forms(first: str, number: int) -> Iterator[str]:
    split = urlsplit(urls.canonical(first))
    pieces = [piece for piece in split.query.split("&") if piece]
    bare = [piece for piece in pieces if piece.lower() not in {f"{name}=1" for name in _PARAMETERS}]
    path = _FIRST.sub("", split.path) if _FIRST.search(split.path) and split.path.count("/") > 2 else split.path
    for name in _PARAMETERS:
        yield _with(split, path, "&".join([*bare, f"{name}={number}"]))
    for begin in dict.fromkeys((path, split.path)):
        stem = begin.rstrip("/")
        for end in ("", "/"):
            yield _with(split, f"{stem}/{number}{end}", "&".join(bare))
            yield _with(split, f"{stem}/page/{number}{end}", "&".join(bare))
        name, dot, ending = stem.rpartition(".")
        base, ending = (name, f".{ending}") if dot and re.fullmatch(r"\w{2,5}", ending) else (stem, "")
        for mark in _MARKS:
            for end in ("", "/"):
                yield _with(split, f"{base}{mark.format(number)}{ending}{end}", "&".join(bare))


def _with(split: SplitResult, path: str, query: str) -> str:
    return urlunsplit((split.scheme, split.netloc, path, query, ""))


def _stated(tree: LexborHTMLParser, first: str, number: int) -> Iterator[str]:
    """What the page names as its next part, canonical."""
    for node in islice(tree.css("link[rel~=next][href], a[href]"), _MOST_LINKS):
        attributes = node.attributes
        is_next = "next" in (attributes.get("rel") or "").lower().split()
        if is_next or (node.tag == "a" and _says(node, number)):
            url = urls.absolute(first, (attributes.get("href") or "").strip())
            if url and urls.host(url) == urls.host(first) and not _is_foreign(node):
                yield urls.canonical(url)


def _says(link: LexborNode, number: int) -> bool:
    """Whether a link says the number, or "next", and nothing else."""
    words = " ".join((link.text() or "").split())
    return bool(words) and (fold(words) == str(number) or (len(words) < 30 and bool(_NEXT.fullmatch(words))))


def _is_foreign(link: LexborNode) -> bool:
    above = link.parent
    while above is not None:
        hint = words_of(f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"[:300])
        if above.tag in ("aside", "footer") or _FOREIGN.search(hint):
            return True
        above = above.parent
    return False


def is_part(part: Extracted, first: Extracted, shown: frozenset[str]) -> bool:
    """Whether a page goes on with the article: under its title, with words that its first page does not show."""
    says_more = any(len(block.text) > 40 and squeezed(block.text) not in shown for block in part.blocks)
    return says_more and (not part.title or is_like(part.title, first.title))


def joined(first: Extracted, part: Extracted, shown: frozenset[str] = frozenset()) -> Extracted:
    """The article with what a further part says, after what it says already; what it repeats, or what the first page
    shows, is not said again.
    """
    known = shown | {squeezed(line) for line in (first.title, first.lead, *(block.text for block in first.blocks))}
    blocks = [*first.blocks, *([Block("p", part.lead)] if part.lead and squeezed(part.lead) not in known else [])]
    places: list[int] = []  # of each block of the part, and of its end
    for block in part.blocks:
        places.append(len(blocks))
        if squeezed(block.text) not in known and any(letter.isalpha() for letter in block.text):
            blocks.append(block)
    places.append(len(blocks))
    figures = [_moved(figure, places) for figure in part.figures if not _is_known(figure, first.figures)]
    return replace(
        first,
        blocks=tuple(blocks),
        figures=(*first.figures, *figures),
        sources=part.sources if len(part.sources) > len(first.sources) else first.sources,
        directives=strictest((first.directives, part.directives)),
    )


def _moved(figure: Figure, places: Sequence[int]) -> Figure:
    def new(place: int) -> int:
        return places[min(place, len(places) - 1)]

    return replace(figure, at=new(figure.at), to=new(figure.to) if figure.to else 0)


def _is_known(figure: Figure, before: Sequence[Figure]) -> bool:
    return bool(figure.url) and any(figure.url == other.url for other in before)
