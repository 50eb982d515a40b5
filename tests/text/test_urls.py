"""One canonical form per page; never one for two pages; never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.urls import canonical, host, is_http, same_site, url_key

HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="htps:/.?#&=%@[]\\0aA۱س \n\t"),
    st.builds("http{}://{}/{}?{}".format, st.sampled_from(["", "s"]), st.text(), st.text(), st.text()),
    st.builds("https://example.com/{}?{}".format, st.text("a.%/2fس ;"), st.text("a=&%+utm_ سB")),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com:443/a#b", "https://example.com/a"),
        ("http://example.com:80/", "http://example.com/"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://example.com/a?utm_source=x&id=2&fbclid=y", "https://example.com/a?id=2"),
        ("https://example.com/a?utm_source=x", "https://example.com/a"),
        ("https://example.com/خبر", "https://example.com/%D8%AE%D8%A8%D8%B1"),
        ("https://example.com/%d8%ae%d8%a8%d8%b1", "https://example.com/%D8%AE%D8%A8%D8%B1"),
        ("https://example.com/%61%7e", "https://example.com/a~"),
        ("https://example.com/a/../b/./c", "https://example.com/b/c"),
        ("https://example.com/a%2Fb", "https://example.com/a%2Fb"),
        ("https://نمونه.ایران/", "https://xn--hhbbbed.xn--mgba3a4f16a/"),
        ("https://example.com./a", "https://example.com/a"),
        ("  https://example.com/a\n", "https://example.com/a"),
        ("https://example.com/a b", "https://example.com/a%20b"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("http://evil.example\\@good.example/", "http://evil.example/@good.example/"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("mailto:someone@example.com", "mailto:someone@example.com"),
        ("http://[::1", "http://[::1"),
        ("http://example.com:99999/", "http://example.com:99999/"),
        ("", ""),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/?id=1", "https://example.com/?id=2"),
        ("https://example.com/a", "https://example.com/a/"),
        ("https://example.com/a", "http://example.com/a"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/?a=1&b=2", "https://example.com/?b=2&a=1"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/?q=a%26b", "https://example.com/?q=a&b"),
        ("https://example.com/?q=a+b", "https://example.com/?q=a%2Bb"),
        ("https://example.com/a//b", "https://example.com/a/b"),
        ("https://a.example.com/", "https://b.example.com/"),
    ],
)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
    assert url_key(one) != url_key(other)


@given(HOSTILE)
def test_canonical_is_idempotent_and_never_raises(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once
    assert is_http(once) == is_http(url)
    assert host(once) == host(url)
    assert len(url_key(url)) == 16


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example/x", True), ("HTTP://a.example", True), ("//a.example/x", False), ("ftp://a.example", False),
     ("javascript:alert(1)", False), ("https://", False), ("/x", False), ("https://a b.example/", False)],
)  # fmt: skip
def test_is_http(url: str, expected: bool) -> None:
    assert is_http(url) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://www.example.com/a", "http://m.example.com/", True),
        ("https://example.co.uk/", "https://other.co.uk/", False),
        ("https://news.example.co.uk/", "https://example.co.uk/", True),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("https://news.example.ac.ir/", "https://example.ac.ir/", True),
        ("http://127.0.0.1/", "http://128.0.0.1/", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_same_site(one: str, other: str, expected: bool) -> None:
    assert same_site(one, other) is expected
