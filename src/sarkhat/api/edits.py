"""Edits, removals and returns as a feed and in the API."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest

from sarkhat.api import convert, shapes
from sarkhat.api.addresses import page
from sarkhat.api.items import Item, item_of
from sarkhat.extract.events import shows_words
from sarkhat.extract.models import Event
from sarkhat.understand.words import words_of

NAMES: Final = {"fa": "ویرایش‌ها و حذف‌ها", "en": "edits and removals"}
_LABELS: Final = {
    "fa": {
        "removed": "حذف‌شده", "restored": "بازگشته", "title": "تیتر عوض شد", "number": "عدد عوض شد",
        "name": "نام عوض شد", "paragraph": "بند عوض شد", "words": "متن عوض شد", "typo": "غلط‌گیری",
    },
    "en": {
        "removed": "Removed", "restored": "Put back", "title": "Title changed", "number": "Figure changed",
        "name": "Name changed", "paragraph": "Paragraphs changed", "words": "Text changed", "typo": "Typo",
    },
}  # fmt: skip


def of_events(request: HttpRequest, rows: Iterable[Event], language: str) -> tuple[Item, ...]:
    """One entry an event, which leads to our page: the outlet's no longer says what it said."""
    return tuple(_item(request, event, language) for event in rows)


def shape(request: HttpRequest, event: Event) -> shapes.EventShape:
    """An event with its article; the words as far as they may be shown."""
    shown = shows_words(event)
    return shapes.EventShape(
        id=event.pk,
        at=event.at,
        kind=event.kind,
        what=event.what,
        revision=event.revision,
        before=event.gone if shown else "",
        after=event.new if shown else "",
        article=convert.article(request, event.article),
    )


def _item(request: HttpRequest, event: Event, language: str) -> Item:
    labels, article = _LABELS["fa" if language == "fa" else "en"], event.article
    label = labels[event.kind if event.kind != "edited" else event.what or "words"]
    address = page(request, "article", article.pk)
    arrow = "←" if language == "fa" else "→"
    return item_of(
        article,
        identity=f"{address}#event-{event.pk}",
        address=address,
        link=f"{address}#edits",
        title=f"{label}: {words_of(article).title}",
        summary=f"{event.gone or '…'} {arrow} {event.new or '…'}" if shows_words(event) else "",
        at=event.at,
    )
