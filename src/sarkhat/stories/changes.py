"""Writes what the stream decided: members that came or moved, stories that began, became one or fell apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.stories import summary
from sarkhat.stories.models import Member, Story
from sarkhat.stories.records import Evidence
from sarkhat.understand.models import Reading


@dataclass(frozen=True, slots=True)
class Move:
    """An article that came into a story or changed it. `copy_of`: None for one that was placed before."""

    article: int
    story: str  # the stream's name of the story
    copy_of: str | None
    evidence: Evidence


def apply(
    moves: Sequence[Move], fresh: Sequence[Reading], numbers: dict[str, int], living: set[str], renewed: set[int]
) -> set[int]:
    """Write the moves; the stories that changed. Call inside a transaction.

    `numbers` has the story of the database for each story of the stream; it gets those that begin and loses those that
    ended. `living` are the stream's stories now. `renewed` are further stories whose rows are written anew (their
    articles were edited).
    """
    moves = [move for move in moves if move.article not in _pinned(moves)]
    readings = {row.pk: row for row in fresh}
    old = dict(Member.objects.filter(article__in=[m.article for m in moves]).values_list("article_id", "story_id"))
    _begin(moves, readings, numbers)
    _write(moves, set(old), numbers)
    touched = renewed | set(old.values()) | {numbers[move.story] for move in moves}
    _unite(moves, old, numbers, living)
    _tell_firsts(touched)
    for name in set(numbers) - living:
        del numbers[name]
    summary.renew(touched)
    return touched


def _pinned(moves: Iterable[Move]) -> set[int]:
    """The articles that an editor put where they are in the meantime."""
    rows = Member.objects.filter(article__in=[move.article for move in moves]).exclude(pin="")
    return set(rows.values_list("article_id", flat=True))


def _begin(moves: Sequence[Move], readings: dict[int, Reading], numbers: dict[str, int]) -> None:
    """Make the stories that the database has not, each with its first article as lead for now."""
    first: dict[str, int] = {}
    for move in sorted(moves, key=lambda move: move.article):
        if move.story not in numbers:
            first.setdefault(move.story, move.article)
    articles = Article.objects.in_bulk(first.values())
    for name, lead in first.items():
        section = readings[lead].section if lead in readings else "other"
        at = articles[lead].published
        story = Story.objects.create(lead=articles[lead], section=section, started_at=at, latest_at=at)
        numbers[name] = story.pk


def _write(moves: Sequence[Move], known: set[int], numbers: dict[str, int]) -> None:
    now = clock.now()
    made: list[Member] = []
    changed: list[Member] = []
    for move in moves:
        near = [[int(name), value] for name, value in move.evidence.near]
        member = Member(
            article_id=move.article,
            story_id=numbers[move.story],
            how="copy" if move.copy_of else "same",
            score=near[0][1] if near else 0.0,
            evidence={"near": near, "words": list(move.evidence.words)} if near else None,
            copy_of_id=int(move.copy_of) if move.copy_of else None,
            placed_at=now,
        )
        (changed if move.article in known else made).append(member)
    Member.objects.bulk_create(made)
    Member.objects.bulk_update(changed, ["story", "score", "evidence"])


def _unite(moves: Sequence[Move], old: dict[int, int], numbers: dict[str, int], living: set[str]) -> None:
    """Where all of a story's articles of the last hours left for others, the older ones follow most of them."""
    left: dict[int, Counter[int]] = defaultdict(Counter)
    for move in moves:
        if old.get(move.article, numbers[move.story]) != numbers[move.story]:
            left[old[move.article]][numbers[move.story]] += 1
    alive = {number for name, number in numbers.items() if name in living}
    for story, heirs in left.items():
        if story not in alive and not Member.objects.filter(story=story).exclude(pin="").exists():
            heir = heirs.most_common(1)[0][0]
            Member.objects.filter(story=story).update(story=heir)
            Story.objects.filter(merged_into=story).update(merged_into=heir)
            Story.objects.filter(pk=story).update(merged_into=heir, articles=0, outlets=0)


def _tell_firsts(stories: Iterable[int]) -> None:
    """The earliest article of a story began it, and no other."""
    rows = Member.objects.filter(story__in=list(stories)).order_by("article__published", "article_id")
    begun: set[int] = set()
    wrong = []
    for member in rows.only("article_id", "story_id", "how"):
        how = "first" if member.story_id not in begun else "same" if member.how == "first" else member.how
        begun.add(member.story_id)
        if how != member.how:
            member.how = how
            wrong.append(member)
    Member.objects.bulk_update(wrong, ["how"])
