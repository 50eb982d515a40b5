"""What a page says about its article: JSON-LD first, then meta elements, then what stands around the title.

Sources: schema.org NewsArticle, the Open Graph protocol (ogp.me), Dublin Core, and the names of meta elements
that content systems use. Each date keeps its evidence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract.authors import authors
from sarkhat.extract.jsonld import Node, article_node, text, texts
from sarkhat.extract.outline import Outline, is_named
from sarkhat.extract.titles import one_line, without_site
from sarkhat.text import dates, urls
from sarkhat.text.direction import direction
from sarkhat.text.persian import fold

_PUBLISHED: Final = (
    "article:published_time", "datepublished", "og:published_time", "article.published", "publishdate",
    "publish-date", "publish_date", "publication_date", "pubdate", "parsely-pub-date", "sailthru.date", "date.issued",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "cxenseparse:recs:publishtime", "article_date_original", "dateissued", "date",
)  # fmt: skip
_UPDATED: Final = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified",
)  # fmt: skip
_DATE_BOX: Final = re.compile(
    r" (?:date|dates|time|timestamp|published|publish|pubdate|datetime|tarikh|zaman|updated|stand|"
    r"meta|byline|info|news info|header) "
)
_KICKER_BOX: Final = re.compile(
    r" (?:kicker|overline|rutitr|ru titr|rotitr|roo titr|rootitr|up ?title|suptitle|super ?title|topline|"
    r"spitzmarke|eyebrow|over ?title|pre ?title|top ?title) "
)
_RIGHT_TO_LEFT: Final = frozenset("fa ar ckb ku ps ur he yi azb sd ug dv per prs".split())
_YEAR: Final = re.compile(r"(?:1[34]|19|20)\d\d")
_AHEAD: Final = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was read; `statement` is the JSON-LD articleBody, not yet checked against the page."""

    title: str = ""
    kicker: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_how: str = ""
    updated: datetime | None = None
    image: str = ""
    language: str = ""
    canonical: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    statement: str = ""


class _Page:
    """The page's statements, each looked up once."""

    def __init__(self, tree: LexborHTMLParser, outline: Outline, url: str, now: datetime) -> None:
        self.tree, self.outline, self.url, self.now = tree, outline, url, now
        self.node: Node = article_node(tree)
        self.metas = _metas(tree)
        self.language = self._language()
        self.zone: tzinfo = dates.TEHRAN if self.language in ("fa", "") else UTC

    def meta(self, *names: str) -> str:
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def _language(self) -> str:
        html = self.tree.css_first("html")
        stated = (html.attributes.get("lang") if html else "") or self.meta("og:locale", "content-language", "language")
        code = re.split(r"[-_ ,;]", stated or text(self.node.get("inLanguage"), "alternateName", "name"))[0].lower()
        if len(code) not in (2, 3):
            return ""
        known = code in _RIGHT_TO_LEFT or not self._runs_right()
        return {"per": "fa", "prs": "fa"}.get(code, code) if known else ""

    def _runs_right(self) -> bool:
        sample = " ".join(piece.text for piece in self.outline.pieces if len(piece.text) > 80)[:2000]
        return bool(sample) and direction(sample) == "rtl"


