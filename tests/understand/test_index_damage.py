"""The index is made of the archive: lost or damaged, it comes back by itself, and the site goes on meanwhile."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import made
from sarkhat.store.search import Index
from sarkhat.understand import index, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    index.search_index.cache_clear()
    yield
    index.search_index.cache_clear()


def _junk_everywhere(folder: Path) -> None:
    for file in folder.rglob("*.*"):
        file.write_bytes(b"\xff" * 60)


def _without_segments(folder: Path) -> None:
    for file in folder.glob("*/*.store"):
        file.unlink()


@pytest.mark.parametrize("harm", [shutil.rmtree, _junk_everywhere, _without_segments])
def test_a_harmed_index_is_made_anew(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    made.article("نشست نخست", "متن خبر نخست دربارهٔ باران")
    run.read_changed()
    assert index.index_changed() == 1
    index.search_index.cache_clear()
    harm(tmp_path / "search")
    assert Index(tmp_path / "search").query("باران").total == 0
    made.article("نشست دوم", "متن خبر دوم دربارهٔ باران")
    run.read_changed()
    while index.index_changed():
        pass
    assert Index(tmp_path / "search").query("باران").total == 2


def test_a_damaged_index_can_be_rebuilt(tmp_path: Path) -> None:
    made.article("نشست نخست", "متن خبر نخست دربارهٔ باران")
    run.read_changed()
    index.index_changed()
    index.search_index.cache_clear()
    _junk_everywhere(tmp_path / "search")
    assert index.rebuild() == 1
    assert Index(tmp_path / "search").query("باران").total == 1


def test_a_full_disk_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.article("نشست نخست", "متن خبر نخست")
    run.read_changed()

    def full(self: Index) -> None:
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    monkeypatch.setattr(Index, "commit", full)
    discarded: list[Index] = []
    monkeypatch.setattr(Index, "discard", discarded.append)
    with pytest.raises(ValueError, match="No space"):
        index.index_changed()
    assert not discarded
