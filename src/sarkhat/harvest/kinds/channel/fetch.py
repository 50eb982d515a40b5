"""How a channel's preview page is asked for: as any page, but its robots.txt speaks of search engines only."""

from sarkhat.net.client import Answer, Door


async def fetch(door: Door, url: str, etag: str, modified: str, proxy: str) -> Answer:
    """One conditional request for the newest page, or for an older one by its `?before=`. Raises NetError."""
    return await door.get(url, etag=etag, modified=modified, accept="text/html", limit=5_000_000, proxy=proxy)
