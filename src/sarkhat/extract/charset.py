"""From bytes to text: which encoding a page is in, and a cut that keeps any page cheap to parse.

The order is that of the HTML standard (§13.2.3, "sniffing"): byte order mark, HTTP header, meta element;
then UTF-8 if it decodes, and windows-1256, in which old Persian and Arabic pages were typed.
"""

import codecs
import re
from typing import Final

from sarkhat.text.charsets import charset_named

MOST_CHARACTERS: Final = 10_000_000
"""A page is cut here: no article lies behind ten million characters."""

_DEEPEST: Final = 400  # browsers stop at 512; an HTML5 parser's time grows with the square of the depth
_MANY_TAGS: Final = 20_000

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,40})[^<>]{0,2000}?(/?)>")  # bounded: no page makes it slow
_FOREIGN: Final = re.compile("[^\x00-\x7f\ufffd]+")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th dt dd option".split()
)
# Names that the standard reads as their superset (WHATWG Encoding §4.2).
_SAME: Final = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
                "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "unicode": "utf-8",
                "shift_jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949"}  # fmt: skip


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page; bytes that fit no encoding become U+FFFD. Never raises."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    stated = [match[1] for match in (_CHARSET.search(content_type),) if match]
    stated += [match[1].decode("ascii", "replace") for match in (_META.search(body[:4096]),) if match]
    names = [name for name in map(_known, stated) if name]
    if text := _utf_8(body, tolerant="utf-8" in names):
        return text
    for name in (*names, "cp1256"):
        if name != "utf-8" and (text := _strict(body, name)):
            return text
    return body.decode("utf-8", "replace")


def shallow(html: str) -> str:
    """The same page, without the opening tags nested deeper than any browser follows, and not too long."""
    html = html[:MOST_CHARACTERS]
    if html.count("<") < _MANY_TAGS:
        return html
    return _TAG.sub(_Depth(), html)


class _Depth:
    """Counts the open tags while a page is read from left to right."""

    def __init__(self) -> None:
        self.open = 0

    def __call__(self, tag: re.Match[str]) -> str:
        if tag[3] or tag[2].lower() in _VOID:
            return tag[0]
        self.open = max(0, self.open + (-1 if tag[1] else 1))
        return "" if self.open > _DEEPEST or (tag[1] and self.open == _DEEPEST) else tag[0]


def _known(name: str) -> str:
    return _SAME.get(name.lower()) or charset_named(name)


def _utf_8(body: bytes, tolerant: bool) -> str:
    """The text if the bytes are UTF-8, but for a few spoilt ones; `""` otherwise."""
    if whole := _strict(body, "utf-8"):
        return whole
    text = body.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    sound = sum(map(len, _FOREIGN.findall(text)))
    return text if spoilt * (1 if tolerant else 20) <= sound else ""


def _strict(body: bytes, name: str) -> str:
    """The text if the bytes are valid; a page cut in the middle of a character still counts."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(body)
    except (UnicodeError, LookupError):
        return ""
