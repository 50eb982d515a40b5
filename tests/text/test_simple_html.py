"""The fast road of `plain` gives what the parser gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text import html, simple_html

WORDS = ["باران", "می‌شود", " ", "  ", "\n", "\t", "\u00a0", "a", "&amp;", "&nbsp;", "&lt;b&gt;", "&zwnj;", "&", "<", ">", "\""]  # fmt: skip
TAGS = ["<br>", "<br />", '<img src="a.jpg" alt=\'x\'>', "<p>", "</p>", "<li>", "</b>", "<b>", "<!-- x -->", "<hr>", "<table>"]  # fmt: skip
names = st.sampled_from(["p", "div", "b", "a", "span", "ul", "li", "h2", "em", "blockquote", "i", "strong"])
text = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds(
        lambda name, before, body, after: f'{before}<{name} class="x">{body}</{name}>{after}', names, text, inner, text
    )
    return st.lists(st.one_of(one, st.sampled_from(TAGS), text), max_size=4).map("".join)


@given(st.recursive(text, _wrapped, max_leaves=12))
def test_it_says_what_the_parser_says(fragment: str) -> None:
    quick = html.plain(fragment)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(simple_html, "pieces", lambda _: None)
        assert quick == html.plain(fragment)


@pytest.mark.parametrize(
    "fragment",
    ["<li>یک<li>دو</li>سه</li>چهار", "<h2>یک<b><h3>دو</h3></b>سه</h2>چهار", "<li><div>یک<li>دو</li></div></li>سه"],
)
def test_an_item_in_an_item_and_a_heading_in_a_heading_are_left_to_the_parser(fragment: str) -> None:
    assert simple_html.pieces(fragment) is None
    assert simple_html.pieces("<ul><li>یک<ul><li>دو</li></ul></li></ul>") is not None


@pytest.mark.parametrize("fragment", ["<p>یک <b>دو</b></p><p>سه</p>", "ساده", "الف &amp; ب<br>ج", '<a href="/x">پ</a>'])
def test_what_feeds_hold_needs_no_parser(fragment: str) -> None:
    assert simple_html.pieces(fragment) is not None


@pytest.mark.parametrize(
    "fragment", ["<p>یک", "<b>یک</p></b>", "<script>x</script>", "&copy; یک", "<p", "1 < 2", "<P>یک</P>"]
)
def test_anything_else_is_left_to_the_parser(fragment: str) -> None:
    assert simple_html.pieces(fragment) is None
