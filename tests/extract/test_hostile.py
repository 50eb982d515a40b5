"""Pages that once stopped a whole round of visits."""

from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import article_html, page
from sarkhat.extract import archive, run
from sarkhat.extract.decide import extract_page
from sarkhat.extract.models import Article, PageVisit
from sarkhat.extract.templates import site as site_of_templates
from sarkhat.harvest.models import Sighting
from sarkhat.net.client import Door
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.work import next_seq
from sarkhat.text import urls

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def sight(url: str, now: datetime) -> None:
    outlet, _ = Outlet.objects.get_or_create(key="khabar", name="خبرخانه", home="http://khabar.localhost")
    facts = {"outlet": outlet, "kind": "feed", "url": "http://khabar.localhost/rss", "host": "khabar.localhost"}
    watch, _ = Watch.objects.get_or_create(url_key=urls.url_key(facts["url"]), defaults=facts)
    key = urls.url_key(url)
    Sighting.objects.create(
        watch=watch, outlet=outlet, seq=next_seq("sighting"), url=url, url_key=key, entry_key=key, content_key=key,
        first_seen=now,
    )  # fmt: skip


async def visit() -> int:
    await sync_to_async(run.adopt)()
    async with Door(allow_loopback=True) as door:
        return await run.visit_due(door)


@pytest.mark.parametrize("broken", ["read", "kept"])
async def test_one_page_does_not_hold_up_its_round(site: Site, time: Time, monkeypatch, broken: str) -> None:
    for path in ("/bad", "/good"):
        site.say(path, page(article_html()))
        await sync_to_async(sight)(site.url(path), time.now)
    general, save = site_of_templates.read_page, archive.save_page

    def read(text, url, *rest):
        if broken == "read" and url.endswith("/bad"):
            raise OverflowError("date value out of range")
        return general(text, url, *rest)

    def kept(sighting, *rest):
        if broken == "kept" and sighting.url.endswith("/bad"):
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return save(sighting, *rest)

    monkeypatch.setattr(site_of_templates, "read_page", read)
    monkeypatch.setattr(archive, "save_page", kept)
    assert await visit() == 2
    assert [row.url async for row in Article.objects.all()] == [site.url("/good")]
    bad = await PageVisit.objects.aget(sighting__url=site.url("/bad"))
    assert (bad.error, bad.attempts, bad.lease_until) == ("answer-unreadable", 1, None)
    assert bad.next_at > time.now


@pytest.mark.parametrize("date", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "1/1/1 00:00 +14:00"])
def test_dates_at_the_ends_of_time_are_none(date: str) -> None:
    html = page(article_html(), f'<meta property="article:published_time" content="{date}">')
    assert extract_page(html, "https://khabar.example/1", NOW).published is None


def test_statements_with_surrogates_and_overrides_come_out_sound() -> None:
    stated = '{"@type":"NewsArticle","author":{"@type":"Person","name":"سارا \\ud800\\u202eنوری"}}'
    html = page(article_html(), f'<script type="application/ld+json">{stated}</script>')
    taken = extract_page(html, "https://khabar.example/1", NOW)
    assert taken.authors == ("سارا \ufffdنوری",)


@pytest.mark.parametrize("name", ["base64", "idna", "undefined", "unicode_escape"])
def test_a_page_in_an_encoding_that_is_none_is_read(name: str) -> None:
    taken = extract_page(page(article_html()).encode(), "https://khabar.example/1", NOW, f"text/html; charset={name}")
    assert taken.blocks
