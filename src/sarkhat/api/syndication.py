"""A feed in its three formats.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287) and JSON Feed 1.1
(https://www.jsonfeed.org/version/1.1/). The first two are written by Django.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from sarkhat.api.items import Channel, Item

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML 1.0


class Rss(Rss201rev2Feed):
    """RSS that names the outlet of each item."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("source", item["outlet"], {"url": item["outlet_home"]})


class Atom(Atom1Feed):
    """Atom that names the outlet of each entry, and the entry's language."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.startElement("source", AttributesImpl({}))
        handler.addQuickElement("id", item["outlet_home"])
        handler.addQuickElement("title", item["outlet"])
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("link", "", {"href": item["outlet_home"], "rel": "alternate"})
        handler.endElement("source")


def _xml(make: type[SyndicationFeed], channel: Channel) -> bytes:
    feed = make(
        title=channel.title,
        link=channel.page,
        description=channel.description,
        language=channel.language,
        feed_url=channel.address,
    )
    for item in channel.items:
        feed.add_item(
            title=_CONTROLS.sub("", item.title),
            link=item.link,
            description=_CONTROLS.sub("", item.summary),
            author_name="، ".join(item.authors) or item.outlet,
            pubdate=item.published,
            updateddate=item.updated,
            unique_id=item.id,
            unique_id_is_permalink=False,
            categories=[item.section] if item.section else [],
            comments=item.page,
            outlet=item.outlet,
            outlet_home=item.outlet_home,
            language=item.language,
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def rss(channel: Channel) -> bytes:
    """RSS 2.0."""
    return _xml(Rss, channel)


def atom(channel: Channel) -> bytes:
    """Atom 1.0."""
    return _xml(Atom, channel)


def json_feed(channel: Channel) -> bytes:
    """JSON Feed 1.1."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": channel.language,
        "items": [_json_item(item) for item in channel.items],
    }
    return json.dumps(value, ensure_ascii=False).encode()


def _json_item(item: Item) -> dict[str, Any]:
    facts = asdict(item)
    return {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "content_text": item.summary,
        "date_published": rfc3339_date(item.published),
        "date_modified": rfc3339_date(item.updated),
        "authors": [{"name": name} for name in item.authors] or [{"name": item.outlet, "url": item.outlet_home}],
        "tags": [item.section] if item.section else [],
        "language": item.language,
        "_sarkhat": {name: facts[name] for name in ("outlet", "outlet_home", "page")},
    }


FORMATS: Final[dict[str, tuple[Callable[[Channel], bytes], str]]] = {
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}
