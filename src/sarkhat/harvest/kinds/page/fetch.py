"""How a page is asked for: within its robots.txt."""

from sarkhat.net.client import Answer, Door


async def fetch(door: Door, url: str, etag: str, modified: str, proxy: str) -> Answer:
    """One conditional request. Raises NetError, among them Disallowed."""
    return await door.get(
        url, etag=etag, modified=modified, accept="text/html", limit=10_000_000, robots=True, proxy=proxy
    )
