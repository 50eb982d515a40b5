"""Edits, removals and returns as readers ask for them."""

from typing import Final, Literal

from django.db.models import Q, QuerySet

from sarkhat.extract.models import Event

Choice = Literal["notable", "all", "edited", "title", "facts", "removed", "restored"]
_CHOSEN: Final[dict[Choice, Q]] = {
    "notable": ~Q(what="typo"),
    "all": Q(),
    "edited": Q(kind="edited") & ~Q(what="typo"),
    "title": Q(what="title"),
    "facts": Q(what__in=("title", "number", "name")),
    "removed": Q(kind="removed"),
    "restored": Q(kind="restored"),
}
CHOICES: Final[tuple[Choice, ...]] = tuple(_CHOSEN)


def chosen(choice: Choice, outlet: str = "") -> QuerySet[Event]:
    """The events of visible articles, newest first: of a kind, of an outlet (its key) if given.

    `notable`: all but typos; `facts`: titles, figures and names.
    """
    rows = Event.objects.filter(_CHOSEN[choice], article__hidden=False).order_by("-at", "-pk")
    return rows.filter(article__outlet__key=outlet) if outlet else rows


def shows_words(event: Event) -> bool:
    """Whether the words that went and came may be shown: those of a headline where the page allows a copy of it, those
    of the body where the outlet's terms allow that too.
    """
    article = event.article
    is_title = event.what == "title" or event.new == article.title[:200]
    may = article.may_be_copied and (is_title or article.outlet.display == "full")
    return may and event.kind == "edited" and bool(event.gone or event.new)
