"""Backup and restore of a data folder, without Django."""

import fcntl
import io
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner, Result

from sarkhat.ops.backup import backup, restore


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("SARKHAT_DATA", str(folder))
    with closing(sqlite3.connect(folder / "sarkhat.sqlite3")) as made, made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE store_cursor (stage TEXT, position INTEGER)")
        made.execute("INSERT INTO store_cursor VALUES ('index', 7), ('stories', 9)")
    for name in (
        "pictures/ab/1.webp",
        "views/20261120.log",
        "secret_key",
        "search/segment",
        "static/a.css",
        "sample/sarkhat.sqlite3",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return folder


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])  # type: ignore[arg-type]


def names(file: Path) -> set[str]:
    with zstandard.open(file, "rb") as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        return {member.name for member in tar}


def cursors(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / "sarkhat.sqlite3")) as own:
        return dict(own.execute("SELECT stage, position FROM store_cursor"))


def test_a_backup_holds_what_cannot_be_made_again(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.zst"
    told = run(backup, file)
    assert told.exit_code == 0, told.output
    assert names(file) == {"backup.json", "sarkhat.sqlite3", "pictures/ab/1.webp", "views/20261120.log", "secret_key"}
    assert file.stat().st_mode & 0o077 == 0
    again = run(backup, file)
    assert again.exit_code == 1
    assert "never overwrites" in again.output


def test_the_copy_is_whole_while_others_write(data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data / "sarkhat.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO store_cursor VALUES ('half', 1)")
        assert run(backup, tmp_path / "b.tar.zst").exit_code == 0
        writer.execute("COMMIT")
    assert run(restore, tmp_path / "b.tar.zst", "--force").exit_code == 0
    assert "half" not in cursors(data)


def test_what_was_backed_up_comes_back_and_the_index_is_made_anew(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.tar.zst"
    run(backup, file)
    fresh = tmp_path / "fresh"
    monkeypatch.setenv("SARKHAT_DATA", str(fresh))
    told = run(restore, file)
    assert told.exit_code == 0, told.output
    assert cursors(fresh) == {"stories": 9}
    assert (fresh / "pictures/ab/1.webp").read_bytes() == b"pictures/ab/1.webp"
    assert not (fresh / "backup.json").exists()
    assert not (fresh / "search").exists()


def test_a_folder_in_use_is_only_replaced_by_force_and_kept_aside(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.zst"
    run(backup, file)
    (data / "pictures/ab/2.webp").write_text("later")
    refused = run(restore, file)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert (data / "pictures/ab/2.webp").exists()
    told = run(restore, file, "--force")
    assert told.exit_code == 0, told.output
    assert not (data / "pictures/ab/2.webp").exists()
    aside = next(data.glob("before-restore-*"))
    assert (aside / "pictures/ab/2.webp").read_text() == "later"
    assert str(aside) in told.output
    run(backup, tmp_path / "c.tar.zst")
    assert not [name for name in names(tmp_path / "c.tar.zst") if "before" in name]


def test_nothing_is_restored_under_a_working_sarkhat(data: Path, tmp_path: Path) -> None:
    run(backup, tmp_path / "b.tar.zst")
    with (data / "worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = run(restore, tmp_path / "b.tar.zst", "--force")
    assert told.exit_code == 1
    assert "end it first" in told.output


def packed(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with zstandard.open(file, "wb") as plain, tarfile.open(fileobj=plain, mode="w|") as tar:
        for member, body in members:
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))
    return file


def link(name: str, target: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    return member


@pytest.mark.parametrize(
    "member",
    [tarfile.TarInfo("../out"), tarfile.TarInfo("/tmp/out"), tarfile.TarInfo("a/../../out"), link("pictures", "/tmp")],
    ids=["parent", "absolute", "hidden parent", "link"],
)
def test_a_backup_that_leads_out_of_the_folder_is_refused(data: Path, tmp_path: Path, member: tarfile.TarInfo) -> None:
    before = cursors(data)
    told = run(restore, packed(tmp_path / "evil.tar.zst", (member, b"x" * (not member.issym()))), "--force")
    assert told.exit_code == 1
    assert "no plain file below the data folder" in told.output
    assert not (tmp_path / "out").exists()
    assert cursors(data) == before
    assert not list(data.glob(".restore-*"))


def test_damaged_files_are_refused(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.zst"
    run(backup, file)
    whole = file.read_bytes()
    for body in (b"", b"no backup", whole[: len(whole) // 2]):
        file.write_bytes(body)
        told = run(restore, file, "--force")
        assert told.exit_code == 1, body[:10]
        assert "nothing was restored" in told.output
    note = tarfile.TarInfo("backup.json"), json.dumps({"sarkhat": "0"}).encode()
    broken = packed(
        tmp_path / "x.tar.zst", note, (tarfile.TarInfo("sarkhat.sqlite3"), b"SQLite format 3\0" + b"x" * 4096)
    )
    assert "cannot be read" in run(restore, broken, "--force").output
    assert cursors(data) == {"index": 7, "stories": 9}


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARKHAT_DATA", str(tmp_path / "none"))
    told = run(backup, tmp_path / "b.tar.zst")
    assert told.exit_code == 1
    assert "SARKHAT_DATA" in told.output
    assert not (tmp_path / "b.tar.zst").exists()
