"""The sanitiser: nothing that runs or calls home gets through, and no ZWNJ gets lost."""

import pytest

from sarkhat.text.html import clean, plain

BASE = "https://example.org/news/1"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>می‌رود</p>", "<p>می‌رود</p>"),
        ("<p onclick='x()' style='color:red' class=a>متن</p>", "<p>متن</p>"),
        ("<script>alert(1)</script>متن<style>p{}</style>", "متن"),
        ("<img src=x onerror=alert(1)>متن", "متن"),
        ("<iframe src='https://evil.example'>x</iframe>متن", "متن"),
        ("<svg><script>alert(1)</script></svg>متن", "متن"),
        ("<h1>تیتر</h1>", "تیتر"),
        ("<h2>تیتر</h2>", "<h2>تیتر</h2>"),
        (
            "<table><tbody><tr><td colspan=2>a</td></tr></tbody></table>",
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        (
            "<figure><img src=a.jpg><figcaption>عکس</figcaption></figure>",
            "<figure><figcaption>عکس</figcaption></figure>",
        ),
        ("<!-- x -->متن", "متن"),
        ("<form action='/x'><input name=a></form>متن", "متن"),
    ],
)
def test_clean(fragment: str, expected: str) -> None:
    assert clean(fragment, BASE) == expected


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
    ],
)
def test_only_web_links(href: str) -> None:
    assert "href" not in clean(f'<a href="{href}">پیوند</a>', BASE)


def test_links_are_absolute_and_say_nothing_of_us() -> None:
    cleaned = clean('<a href="../about?a=1" target=_top rel=opener>ما</a>', BASE)
    assert cleaned == '<a href="https://example.org/about?a=1" rel="nofollow noopener noreferrer">ما</a>'


@pytest.mark.parametrize("base", ["", "not a url", "javascript:alert(1)", "http://[bad"])
def test_a_bad_base_drops_relative_links(base: str) -> None:
    assert "href" not in clean('<a href="/x">ما</a>', base)


def test_cleaning_is_idempotent() -> None:
    once = clean('<p>a &amp; b <b>c</b><a href="/x">d</a><br>e</p><td>f', BASE)
    assert clean(once, BASE) == once


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>یک</p><p>دو</p>", "یک\nدو"),
        ("<p>یک<br>دو</p>", "یک\nدو"),
        ("کتاب&zwnj;ها &laquo;نو&raquo; &amp; کهنه", "کتاب‌ها «نو» & کهنه"),
        ("می‌روم <b>و</b> می‌آیم", "می‌روم و می‌آیم"),
        ("<script>x</script><style>y</style>متن<noscript>z</noscript>", "متن"),
        ("<table><tr><td>یک</td><td>دو</td></tr><tr><td>سه</td></tr></table>", "یک دو\nسه"),
        ("یک&nbsp;&nbsp; دو\n\n سه", "یک دو سه"),
        ("بی&lt;نشان&gt;", "بی<نشان>"),
        ("<ul><li>یک<li>دو</ul>", "یک\nدو"),
        ("", ""),
    ],
)
def test_plain(fragment: str, expected: str) -> None:
    assert plain(fragment) == expected


def test_plain_stands_deep_nesting() -> None:
    assert plain("<div>" * 3000 + "ژرف") == "ژرف"
