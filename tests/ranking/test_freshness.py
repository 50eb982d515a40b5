"""From publication to the pages: what counts, what is left out, and how it is summed."""

from datetime import datetime, timedelta

import pytest

from made import NOON, article, outlet, watch
from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.ranking import freshness, run
from sarkhat.ranking.models import Round
from sarkhat.stories.models import Member, Story
from sarkhat.stories.run import place_changed
from sarkhat.understand.models import Reading
from sarkhat.understand.run import read_changed

NOW = NOON + timedelta(hours=6)


def walked(minutes: int = 4, source: str = "one", at: datetime = NOW - timedelta(hours=2, minutes=7)) -> Article:
    """An article published `at`, seen `minutes` later; each step after that takes ten seconds."""
    seen = at + timedelta(minutes=minutes)
    made = article("تیتر", "متن", source, views=1)
    Sighting.objects.filter(pk=made.sighting_id).update(first_seen=seen, published=at)
    archived = seen + timedelta(seconds=10)
    Article.objects.filter(pk=made.pk).update(published=at, first_seen=seen, published_how="feed", archived_at=archived)
    facts = {"revision": 1, "language": "fa", "section": "world", "section_by": "watch", "key_passage": ""}
    Reading.objects.create(article=made, seq=made.seq, read_at=archived + timedelta(seconds=10), **facts)
    placed = archived + timedelta(seconds=20)
    story = Story.objects.create(started_at=at, latest_at=at)
    Member.objects.create(article=made, story=story, how="first", placed_at=placed)
    Round.objects.create(began=placed, ended=placed + timedelta(seconds=10), position=made.seq)
    return made


@pytest.mark.django_db
def test_the_way_is_measured_step_by_step() -> None:
    walked(4)
    found = freshness.measure(NOW)
    assert found.whole == freshness.Figures(1, 280, 280)
    assert {step: figures.p50 for step, figures in found.steps.items()} == {
        "seen": 240, "page": 10, "understood": 10, "placed": 10, "ranked": 10,
    }  # fmt: skip
    assert found.kinds == {"feed": found.whole}
    assert found.outlets == {outlet("one").pk: found.whole}


@pytest.mark.django_db
def test_what_a_new_watch_brings_at_first_does_not_count() -> None:
    old, new = walked(60), walked(60, "two")
    seen = new.sighting.watch
    first = new.published if new.published > NOON else NOW - timedelta(hours=1)
    WatchState.objects.create(watch=seen, made_at=first)
    WatchState.objects.create(watch=old.sighting.watch, made_at=NOW - timedelta(days=9))
    assert list(freshness.measure(NOW).outlets) == [outlet("one").pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"published_how": "seen"},
        {"published": datetime.fromisoformat("2026-03-01T00:00:00+00:00")},
        {"published": datetime.fromisoformat("2026-03-01T00:00:00+03:30")},
        {"first_seen": NOW - timedelta(hours=25)},
        {"archived_at": None},
    ],
)
def test_what_cannot_be_measured_is_left_out(changed: dict[str, object]) -> None:
    walked()
    Article.objects.update(**changed)
    assert freshness.measure(NOW) == freshness.Freshness(None, {}, {}, {})


@pytest.mark.django_db
def test_an_article_placed_since_the_last_round_still_waits() -> None:
    walked()
    Round.objects.all().delete()
    assert freshness.measure(NOW).whole is None


def test_figures_are_of_the_nearest_rank() -> None:
    assert freshness.figures([3.0]) == freshness.Figures(1, 3.0, 3.0)
    assert freshness.figures(float(n) for n in range(100, 0, -1)) == freshness.Figures(100, 50.0, 95.0)
    assert freshness.figures([-5.0, 10.0]) == freshness.Figures(2, 0.0, 10.0)


@pytest.mark.django_db
def test_the_stages_note_their_moments_and_a_round_where_something_was_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = article("پل تازه گشوده شد", "پل تازهٔ کارون پس از هفت سال گشوده شد.", hours=5)
    watch(outlet("one"))
    read_changed()
    place_changed()
    run.rank_all()
    run.rank_all()
    made.refresh_from_db()
    assert (made.reading.read_at, made.member.placed_at) == (NOW, NOW)
    assert [(row.began, row.ended) for row in Round.objects.all()] == [(NOW, NOW)]
    Article.objects.filter(pk=made.pk).update(seq=made.seq + 50)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    read_changed()
    made.reading.refresh_from_db()
    assert made.reading.read_at == NOW  # an edit is no second reading
