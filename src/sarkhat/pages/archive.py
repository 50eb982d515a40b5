"""What the pages of one story and of one article ask the database."""

from typing import Final

from sarkhat.community.models import Comment
from sarkhat.extract.models import Article
from sarkhat.pages.blocks import Chip, chips_of, members_of
from sarkhat.pages.body import Laid, Part, laid_out, says
from sarkhat.stories.models import Story
from sarkhat.understand.passage import key_passage
from sarkhat.understand.records import Wording
from sarkhat.understand.words import Blocks, unpacked, with_words

EXCERPT_WORDS: Final = 40


def story(number: int) -> Story | None:
    """The story with all that its page's head needs. One query."""
    rows = Story.objects.select_related("lead__outlet", "lead__reading", "score", "merged_into", "thread", "outline")
    return with_words(rows, "lead").filter(pk=number).first()


def article(number: int) -> Article | None:
    """The article with outlet, reading, body, the mended words and story. One query."""
    rows = Article.objects.select_related("outlet", "agency_outlet", "reading", "body", "mending")
    rows = with_words(rows.select_related("member__story__lead", "member__copy_of__outlet"), "member__story__lead")
    return rows.filter(pk=number, hidden=False).first()


def siblings(found: Article) -> list[Chip]:
    """The other outlets that tell the same story. One query, none without a story."""
    member = getattr(found, "member", None)
    if member is None:
        return []
    articles = [row.article for row in members_of([member.story_id])]
    return [chip for chip in chips_of(articles) if chip.outlet.pk != found.outlet_id]


def sent(found: Article) -> Wording:
    """The article's words exactly as its outlet sent them."""
    stored = getattr(found, "body", None)
    return Wording(found.title, found.kicker, found.lead, tuple(unpacked(stored.blocks)) if stored else ())


def passage_sent(found: Article) -> str:
    """The key passage of the words that the outlet sent."""
    raw = sent(found)
    return found.capped(key_passage(raw.text, "" if found.is_post else raw.title))


def body(found: Article, blocks: Blocks) -> tuple[Laid, bool]:
    """The body to show, and whether there is more at the outlet's; within what both allow."""
    if found.outlet.display == "full" and found.may_be_copied:
        return laid_out(found, blocks), False
    words = " ".join(text for kind, text in blocks if kind in ("p", "quote", "li") and says(text)).split()
    opening = " ".join(words[:EXCERPT_WORDS]) + (" …" if len(words) > EXCERPT_WORDS else "")
    shown = found.capped(opening) if words else ""
    return Laid((Part("p", shown),) if shown else (), ()), True


def comments(found: Article) -> list[Comment]:
    """The comments that a moderator let through, each followed by its replies. One query."""
    rows = list(Comment.objects.filter(article=found, state="shown").order_by("written_at"))
    replies = {row.pk: [reply for reply in rows if reply.reply_to_id == row.pk] for row in rows}
    ordered: list[Comment] = []
    for row in rows:
        if row.reply_to_id is None:
            ordered += [row, *replies[row.pk]]
    return ordered
