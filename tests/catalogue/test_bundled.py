"""Every row of the shipped catalogue."""

import re
from collections import Counter
from importlib.resources import files
from urllib.parse import urlsplit

import pytest

from sarkhat.catalogue.read import Catalogue, OutletRow, bundled
from sarkhat.catalogue.rules import OUTLET_RULES, WATCH_RULES
from sarkhat.sources.records import OUTLET_KINDS, SECTIONS

SPECTRUM = {
    "state agencies": {"irna", "iribnews", "mizan", "yjc"},
    "agencies of institutions": {"isna", "mehr", "fars", "tasnim", "ilna", "iqna"},
    "conservative": {"kayhan", "resalat", "javan", "rajanews", "vatanemrooz"},
    "reformist": {"shargh", "etemad", "hammihan", "ensafnews", "jamaran"},
    "private": {"asriran", "fararu", "entekhab", "tabnak"},
    "economy": {"donya-e-eqtesad", "eghtesadnews", "tejaratnews"},
    "technology and sport": {"zoomit", "digiato", "varzesh3", "khabarvarzeshi"},
    "regions": {"imna", "shahraranews", "kurdpress", "shomalnews"},
    "outside Iran": {"bbc-persian", "radiofarda", "dw-persian", "iranintl", "radiozamaneh", "kayhan-london"},
    "Afghanistan": {"hasht-e-subh", "etilaatroz", "pajhwok", "tolonews"},
}
SHIPPED = bundled()
OUTLETS = pytest.mark.parametrize("outlet", SHIPPED.outlets, ids=lambda outlet: outlet.key)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return SHIPPED


def test_at_least_sixty_outlets(catalogue: Catalogue) -> None:
    assert len(catalogue.outlets) >= 60


@pytest.mark.parametrize("group", SPECTRUM)
def test_each_group_of_the_spectrum_is_there(catalogue: Catalogue, group: str) -> None:
    assert SPECTRUM[group] <= {outlet.key for outlet in catalogue.outlets}


def test_every_kind_of_outlet_and_every_main_section_is_met(catalogue: Catalogue) -> None:
    assert {outlet.kind for outlet in catalogue.outlets} == set(OUTLET_KINDS)
    sections = {watch.section for outlet in catalogue.outlets for watch in outlet.watches}
    assert set(SECTIONS) - {"other"} <= sections


@OUTLETS
def test_names_are_persian_and_latin(outlet: OutletRow) -> None:
    for text in (outlet.name, outlet.owner):
        assert re.search("[\u0600-\u06ff]", text)
        assert not set(text) & set("يكىة\u200f\u200e\u00a0")
        assert "  " not in text
    assert outlet.name_en.isprintable()
    assert not re.search("[\u0600-\u06ff]", outlet.name_en + outlet.owner_en)


@OUTLETS
def test_every_outlet_brings_items_and_shows_its_lead(outlet: OutletRow) -> None:
    assert any(watch.role == "items" for watch in outlet.watches)
    fronts = [watch for watch in outlet.watches if watch.kind == "front_page"]
    assert [front.url for front in fronts] == ([] if outlet.kind == "channel" else [outlet.home])


@OUTLETS
def test_addresses_are_http_with_a_public_host_name(outlet: OutletRow) -> None:
    for url in (outlet.home, *(watch.url for watch in outlet.watches)):
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or "")
        assert parts.port is None
        assert parts.username is None
        assert not parts.fragment


@OUTLETS
def test_owner_is_a_fact_or_said_to_be_not_stated(outlet: OutletRow) -> None:
    assert outlet.owner.startswith("اعلام نشده") == outlet.owner_en.startswith("not stated")
    assert ("منسوب به" in outlet.owner) == ("attributed to" in outlet.owner_en)


@OUTLETS
def test_full_text_only_with_a_licence_and_its_address(outlet: OutletRow) -> None:
    if outlet.display == "full":
        assert re.match(r"CC BY.* https://\S+$", outlet.terms)
    else:
        assert outlet.display == "excerpt"


def test_no_two_rows_share_a_key_a_name_a_host_a_channel_or_an_address(catalogue: Catalogue) -> None:
    rows = catalogue.outlets
    hosts = [(urlsplit(row.home).hostname or "").removeprefix("www.") for row in rows if row.kind != "channel"]
    addresses = [watch.url.rstrip("/") for row in rows for watch in row.watches]
    channels = [row.telegram.lower() for row in rows if row.telegram]
    names = [row.name for row in rows], [row.name_en for row in rows], [row.key for row in rows]
    for values in (hosts, addresses, channels, *names):
        assert [value for value, times in Counter(values).items() if times > 1] == []


def test_most_outlets_have_an_address_that_was_not_inferred(catalogue: Catalogue) -> None:
    known = [
        outlet
        for outlet in catalogue.outlets
        if any(watch.role == "items" and watch.checked for watch in outlet.watches)
    ]
    assert len(known) >= 60


def test_readme_describes_every_field() -> None:
    readme = (files("sarkhat.catalogue") / "README.md").read_text(encoding="utf-8")
    cells = {name for line in readme.splitlines() if line.startswith("|") for name in re.findall("`([a-z_]+)`", line)}
    assert OUTLET_RULES.keys() | WATCH_RULES.keys() <= cells


@OUTLETS
def test_names_and_owners_are_persian_and_latin(outlet: OutletRow) -> None:
    for text in (outlet.name, outlet.owner):
        assert re.search("[آ-ی]", text)
        assert not re.search("[يكىة]", text)
    for text in (outlet.name_en, outlet.owner_en):
        assert re.fullmatch(r"[A-Za-z0-9À-ž][ -~À-ž’–]*", text)


@OUTLETS
def test_a_watched_channel_is_the_outlets_own(outlet: OutletRow) -> None:
    watched = [watch.url.rsplit("/", 1)[-1].lower() for watch in outlet.watches if watch.kind == "channel"]
    assert watched in ([], [outlet.telegram.lower()])
