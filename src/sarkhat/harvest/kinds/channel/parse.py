"""A channel's public preview page (t.me/s/<name>, or a page of the same form) as posts.

The class names are Telegram's own, as the open crawlers of such pages read them.
"""

import re
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.harvest.records import Entry, Parsed
from sarkhat.text.html import plain
from sarkhat.text.nesting import too_deep
from sarkhat.text.urls import absolute

_NUMBERED: Final = re.compile(r"[\w-]+/\d+")
_TITLE_LETTERS: Final = 200
_COUNT: Final = re.compile(r"^([\d.,]+)\s*([KMB]?)$", re.IGNORECASE)
_TIMES: Final = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_MOST_COUNTED: Final = 1e12  # more views than mankind has; a database takes no more than 2**63
_BACKGROUND: Final = re.compile(r"background-image\s*:\s*url\(\s*['\"]?([^'\")]+)")
_PICTURES: Final = ".tgme_widget_message_photo_wrap, .tgme_widget_message_video_thumb, .link_preview_image"


def parse(body: bytes, url: str, content_type: str, now: datetime) -> Parsed:  # noqa: ARG001  one form for all kinds
    """The posts of the page, oldest first as they stand there; `more` is the address of the next older page.

    A page with neither channel nor posts gives the error "channel-no-preview": its owner switched the preview
    off, or the name is none. Addresses of posts stand on the page's own origin.
    """
    text = body.decode("utf-8", "replace")
    if too_deep(text):
        return Parsed(error="answer-unreadable", hints={"detail": "elements nested too deeply"})
    page = LexborHTMLParser(text)
    posts = page.css(".tgme_widget_message[data-post]")
    channel = page.css_first(".tgme_channel_info, .tgme_channel_history")
    if not posts and channel is None:
        return Parsed(error="channel-no-preview")
    return Parsed(
        title=_text(page.css_first(".tgme_channel_info_header_title")),
        link=url,
        entries=tuple(_entry(post, url) for post in posts if _is_post(post)),
        more=_more(page, url),
    )


def count(text: str) -> int | None:
    """A shown count as a number: 12.3K is 12300; None where there is none, or one that no channel has."""
    found = _COUNT.match(text.strip())
    if not found:
        return None
    try:
        number = float(found[1].replace(",", "")) * _TIMES[found[2].upper()]
    except ValueError:
        return None
    return round(number) if number < _MOST_COUNTED else None


def _is_post(post: LexborNode) -> bool:
    """A post has a number in its channel; anything else in that place would be an address of its writer's choice."""
    return "service_message" not in _classes(post) and bool(_NUMBERED.fullmatch(_identity(post)))


def _identity(post: LexborNode) -> str:
    return (post.attributes.get("data-post") or "").strip("/ ")


def _entry(post: LexborNode, page_url: str) -> Entry:
    identity = _identity(post)
    content = _content(post)
    lines = plain(content).splitlines() if content else []
    return Entry(
        id=identity,
        url=f"{_origin(page_url)}/{identity}",
        title=lines[0][:_TITLE_LETTERS] if lines else "",
        content=content,
        published=_published(post),
        authors=tuple(name for name in [_text(post.css_first(".tgme_widget_message_from_author"))] if name),
        image=_image(post, page_url),
        views=count(_text(post.css_first(".tgme_widget_message_views"))),
        edited="edited" in _text(post.css_first(".tgme_widget_message_meta")).lower(),
        forwarded_from=_text(post.css_first(".tgme_widget_message_forwarded_from_name")),
    )


def _content(post: LexborNode) -> str:
    """The inner HTML of the post's own text: a reply quotes another post's text in the same class."""
    for node in post.css(".tgme_widget_message_text"):
        if not _within(node, "tgme_widget_message_reply", post):
            return node.inner_html or ""
    return ""


def _within(node: LexborNode, name: str, top: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != top.mem_id:
        if name in _classes(above):
            return True
        above = above.parent
    return name in _classes(node)


def _published(post: LexborNode) -> datetime | None:
    """The time beside the post's address; other times on it (of a video, of a reply) say something else."""
    node = post.css_first(".tgme_widget_message_date time[datetime]") or post.css_first("time[datetime]")
    try:
        at = datetime.fromisoformat((node.attributes.get("datetime") or "") if node else "")
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):  # the years 1 and 9999 have neighbours that no datetime can hold
        return None


def _image(post: LexborNode, base: str) -> str:
    node = post.css_first(_PICTURES)
    found = _BACKGROUND.search((node.attributes.get("style") or "") if node else "")
    return absolute(base, found[1].strip()) if found else ""


def _more(page: LexborHTMLParser, url: str) -> str:
    """Only a link to an older page of the same host: what a page says must not send us elsewhere."""
    node = page.css_first("a.tme_messages_more[data-before], a.tme_messages_more[href*='before=']")
    link = absolute(url, (node.attributes.get("href") or "") if node else "")
    return link if "before=" in link and urlsplit(link).netloc == urlsplit(url).netloc else ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node else ""
