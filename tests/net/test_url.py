"""Addresses in their parts, and tricks in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.net import url

READ = {
    "http://News.Example/a": "http://news.example/a",
    "https://news.example:443": "https://news.example/",
    "http://news.example:80?x=1#part": "http://news.example/?x=1",
    "http://news.example/خبر?q=ایران&x=%2f": "http://news.example/%D8%AE%D8%A8%D8%B1?q=%D8%A7%DB%8C%D8%B1%D8%A7%D9%86&x=%2f",
    " http://news.example/a b|c ": "http://news.example/a%20b%7Cc",
    "http://news.example/100%?100%": "http://news.example/100%25?100%25",
    "http://news.example/a/../b/./c/..": "http://news.example/b/",
    "http://خبر.example/": "http://xn--ngblk.example/",
    "http://[2606:4700:0:0::1111]/": "http://[2606:4700::1111]/",
    "http://under_score.example./": "http://under_score.example./",
    "http://news.example//double//slash": "http://news.example//double//slash",
}


@pytest.mark.parametrize(("text", "written"), READ.items())
def test_read(text: str, written: str) -> None:
    assert str(url.parse(text)) == written
    assert url.parse(written) == url.parse(text)


def test_what_looks_like_a_number_is_one() -> None:
    """Full-width digits and ideographic stops are mapped before anybody judges the host."""
    assert url.parse("http://１２７。0.0.1/").host == "127.0.0.1"


TRICKS = [
    "http://public.example@10.0.0.1/", "http://public.example:80@10.0.0.1/", "http://@10.0.0.1/",
    "http://public.example\\@10.0.0.1/", "http://public.example%40@10.0.0.1/", "http://a:b@c.example/",
    "http://10.0.0.1\\.public.example/", "http:\\\\10.0.0.1\\", "http:10.0.0.1/", "http:///10.0.0.1/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::ffff:10.0.0.1/", "http://[v1.a]/", "http://::1/",
    "http://%31%30.0.0.1/", "http://a b.example/", "http://a\tb@c.example/", "http://a..b/", "http://.a/", "http://-/\x00\ud800",
    "http://a.example:0/", "http://a.example:65536/", "http://a.example:8o/", "http://a.example:-1/", "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/", "http://a.example/" + "a" * 20_000, "gopher://a.example/", "data:text/html,a",
    "http://a.example:８０８０/",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKS)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of its kinds
        url.parse(text)


def test_where_a_redirect_leads() -> None:
    base = url.parse("https://news.example/a/b?c")
    assert str(url.join(base, "../d e")) == "https://news.example/d%20e"
    assert str(url.join(base, "//other.example")) == "https://other.example/"
    assert str(url.join(base, "?x")) == "https://news.example/a/b?x"


PIECES = st.sampled_from(
    [*"/:@?#[]%\\.-_ \t0", "http:", "//", "a", "example", "127.0.0.1", "::1", "%2e", "۱", "é", "\ud800"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_address_is_read_or_refused(text: str) -> None:
    for written in (text, "http://" + text, "https://h.example/" + text):
        try:
            at = url.parse(written)
        except ValueError:
            continue
        assert url.parse(str(at)) == at
        assert str(at).isascii()
        assert str(at).isprintable()
        assert " " not in str(at)
        assert "@" not in at.authority


@given(
    st.lists(st.sampled_from(["a", "B", "/", ".", "..", "?", "=", "%41", ":8080", "~", "_", "-"]), max_size=8).map(
        "".join
    )
)
def test_the_short_way_gives_what_the_long_way_gives(tail: str) -> None:
    text = "http://h.example" + tail
    try:
        short = url.parse(text)
    except ValueError:
        return
    assert short == url._parse_any(text)
