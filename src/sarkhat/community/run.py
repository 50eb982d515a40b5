"""People react: 1. a reader's comment is checked and kept for a moderator; 2. views become rows an hour."""

from typing import Final, Literal

from django.conf import settings

from sarkhat import clock
from sarkhat.community import fold
from sarkhat.community.limits import Turnstile
from sarkhat.community.models import Comment
from sarkhat.extract.models import Article

Outcome = Literal["waiting", "off", "empty", "long", "fast", "gone"]
NAME_LIMIT: Final = 60
TEXT_LIMIT: Final = 3000
_TURNSTILE: Final = Turnstile()


def submit(
    article_id: int, name: str, text: str, *, reply_to: int | None = None, trap: str = "", address: str = ""
) -> Outcome:
    """Keep a comment in the state "waiting", and say what became of it.

    `trap` is a field that people do not see: whoever fills it is told "waiting" and nothing is kept.
    `address` only feeds the turnstile of `limits`; it is not stored.
    """
    refusal = _refusal(name.strip(), text.strip())
    if refusal or trap:
        return refusal or "waiting"
    if not Article.objects.filter(pk=article_id, hidden=False).exists():
        return "gone"
    if not _TURNSTILE.lets(address):
        return "fast"
    Comment.objects.create(
        article_id=article_id,
        reply_to_id=_parent(article_id, reply_to),
        name=name.strip(),
        text=text.strip(),
        written_at=clock.now(),
    )
    return "waiting"


def _refusal(name: str, text: str) -> Outcome | None:
    if settings.CONFIG.comments == "off":
        return "off"
    if not name or not text:
        return "empty"
    return "long" if len(name) > NAME_LIMIT or len(text) > TEXT_LIMIT else None


def _parent(article_id: int, reply_to: int | None) -> int | None:
    """The comment answered: shown, of the same article, and never itself a reply (one level is enough)."""
    found = Comment.objects.filter(pk=reply_to, article_id=article_id, state="shown").first() if reply_to else None
    return (found.reply_to_id or found.pk) if found else None


def fold_views() -> int:
    """Fold the next views into ViewHour; how many were read. Run again, it goes on where it stopped."""
    return fold.fold()
