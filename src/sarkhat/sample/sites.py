"""The web sites of the invented outlets: front page, article pages, a feed, pictures, robots.txt."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from sarkhat.replay.material import Clock, FeedItem, rss
from sarkhat.replay.server import Reply, Request
from sarkhat.sample import feeds, markup
from sarkhat.sample.material import OutletSheet, Piece
from sarkhat.sample.pictures import draw
from sarkhat.text.dates import long_date

MENU = {
    "fa": ("سیاسی", "اقتصادی", "اجتماعی", "ورزشی", "فرهنگی"),
    "en": ("Politics", "Economy", "Society", "Sport", "Culture"),
    "ar": ("سياسة", "اقتصاد", "مجتمع", "رياضة", "ثقافة"),
}
SECTION_WORDS = {
    "fa": {
        "politics": "سیاسی", "world": "بین‌الملل", "economy": "اقتصادی", "society": "اجتماعی", "sport": "ورزشی",
        "culture": "فرهنگی", "science": "علمی", "other": "گوناگون",
    },
    "en": {
        "politics": "Politics", "world": "World", "economy": "Business", "society": "Society", "sport": "Sport",
        "culture": "Culture", "science": "Science", "other": "Miscellany",
    },
    "ar": {
        "politics": "سياسة", "world": "العالم", "economy": "اقتصاد", "society": "مجتمع", "sport": "رياضة",
        "culture": "ثقافة", "science": "علوم", "other": "منوعات",
    },
}  # fmt: skip
_ZONE = ZoneInfo("Asia/Tehran")
_PAGES = Environment(loader=PackageLoader("sarkhat.sample", "designs"), autoescape=True)
_ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class Row:
    """A piece as its outlet's pages show it now."""

    number: int
    path: str
    url: str
    title: str
    kicker: str
    lead: str
    author: str
    footnote: str
    summary: str
    picture: str
    published: str
    at: datetime
    section: str
    tags: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]


