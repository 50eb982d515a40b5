"""Sitemaps and their indexes: sound ones, packed ones, damaged ones, and those made to be too much."""

import gzip
from datetime import UTC, datetime

import pytest

from sarkhat.harvest.kinds.sitemap.parse import parse
from sarkhat.harvest.kinds.sitemap.tree import root_of
from sarkhat.harvest.records import Parsed

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://a.example/sitemap.xml"


def read(body: str | bytes) -> Parsed:
    return parse(body.encode() if isinstance(body, str) else body, URL, "", NOW)


def urls(inner: str) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{inner}</urlset>"
    )


def index(*parts: tuple[str, str]) -> str:
    inner = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in parts)
    return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inner}</sitemapindex>"


def dated(day: int) -> str:
    return f"<url><loc>https://a.example/{day}</loc><lastmod>2026-02-{day:02}</lastmod></url>"


def test_the_newest_come_first_and_the_rest_is_left() -> None:
    entries = read(urls("".join(dated(day % 28 + 1) for day in range(1_400)))).entries
    days = [entry.updated for entry in entries]
    assert (len(entries), days) == (1_000, sorted(days, reverse=True))
    assert entries[0].url == "https://a.example/28"


def test_packed_as_plain() -> None:
    body = urls(dated(3) + dated(4)).encode()
    assert read(gzip.compress(body)) == read(body)
    assert len(read(body).entries) == 2


@pytest.mark.parametrize(
    "damaged",
    [
        urls(dated(3) + dated(4)).removesuffix("</urlset>"),
        urls(dated(3) + "<x>a & b</x>" + dated(4)),
        "\n" + urls(dated(3) + dated(4)),
    ],
)
def test_a_damaged_one_gives_what_can_be_read(damaged: str) -> None:
    assert [entry.url for entry in read(damaged).entries] == ["https://a.example/4", "https://a.example/3"]


def test_an_index_leads_to_its_newest_part() -> None:
    parts = (("https://a.example/old.xml", "2026-02-01"), ("https://a.example/a.xml", "2026-02-28"))
    assert read(index(*parts)).more == "https://a.example/a.xml"
    assert read(index(*parts, ("https://a.example/news.xml", "2026-02-28"))).more == "https://a.example/news.xml"
    assert (
        read(index(("https://a.example/1.xml", ""), ("https://a.example/2.xml", ""))).more == "https://a.example/1.xml"
    )
    assert (read(index()).more, read(index()).error) == ("", "")


def test_entities_are_not_resolved() -> None:
    layers = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    title = "<news:news><news:title>&l11;&f;</news:title></news:news>"
    bomb = f"<!DOCTYPE urlset [<!ENTITY l0 'ha'>{layers}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + urls(
        f"<url><loc>https://a.example/1</loc>{title}</url>"
    ).removeprefix("<?xml version='1.0' encoding='UTF-8'?>")
    (entry,) = read(bomb).entries
    assert "root:" not in entry.title
    assert len(entry.title) < 1_000


@pytest.mark.parametrize(
    "body", [b"<urlset>" + b"<a/>" * 1_200_000, b"<urlset>" + b"<a>" * 1_400_000, b"\x1f\x8b\x08\x00"]
)
def test_too_much_is_not_built(body: bytes) -> None:
    assert root_of(body) is None


def test_a_packed_bomb_is_unpacked_up_to_a_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 80_000_000 + b"<url><loc>https://a.example/1</loc></url></urlset>", 1)
    assert read(bomb).entries == ()
