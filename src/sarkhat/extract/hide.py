"""What is taken off the site: by an editor's decision, or because its outlet said until when it may be shown."""

from collections.abc import Iterable

from django.db import transaction

from sarkhat import clock
from sarkhat.extract.archive import TABLE
from sarkhat.extract.models import Article
from sarkhat.store.work import next_seq


def hide(numbers: Iterable[int], hidden: bool = True) -> int:
    """Hide or show the articles; how many changed. Their change number moves, so later stages follow."""
    with transaction.atomic():
        rows = Article.objects.filter(pk__in=list(numbers)).exclude(hidden=hidden)
        changed = list(rows.values_list("pk", flat=True))
        for number in changed:
            Article.objects.filter(pk=number).update(hidden=hidden, seq=next_seq(TABLE))
    return len(changed)


def end_dated() -> int:
    """Hide the articles whose page said that they are unavailable by now (`unavailable_after`); how many."""
    over = Article.objects.filter(unavailable_after__lte=clock.now(), hidden=False)
    return hide(list(over.values_list("pk", flat=True)))
