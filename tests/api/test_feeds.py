"""Feeds out, read back with a feed reader's own library."""

import io
import json
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

FEEDS = ["/feeds/top", "/feeds/section/politics", "/feeds/outlet/bamdad", "/feeds/story/{story}"]


def read(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    read = feedparser.parse(
        io.BytesIO(answer.content), response_headers={name.lower(): value for name, value in answer.items()}
    )
    assert not read.bozo, read.get("bozo_exception")
    return read


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(("form", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_every_feed_is_well_formed_and_leads_to_the_outlet(
    client: Client, archive: Any, path: str, form: str, version: str
) -> None:
    told = read(client, f"{path.format(story=archive.story.pk)}.{form}")
    assert told.version == version
    assert told.feed.language == "fa"
    entry = next(one for one in told.entries if one.title == "تیتر یک")
    assert entry.link == archive.lead.url
    assert entry.summary == "فراز 1"
    assert entry.source.title == "رسانهٔ bamdad"
    assert "متنِ" not in client.get(f"{path.format(story=archive.story.pk)}.{form}").content.decode()


@pytest.mark.parametrize("path", FEEDS)
def test_json_feed(client: Client, archive: Any, path: str) -> None:
    answer = client.get(f"{path.format(story=archive.story.pk)}.json")
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    told = json.loads(answer.content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"http://testserver{path.format(story=archive.story.pk)}.json"
    item = next(one for one in told["items"] if one["title"] == "تیتر یک")
    assert (item["url"], item["content_text"], item["authors"]) == (archive.lead.url, "فراز 1", [{"name": "مریم"}])


@pytest.mark.parametrize("path", ["/feeds/outlet/bamdad", "/feeds/top"])
def test_an_edit_keeps_the_id_and_moves_the_time(client: Client, archive: Any, path: str) -> None:
    before = read(client, f"{path}.atom").entries[-1]
    archive.lead.title, archive.lead.revision = "تیتر دیگر", 2
    archive.lead.changed_at = archive.lead.published.replace(hour=20)
    archive.lead.save()
    after = read(client, f"{path}.atom").entries[-1]
    assert after.title == "تیتر دیگر"
    assert after.id == before.id
    assert after.updated > before.updated
    assert after.published == before.published


def test_markup_and_controls_in_titles_do_no_harm(client: Client, archive: Any) -> None:
    archive.second.title = "تیتر <b> & \x08 سه"
    archive.second.save()
    assert len(read(client, "/feeds/outlet/soot.rss").entries) == 1


def test_feeds_have_validators(client: Client, archive: Any) -> None:
    first = client.get("/feeds/top.rss")
    assert first.headers["Last-Modified"].endswith("GMT")
    assert 'rel="self"' in first.headers["Link"]
    assert client.get("/feeds/top.rss", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_empty_and_missing(client: Client, archive: Any) -> None:
    assert read(client, "/feeds/section/sport.rss").entries == []
    assert client.get("/feeds/section/cooking.rss").status_code == 404
    assert client.get("/feeds/outlet/nobody.rss").status_code == 404
    assert client.get("/feeds/story/999.json").status_code == 404
    assert client.get("/feeds/top.xml").status_code == 404


def test_the_list_of_feeds_names_feeds_that_answer(client: Client, archive: Any) -> None:
    root = etree.fromstring(client.get("/feeds/sections.opml").content)
    addresses = [outline.get("xmlUrl", "") for outline in root.iter("outline")]
    assert len(addresses) == 10
    assert {client.get(one.removeprefix("http://testserver")).status_code for one in addresses} == {200}


def test_the_sitemap_names_stories_and_pages(client: Client, archive: Any) -> None:
    index = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/sitemap-stories.xml" in index
    stories = client.get("/sitemap-stories.xml").content.decode()
    assert f"<loc>http://testserver/story/{archive.story.pk}/</loc><lastmod>2026-11-20</lastmod>" in stories
    assert "http://testserver/section/sport/" in client.get("/sitemap-pages.xml").content.decode()
    assert "http://testserver/outlet/soot/" in client.get("/sitemap-outlets.xml").content.decode()
