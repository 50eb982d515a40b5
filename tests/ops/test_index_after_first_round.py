"""Regression: after the first round of `sarkhat run` its worker, another process, could not write the search index."""

from datetime import UTC, datetime

import pytest

from made import article, outlet
from sarkhat.ops.worker import alone
from sarkhat.store.search import Document, Index
from sarkhat.understand import index, run

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_may_write_the_index_after_the_first_round(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    index.search_index.cache_clear()
    article(outlet("a"), "باران بارید", "باران در شهر بارید.")
    with alone(settings.DATA):
        run.read_changed()
        assert index.index_changed() == 1
    # As another process would: a lock is of an open file, not of a process.
    worker = Index(settings.DATA / "search")
    worker.claim()
    first = next(iter(worker.query("باران").rows))
    worker.delete([first.id])
    worker.commit()
    assert worker.query("باران").total == 0
    worker.close()


def test_closed_it_can_be_written_again(tmp_path) -> None:
    one = Index(tmp_path / "search")
    for number in (1, 2):
        one.add([Document(number, "تیتر", "متن", "a", "world", datetime(2026, 3, number, tzinfo=UTC))])
        one.commit()
        one.close()
        Index(tmp_path / "search").claim()
    assert one.query("متن").total == 2
