"""What a story's row says of its members: counts, times, section and the article whose headline stands for it.

The lead article is the one whose headline is the most central and least loaded (`headline.choose`) of those with a
title and a whole text, agencies, papers, broadcasters, magazines and sites before channels, unless an editor chose
one. The section is that of most outlets; each outlet has one voice, its first article's, and of equals the section
that was named first wins.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.functions import Length

from sarkhat.extract.models import Article
from sarkhat.stories import headline
from sarkhat.stories.models import Member, Story
from sarkhat.understand.words import with_words, words_of

_WHOLE = 60  # bytes of a packed body from which it counts as a text


def renew(stories: Iterable[int]) -> None:
    """Write the stories' rows anew from their members; call inside the transaction that changed them."""
    members: dict[int, list[Member]] = defaultdict(list)
    rows = Member.objects.filter(story__in=list(stories)).select_related("article__outlet", "article__reading")
    rows = rows.annotate(body_size=Length("article__body__blocks"))
    for member in with_words(rows, "article").order_by("article__published", "article_id"):
        members[member.story_id].append(member)
    for story in Story.objects.filter(pk__in=members):
        _renew(story, members[story.pk])
        story.save(update_fields=["lead", "lead_chosen", "section", "started_at", "latest_at", "outlets", "articles"])


def _renew(story: Story, members: list[Member]) -> None:
    if not (story.lead_chosen and any(member.article_id == story.lead_id for member in members)):
        story.lead, story.lead_chosen = _lead(members), False
    story.section = _section(members)
    story.started_at = members[0].article.published
    story.latest_at = members[-1].article.published
    story.outlets = len({member.article.outlet_id for member in members})
    story.articles = len(members)


def _lead(members: Sequence[Any]) -> Article:
    best = min(map(_standing, members))
    articles: dict[int, Article] = {member.article_id: member.article for member in members}
    told = [_said(member.article) for member in members]
    fit = [one for one, member in zip(told, members, strict=True) if _standing(member) == best]
    return articles[headline.choose(fit, told).article]


def _standing(member: Any) -> tuple[bool, ...]:
    """What a member lacks to give the headline, the gravest first."""
    article = member.article
    whole = bool(article.title) and (member.body_size or 0) >= _WHOLE
    post = article.is_post or article.outlet.kind == "channel"
    return article.hidden or article.removed_at is not None, not whole, post


def _said(article: Article) -> headline.Said:
    reading = getattr(article, "reading", None)
    passage = reading.key_passage if reading else ""
    return headline.Said(article.pk, article.outlet.key, words_of(article).title, passage)


def _section(members: list[Member]) -> str:
    voices: dict[int, str] = {}
    for member in members:
        voices.setdefault(member.article.outlet_id, member.article.reading.section)
    named = [section for section in voices.values() if section != "other"] or list(voices.values())
    return Counter(named).most_common(1)[0][0]