def read(tree: LexborHTMLParser, outline: Outline, url: str, now: datetime) -> Metadata:
    """Everything that the page states; empty where it states nothing usable. Never raises on bad values."""
    page = _Page(tree, outline, url, now)
    published, how = _published(page)
    return Metadata(
        title=_title(page),
        kicker=_kicker(page),
        description=one_line(page.meta("og:description", "description", "twitter:description")),
        authors=authors(page.node, page.metas, tree, outline),
        published=published,
        published_how=how,
        updated=_first_date(page, [text(page.node.get("dateModified")), *(page.meta(name) for name in _UPDATED)]),
        image=_image(page),
        language=page.language,
        canonical=_canonical(page),
        section=one_line(text(page.node.get("articleSection")) or page.meta("article:section", "section"))[:200],
        tags=_tags(page),
        statement=text(page.node.get("articleBody")),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _title(page: _Page) -> str:
    element = page.tree.css_first("head title") or page.tree.css_first("title")
    whole = one_line(element.text()) if element else ""
    names = (
        page.meta("og:site_name", "application-name"),
        text(page.node.get("publisher"), "name"),
        *_host_names(page.url),
    )
    shared = without_site(one_line(page.meta("og:title", "twitter:title", "title")), names)
    headline = one_line(text(page.node.get("headline")))
    heads = [one_line(piece.text) for piece in page.outline.pieces if piece.kind == "h1"]
    bare = without_site(whole, names)
    stated = shared or headline
    known = fold(stated or bare)
    head = next((line for line in heads if len(line) > 8 and _is_wording(fold(line), known)), "")
    return (head or stated or bare or next(iter(heads), ""))[:1000]


def _is_wording(head: str, known: str) -> bool:
    """Whether a heading says what is stated, or most of it."""
    return head in known and 2 * len(head) >= len(known)


def _host_names(url: str) -> tuple[str, ...]:
    labels = urls.host(url).removeprefix("www.").split(".")
    return (".".join(labels), *labels[:-1]) if labels[0] else ()


def _kicker(page: _Page) -> str:
    for number, piece in enumerate(page.outline.pieces):
        if piece.kind == "h1":
            near = page.outline.pieces[max(0, number - 4) : number]
            return next(
                (one_line(other.text)[:500] for other in near if is_named(page.outline, other, _KICKER_BOX)), ""
            )
    return ""


def _published(page: _Page) -> tuple[datetime | None, str]:
    if at := _first_date(page, [text(page.node.get("datePublished")), text(page.node.get("dateCreated"))]):
        return at, "json-ld"
    if at := _first_date(page, (page.meta(name) for name in _PUBLISHED)):
        return at, "meta"
    times = page.tree.css("time[datetime], [itemprop=datePublished][content], [itemprop=datePublished][datetime]")
    stated = (node.attributes.get("datetime") or node.attributes.get("content") or "" for node in times[:3])
    if at := _first_date(page, stated):
        return at, "time"
    if at := _first_date(page, _date_lines(page)):
        return at, "text"
    return None, ""


def _date_lines(page: _Page) -> list[str]:
    """Short lines around the title that hold a year, those in boxes named for dates first."""
    heads = [number for number, piece in enumerate(page.outline.pieces) if piece.kind == "h1"]
    start = heads[0] if heads else 0
    near = page.outline.pieces[max(0, start - 8) : start + 12]
    short = [piece for piece in near if len(piece.text) < 120 and _YEAR.search(fold(piece.text))]
    short.sort(key=lambda piece: not is_named(page.outline, piece, _DATE_BOX))
    return [piece.text for piece in short]


def _first_date(page: _Page, stated: Iterable[str]) -> datetime | None:
    for words in stated:
        at = _moment(words, page) if words else None
        if at and at <= page.now + _AHEAD and at.year >= 1990:
            return at
    return None


def _moment(words: str, page: _Page) -> datetime | None:
    if re.match(r"(?:19|20)\d\d-\d\d-\d\dT", words):
        try:
            at = datetime.fromisoformat(words.strip())
            return (at if at.tzinfo else at.replace(tzinfo=page.zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    found = dates.parse(words, page.now, page.zone)
    return found.at if found else None


def _image(page: _Page) -> str:
    stated = [page.meta("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")]
    for address in [*stated, *texts(page.node.get("image"), "url", "contentUrl")]:
        whole = _absolute(page.url, address)
        if whole and len(whole) <= 2000 and not re.search(r"logo|placeholder|default[-_.]", whole, re.I):
            return whole
    return ""


def _canonical(page: _Page) -> str:
    """The address that the page calls its own: believed on the same site, and not when it is the home page."""
    link = page.tree.css_first('link[rel="canonical"]')
    for stated in ((link.attributes.get("href") or "") if link else "", page.meta("og:url")):
        whole = _absolute(page.url, stated)
        home = urlsplit(whole).path in ("", "/") and not urlsplit(whole).query if whole else True
        if whole and len(whole) <= 2000 and not home and urls.same_site(whole, page.url):
            return urls.canonical(whole)
    return ""


def _absolute(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address.strip()) if address else ""
    except ValueError:
        return ""
    return whole if urls.is_http(whole) else ""


def _tags(page: _Page) -> tuple[str, ...]:
    stated = page.metas.get("article:tag", []) or texts(page.node.get("keywords"), "name")
    stated = stated or page.metas.get("news_keywords", []) or page.metas.get("keywords", [])
    parts = (one_line(tag) for words in stated for tag in re.split("[,،;؛]", words))
    return tuple(dict.fromkeys(tag for tag in parts if 1 < len(tag) < 60))[:20]
