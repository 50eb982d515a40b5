"""What a page says about its article: JSON-LD first, then meta elements, then what stands around the title.

Sources: schema.org NewsArticle, the Open Graph protocol (ogp.me), Dublin Core, and the names of meta elements
that content systems use. Each date keeps its evidence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract import headline as headlines
from sarkhat.extract import rights
from sarkhat.extract.authors import authors, people
from sarkhat.extract.jsonld import text, texts
from sarkhat.extract.outline import Outline, is_named
from sarkhat.extract.records import Access, Credit
from sarkhat.extract.roles import credits_of
from sarkhat.extract.statements import Page
from sarkhat.extract.titles import one_line
from sarkhat.text import dates, urls
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
_UPDATE_WORDS: Final = re.compile(
    r"(?:آخرین )?(?:به ?روز ?رسانی|به[ \u200c]?روز[ \u200c]?رسانی|ویرایش)(?: شده)?(?: در)?\s*[:：]|"
    r"\b(?:updated|last modified|aktualisiert|mis à jour|actualizado|aggiornato)\b(?: (?:on|am|le|el|il))?\s*:?",
    re.I,
)
_UPDATE_STEMS: Final = (  # of which one stands in each of them
    "روزرسانی", "روز رسانی", "روز\u200cرسانی", "ویرایش", "updated", "modified", "aktualisiert", "mis à jour",
    "actualizado", "aggiornato",
)  # fmt: skip
_SOURCE_LINE: Final = re.compile(r"(?:منبع(?: خبر)?|source|quelle|fuente|المصدر)\s*[:：]", re.I)
_YEAR: Final = re.compile(r"(?:1[34]|19|20)\d\d")
_AHEAD: Final = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was read; `statement` is the JSON-LD articleBody, not yet checked against the page."""

    title: str = ""
    kicker: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: datetime | None = None
    published_how: str = ""
    updated: datetime | None = None
    updated_how: str = ""
    image: str = ""
    language: str = ""
    canonical: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    statement: str = ""
    access: Access = ""
    licence: str = ""
    bylines: tuple[str, ...] = ()  # every author's name that is stated, of persons or not
    sources: tuple[str, ...] = ()  # short lines that name a source («منبع: …»)
    amp: str = ""  # where its AMP form is, on the same host


def read(tree: LexborHTMLParser, outline: Outline, url: str, now: datetime) -> Metadata:
    """Everything that the page states; empty where it states nothing usable. Never raises on bad values."""
    page = Page(tree, outline, url, now)
    published, how = _published(page)
    updated, updated_how = _updated(page)
    headline = headlines.title(page)
    writers, credits = _people(page)
    return Metadata(
        title=headline,
        kicker=headlines.kicker(page, headline),
        description=one_line(page.meta("og:description", "description", "twitter:description")),
        authors=writers,
        credits=credits,
        published=published,
        published_how=how,
        updated=updated,
        updated_how=updated_how,
        image=_image(page),
        language=page.language,
        canonical=_canonical(page),
        section=one_line(text(page.node.get("articleSection")) or page.meta("article:section", "section"))[:200],
        tags=_tags(page),
        statement=text(page.node.get("articleBody")),
        access=rights.access(page),
        licence=rights.licence(page),
        bylines=_bylines(page),
        sources=_sources(page),
        amp=_amp(page),
    )


def _people(page: Page) -> tuple[tuple[str, ...], tuple[Credit, ...]]:
    """Who wrote it, and everybody with a part in it: who is a writer by no other sign than the byline is an author."""
    credits = credits_of(page, people)
    roles = {fold(credit.name): credit.role for credit in credits}
    stated = authors(page.node, page.metas, page.tree, page.outline)
    # Who took the pictures of a text of their own is its author all the same.
    writers = tuple(name for name in stated if roles.get(fold(name)) not in ("translator", "editor"))
    writers = writers or tuple(credit.name for credit in credits if credit.role in ("author", "reporter"))
    known = {fold(name) for name in writers}
    own = tuple(Credit(name, "reporter" if roles.get(fold(name)) == "reporter" else "author") for name in writers)
    return writers, own + tuple(credit for credit in credits if fold(credit.name) not in known)


def _published(page: Page) -> tuple[datetime | None, str]:
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


