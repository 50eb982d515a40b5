"""What an editor does to stories: make them one, part articles off, move them, choose or write the headline.

Each can be taken back. Threads have their own deeds (`thread_editor`).

Every deed is a `Mark`, written with what it changed in one transaction. The articles that it touched are pinned: the
worker takes the marks over before its next batch (`run`) and never undoes them, whatever the articles say.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import uuid4

from django.db import transaction

from sarkhat import clock
from sarkhat.stories import summary, thread_summary
from sarkhat.stories.models import Mark, Member, Story

HEADLINE: Final = 300  # characters of a headline in an editor's own words


class NotPossible(Exception):
    """The deed makes no sense as things stand. The argument is a word key of why."""


@transaction.atomic
def merge(stories: Sequence[int], by: str) -> Mark:
    """Make the stories one: that with the most articles, of equals the oldest. Raises NotPossible for less than two."""
    rows = list(Story.objects.filter(pk__in=stories, merged_into=None).order_by("-articles", "pk"))
    if len(rows) < 2:
        raise NotPossible("editor-two")
    into = rows[0].pk
    members = list(Member.objects.filter(story__in=rows))
    mark = _mark("merge", by, members, rows)
    _put(members, into, _group())
    Story.objects.filter(pk__in=[row.pk for row in rows[1:]]).update(merged_into=into, articles=0, outlets=0)
    Story.objects.filter(merged_into__in=[row.pk for row in rows[1:]]).update(merged_into=into)
    summary.renew([into])
    return mark


@transaction.atomic
def split(articles: Sequence[int], by: str) -> Mark:
    """Part the articles off into a story of their own. Raises NotPossible unless some of one story stay behind."""
    moved = list(Member.objects.filter(article__in=articles).select_related("article", "story"))
    if len({member.story_id for member in moved}) != 1:
        raise NotPossible("editor-one-story")
    left = moved[0].story
    if left.members.count() == len(moved):
        raise NotPossible("editor-all")
    at = min(member.article.published for member in moved)
    own = Story.objects.create(lead=moved[0].article, section=left.section, started_at=at, latest_at=at)
    return _move("split", moved, own, by)


@transaction.atomic
def move(articles: Sequence[int], into: int, by: str) -> Mark:
    """Move the articles into another story. Raises NotPossible if that is no story, or theirs already."""
    moved = list(Member.objects.filter(article__in=articles).exclude(story=into).select_related("article", "story"))
    target = Story.objects.filter(pk=into, merged_into=None).first()
    if target is None or not moved:
        raise NotPossible("editor-elsewhere")
    return _move("move", moved, target, by)


@transaction.atomic
def choose_headline(article: int, by: str) -> Mark:
    """Let an article's headline stand for its story from now on. Raises NotPossible for an article in no story."""
    member = Member.objects.filter(article=article).select_related("story").first()
    if member is None:
        raise NotPossible("editor-elsewhere")
    mark = _mark("lead", by, [], [member.story])
    Story.objects.filter(pk=member.story_id).update(lead=article, lead_chosen=True)
    return mark


@transaction.atomic
def rename(story: int, headline: str, by: str) -> Mark:
    """Give a story a headline in an editor's own words; "" gives it back to its articles'. Raises NotPossible."""
    found = Story.objects.filter(pk=story, merged_into=None).first()
    words = " ".join(headline.split())
    if found is None or len(words) > HEADLINE or words == found.renamed:
        raise NotPossible("editor-headline")
    mark = _mark("rename", by, [], [found])
    Story.objects.filter(pk=story).update(renamed=words)
    return mark


@transaction.atomic
def undo(mark: Mark, by: str) -> Mark:
    """Put everything back as it stood before the mark. Raises NotPossible if that was done already."""
    if Mark.objects.filter(undoes=mark).exists():
        raise NotPossible("editor-undone")
    before: dict[str, Any] = mark.before
    was = {article: (story, pin) for article, story, pin in before["members"]}
    members = list(Member.objects.filter(article__in=was))
    touched = {member.story_id for member in members}
    rows = list(Story.objects.filter(pk__in=[*touched, *(number for number, *_ in before["stories"])]))
    back = _mark("undo", by, members, rows)
    back.undoes = mark
    back.before["threads"] = thread_summary.put_back(before.get("threads", []))
    back.save(update_fields=["undoes", "before"])
    for member in members:
        member.story_id, member.pin = was[member.article_id]
    Member.objects.bulk_update(members, ["story", "pin"])
    for number, merged_into, lead, chosen, renamed in before["stories"]:
        Story.objects.filter(pk=number).update(merged_into=merged_into, lead=lead, lead_chosen=chosen, renamed=renamed)
    _renew({row.pk for row in rows} | {story for story, _ in was.values()})
    return back


def _move(kind: str, moved: Sequence[Member], target: Story, by: str) -> Mark:
    """Put members into a story, those of that story with them, and hold those that stay behind apart from them."""
    sources = {member.story_id for member in moved}
    here = list(Member.objects.filter(story=target))
    names = [member.article_id for member in moved]
    behind = list(Member.objects.filter(story__in=sources).exclude(article__in=names))
    mark = _mark(kind, by, [*moved, *here, *behind], Story.objects.filter(pk__in=[*sources, target.pk]))
    _put([*moved, *here], target.pk, _group())
    for source in sources:
        _put([member for member in behind if member.story_id == source], source, _group())
    _renew({*sources, target.pk}, heir=target.pk)
    return mark


def _mark(kind: str, by: str, members: Iterable[Member], stories: Iterable[Story]) -> Mark:
    held = [[member.article_id, member.story_id, member.pin] for member in members]
    rows = [[story.pk, story.merged_into_id, story.lead_id, story.lead_chosen, story.renamed] for story in stories]
    before = {"members": held, "stories": rows}
    return Mark.objects.create(kind=kind, by=by, at=clock.now(), articles=[name for name, *_ in held], before=before)


def _put(members: Sequence[Member], story: int, pin: str) -> None:
    for member in members:
        member.story_id, member.pin = story, pin
    Member.objects.bulk_update(members, ["story", "pin"])


def _renew(stories: set[int], heir: int | None = None) -> None:
    """Write the rows of stories anew; an empty one leads to its heir."""
    held = set(Member.objects.filter(story__in=stories).values_list("story_id", flat=True))
    Story.objects.filter(pk__in=held).update(merged_into=None)
    Story.objects.filter(pk__in=stories - held, merged_into=None).update(articles=0, outlets=0, merged_into=heir)
    summary.renew(held)


def _group() -> str:
    return uuid4().hex
