"""Rows from what was found: pure."""

import pytest

from sarkhat.catalogue.read import WatchRow
from sarkhat.sources.decide import channel_key, key_for, outlet_row, outlets_of, site_key, watch_rows
from sarkhat.sources.discover import Found, Site
from sarkhat.sources.opml import FeedRow


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.bamdad.example/", "bamdad"),
        ("https://bamdad.co.ir/fa/", "bamdad"),
        ("https://fa.bamdad-news.example/", "bamdad-news"),
        ("https://sport.bamdad.example/", "sport-bamdad"),
        ("https://news.example/", "news"),
        ("http://127.0.0.1:80/", "127-0-0"),
        ("nonsense", "outlet"),
    ],
)
def test_keys_come_from_the_host(url: str, key: str) -> None:
    assert key_for(url) == key


def test_a_taken_key_gets_a_number() -> None:
    assert key_for("https://bamdad.example/", {"bamdad", "bamdad-2"}) == "bamdad-3"
    assert channel_key("Bamdad_News", {"bamdad-news"}) == "bamdad-news-2"


def test_the_same_site_by_other_addresses() -> None:
    assert site_key("http://www.bamdad.example") == site_key("https://bamdad.example/")
    assert site_key("https://host.example/a/") != site_key("https://host.example/b/")


def test_what_nobody_stated_is_the_careful_choice() -> None:
    row = outlet_row("bamdad", "", "https://bamdad.example", Site(), ())
    assert (row.name, row.language, row.display, row.home) == (
        "bamdad.example",
        "fa",
        "excerpt",
        "https://bamdad.example/",
    )


def test_an_address_is_watched_once() -> None:
    found = [Found("feed", "https://a.example/rss?utm_source=x"), Found("feed", "https://a.example/rss")]
    assert [(row.kind, row.role) for row in watch_rows(found, "https://a.example")] == [
        ("feed", "items"),
        ("front_page", "front"),
    ]


def feed(name: str, url: str, home: str = "") -> FeedRow:
    return FeedRow(name, home, "", WatchRow("channel" if "t.me" in url else "feed", url, "", "items", True))


def test_feeds_of_one_site_become_one_outlet() -> None:
    rows = outlets_of(
        [
            feed("بامداد: ورزش", "https://bamdad.example/sport", "https://www.bamdad.example/"),
            feed("بامداد", "https://bamdad.example/all", "https://bamdad.example"),
            feed("", "https://soot.example/rss"),
            feed("کانال", "https://t.me/s/bamdad"),
        ],
        {"soot"},
    )
    assert [(row.key, row.name, row.kind, len(row.watches)) for row in rows] == [
        ("bamdad", "بامداد", "site", 3),
        ("soot-2", "soot.example", "site", 2),
        ("bamdad-2", "کانال", "channel", 1),
    ]
