"""Bytes of a feed as UTF-8, whatever they say of themselves.

What is valid UTF-8 beyond ASCII is UTF-8: no text in windows-1256 happens to be. Persian feeds in windows-1256
often declare nothing, UTF-8 or latin-1; long runs of high bytes give them away.
"""

import codecs
import re
from typing import Final

from sarkhat.text.charsets import charset_named

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # the longer ones first: that of UTF-16 begins like that of UTF-32
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_WESTERN: Final = frozenset({"", "utf-8", "ascii", "iso8859-1", "cp1252"})
_HIGH: Final = bytes(range(0x80, 0x100))
_LETTERS: Final = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))


def as_utf8(body: bytes, content_type: str) -> bytes | None:
    """The same XML in UTF-8 without a declaration; None to leave the guess to the parser (ASCII, EBCDIC …)."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _bare(body[len(mark) :].decode(name, "replace"))
    if b"\0" in body[:64] or body.isascii():
        return None
    if (text := _strict(body, "utf-8")) is not None:
        return _bare(text)
    name = declared(body, content_type)
    if name not in _WESTERN:
        text = _strict(body, name)
        return None if text is None else _bare(text)
    return _bare(_guessed(body, name))


def declared(body: bytes, content_type: str) -> str:
    """Python's name of the encoding that the header, else the document states; "" if none that exists."""
    in_header, in_body = _CHARSET.search(content_type), _DECLARED.match(body[:500])
    stated = [in_header[1]] if in_header else []
    stated += [in_body[1].decode("ascii", "replace")] if in_body else []
    return next((name for name in map(charset_named, stated) if name), "")


def _guessed(body: bytes, name: str) -> str:
    """A text that is no UTF-8 and claims to be western or nothing: Persian, damaged UTF-8, or western after all."""
    damaged = body.decode("utf-8", "replace")
    high = len(body) - len(body.translate(None, _HIGH))
    if damaged.count("\ufffd") * 20 < high:
        return damaged
    outside = re.sub(rb"<[^>]*>|&\w+;", b"", body)
    letters = len(outside) - len(outside.translate(None, _LETTERS))
    persian = len(outside) - len(outside.translate(None, _HIGH)) > letters
    return body.decode("cp1256" if persian else "cp1252" if name != "utf-8" else "utf-8", "replace")


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _bare(text: str) -> bytes:
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
