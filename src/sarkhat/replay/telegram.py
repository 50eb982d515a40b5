"""Pages as the public preview of a Telegram channel shows them (`/s/<name>`), in its own class names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from sarkhat.replay.server import Reply

PAGE = 20  # posts a preview page, as the real ones show


@dataclass(frozen=True, slots=True)
class Message:
    """One post of a preview page; `media` is "photo", "video" or "", `picture` a photo's address."""

    id: int
    published: datetime
    text: str
    media: str = ""
    picture: str = ""
    forward: str = ""
    edited: bool = False
    views: int | None = None


def preview(channel: str, title: str, messages: Iterable[Message], before: int = 0) -> Reply:
    """The newest messages older than `before` (0: the newest of all), oldest first, with the way further back."""
    rows = [row for row in messages if not before or row.id < before]
    shown = rows[-PAGE:]
    more = ""
    if len(rows) > PAGE:
        first = shown[0].id
        more = f'<a href="/s/{channel}?before={first}" class="tme_messages_more" data-before="{first}"></a>'
    body = "".join(_message(channel, row) for row in shown)
    return Reply(
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:title" content="{escape(title)}"></head><body>'
        f'<div class="tgme_channel_info_header_title"><span>{escape(title)}</span></div>'
        f'<section class="tgme_channel_history js-message_history">{more}{body}</section></body></html>'.encode()
    )


def _message(channel: str, row: Message) -> str:
    address = f"{channel}/{row.id}"
    edited = "edited " if row.edited else ""
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message '
        f'js-widget_message" data-post="{address}"><div class="tgme_widget_message_bubble">{_forward(row)}'
        f'{_media(row)}{_text(row)}<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info">'
        f'{_views(row)}<span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date" '
        f'href="/{address}"><time datetime="{row.published.isoformat()}" class="time"></time></a>'
        f"</span></div></div></div></div></div>"
    )


def _text(row: Message) -> str:
    lines = "<br/>".join(escape(line) for line in row.text.split("\n"))
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{lines}</div>' if row.text else ""


def _media(row: Message) -> str:
    style = f" style=\"background-image:url('{escape(row.picture)}')\"" if row.picture else ""
    return f'<a class="tgme_widget_message_{escape(row.media)}_wrap"{style}></a>' if row.media else ""


def _forward(row: Message) -> str:
    if not row.forward:
        return ""
    name = f'<span class="tgme_widget_message_forwarded_from_name">{escape(row.forward)}</span>'
    return f'<div class="tgme_widget_message_forwarded_from">Forwarded from {name}</div>'


def _views(row: Message) -> str:
    return f'<span class="tgme_widget_message_views">{short(row.views)}</span>' if row.views is not None else ""


def short(count: int) -> str:
    """A count as Telegram shows it: 950, 1.2K, 3.4M."""
    for size, mark in ((1_000_000, "M"), (1_000, "K")):
        if count >= size:
            return f"{count / size:.3g}{mark}"
    return str(count)