class OutletSite:
    """One outlet's site, answering for the clock's time."""

    def __init__(
        self, sheet: OutletSheet, pieces: list[Piece], opened: datetime, origin: str, clock: Clock, hub: str = ""
    ) -> None:
        self.sheet = sheet
        self.pieces = pieces
        self.opened = opened
        self.origin = origin
        self.clock = clock
        self.hub = hub

    def __call__(self, request: Request) -> Reply | None:
        if self.sheet.dead:
            return Reply(b"<!doctype html><title>410</title><p>Gone", status=410)
        match request.path.strip("/").split("/"):
            case [""]:
                return self._front()
            case ["robots.txt"]:
                return Reply(b"User-agent: *\nDisallow: /search\n", "text/plain")
            case ["rss" | "atom.xml" | "feed.json" | "news-sitemap.xml"]:
                return self._announced(self._feed(), request.path)
            case ["news", number, *_] if number.isdigit():
                return self._article(int(number))
            case ["picture", section, motif, name]:
                return Reply(draw(name.removesuffix(".jpg"), motif, section), "image/jpeg")
        return None

    def _out(self) -> list[Piece]:
        elapsed = self._elapsed()
        out = [piece for piece in self.pieces if piece.is_out(elapsed)]
        return sorted(out, key=lambda piece: piece.at, reverse=True)

    def _elapsed(self) -> timedelta:
        return self.clock() - self.opened

    def _front(self) -> Reply:
        rows = [self._row(piece) for piece in sorted(self._out(), key=self._weight, reverse=True)]
        if not rows:
            return Reply(b"<!doctype html><title></title>")
        return self._page("front", lead=rows[0], second=rows[1:5], rest=rows[5:20])

    def _weight(self, piece: Piece) -> float:
        """What the editors of this outlet lead with: what many tell, while it is new."""
        return piece.coverage + 0.35 * (piece.at.total_seconds() / 3600)

    def _article(self, number: int) -> Reply | None:
        piece = next((piece for piece in self._out() if piece.number == number), None)
        if piece is None:
            return None
        row = self._row(piece)
        related = [self._row(other) for other in self._out() if other is not piece][:4]
        return self._page(
            "article",
            row=row,
            related=related,
            json_ld=self._json_ld(row),
            section=SECTION_WORDS[self.sheet.language][row.section],
            jalali=long_date(row.at, "fa" if self.sheet.language == "fa" else "en", _ZONE),
            more="Read on" if self.sheet.language == "en" else "خواندنی‌ها",
        )

    def _page(self, kind: str, **values: object) -> Reply:
        language = self.sheet.language
        html = _PAGES.get_template(f"{self.sheet.design}_{kind}.html").render(
            outlet=self.sheet,
            menu=MENU[language],
            language=language,
            direction="ltr" if language == "en" else "rtl",
            encoding="utf-8",
            **values,
        )
        return Reply(self._damaged(html).encode())

    def _json_ld(self, row: Row) -> str:
        article: dict[str, object] = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": row.title, "image": [row.picture],
            "datePublished": row.published, "mainEntityOfPage": row.url,
            "publisher": {"@type": "Organization", "name": self.sheet.name},
        }  # fmt: skip
        if row.author:
            article["author"] = {"@type": "Person", "name": row.author}
        if self.sheet.feed == "json":
            article["articleBody"] = "\n".join(text for kind, text in row.blocks if kind != "html")
        return Markup(json.dumps(article, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - "<" is escaped

    def _announced(self, feed: Reply, path: str) -> Reply:
        """The feed with its hub, where the outlet has one (WebSub §4)."""
        link = f'<{self.hub}>; rel="hub", <{self.origin}{path}>; rel="self"'
        return replace(feed, headers={**feed.headers, "Link": link}) if self.sheet.pushes else feed

    def _feed(self) -> Reply:
        items = [
            FeedItem(row.url, row.url, row.title, row.summary, row.at, self._category(row))
            for row in map(self._row, self._out()[:80])
        ]
        channel = feeds.Channel(self.sheet.name, f"{self.origin}/", self.sheet.language)
        if self.sheet.breaks_feed:
            return feeds.broken_rss(channel, items)
        if self.sheet.encoding != "utf-8":
            return feeds.rss_in(self.sheet.encoding, channel, items)
        writers = {"atom": feeds.atom, "json": feeds.json_feed, "sitemap": feeds.news_sitemap}
        if self.sheet.feed in writers:
            return writers[self.sheet.feed](channel, items)
        reply = rss(channel.title, channel.home, items, channel.language)
        return Reply(self._damaged(reply.body.decode()).encode(), reply.type)

    def _category(self, row: Row) -> str:
        """The outlet's own section, where its feed states one."""
        return SECTION_WORDS[self.sheet.language][row.section] if self.sheet.states_section else ""

    def _damaged(self, text: str) -> str:
        """As the outlet's software lets it out."""
        return text.replace(_ZWNJ, "") if self.sheet.loses_zwnj else text

    def _row(self, piece: Piece) -> Row:
        wording = piece.wording(self._elapsed())
        blocks = markup.blocks(
            wording.body, lambda name: f"{self.origin}/picture/{piece.section}/{piece.picture}/{name}.jpg"
        )
        at = (self.opened + piece.at).astimezone(UTC).replace(microsecond=0)
        path = f"/news/{piece.number}/{piece.happening}"
        if piece.source and not blocks[0][1].startswith("به گزارش"):
            blocks = (("p", f"به گزارش {_SOURCES[piece.source]}، {blocks[0][1]}"), *blocks[1:])
        return Row(
            piece.number, path, self.origin + path, wording.title, piece.kicker, piece.lead, piece.author,
            piece.footnote, piece.lead or blocks[0][1][:180], self._picture(piece), at.astimezone(_ZONE).isoformat(),
            at, piece.section, piece.tags, blocks,
        )  # fmt: skip

    def _picture(self, piece: Piece) -> str:
        return f"{self.origin}/picture/{piece.section}/{piece.picture}/{piece.happening}.jpg"


_SOURCES = {"bidmeshk": "خبرگزاری بیدمشک"}
