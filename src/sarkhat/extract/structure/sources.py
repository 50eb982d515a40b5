"""Where a picture really is: attributes of scripts that load lazily, sets of sizes, `<picture>`, `<noscript>`.

HTML Living Standard §4.8.4 (srcset); the names of attributes are those of the widely used lazy loaders.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from sarkhat.text.urls import absolute

LONGEST: Final = 2_000  # characters of an address
_TELLING: Final = 6  # letters of a file's name that is no other picture's by chance
_WANTED: Final = 640  # pixels, the width at which pictures are kept
_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
_LAZY: Final = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-image", "data-url", "data-hi-res-src",
    "data-full-src", "data-large-file", "src",
)  # fmt: skip
_CANDIDATE: Final = re.compile(r"\s*,*\s*(\S*[^\s,])(?:\s+([\d.]{1,8})([wx]))?[^,]{0,20}(?:,|\Z)")
_UNREAD: Final = ("image/avif", "image/svg+xml", "image/jxl")  # types that we do not decode
_NOTHING: Final = re.compile(
    r"(?:^|[/_.-])(?:placeholder|blank|spacer|pixel|1x1|loading|lazyload|transparent|default|logo|avatar|"
    r"icons?|sprite|emoji|gravatar)(?:[/_.\d-]|$)|\.svg$|s\.w\.org/images/core/emoji",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w?|scaled|small|medium|large|thumb(?:nail)?)$", re.IGNORECASE)


def address(picture: LexborNode, page: str) -> str:
    """The absolute address of an `<img>` in about the size that is kept; "" where it shows nothing of the article's."""
    for stated in _stated(picture):
        whole = absolute(page, stated.strip())
        if whole and len(whole) <= LONGEST and not _NOTHING.search(urlsplit(whole).path):
            return whole
    return ""


def name(url: str) -> str:
    """By what a picture is known again in another size: the file's name without the size and the ending."""
    parts = urlsplit(url)
    stem = parts.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    while (bare := _SIZE.sub("", stem)) != stem:
        stem = bare
    return stem.lower() if len(stem) >= _TELLING else f"{parts.path.rpartition('/')[0]}/{stem} {parts.query}"


def _stated(picture: LexborNode) -> Iterator[str]:
    """What its attributes say, what was put off first: before it the page shows a grey dot."""
    for node in (*_sources(picture), picture):
        attributes = node.attributes
        for key in _LAZY_SETS:
            if fitting := _fitting(attributes.get(key) or ""):
                yield fitting
    attributes = picture.attributes
    for key in _LAZY:
        if (value := attributes.get(key)) and not value.startswith("data:"):
            yield value


def _sources(picture: LexborNode) -> list[LexborNode]:
    parent = picture.parent
    if parent is None or parent.tag != "picture":
        return []
    return [node for node in parent.css("source") if (node.attributes.get("type") or "").lower() not in _UNREAD]


def _fitting(stated: str) -> str:
    """Of a set the smallest that is wide enough, else the widest; densities count as multiples of half of it."""
    found = [
        (float(size or 1) * (1 if unit == "w" else _WANTED / 2), link)
        for link, size, unit in _CANDIDATE.findall(stated[:8_000])
        if not link.startswith("data:") and (size or "1").count(".") < 2 and size != "."
    ]
    wide = [one for one in found if one[0] >= _WANTED]
    return (min(wide) if wide else max(found, default=(0.0, "")))[1]
