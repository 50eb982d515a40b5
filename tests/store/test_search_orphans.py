"""Regression: killed between writing a file of deletions and saying so, no later process could commit."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sarkhat.store.search import Document, Index

AT = datetime(2026, 3, 1, tzinfo=UTC)


def document(number: int) -> Document:
    return Document(number, "تیتر", "باران بارید", "one", "world", AT)


def test_what_a_killed_process_left_stands_in_nobodys_way(tmp_path: Path) -> None:
    one = Index(tmp_path / "one")
    one.add(document(number) for number in range(5))
    one.commit()
    one.close()
    shutil.copytree(tmp_path / "one", tmp_path / "killed")
    again = Index(tmp_path / "one")
    again.delete([3])
    again.commit()
    again.close()
    left, killed = tmp_path / "one" / "202603", tmp_path / "killed" / "202603"
    orphans = [path for path in left.glob("*.del") if not (killed / path.name).exists()]
    for path in (*orphans, left / ".managed.json"):
        shutil.copy(path, killed / path.name)
    assert orphans
    next_one = Index(tmp_path / "killed")
    next_one.delete([3])
    next_one.commit()
    assert next_one.query("باران").total == 4
