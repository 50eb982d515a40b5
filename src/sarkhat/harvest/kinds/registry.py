"""The kinds by the name that `Watch.kind` carries."""

from typing import Final

from sarkhat.harvest.kinds.channel import fetch as channel_fetch
from sarkhat.harvest.kinds.channel import parse as channel_parse
from sarkhat.harvest.kinds.feed import fetch as feed_fetch
from sarkhat.harvest.kinds.feed import parse as feed_parse
from sarkhat.harvest.kinds.front_page import fetch as front_page_fetch
from sarkhat.harvest.kinds.front_page import parse as front_page_parse
from sarkhat.harvest.kinds.kind import Kind
from sarkhat.harvest.kinds.page import fetch as page_fetch
from sarkhat.harvest.kinds.page import parse as page_parse
from sarkhat.harvest.kinds.sitemap import fetch as sitemap_fetch
from sarkhat.harvest.kinds.sitemap import parse as sitemap_parse

KINDS: Final = {
    "feed": Kind(feed_fetch.fetch, feed_parse.parse),
    "channel": Kind(channel_fetch.fetch, channel_parse.parse),
    "front_page": Kind(front_page_fetch.fetch, front_page_parse.parse),
    "page": Kind(page_fetch.fetch, page_parse.parse),
    "sitemap": Kind(sitemap_fetch.fetch, sitemap_parse.parse),
}
