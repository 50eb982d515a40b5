"""Monthly partitions: what goes where, how they are merged, and that a crash loses nothing."""

import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sarkhat.store.search import Damaged, Document, Index, Order

FIRST = datetime(2026, 1, 31, 23, tzinfo=UTC)


def _document(number: int, text: str = "باران بارید", at: datetime | None = None) -> Document:
    return Document(number, "تیتر", text, "one", "world", at or FIRST + timedelta(days=number))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """A hundred days of rain, one article a day."""
    made = Index(tmp_path / "search")
    made.add(_document(number) for number in range(100))
    made.commit()
    return made


def test_each_month_has_its_folder(index: Index) -> None:
    assert index.months() == ["202605", "202604", "202603", "202602", "202601"]
    assert index.ledger.months() == index.months()[::-1]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_over_all_months(index: Index, order: Order) -> None:
    pages = [index.query("باران", limit=30, offset=start, order=order) for start in range(0, 120, 30)]
    ids = [hit.id for page in pages for hit in page.rows]
    assert sorted(ids) == list(range(100))
    if order == "newest":
        assert ids == sorted(ids, reverse=True)
    assert [len(page.rows) for page in pages] == [30, 30, 30, 10]


def test_newest_first_stops_early(index: Index) -> None:
    found = index.query("باران", limit=5, order="newest")
    assert not found.exact
    assert 5 < found.total < 100
    assert index.query("باران", limit=5).total == 100


def test_a_rare_word_weighs_the_same_in_a_small_month(tmp_path: Path) -> None:
    made = Index(tmp_path / "search")
    made.add(_document(number, "باران و برف" if number < 5 else "باران و تندر") for number in range(28))
    made.add([_document(28, "باران و برف", FIRST + timedelta(days=60))])
    made.commit()
    scores = {hit.id: hit.score for hit in made.query("برف").rows}
    assert scores[28] == pytest.approx(scores[1], rel=0.05)


def test_an_article_moves_to_another_month(index: Index) -> None:
    index.add([_document(3, "برف بارید", FIRST + timedelta(days=80))])
    index.commit()
    assert index.query("باران").total == 99
    assert [hit.id for hit in index.query("برف").rows] == [3]
    index.delete([3])
    index.commit()
    assert index.query("بارید").total == 99


def test_a_reader_lives_through_the_loss_of_a_month(index: Index, tmp_path: Path) -> None:
    reader = Index(tmp_path / "search")
    assert reader.query("باران").total == 100
    index.lose("202603")
    assert reader.query("باران").total == 69
    assert index.ledger.lost() == {"202603": 0}
    index.add(_document(number) for number in range(100))
    index.commit()
    assert reader.query("باران").total == 100


def test_damage_names_the_month(index: Index, tmp_path: Path) -> None:
    (tmp_path / "search" / "202604" / "meta.json").write_text("{")
    with pytest.raises(Damaged) as told:
        Index(tmp_path / "search").check()
    assert told.value.month == "202604"
    assert Index(tmp_path / "search").query("باران").total == 70


def test_an_index_of_another_release_is_none(index: Index, tmp_path: Path) -> None:
    (tmp_path / "search" / "ledger.json").write_text('{"format": 0, "months": ["202601"]}')
    assert not index.exists()
    index.discard()
    assert index.months() == []


_WRITER = """
import sys
from pathlib import Path
from datetime import UTC, datetime, timedelta
from sarkhat.store.search import Document, Index

folder, cursor = Path(sys.argv[1]) / "search", Path(sys.argv[1]) / "cursor"
index = Index(folder)
print("begun", flush=True)
for start in range(int(cursor.read_text()) if cursor.exists() else 0, 1200, 20):
    batch = range(start, start + 20)
    index.add(Document(n, "تیتر", f"خبر شمارهٔ{n}", "one", "world", datetime(2026, 1 + n % 3, 9, tzinfo=UTC)) for n in batch)
    index.commit()
    fresh = cursor.with_suffix(".new")
    fresh.write_text(str(start + 20))
    fresh.replace(cursor)
    print(start, flush=True)
"""


def test_killed_it_misses_nothing(tmp_path: Path) -> None:
    draw = random.Random(5)
    command = [sys.executable, "-c", _WRITER, str(tmp_path)]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout
            for _ in range(draw.randint(2, 25)):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
    at = int((tmp_path / "cursor").read_text())
    assert 0 < at < 1200
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    index = Index(tmp_path / "search")
    assert index.query("خبر").total == 1200
    assert index.holds(range(-5, 1300)) == set(range(1200))
