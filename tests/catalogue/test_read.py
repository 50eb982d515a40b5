"""Catalogues that an operator might write, right and wrong."""

from pathlib import Path

import pytest

from sarkhat.catalogue.read import CatalogueError, WatchRow, load

GOOD = """
[[outlet]]
key = "bamdad"
name = "بامداد"
name_en = "Bamdad"
home = "https://bamdad.example/"
kind = "site"
owner = "اعلام نشده"
owner_en = "not stated"
[[outlet.watch]]
kind = "front_page"
url = "https://bamdad.example/"
[[outlet.watch]]
kind = "feed"
url = "https://bamdad.example/feed"
section = "sport"
checked = false
"""
OTHER = GOOD.replace("bamdad", "shabnam").replace("بامداد", "شبنم").replace("Bamdad", "Shabnam")


def said(text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        load(text)
    return str(caught.value)


def test_good_row_arrives_whole_with_its_defaults() -> None:
    (row,) = load(GOOD).outlets
    assert (row.key, row.name, row.language, row.display, row.country, row.telegram) == (
        "bamdad", "بامداد", "fa", "excerpt", "", "",
    )  # fmt: skip
    assert row.watches == (
        WatchRow("front_page", "https://bamdad.example/", "", "front", True),
        WatchRow("feed", "https://bamdad.example/feed", "sport", "items", False),
    )


def test_a_path_reads_as_its_text_does(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load(path) == load(GOOD)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ('key = "bamdad"', 'key = "Bam dad"', "key must be a slug"),
        ('key = "bamdad"', "", "key must be a slug"),
        ('"بامداد"', '"بامداد ملي"', "name must be written with ی and ک"),
        ('home = "https://bamdad.example/"', 'home = "ftp://bamdad.example/"', "home must be an address"),
        ('home = "https://bamdad.example/"', 'home = "bamdad.example"', "home must be an address"),
        ('kind = "site"', 'kind = "blog"', "kind must be one of agency, paper, site"),
        ('kind = "site"', "kind = 3", "kind must be one of agency, paper, site"),
        ('kind = "site"', 'kind = "site"\ncountry = "Iran"', "country must be an ISO 3166 code"),
        ('kind = "site"', 'kind = "site"\ndisplay = "all"', "display must be one of excerpt, full"),
        ('kind = "site"', 'kind = "site"\ndisplay = "full"', "terms must be the licence, with its address,"),
        ('kind = "site"', 'kind = "site"\ntelegram = "@bamdad"', "telegram must be a channel name without @"),
        ('kind = "site"', 'kind = "site"\nlean = "left"', "lean must be one of the known fields: key, name"),
        ('kind = "feed"', 'kind = "rss"', "watch 2 kind must be one of feed, channel, front_page, sitemap"),
        ('section = "sport"', 'section = "sports"', "watch 2 section must be one of politics, world"),
        ('section = "sport"', 'role = "top"', "watch 2 role must be one of items, front"),
        ("checked = false", 'checked = "no"', "watch 2 checked must be true or false"),
        ("checked = false", 'name = "x"', "watch 2 name must be one of the known fields: kind, url"),
        ('url = "https://bamdad.example/feed"', "", "watch 2 url must be an address"),
        ("checked = false", 'role = "front"', "watch must be at least one feed, channel, sitemap or page"),
        ('kind = "front_page"', 'kind = "front_page"\nrole = "items"', "watch 1 role must be left out"),
        ('kind = "feed"', 'kind = "sitemap"\nrole = "front"', "watch 2 role must be left out"),
        ('kind = "feed"', 'kind = "channel"', "watch 2 url must be the channel's preview page"),
        ("bamdad.example/feed", "t.me/s/bamdad", 'watch 2 kind must be "channel"'),
        ("bamdad.example/feed", "bamdad.example", "watch url must be unlike any other"),
    ],
)
def test_what_is_wrong_is_said_with_key_field_and_right_values(good: str, bad: str, complaint: str) -> None:
    assert good in GOOD
    assert complaint in said(GOOD.replace(good, bad, 1))


def test_outlet_without_watches_is_refused() -> None:
    assert "watch must be one or more [[outlet.watch]] tables" in said(GOOD[: GOOD.index("[[outlet.watch]]")])


def test_all_bad_rows_are_told_of_at_once() -> None:
    text = GOOD.replace('"site"', '"blog"').replace("sport", "sports") + OTHER.replace('"شبنم"', '""')
    assert said(text).splitlines() == [
        "bamdad: kind must be one of agency, paper, site, broadcaster, magazine, channel",
        "bamdad: watch 2 section must be one of politics, world, economy, society, sport, culture, science, other",
        "shabnam: name must be one line of text",
    ]


def test_a_bad_row_does_not_hide_the_good_ones() -> None:
    kept = load(GOOD.replace('"site"', '"blog"') + OTHER, strict=False)
    assert [row.key for row in kept.outlets] == ["shabnam"]
    assert [(problem.key, problem.field) for problem in kept.problems] == [("bamdad", "kind")]


def test_of_two_rows_with_one_key_the_first_stays() -> None:
    kept = load(GOOD + OTHER.replace('key = "shabnam"', 'key = "bamdad"'), strict=False)
    assert [row.name for row in kept.outlets] == ["بامداد"]
    assert "key must be unlike any other, but bamdad is also in bamdad" in str(kept.problems[0])


def test_two_outlets_cannot_watch_one_address_however_it_is_written() -> None:
    text = GOOD + OTHER.replace("https://shabnam.example/feed", "https://BAMDAD.example:443/feed")
    assert "shabnam: watch url must be unlike any other" in said(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("key = ", "the file must be valid TOML"),
        ("", "outlet must be one or more [[outlet]] tables"),
        ("outlet = 3", "outlet must be one or more [[outlet]] tables"),
        ("[[source]]\nkey = 'a'", "source must be left out: only [[outlet]] tables are known"),
    ],
)
def test_what_is_no_catalogue_at_all_is_refused_either_way(text: str, complaint: str) -> None:
    assert complaint in said(text)
    with pytest.raises(CatalogueError):
        load(text, strict=False)


def test_file_that_is_missing_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")
    (tmp_path / "old.toml").write_bytes(GOOD.encode("cp1256", "ignore"))
    with pytest.raises(CatalogueError, match="readable UTF-8"):
        load(tmp_path / "old.toml")
