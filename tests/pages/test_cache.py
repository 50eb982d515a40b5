"""The shelf of pages: encodings, validators, views counted on every reading, bounded size."""

import gzip

import brotli
import pytest
import zstandard

import factory
from sarkhat.community import views
from sarkhat.pages.cache import SHELF, Kept, Shelf, choose

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("zstd, gzip", "zstd"), ("br;q=0, gzip", "gzip"),
        ("*", "br"), ("identity", ""), ("br;q=0.0,*;q=0", ""), ("GZIP", "gzip"), ("gzip;q=1.0", "gzip"),
    ],
)  # fmt: skip
def test_choice_of_encoding(accepted, encoding):
    assert choose(accepted) == encoding


@pytest.mark.django_db
def test_every_encoding_holds_the_same_page(client):
    plain = client.get("/about/").content
    for name, opened in {
        "br": brotli.decompress,
        "gzip": gzip.decompress,
        "zstd": lambda raw: zstandard.ZstdDecompressor().decompress(raw),
    }.items():
        response = client.get("/about/", headers={"Accept-Encoding": name})
        assert response.headers["Content-Encoding"] == name
        assert "Accept-Encoding" in response.headers["Vary"]
        assert opened(response.content) == plain


@pytest.mark.django_db
def test_304_for_who_has_it(client):
    etag = client.get("/about/").headers["ETag"]
    response = client.get("/about/", headers={"If-None-Match": f'"x", {etag}'})
    assert (response.status_code, response.content) == (304, b"")
    assert client.get("/about/", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.django_db
def test_the_second_reader_costs_no_query(client, django_assert_num_queries):
    factory.newsroom(stories=2)
    first = client.get("/").content
    with django_assert_num_queries(0):
        assert client.get("/?utm_source=x").content == first
    assert client.get("/en/").content != first


@pytest.mark.django_db
def test_views_are_counted_before_the_shelf(client, settings, tmp_path):
    settings.DATA = tmp_path
    article = factory.article(factory.outlet())
    path = f"/article/{article.pk}/"
    for _ in range(3):
        client.get(path, headers=READER)
    client.head(path, headers=READER)
    client.get(path)
    client.get(path, headers=READER | {"Sec-Purpose": "prefetch;prerender"})
    client.get(path, headers={"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"})
    client.get("/article/77777/", headers=READER)
    data = b"".join(file.read_bytes() for file in (tmp_path / "views").iterdir())
    assert [number for number, _ in views.RECORD.iter_unpack(data)] == [article.pk] * 3


def test_the_shelf_is_bounded_and_forgets():
    shelf = Shelf(most=250)
    for name in "abc":
        shelf.put(name, Kept(10, "", {}, b"x" * 100))
    assert shelf.get("a", 0) is None
    assert shelf.get("b", 0) is not None
    assert shelf.get("c", 11) is None


@pytest.mark.django_db
def test_errors_are_not_kept(client):
    client.get("/nope/")
    client.get("/article/1/")
    assert SHELF.get("http://testserver/article/1/?", 0) is None