def _updated(page: Page) -> tuple[datetime | None, str]:
    if at := _first_date(page, [text(page.node.get("dateModified"))]):
        return at, "json-ld"
    if at := _first_date(page, (page.meta(name) for name in _UPDATED)):
        return at, "meta"
    times = page.tree.css("[itemprop=dateModified][content], [itemprop=dateModified][datetime], time.updated[datetime]")
    stated = (node.attributes.get("datetime") or node.attributes.get("content") or "" for node in times[:3])
    if at := _first_date(page, stated):
        return at, "time"
    if at := _first_date(page, (line[mark.end() :] for line, mark in _update_lines(page))):
        return at, "text"
    return None, ""


def _update_lines(page: Page) -> list[tuple[str, re.Match[str]]]:
    """Short lines that say when the page was brought up to date, with the words that say so."""
    short = [piece.text for piece in page.outline.pieces if len(piece.text) < 120]
    said = "\n".join(short).lower()
    if not any(stem in said for stem in _UPDATE_STEMS):  # nearly all pages
        return []
    found = ((line, _UPDATE_WORDS.search(line)) for line in short)
    return [(line, mark) for line, mark in found if mark and _YEAR.search(fold(line[mark.end() :]))][:3]


def _date_lines(page: Page) -> list[str]:
    """Short lines around the title that hold a year, those in boxes named for dates first."""
    heads = [number for number, piece in enumerate(page.outline.pieces) if piece.kind == "h1"]
    start = heads[0] if heads else 0
    near = page.outline.pieces[max(0, start - 8) : start + 12]
    short = [piece for piece in near if len(piece.text) < 120 and _YEAR.search(fold(piece.text))]
    short.sort(key=lambda piece: not is_named(page.outline, piece, _DATE_BOX))
    return [piece.text for piece in short]


def _first_date(page: Page, stated: Iterable[str]) -> datetime | None:
    for words in stated:
        at = _moment(words, page) if words else None
        if at and at <= page.now + _AHEAD and at.year >= 1990:
            return at
    return None


def _moment(words: str, page: Page) -> datetime | None:
    if re.match(r"(?:19|20)\d\d-\d\d-\d\dT", words):
        try:
            at = datetime.fromisoformat(words.strip())
            return (at if at.tzinfo else at.replace(tzinfo=page.zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    found = dates.parse(words, page.now, page.zone)
    return found.at if found else None


def _image(page: Page) -> str:
    stated = [page.meta("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")]
    for address in [*stated, *texts(page.node.get("image"), "url", "contentUrl")]:
        whole = urls.absolute(page.url, address)
        if whole and len(whole) <= 2000 and not re.search(r"logo|placeholder|default[-_.]", whole, re.I):
            return whole
    return ""


def _canonical(page: Page) -> str:
    """The address that the page calls its own: believed on the same site, and not when it is the home page."""
    link = page.tree.css_first('link[rel="canonical"]')
    for stated in ((link.attributes.get("href") or "") if link else "", page.meta("og:url")):
        whole = urls.absolute(page.url, stated)
        home = urlsplit(whole).path in ("", "/") and not urlsplit(whole).query if whole else True
        if whole and len(whole) <= 2000 and not home and urls.same_site(whole, page.url):
            return urls.canonical(whole)
    return ""


def _amp(page: Page) -> str:
    """Where the page says that its AMP form is: believed on its own host alone."""
    link = page.tree.css_first("link[rel~=amphtml]")
    whole = urls.absolute(page.url, (link.attributes.get("href") or "").strip()) if link else ""
    return urls.canonical(whole) if whole and len(whole) <= 2000 and urls.host(whole) == urls.host(page.url) else ""


def _bylines(page: Page) -> tuple[str, ...]:
    return tuple(one_line(name) for name in (*texts(page.node.get("author"), "name"), *page.metas.get("author", [])))[
        :8
    ]


def _sources(page: Page) -> tuple[str, ...]:
    """Short lines of the page that are nothing but a source's name behind its label."""
    short = (piece.text for piece in page.outline.pieces if len(piece.text) < 80)
    return tuple(one_line(line) for line in short if _SOURCE_LINE.match(line))[:2]


def _tags(page: Page) -> tuple[str, ...]:
    stated = page.metas.get("article:tag", []) or texts(page.node.get("keywords"), "name")
    stated = stated or page.metas.get("news_keywords", []) or page.metas.get("keywords", [])
    parts = (one_line(tag) for words in stated for tag in re.split("[,،;؛]", words))
    return tuple(dict.fromkeys(tag for tag in parts if 1 < len(tag) < 60))[:20]
