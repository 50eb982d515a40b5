"""The whole pipe on the bundled sample newsroom, over real HTTP on loopback."""

from datetime import UTC, datetime, timedelta

import pytest
from pipe import follow, make_all_due, run

from sarkhat import clock
from sarkhat.extract.figures import figures_of
from sarkhat.extract.models import Article, PageVisit, Version
from sarkhat.harvest.models import Slot, WatchState
from sarkhat.ranking.models import Listed
from sarkhat.replay.material import open_show
from sarkhat.replay.server import Server
from sarkhat.sample.material import load_pieces
from sarkhat.sample.newsroom_server import newsroom
from sarkhat.store.bodies import unpack
from sarkhat.stories.models import Member, Story
from sarkhat.understand.models import Reading

pytestmark = pytest.mark.django_db

ZWNJ = "\u200c"


class Newsroom:
    """The newsroom on loopback, at a time that the test moves."""

    def __init__(self, server: Server) -> None:
        self.opened = datetime.now(UTC)
        self.elapsed = timedelta()
        self.show = newsroom(server, self.opened, lambda: self.opened + self.elapsed)
        open_show(server, self.show)

    def out(self) -> list:
        return [piece for piece in load_pieces() if piece.is_out(self.elapsed)]


@pytest.fixture
def room():
    with Server() as server:
        yield Newsroom(server)


def _captions(article):
    """The words that stand among the blocks; a table's cells are blocks themselves."""
    told = (figure for figure in figures_of(article) if figure.kind != "table")
    return [text for figure in told for text in (figure.text, figure.credit)]


def _blocks(article: Article) -> list:
    return unpack(article.body.blocks)


def test_every_piece_arrives_exactly_once_and_a_second_pass_adds_nothing(room):
    follow(room.show.catalogue)
    assert Article.objects.count() == len(room.out())
    make_all_due(clock.now())
    run()
    assert Article.objects.count() == len(room.out())
    assert Reading.objects.count() == Member.objects.count() == Article.objects.count()


def test_stories_lists_and_front_pages_are_filled(room):
    follow(room.show.catalogue)
    top = Listed.objects.filter(kind="top", section="").order_by("position")
    assert top.count() >= 20
    assert top[0].story.outlets >= 4
    assert Story.objects.filter(outlets__gte=3).count() >= 25
    leads = Slot.objects.filter(until=None, position=1)
    assert {slot.outlet.key for slot in leads} >= {"bidmeshk", "badban", "sangbana", "kooy", "qotbi", "plateau"}


def test_words_stay_as_the_outlets_wrote_them(room):
    follow(room.show.catalogue)
    bodies = {}
    for piece in room.out():
        bodies.setdefault(piece.outlet, []).append(piece.wording(room.elapsed).body.count(ZWNJ))
    for key in ("bidmeshk", "badban", "sangbana", "tarazoo", "qotbi", "danesh", "jonub"):
        kept = sum(
            text.count(ZWNJ)
            for article in Article.objects.filter(outlet__key=key).select_related("body")
            for text in (*(text for _, text in _blocks(article)), *_captions(article))
        )
        assert kept >= sum(bodies[key]), key
    told = Article.objects.select_related("body").get(title__startswith="سرشماری تالاب")
    assert {one.kind for one in figures_of(told)} == {"image", "table", "ordered", "video", "footnote"}
    assert told.body_pictures.exclude(picture="").count() == 5
    live = Article.objects.select_related("body").get(title__startswith="لحظه‌به‌لحظه با مسابقه")
    assert [one.text for one in figures_of(live) if one.kind == "entry"] == ["۱۱:۵۲", "۱۱:۳۱", "۱۱:۰۸", "۱۰:۴۵"]
    assert not any(
        ZWNJ in text for article in Article.objects.filter(outlet__key="kooy") for _, text in _blocks(article)
    )


def test_the_feed_in_an_old_encoding_and_the_broken_one_are_read(room):
    follow(room.show.catalogue)
    for key in ("sootepayan", "jonub"):
        assert Article.objects.filter(outlet__key=key).count() == sum(piece.outlet == key for piece in room.out())
    assert "�" not in "".join(Article.objects.values_list("title", flat=True))
    dead = WatchState.objects.get(watch__outlet__key="khamoosh", watch__kind="feed")
    assert dead.error
    assert dead.status == 410


def test_a_silent_edit_is_kept_as_a_version_and_a_removal_is_marked(room):
    follow(room.show.catalogue)
    room.elapsed = timedelta(minutes=10)
    PageVisit.objects.update(next_at=clock.now())
    run()
    edited = [piece for piece in room.out() if len(piece.wordings) > 1]
    for piece in edited:
        article = Article.objects.get(
            url__contains=f"//{piece.outlet}.localhost", url__endswith=f"/{piece.number}/{piece.happening}"
        )
        assert article.title == piece.wordings[-1].title
        old = Version.objects.filter(article=article).values_list("title", flat=True)
        assert piece.wordings[0].title in old
    assert edited
    removed = Article.objects.filter(removed_at__isnull=False)
    gone = [piece for piece in load_pieces() if piece.removed is not None]
    assert {article.url.split("/")[4] for article in removed} == {str(piece.number) for piece in gone}
