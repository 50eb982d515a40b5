"""What addresses said when they were looked at: kept for the first visit of their watches."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db.models import Q

from sarkhat import clock
from sarkhat.net.client import Answer
from sarkhat.sources.models import FirstAnswer, Watch
from sarkhat.text.urls import url_key

LASTS: Final = timedelta(days=1)  # an older answer is asked for anew


def keep(answers: Mapping[str, Answer]) -> None:
    """Keep the answers, by address, of watches that were never visited."""
    by_key = {url_key(url): answer for url, answer in answers.items()}
    for watch in Watch.objects.filter(url_key__in=list(by_key), state__visited_at__isnull=True, first_answer=None):
        answer = by_key[bytes(watch.url_key)]
        FirstAnswer.objects.create(
            watch=watch,
            url=answer.url,
            status=answer.status,
            headers=dict(answer.headers),
            body=answer.body,
            asked_at=clock.now(),
        )


def waiting() -> frozenset[int]:
    """Watches whose first answer is here; what has been used, or is too old, goes."""
    rows = FirstAnswer.objects.all()
    if not rows.exists():
        return frozenset()
    rows.filter(Q(watch__state__visited_at__isnull=False) | Q(asked_at__lt=clock.now() - LASTS)).delete()
    return frozenset(rows.values_list("pk", flat=True))


def answer_of(watch: int) -> Answer | None:
    """The first answer of a watch, if it is here."""
    row = FirstAnswer.objects.filter(pk=watch).first()
    return Answer(row.url, row.status, row.headers, bytes(row.body)) if row else None
