"""Stories as pages show them: a headline, its key passage, and who else tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sarkhat.extract.models import Article
from sarkhat.pages.plots import Bar, bars
from sarkhat.ranking.models import Listed
from sarkhat.sources.models import Outlet
from sarkhat.stories.models import Member, Story
from sarkhat.understand.words import with_words

# Long texts that no list shows: left in the database.
HEAVY = ("lead", "kicker", "authors", "tags", "stated_section", "image")


@dataclass(frozen=True, slots=True)
class Chip:
    """An outlet of a story with its own first headline."""

    outlet: Outlet
    article: Article


@dataclass(frozen=True, slots=True)
class Block:
    """A story on a page. `chips` and `bars` are empty where only its headline is shown."""

    story: Story
    article: Article
    passage: str
    value: float = 0.0
    picture: Article | None = None  # whose picture may stand with it
    chips: tuple[Chip, ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def outlets(self) -> int:
        """How many outlets tell it."""
        return len(self.chips) or self.story.outlets


def passage_of(article: Article) -> str:
    """As much of the key passage as may be shown; "" while the article has not been read yet."""
    reading = getattr(article, "reading", None)
    return article.capped(reading.key_passage) if reading else ""


def language_of(article: Article) -> str:
    """The language of the article's words."""
    reading = getattr(article, "reading", None)
    return reading.language if reading else article.outlet.language


def block(row: Listed) -> Block:
    """A listed place as a plain headline."""
    return Block(row.story, row.article, passage_of(row.article), row.value)


def with_members(blocks: Sequence[Block], now: datetime, rtl: bool) -> list[Block]:
    """The same blocks with their chips and bars. One query."""
    members: dict[int, list[Article]] = {item.story.pk: [] for item in blocks}
    for member in members_of(members):
        members[member.story_id].append(member.article)
    return [_filled(item, members[item.story.pk], now, rtl) for item in blocks]


def members_of(stories: Iterable[int], *, read: bool = False) -> Iterable[Member]:
    """The visible members of these stories, oldest article first; if `read` with leads and readings. One query."""
    rows = Member.objects.filter(story_id__in=list(stories), article__hidden=False).select_related("article__outlet")
    rows = rows.select_related("article__reading") if read else rows
    heavy = [f"article__{name}" for name in HEAVY if not (read and name == "lead")]
    return with_words(rows.defer(*heavy), "article").order_by("article__published", "article_id")


def picture_of(lead: Article, others: Iterable[Article]) -> Article | None:
    """The article whose picture stands for a story: an outlet that lets its text be shown lets its picture too."""
    free = (one for one in (lead, *others) if one.picture and one.outlet.display == "full")
    return next(free, None)


def chips_of(articles: Iterable[Article]) -> tuple[Chip, ...]:
    """One chip an outlet, in the order in which they came to the story."""
    first: dict[int, Article] = {}
    for article in articles:
        first.setdefault(article.outlet_id, article)
    return tuple(Chip(article.outlet, article) for article in first.values())


def _filled(item: Block, articles: list[Article], now: datetime, rtl: bool) -> Block:
    times = [article.published for article in articles]
    chips, picture = chips_of(articles), picture_of(item.article, articles)
    return replace(item, picture=picture, chips=chips, bars=tuple(bars(times, now, rtl)))
