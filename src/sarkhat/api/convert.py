"""Rows of the archive as the API's shapes."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from sarkhat.api import shapes
from sarkhat.api.addresses import feed, page
from sarkhat.extract.figures import figures_of, files_of
from sarkhat.extract.models import Article
from sarkhat.extract.records import Figure
from sarkhat.ranking.models import Listed
from sarkhat.sources.models import SECTION_NAMES, Outlet
from sarkhat.stories.models import Member, Story, Thread
from sarkhat.stories.thread_queries import related
from sarkhat.stories.titles import headline_of
from sarkhat.text.urls import url_key
from sarkhat.understand.words import blocks_of, unpacked, words_of


def article(request: HttpRequest, row: Article) -> shapes.ArticleShape:
    """An article without its body."""
    reading, member, mending = (getattr(row, name, None) for name in ("reading", "member", "mending"))
    words = words_of(row)
    return shapes.ArticleShape(
        id=row.pk,
        url=row.url,
        page=page(request, "article", row.pk),
        title=words.title,
        kicker=row.capped(words.kicker),
        key_passage=row.capped(reading.key_passage) if reading else "",
        authors=row.authors,
        outlet=row.outlet.key,
        outlet_name=row.outlet.name,
        section=reading.section if reading else None,
        language=reading.language if reading else row.outlet.language,
        published=row.published,
        first_seen=row.first_seen,
        changed=row.changed_at,
        removed=row.removed_at,
        revision=row.revision,
        is_post=row.is_post,
        mended=mending.kind if mending else "",
        story=member.story_id if member else None,
    )


def whole_article(request: HttpRequest, row: Article) -> shapes.WholeArticleShape:
    """An article with its body, if the outlet's terms allow that."""
    return shapes.WholeArticleShape(
        **dict(article(request, row)),
        body=body(row),
        figures=figures(request, row),
        as_sent=as_sent(row),
        stated=stated(row),
    )


def stated(row: Article) -> shapes.StatedShape:
    """What the article's page states beside its words. One query, for its other addresses."""
    return shapes.StatedShape(
        credits=[shapes.CreditShape(name=name, role=role) for name, role in row.credits],
        agency=row.agency,
        agency_outlet=row.agency_outlet.key if row.agency_outlet else None,
        section=row.stated_section,
        tags=row.tags,
        published_how=row.published_how,
        updated=row.updated,
        updated_how=row.updated_how,
        access=row.access,
        licence=row.licence,
        also_at=[variant.url for variant in row.variants.filter(is_guess=False)],
    )


def body(row: Article) -> list[shapes.BlockShape] | None:
    """The blocks that may be shown; None where outlet or page allow no more than the key passage."""
    if not _whole(row):
        return None
    return [shapes.BlockShape(kind=kind, text=text) for kind, text in blocks_of(row)]


def figures(request: HttpRequest, row: Article) -> list[shapes.FigureShape] | None:
    """What stands among the blocks, with the addresses of our pictures; None where `body` is. One query at most."""
    if not _whole(row):
        return None
    found = figures_of(row)
    files = {key: feed(request, "picture", file.path) for key, file in files_of(row, found).items()}
    return [_figure(figure, files.get(url_key(figure.url), "") if figure.kind == "image" else "") for figure in found]


def _figure(figure: Figure, picture: str) -> shapes.FigureShape:
    return shapes.FigureShape(
        kind=figure.kind,
        at=figure.at,
        to=figure.to,
        text=figure.text,
        url=figure.url,
        picture=picture,
        credit=figure.credit,
        alt=figure.alt,
        when=datetime.fromisoformat(figure.when) if figure.when else None,
        rows=[
            [shapes.CellShape(text=cell.text, across=cell.across, down=cell.down, head=cell.is_head) for cell in row]
            for row in figure.rows
        ],
    )


def as_sent(row: Article) -> shapes.SentShape | None:
    """The words that the outlet sent, as far as they may be shown; None where ours are the same."""
    if getattr(row, "mending", None) is None:
        return None
    blocks = (
        [shapes.BlockShape(kind=kind, text=text) for kind, text in unpacked(row.body.blocks)] if _whole(row) else None
    )
    return shapes.SentShape(title=row.title, kicker=row.capped(row.kicker), body=blocks)


def _whole(row: Article) -> bool:
    return row.outlet.display == "full" and row.may_be_copied and getattr(row, "body", None) is not None


WITH_STORY: Final = ("score", "lead__member")  # what a story's shape needs besides what its page shows


def story(request: HttpRequest, row: Story, lead: Article) -> shapes.StoryShape:
    """A story without its members; `lead` is the article whose headline stands for it."""
    score = getattr(row, "score", None)
    terms = sorted(score.terms.items(), key=lambda term: -_number(term[1])) if score else []
    return shapes.StoryShape(
        id=row.pk,
        page=page(request, "story", row.pk),
        title=headline_of(row, lead),
        section=row.section,
        outlets=row.outlets,
        articles=row.articles,
        started=row.started_at,
        latest=row.latest_at,
        lead=article(request, lead),
        score=score.value if score else None,
        why=[shapes.TermShape(term=term, value=_number(value)) for term, value in terms],
    )


def whole_story(request: HttpRequest, row: Story, lead: Article, members: list[Member]) -> shapes.WholeStoryShape:
    """A story with its members."""
    return shapes.WholeStoryShape(
        **dict(story(request, row, lead)),
        members=[
            shapes.MemberShape(
                how=member.how,
                score=member.score,
                copy_of=member.copy_of_id,
                article=article(request, member.article),
            )
            for member in members
        ],
        thread=thread(request, row.thread) if row.thread and row.thread.is_shown else None,
        related=[story(request, one, one.lead) for one in related(row, *WITH_STORY) if one.lead],
    )


def thread(request: HttpRequest, row: Thread) -> shapes.ThreadShape:
    """A thread without its stories."""
    return shapes.ThreadShape(
        id=row.pk,
        page=page(request, "thread", row.pk),
        feed=feed(request, "feed-thread", row.pk, "atom"),
        title=str(row),
        started=row.started_at,
        latest=row.latest_at,
        stories=row.stories,
        days=row.days,
        articles=row.articles,
    )


def listed(request: HttpRequest, row: Listed) -> shapes.ListedShape:
    """A place in a list."""
    return shapes.ListedShape(position=row.position, value=row.value, story=story(request, row.story, row.article))


def outlet(request: HttpRequest, row: Outlet) -> shapes.OutletShape:
    """An outlet."""
    facts = {name: getattr(row, name) for name in ("key", "name", "name_en", "home", "language", "country", "kind")}
    return shapes.OutletShape(
        **facts,
        owner=row.owner,
        display=row.display,
        page=page(request, "outlet", row.key),
        feed=feed(request, "feed-outlet", row.key, "rss"),
    )


def sections(request: HttpRequest) -> list[shapes.SectionShape]:
    """All sections, in the order in which the site shows them."""
    return [
        shapes.SectionShape(
            key=key, name=name, page=page(request, "section", key), feed=feed(request, "feed-section", key, "rss")
        )
        for key, name in SECTION_NAMES
    ]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
