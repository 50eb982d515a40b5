"""The newsroom's feeds in every form that outlets use: RSS 2.0, Atom, JSON Feed, a news sitemap, and a broken one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from sarkhat.replay.material import FeedItem, rss
from sarkhat.replay.server import Reply

# Letters that windows-1256 lacks, as its writers replace them.
_CP1256 = str.maketrans("یۀ۰۱۲۳۴۵۶۷۸۹", "يه0123456789")


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    home: str
    language: str


def rss_in(encoding: str, channel: Channel, items: Iterable[FeedItem]) -> Reply:
    """RSS 2.0 in an old encoding, as some sites still send it."""
    text = rss(channel.title, channel.home, items, channel.language).body.decode()
    body = text.replace('encoding="utf-8"', f'encoding="{encoding}"').translate(_CP1256)
    return Reply(body.encode(encoding, "xmlcharrefreplace"), f"text/xml; charset={encoding}")


def broken_rss(channel: Channel, items: Iterable[FeedItem]) -> Reply:
    """RSS as careless sites send it: a bare ampersand, a named entity of HTML, and no end."""
    text = rss(channel.title, channel.home, items, channel.language).body.decode()
    text = text.replace("<description>", "<description>&nbsp;اخبار & گزارش: ").removesuffix("</channel></rss>")
    return Reply(text.encode(), "text/xml; charset=utf-8")


def atom(channel: Channel, items: Iterable[FeedItem]) -> Reply:
    """Atom 1.0 (RFC 4287)."""
    rows = "".join(
        f'<entry><id>{escape(item.id)}</id><title>{escape(item.title)}</title><link href="{escape(item.link)}"/>'
        f"<updated>{_iso(item.published)}</updated><published>{_iso(item.published)}</published>"
        f'<summary type="text">{escape(item.summary)}</summary>{_atom_category(item)}</entry>'
        for item in items
    )
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{channel.language}"><id>{channel.home}</id><title>{escape(channel.title)}</title>'
        f'<link href="{channel.home}"/>{rows}</feed>'
    )
    return Reply(text.encode(), "application/atom+xml; charset=utf-8")


def json_feed(channel: Channel, items: Iterable[FeedItem]) -> Reply:
    """JSON Feed 1.1."""
    rows = [
        {"id": item.id, "url": item.link, "title": item.title, "summary": item.summary,
         "date_published": _iso(item.published)}
        for item in items
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": channel.title, "home_page_url": channel.home,
        "language": channel.language, "items": rows,
    }  # fmt: skip
    return Reply(json.dumps(feed, ensure_ascii=False).encode(), "application/feed+json; charset=utf-8")


def news_sitemap(channel: Channel, items: Iterable[FeedItem]) -> Reply:
    """A news sitemap, as the search engines ask for it."""
    rows = "".join(
        f"<url><loc>{escape(item.link)}</loc><news:news><news:publication><news:name>{escape(channel.title)}"
        f"</news:name><news:language>{channel.language}</news:language></news:publication>"
        f"<news:publication_date>{_iso(item.published)}</news:publication_date>"
        f"<news:title>{escape(item.title)}</news:title></news:news></url>"
        for item in items
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
    )
    return Reply(text.encode(), "application/xml; charset=utf-8")


def _atom_category(item: FeedItem) -> str:
    return f'<category term="{escape(item.category)}"/>' if item.category else ""


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
