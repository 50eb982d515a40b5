"""Reading and indexing: each changed article once, and nothing lost by a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from made import article, edit
from sarkhat.extract.models import Body
from sarkhat.store import work
from sarkhat.store.search import Index
from sarkhat.understand import index, run
from sarkhat.understand.models import Reading

pytestmark = pytest.mark.django_db
BRIDGE = "پل تازهٔ رودخانه در شهر پس از هفت سال ساخت با حضور شهردار گشوده شد."


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    index.search_index.cache_clear()
    yield
    index.search_index.cache_clear()


def disk_full(*_: object) -> None:
    raise OSError("disk full")


def test_reads_each_change_once() -> None:
    row = article("گشایش پل تازه", BRIDGE, section="جامعه")
    assert run.read_changed() == 1
    assert run.read_changed() == 0
    reading = Reading.objects.get()
    assert (reading.language, reading.section, reading.section_by) == ("fa", "society", "stated")
    assert reading.key_passage == BRIDGE
    edit(row, BRIDGE + " رفت‌وآمد خودروها از فردا آغاز می‌شود.")
    assert run.read_changed() == 1
    assert Reading.objects.get().revision == 2
    assert Reading.objects.get().seq > reading.seq


def test_a_crash_before_the_end_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article("گشایش پل تازه", BRIDGE)
    with monkeypatch.context() as broken:
        broken.setattr(run, "advance", disk_full)
        with pytest.raises(OSError, match="disk full"):
            run.read_changed()
    assert not Reading.objects.exists()
    assert run.read_changed() == 1
    assert Reading.objects.count() == 1


def test_one_that_fails_does_not_block_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = article("بد", "بد"), article("گشایش پل تازه", BRIDGE)
    real = run.understand
    monkeypatch.setattr(run, "understand", lambda item, *rest: 1 / 0 if item.id == str(bad.pk) else real(item, *rest))
    assert run.read_changed() == 2
    assert [reading.article_id for reading in Reading.objects.all()] == [good.pk]
    assert f"extract.Article {bad.pk} fails" in caplog.text
    assert run.read_changed() == 0


def test_a_damaged_body_costs_only_itself(caplog: pytest.LogCaptureFixture) -> None:
    bad, good = article("تیتر ماندگار", BRIDGE), article("گشایش پل تازه", BRIDGE)
    Body.objects.filter(article=bad).update(blocks=b"damaged")
    assert run.read_changed() == 2
    assert Reading.objects.count() == 2
    assert index.index_changed() == 2
    found = index.search_index()
    assert [hit.id for hit in found.query("ماندگار").rows] == [bad.pk]
    assert [hit.id for hit in found.query("رودخانه").rows] == [good.pk]
    assert f"article {bad.pk} is damaged" in caplog.text


def test_the_index_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    row = article("گشایش پل", BRIDGE)
    run.read_changed()
    with monkeypatch.context() as broken:
        broken.setattr(index, "advance", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.index_changed()
    assert work.position(index.CURSOR) == 0
    assert index.index_changed() == 1
    assert index.index_changed() == 0
    assert index.search_index().query("رودخانه").total == 1
    edit(row, "متن دیگری دربارهٔ کتابخانهٔ شهر که امروز گشوده شد و همه را شاد کرد.")
    run.read_changed()
    index.index_changed()
    assert index.search_index().query("رودخانه").total == 0
    assert index.search_index().query("کتابخانهٔ شهر").total == 1


def test_hidden_articles_leave_the_index() -> None:
    row = article("گشایش پل", BRIDGE)
    run.read_changed()
    index.index_changed()
    row.hidden = True
    row.seq = work.next_seq("article")
    row.save()
    run.read_changed()
    index.index_changed()
    assert index.search_index().query("رودخانه").total == 0


def test_rebuild_makes_the_same_index_again() -> None:
    for number in range(3):
        article(f"پل {number}", BRIDGE)
    run.read_changed()
    index.index_changed()
    told: list[int] = []
    assert index.rebuild(told.append) == 3
    assert sum(told) == 3
    assert index.waiting() == 0
    assert index.search_index().query("رودخانه").total == 3
    assert isinstance(index.search_index(), Index)
