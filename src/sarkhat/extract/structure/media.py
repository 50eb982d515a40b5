"""Film, sound and embedded posts as what they are to a reader here: a link that says where it leads."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from sarkhat.extract.outline import Mark
from sarkhat.extract.records import Figure, FigureKind
from sarkhat.extract.structure.region import Placed, Region
from sarkhat.extract.structure.sources import LONGEST
from sarkhat.extract.titles import one_line
from sarkhat.text.urls import absolute, host, same_site

_MOST: Final = 40
_PLAYED_BY: Final = ("video", "audio", "iframe", "embed", "script")
# Players by their frame's address, and the page that a person would open instead.
_PLAYERS: Final[tuple[tuple[str, FigureKind, str], ...]] = (
    (r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{5,20})", "video", "https://www.youtube.com/watch?v={}"),
    (r"(?:www\.)?aparat\.com/(?:video/)*(?:show/|embed/)*videohash/(\w+)", "video", "https://www.aparat.com/v/{}"),
    (r"(?:www\.)?aparat\.com/embed/(\w+)", "video", "https://www.aparat.com/v/{}"),
    (r"player\.vimeo\.com/video/(\d+)", "video", "https://vimeo.com/{}"),
    (r"(?:www\.)?dailymotion\.com/embed/video/(\w+)", "video", "https://www.dailymotion.com/video/{}"),
    (r"(?:www\.)?namasha\.com/embed/(\w+)", "video", "https://www.namasha.com/v/{}"),
    (r"open\.spotify\.com/embed/((?:track|episode|show|album)/\w+)", "audio", "https://open.spotify.com/{}"),
    (r"t\.me/(\w+/\d+)", "post", "https://t.me/{}"),
    (r"(?:www\.)?instagram\.com/((?:p|reel)/[\w-]+)", "post", "https://www.instagram.com/{}/"),
)
_SOUND: Final = re.compile(r"(?:^|\.)(?:soundcloud\.com|castbox\.fm|shenoto\.com|spotify\.com|anchor\.fm)$")
_FILM: Final = re.compile(r"(?:^|\.)(?:telewebion\.(?:com|ir)|tamasha\.com|rumble\.com|brightcove\.net|jwplayer\.com)$")
_PLAYED: Final = re.compile(r"/(?:[\w-]*player[\w-]*|embed|videos?|film|audio|podcast|sound)(?:/|\.|$)", re.IGNORECASE)
_POST_BOX: Final = re.compile(r" (?:twitter (?:tweet|video)|instagram media|(?:tiktok|bluesky|mastodon) embed) ")
_POST: Final = re.compile(r"(?:^|\.)(?:twitter\.com|x\.com|instagram\.com|tiktok\.com|bsky\.app|t\.me)$")
_TELEGRAM: Final = re.compile(r"[A-Za-z]\w{3,40}/\d{1,10}")


def media(region: Region, url: str) -> Iterator[Placed]:
    """The players and posts of the article at `url`, each address once."""
    seen: set[str] = set()
    for piece, box, kind, link, title in _found(region, url):
        if link and len(link) <= LONGEST and link not in seen and len(seen) < _MOST:
            seen.add(link)
            yield piece, box, Figure(kind, region.before[piece], text=title, url=link)


def _found(region: Region, url: str) -> Iterator[tuple[int, int, FigureKind, str, str]]:
    """Where each stands, what it is, its address ("" for nothing of ours) and its title."""
    for mark in region.lines.marks:
        if mark.tag in _PLAYED_BY and region.shows(mark):
            yield mark.at, mark.box, *_of(mark, url), _title(mark.node)
    for box in _posts(region):
        yield min(region.spans[box]), box, "post", _post(region.lines.nodes[box], url), ""


def _posts(region: Region) -> list[int]:
    """The innermost boxes that name themselves an embedded post."""
    boxes = region.lines.boxes
    named = [bool(_POST_BOX.search(box.hint)) for box in boxes]
    outer = [False] * len(boxes)
    for number in range(len(boxes) - 1, 0, -1):
        if named[number] or outer[number]:
            outer[boxes[number].parent] = True
    own = (number for number, is_named in enumerate(named) if is_named and not outer[number])
    return [box for box in own if region.inside[box] and not region.sides[max(boxes[box].parent, region.root)]]


def _post(node: LexborNode, url: str) -> str:
    """Where an embedded post stands: what its box states, else the last link in it."""
    attributes = node.attributes
    links = [link.attributes.get("href") or "" for link in node.css("a[href]")]
    stated = [attributes.get("data-instgrm-permalink") or "", attributes.get("cite") or "", *reversed(links)]
    whole = (absolute(url, link) for link in stated)
    return next((link for link in whole if link and _POST.search(host(link))), "")


def _of(mark: Mark, url: str) -> tuple[FigureKind, str]:
    """What an element plays, and where; "" for nothing known."""
    node, attributes = mark.node, mark.node.attributes
    if mark.tag == "script":
        stated = (attributes.get("data-telegram-post") or "").strip()
        return "post", f"https://t.me/{stated}" if _TELEGRAM.fullmatch(stated) else ""
    if mark.tag in ("video", "audio"):
        files = [attributes, *(source.attributes for source in node.css("source"))]
        links = (absolute(url, (one.get("src") or one.get("data-src") or "").strip()) for one in files)
        return "audio" if mark.tag == "audio" else "video", next((link for link in links if link), "")
    return _framed(absolute(url, (attributes.get("data-src") or attributes.get("src") or "").strip()), url)


def _framed(link: str, url: str) -> tuple[FigureKind, str]:
    """A player's frame as the page that a person would open; "" for frames of other things."""
    parts = urlsplit(link)
    place = f"{(parts.hostname or '').lower()}{parts.path}"
    for pattern, kind, page in _PLAYERS:
        if found := re.match(pattern, place):
            return kind, page.format(found[1])
    name = host(link) if link else ""
    if _SOUND.search(name):
        inner = parse_qs(parts.query).get("url", [""])[0]
        return "audio", inner if _SOUND.search(host(inner)) and absolute(url, inner) == inner else link
    if _FILM.search(name):
        return "video", link
    is_own = bool(link) and same_site(link, url) and _PLAYED.search(parts.path)
    return "video", link if is_own else ""


def _title(node: LexborNode) -> str:
    attributes = node.attributes
    return one_line(attributes.get("title") or attributes.get("aria-label") or "")[:200]
