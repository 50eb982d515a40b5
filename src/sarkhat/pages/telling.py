"""A story as its page tells it: who said what and when, whose figures differ, who is silent, which pictures it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from sarkhat.extract.models import Article
from sarkhat.pages.blocks import Chip, chips_of, language_of, members_of
from sarkhat.pages.copies import Original, folded
from sarkhat.pages.cover import Cover, cover
from sarkhat.pages.lanes import Entry, Plot, plot
from sarkhat.sources.models import Outlet
from sarkhat.stories.figures import Differing, differing
from sarkhat.stories.models import Member, Story
from sarkhat.text.words import tokens, words
from sarkhat.understand.words import words_of

PICTURES: Final = 12


@dataclass(frozen=True, slots=True)
class Telling:
    """Members in time order, one chip an outlet, the members again with reprints folded, and what is made of them."""

    story: Story
    members: list[Member]
    chips: tuple[Chip, ...]
    originals: list[Original]
    plot: Plot | None  # None without members
    cover: Cover
    differing: list[Differing]

    @property
    def copies(self) -> int:
        """How many of the members are reprints."""
        return len(self.members) - len(self.originals)

    @property
    def outlets(self) -> dict[int, Outlet]:
        """The outlets by their number."""
        return {chip.outlet.pk: chip.outlet for chip in self.chips}

    @property
    def by_article(self) -> dict[int, Member]:
        """The members by their article's number."""
        return {member.article_id: member for member in self.members}

    @property
    def spelled(self) -> dict[str, str]:
        """How the members write the words that comparing folds: نیم‌فاصله for نیمفاصله."""
        written = (word for member in self.members for word in words(_said(member.article)))
        found: dict[str, str] = {}
        for word in written:
            for token in tokens(word):
                found.setdefault(token, word)
        return found

    def pictures(self, shown: Article | None) -> list[Article]:
        """The articles whose lead pictures may be shown, each picture once, without the one that heads the page."""
        seen = {shown.picture} if shown else set()
        found: list[Article] = []
        for article in (member.article for member in self.members):
            free = article.outlet.display == "full" and article.may_be_copied
            if article.picture and free and article.picture not in seen:
                seen.add(article.picture)
                found.append(article)
        return found[:PICTURES]


def telling(found: Story, rtl: bool, zone: tzinfo) -> Telling:
    """Who told the story and when, and who did not. Three queries, however many tell it."""
    members = list(members_of([found.pk], read=True))
    articles = [member.article for member in members]
    originals, chips = folded(members), chips_of(articles)
    language = language_of(found.lead) if found.lead else "fa"
    covered = cover(found, [chip.outlet for chip in chips], language)
    return Telling(
        found, members, chips, originals, _plot(originals, members, rtl, zone), covered, _differing(articles)
    )


def _plot(originals: Iterable[Original], members: Sequence[Member], rtl: bool, zone: tzinfo) -> Plot | None:
    place = {member.article_id: index for index, member in enumerate(members)}
    copied = {
        place[copy.member.article_id]: place[copy.chain[-2].article_id] for one in originals for copy in one.copies
    }
    rows = enumerate(member.article for member in members)
    entries = [Entry(article.published, article.outlet_id, copied.get(index)) for index, article in rows]
    return plot(entries, rtl, zone) if entries else None


def _differing(articles: Iterable[Article]) -> list[Differing]:
    """The figures that outlets tell differently in headline, lead and key passage."""
    return differing([(article.outlet.key, _said(article)) for article in articles])


def _said(article: Article) -> str:
    said, reading = words_of(article), getattr(article, "reading", None)
    return "\n".join((said.title, said.lead, reading.key_passage if reading else ""))
