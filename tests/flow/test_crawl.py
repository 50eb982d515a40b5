"""Every internal link of the filled site leads to a page that is there."""

from collections import deque
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from pipe import follow
from selectolax.lexbor import LexborHTMLParser

from sarkhat.pages.cache import SHELF
from sarkhat.replay.material import open_show
from sarkhat.replay.server import Server
from sarkhat.sample.newsroom_server import newsroom

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
_REFERENCES = (("a[href]", "href"), ("link[href]", "href"), ("img[src]", "src"), ("script[src]", "src"))


@pytest.fixture
def filled(plain_static, settings, tmp_path):
    settings.DATA = tmp_path
    SHELF.clear()
    with Server() as server:
        opened = datetime.now(UTC)
        show = newsroom(server, opened, lambda: opened)
        open_show(server, show)
        follow(show.catalogue)
        yield


def _references(html: bytes, at: str) -> set[str]:
    tree = LexborHTMLParser(html)
    found = {
        urljoin(at, node.attributes.get(attribute) or "") for css, attribute in _REFERENCES for node in tree.css(css)
    }
    return {urldefrag(url).url for url in found if urlsplit(url).netloc == "testserver"}


def test_no_internal_link_is_dead(filled):
    client = Client()
    start = f"{SITE}/"
    seen, queue, broken = {start}, deque([start]), []
    while queue:
        url = queue.popleft()
        answer = client.get(url.removeprefix(SITE))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 200:
            broken.append((answer.status_code, url))
        elif "text/html" in answer.headers["Content-Type"]:
            fresh = {link for link in _references(body, url) if "/static/" not in link} - seen
            seen |= fresh
            queue.extend(sorted(fresh))
    assert broken == []
    assert len(seen) > 400
