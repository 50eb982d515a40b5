"""Views: appended without a trace of the reader, folded exactly once whatever happens between."""

from datetime import UTC, datetime

import pytest

import factory
from sarkhat.community import fold, run, views
from sarkhat.community.models import ViewHour
from sarkhat.store import work

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = 500_000


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "views").mkdir()
    return tmp_path / "views"


def record(article, hour=HOUR):
    return views.RECORD.pack(article.pk, hour * 3600 + 59)


def today():
    return f"{datetime.now(UTC):%Y%m%d}.log"


def counts():
    return {(row.article_id, row.hour): row.count for row in ViewHour.objects.all()}


def test_counted_and_folded(settings, tmp_path):
    settings.DATA = tmp_path
    article = factory.article(factory.outlet())
    before = int(datetime.now(UTC).timestamp()) // 3600
    for _ in range(5):
        views.count(article.pk)
    assert run.fold_views() == 5
    assert run.fold_views() == 0
    (number, hour), count = next(iter(counts().items()))
    assert (number, count) == (article.pk, 5)
    assert before <= hour <= before + 1


def test_hours_add_up_over_folds(folder):
    article = factory.article(factory.outlet())
    path = folder / today()
    path.write_bytes(record(article) * 2 + record(article, HOUR + 1))
    assert run.fold_views() == 3
    with path.open("ab") as file:
        file.write(record(article))
    assert run.fold_views() == 1
    assert counts() == {(article.pk, HOUR): 3, (article.pk, HOUR + 1): 1}


def test_half_a_record_waits_for_its_rest(folder):
    article = factory.article(factory.outlet())
    path = folder / today()
    path.write_bytes(record(article) + record(article)[:7])
    assert run.fold_views() == 1
    with path.open("ab") as file:
        file.write(record(article)[7:])
    assert run.fold_views() == 1
    assert counts() == {(article.pk, HOUR): 2}


def test_unknown_articles_are_passed_over(folder):
    article = factory.article(factory.outlet())
    (folder / today()).write_bytes(views.RECORD.pack((1 << 64) - 1, 1) + views.RECORD.pack(999, 1) + record(article))
    assert run.fold_views() == 3
    assert counts() == {(article.pk, HOUR): 1}


def test_a_fault_loses_and_doubles_nothing(folder, monkeypatch):
    article = factory.article(factory.outlet())
    (folder / today()).write_bytes(record(article) * 4)

    def fault(*_):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(work, "advance", fault)
        with pytest.raises(OSError, match="disk full"):
            run.fold_views()
    assert counts() == {}
    assert run.fold_views() == 4
    assert counts() == {(article.pk, HOUR): 4}


def test_past_days_are_folded_in_order_and_let_go(folder):
    article = factory.article(factory.outlet())
    (folder / "20200101.log").write_bytes(record(article))
    (folder / "20200102.log").write_bytes(record(article) * 2)
    (folder / today()).write_bytes(record(article) * 3)
    assert [run.fold_views() for _ in range(4)] == [1, 2, 3, 0]
    assert [path.name for path in folder.iterdir()] == [today()]
    assert counts() == {(article.pk, HOUR): 6}


def test_large_logs_go_in_batches(folder, monkeypatch):
    article = factory.article(factory.outlet())
    monkeypatch.setattr(fold, "BATCH", 2)
    (folder / today()).write_bytes(record(article) * 5)
    assert [run.fold_views() for _ in range(4)] == [2, 2, 1, 0]


def test_a_view_that_cannot_be_written_is_lost_quietly(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "views").write_text("in the way")
    views.count(7)
    assert (tmp_path / "views").read_text() == "in the way"


def test_a_file_that_is_none_of_ours_stops_nothing(folder):
    (folder / "2026-notes.log").write_bytes(b"not ours")
    article = factory.article(factory.outlet())
    (folder / today()).write_bytes(record(article))
    assert fold.fold() == 1
    assert (folder / "2026-notes.log").exists()
