"""Names of encodings as hostile servers state them."""

import pytest

from sarkhat.text.charsets import charset_named


@pytest.mark.parametrize("name", ["UTF-8", "windows-1256", "latin1"])
def test_encodings_of_text_are_known(name: str) -> None:
    assert charset_named(name)


@pytest.mark.parametrize(
    "name", ["base64", "rot13", "idna", "punycode", "undefined", "unicode_escape", "utf-7", "klingon", "a\0b", ""]
)
def test_what_is_no_encoding_of_text_is_none(name: str) -> None:
    assert charset_named(name) == ""
