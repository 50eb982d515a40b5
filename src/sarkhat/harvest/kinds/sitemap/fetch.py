"""How a sitemap is asked for: within its robots.txt, which mostly names it."""

from sarkhat.net.client import Answer, Door


async def fetch(door: Door, url: str, etag: str, modified: str, proxy: str) -> Answer:
    """One conditional request. Raises NetError, among them Disallowed.

    A sitemap may have 50 MB (sitemaps.org), a news one far less.
    """
    accept = "application/xml, text/xml, application/gzip;q=0.8, */*;q=0.1"
    return await door.get(url, etag=etag, modified=modified, accept=accept, limit=50_000_000, robots=True, proxy=proxy)
