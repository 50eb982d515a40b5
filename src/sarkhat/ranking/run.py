"""Ranks the stories.

1. The facts of every story of the last 48 hours are gathered (`facts`), a few queries for all.
2. Each gets its score with the terms that made it (`decide.score`).
3. The four lists are made, for all sections together and for each (`lists`).
4. In one transaction scores that changed are written, and lists that changed are replaced whole.
5. Where stories had new members, the round is noted.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Sum

from sarkhat import clock
from sarkhat.community.models import Comment, ViewHour
from sarkhat.ranking import facts as gather
from sarkhat.ranking import lists
from sarkhat.ranking.decide import Facts, Scored, score
from sarkhat.ranking.facts import Active
from sarkhat.ranking.lists import Entry
from sarkhat.ranking.models import Listed, Round, Score
from sarkhat.store.work import position
from sarkhat.stories.run import CURSOR

VIEWED_HOURS = 24
DISCUSSED = timedelta(hours=72)
ROUNDS_KEPT = timedelta(days=3)

Lists = dict[tuple[str, str], list[Entry]]


def rank_all() -> int:
    """Score the active stories and renew the lists; how many stories were scored."""
    now, placed = clock.now(), position(CURSOR)
    found = gather.active(now)
    facts = gather.facts(found, now)
    scored = {story: score(known) for story, known in facts.items()}
    made = _lists(found, facts, scored, now)
    with transaction.atomic():
        _write_scores(scored, now)
        _write_lists(made)
        _note_round(now, placed)
    return len(scored)


def _lists(found: Active, facts: Mapping[int, Facts], scored: Mapping[int, Scored], now: datetime) -> Lists:
    top = [Entry(story, found.leads[story], round(one.value, 4)) for story, one in scored.items()]
    rising = [
        Entry(story, found.leads[story], round(new + scored[story].value, 6))
        for story, known in facts.items()
        if (new := lists.growth(known.voices, now))
    ]
    viewed, viewed_sections = _viewed(now)
    discussed, discussed_sections = _discussed(now)
    kinds = [
        ("top", top, found.sections),
        ("rising", rising, found.sections),
        ("viewed", viewed, viewed_sections),
        ("discussed", discussed, discussed_sections),
    ]
    return {
        (kind, section): entries
        for kind, of_kind, sections in kinds
        for section, entries in lists.by_section(of_kind, sections).items()
    }


def _viewed(now: datetime) -> tuple[list[Entry], dict[int, str]]:
    hour = int(now.timestamp()) // 3600
    rows = (
        ViewHour.objects.filter(hour__gt=hour - VIEWED_HOURS, article__hidden=False, article__member__isnull=False)
        .values_list("article__member__story_id", "article_id", "article__member__story__section")
        .annotate(total=Sum("count"))
    )
    return _counted(list(rows))


def _discussed(now: datetime) -> tuple[list[Entry], dict[int, str]]:
    rows = (
        Comment.objects.filter(
            state="shown", written_at__gt=now - DISCUSSED, article__hidden=False, article__member__isnull=False
        )
        .order_by()
        .values_list("article__member__story_id", "article_id", "article__member__story__section")
        .annotate(total=Count("pk"))
    )
    return _counted(list(rows))


def _counted(rows: list[tuple[int, int, str, int]]) -> tuple[list[Entry], dict[int, str]]:
    return lists.counted([(s, a, count) for s, a, _, count in rows]), {s: section for s, _, section, _ in rows}


def _write_scores(scored: Mapping[int, Scored], now: datetime) -> None:
    before = {
        story: (value, terms)
        for story, value, terms in Score.objects.filter(story__in=list(scored)).values_list(
            "story_id", "value", "terms"
        )
    }
    new = {story: (round(one.value, 4), one.terms) for story, one in scored.items()}
    rows = [
        Score(story_id=story, value=value, terms=terms, at=now)
        for story, (value, terms) in new.items()
        if before.get(story) != (value, terms)
    ]
    Score.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["story"], update_fields=["value", "terms", "at"]
    )


def _write_lists(made: Lists) -> None:
    before: Lists = defaultdict(list)
    for row in Listed.objects.order_by("kind", "section", "position"):
        before[row.kind, row.section].append(Entry(row.story_id, row.article_id, row.value))
    for (kind, section), entries in made.items():
        if before.get((kind, section), []) == entries:
            continue
        Listed.objects.filter(kind=kind, section=section).delete()
        Listed.objects.bulk_create(
            Listed(
                kind=kind, section=section, position=place, story_id=entry.story, article_id=entry.article,
                value=entry.value,
            )
            for place, entry in enumerate(entries, 1)
        )  # fmt: skip


def _note_round(began: datetime, placed: int) -> None:
    if Round.objects.order_by("-pk").values_list("position", flat=True).first() == placed:
        return
    Round.objects.create(began=began, ended=clock.now(), position=placed)
    Round.objects.filter(began__lt=began - ROUNDS_KEPT).delete()
