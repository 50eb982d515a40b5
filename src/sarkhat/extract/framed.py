"""Pages whose article stands in a frame: its document is fetched as well and put in the frame's place.

Only a frame of the same site, and only where the page shows no article without it. What comes out is one page, so that
templates, versions and removals need not know of frames. Where the frame cannot be had, the page cannot either: else
its article would pass for emptied.
"""

import asyncio
import html as entities
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sarkhat.extract import body
from sarkhat.extract.decide import text_of
from sarkhat.extract.outline import outline
from sarkhat.net.client import Answer
from sarkhat.net.errors import NetError
from sarkhat.text.nesting import too_deep
from sarkhat.text.sound import sound
from sarkhat.text.urls import absolute, same_site

_ANY: Final = re.compile(rb"<i?frame\b", re.IGNORECASE)
_FRAMESET: Final = re.compile(r"<frameset\b.*?(?:</frameset\s*>(?!.*</frameset)|\Z)", re.IGNORECASE | re.DOTALL)
_FRAME: Final = re.compile(r"<(i?frame)\b([^>]{0,2000})>(?:(?:(?!<iframe\b).){0,2000}?</iframe\s*>)?", re.I | re.S)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BODY: Final = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LINK: Final = re.compile(
    r"""(\s(?:src|href|data-src|data-original|poster)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"(?:^|[/_.?&=-])(?:ads?|adv|banners?|captcha|recaptcha|comments?|login|share|widgets?|player|video|map|menu|nav|top|"
    r"header|footer|analytics|gtm|weather|search|form|newsletter|poll|chat)(?:[/_.?&=-]|\d|$)",
    re.IGNORECASE,
)
_LEAST: Final = 300  # letters of prose that a page shows which needs no frame
_ENOUGH: Final = 120  # letters of prose of a frame that holds an article

Fetch = Callable[[str], Awaitable[Answer | NetError]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame's address, and from where to where in the page's text it stands."""

    url: str
    start: int
    end: int


async def filled(answer: Answer | NetError, fetch: Fetch) -> Answer | NetError:
    """The page with the document of the frame that holds its article; itself where there is none."""
    if isinstance(answer, NetError) or answer.status != 200 or not _ANY.search(answer.body):
        return answer
    if not _frames(
        answer.body.decode("latin-1"), answer.url
    ):  # most frames are of other sites: nothing is read for them
        return answer
    text = await asyncio.to_thread(text_of, answer.body, answer.headers.get("content-type", ""))
    frame = await asyncio.to_thread(find, text, answer.url)
    if frame is None:
        return answer
    inner = await fetch(frame.url)
    if isinstance(inner, NetError):
        return inner
    if inner.status != 200 or not same_site(inner.url, answer.url):
        return replace(answer, status=inner.status if inner.status != 200 else 403)
    within = await asyncio.to_thread(text_of, inner.body, inner.headers.get("content-type", ""))
    if await asyncio.to_thread(_prose, within) < _ENOUGH:
        return answer
    whole = f"{text[: frame.start]}{_document(within, inner.url)}{text[frame.end :]}"
    headers = {**answer.headers, "content-type": "text/html; charset=utf-8"}
    return replace(answer, body=whole.encode("utf-8", "replace"), headers=headers)


def find(text: str, url: str) -> Frame | None:
    """The frame that holds the article of the page at `url`; None where the page holds it itself, or no frame may."""
    frameset, frames = _FRAMESET.search(text), _frames(text, url)
    if not frames or (not frameset and _prose(text) >= _LEAST):
        return None
    link, found = frames[-1] if frameset else frames[0]
    place = frameset or found
    return Frame(link, place.start(), place.end())


def _frames(text: str, url: str) -> list[tuple[str, re.Match[str]]]:
    """The frames of the page's own site, but for those that name themselves something else than an article."""
    found = ((_address(frame[2], url), frame) for frame in _FRAME.finditer(text))
    return [(link, frame) for link, frame in found if link and link != url and not _OTHER.search(frame[2])]


def _address(attributes: str, url: str) -> str:
    """A frame's address, if it is of the page's site; "" for another's."""
    stated = {name.lower(): next(filter(None, rest), "") for name, *rest in _ATTRIBUTE.findall(attributes)}
    link = absolute(url, entities.unescape(stated.get("src") or stated.get("data-src") or "").strip())
    return link if link and same_site(link, url) else ""


def _prose(text: str) -> float:
    """How many letters of an article the page shows by itself."""
    page = sound(text)
    if too_deep(page):
        return float(_LEAST)
    try:
        return body.find(outline(LexborHTMLParser(page))).prose
    except (SelectolaxError, ValueError):
        return 0.0


def _document(text: str, url: str) -> str:
    """What a frame shows, as part of another page: its links are made absolute."""
    found = _BODY.search(text)
    inner = _LINK.sub(lambda link: _absolute(link, url), found[1] if found else text)
    return f'<div class="framed">{inner}</div>'


def _absolute(link: re.Match[str], url: str) -> str:
    whole = absolute(url, entities.unescape(link[2] or link[3] or link[4] or "").strip())
    return f'{link[1]}"{entities.escape(whole, quote=True)}"' if whole else link[0]
