"""How a feed is asked for. robots.txt is not: an operator added this feed by hand."""

from typing import Final

from sarkhat.net.client import Answer, Door

ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)


async def fetch(door: Door, url: str, etag: str, modified: str, proxy: str) -> Answer:
    """One conditional request. Raises NetError."""
    return await door.get(url, etag=etag, modified=modified, accept=ACCEPT, proxy=proxy)
