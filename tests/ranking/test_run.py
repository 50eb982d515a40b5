"""Ranking in the database: scores, the four lists, and no needless writing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from made import NOON, article, watch
from sarkhat import clock
from sarkhat.community.models import Comment, ViewHour
from sarkhat.extract.models import Article
from sarkhat.harvest.models import Slot
from sarkhat.ranking import run
from sarkhat.ranking.models import Listed, Score
from sarkhat.stories import run as stories
from sarkhat.stories.models import Member
from sarkhat.understand.run import read_changed

pytestmark = pytest.mark.django_db

NOW = NOON + timedelta(hours=3)
BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد و خودروها از آن گذشتند."
BRIDGE_TOO = "شهردار اهواز پل کارون را گشود؛ ساخت این پل هفت سال به درازا کشید."
MATCH = "تیم والیبال بانوان در دیدار پایانی لیگ با سه ست پیاپی پیروز شد و جام را برد."
CARPET = "نمایشگاه فرش دستباف کاشان با آثار صد بافنده در موزه برپا شد."


@pytest.fixture(autouse=True)
def _three_hours_past_noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    stories.forget()
    yield
    stories.forget()


@pytest.fixture
def news() -> tuple[Article, Article, Article]:
    """A story of two outlets, and one of one outlet; the first and last article of them."""
    first = article("پل کارون", BRIDGE, "a", 2, section="society")
    second = article("پل کارون گشوده شد", BRIDGE_TOO, "b", 2.5, section="society")
    match = article("قهرمانی", MATCH, "a", 2.5, section="sport")
    read_changed()
    stories.place_changed()
    return first, second, match


def listed(kind: str, section: str = "") -> list[int]:
    return list(
        Listed.objects.filter(kind=kind, section=section).order_by("position").values_list("article", flat=True)
    )


def story(row: Article) -> int:
    return Member.objects.get(article=row).story_id


def test_more_outlets_rank_higher(news: tuple[Article, Article, Article]) -> None:
    first, _, match = news
    assert run.rank_all() == 2
    assert listed("top") == [first.pk, match.pk]
    assert listed("top", "sport") == [match.pk]
    assert listed("top", "world") == []
    assert (
        Score.objects.get(story=story(first)).terms["outlets"] > Score.objects.get(story=story(match)).terms["outlets"]
    )


def test_the_front_page_lifts(news: tuple[Article, Article, Article]) -> None:
    first, _, match = news
    front = watch(match.outlet, "front")
    Slot.objects.create(
        watch=front, outlet=match.outlet, position=1, url=match.url, url_key=match.url_key, title="قهرمانی", since=NOW
    )
    run.rank_all()
    assert listed("top") == [match.pk, first.pk]
    assert Score.objects.get(story=story(match)).terms["front"] == 1
    Slot.objects.update(until=NOW)
    run.rank_all()
    assert listed("top") == [first.pk, match.pk]


def test_views_of_channels_give_reach_and_no_place_among_the_viewed() -> None:
    much = article("", BRIDGE, "c", 1, kind="channel", post=True, views=9000)
    article("", MATCH, "c", 1, kind="channel", post=True, views=10)
    read_changed()
    stories.place_changed()
    run.rank_all()
    assert Score.objects.get(story=story(much)).terms["reach"] == 0.5
    assert listed("viewed") == []


def test_viewed_and_discussed(news: tuple[Article, Article, Article]) -> None:
    first, second, match = news
    hour = int(NOW.timestamp()) // 3600
    ViewHour.objects.create(article=first, hour=hour, count=2)
    ViewHour.objects.create(article=second, hour=hour - 1, count=3)
    ViewHour.objects.create(article=match, hour=hour, count=4)
    ViewHour.objects.create(article=match, hour=hour - 24, count=90)
    for number, (state, days) in enumerate([("shown", 0), ("waiting", 0), ("refused", 0), ("shown", 4)]):
        Comment.objects.create(
            article=match, name=f"خواننده {number}", text="سخن", state=state, written_at=NOW - timedelta(days=days)
        )
    run.rank_all()
    assert listed("viewed") == [second.pk, match.pk]
    assert [row.value for row in Listed.objects.filter(kind="viewed", section="").order_by("position")] == [5, 4]
    assert listed("viewed", "sport") == [match.pk]
    assert [(row.article_id, row.value) for row in Listed.objects.filter(kind="discussed", section="")] == [
        (match.pk, 1)
    ]


def test_rising(news: tuple[Article, Article, Article]) -> None:
    run.rank_all()
    assert listed("rising") == [news[0].pk]


def test_ranking_again_writes_nothing(news: tuple[Article, Article, Article]) -> None:
    run.rank_all()
    before = list(Listed.objects.values()), list(Score.objects.values())
    with CaptureQueriesContext(connection) as asked:
        run.rank_all()
    assert (list(Listed.objects.values()), list(Score.objects.values())) == before
    assert not [q for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_few_queries_however_many_stories(news: tuple[Article, Article, Article]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            run.rank_all()
        return len(asked)

    few = queries()
    for number in range(20):
        article(f"تیتر {number}", " ".join(f"واژه{number}{letter}" for letter in "ابپتجچ"), "a", 1, section="sport")
    read_changed()
    stories.place_changed()
    run.rank_all()
    Listed.objects.all().delete()
    Score.objects.all().delete()
    assert queries() <= few


def test_a_crash_leaves_the_lists_as_they_were(
    news: tuple[Article, Article, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    run.rank_all()
    before = listed("top"), Score.objects.count()
    article("نمایشگاه", CARPET, "c", 2.9)
    read_changed()
    stories.place_changed()
    with monkeypatch.context() as broken:
        broken.setattr(run, "_write_lists", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run.rank_all()
    assert (listed("top"), Score.objects.count()) == before
    assert run.rank_all() == 3
    assert len(listed("top")) == 3


def test_old_and_hidden_stories_are_not_listed(
    news: tuple[Article, Article, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    Article.objects.filter(pk=news[2].pk).update(hidden=True)
    run.rank_all()
    assert listed("top") == [news[0].pk]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3))
    assert run.rank_all() == 0
    assert listed("top") == []
