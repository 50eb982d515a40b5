"""The form of a backup: a tar of the data folder, compressed with zstd, the database copied while it works.

Left out is what can be made again: the search index, the collected site files, locks. A note says which release
made it and with which settings (none of the secret ones). SQLite's own backup makes a copy that is whole at one
moment (https://www.sqlite.org/backup.html).
"""

import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

import zstandard

from sarkhat import __version__

DATABASE: Final = "sarkhat.sqlite3"
NOTE: Final = "backup.json"
# "sample" is a data folder of its own inside this one.
LEFT_OUT: Final = frozenset({"search", "static", "sample", "worker.lock", NOTE})
SECRET: Final = frozenset({"secret_key", "proxy"})
ASIDE: Final = "before-restore-"  # folders in which `restore --force` puts what it found
Told = Callable[[int], None]


class BadBackup(ValueError):
    """This file is no backup that can be trusted; the text says why."""


def write(data: Path, out: Path, settings: dict[str, Any], told: Told) -> int:
    """Write the backup to `out`, which must not exist; how many files. `told` hears of the bytes done.

    A backup that breaks off leaves nothing behind. Raises FileExistsError, OSError, sqlite3.Error.
    """
    with out.open("xb") as raw:
        try:
            out.chmod(0o600)
            with zstandard.ZstdCompressor(level=6, threads=-1).stream_writer(raw, closefd=False) as packed:
                return _write_tar(packed, data, settings, told)
        except BaseException:
            out.unlink(missing_ok=True)
            raise


def _write_tar(packed: Any, data: Path, settings: dict[str, Any], told: Told) -> int:
    count = 0
    with tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add_note(tar, settings)
        with tempfile.TemporaryDirectory(dir=data, prefix=".backup-") as folder:
            copy = Path(folder) / DATABASE
            copy_database(data / DATABASE, copy)
            tar.add(copy, DATABASE, recursive=False)
            told(copy.stat().st_size)
        for path in files(data):
            tar.add(path, path.relative_to(data).as_posix(), recursive=False)
            told(path.stat().st_size)
            count += 1
    return count + 1


def files(data: Path) -> Iterator[Path]:
    """The files of the data folder that belong into a backup, besides the database."""
    for top in sorted(data.iterdir()):
        if top.name in LEFT_OUT or ".sqlite3" in top.name or top.name.startswith((".backup-", ".restore-", ASIDE)):
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not path.is_symlink():
                yield path


def size(data: Path) -> int:
    """Bytes that a backup reads."""
    return sum(path.stat().st_size for path in files(data)) + (data / DATABASE).stat().st_size


def copy_database(source: Path, target: Path) -> None:
    """A whole copy of a database that others may write at the same time."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as ours, closing(sqlite3.connect(target)) as copy:
        ours.backup(copy, pages=4096, sleep=0.01)


def _add_note(tar: tarfile.TarFile, settings: dict[str, Any]) -> None:
    shown = {name: str(value) for name, value in settings.items() if name not in SECRET}
    note = {"sarkhat": __version__, "made": datetime.now(UTC).isoformat(timespec="seconds"), "settings": shown}
    raw = json.dumps(note, ensure_ascii=False, indent=1).encode()
    facts = tarfile.TarInfo(NOTE)
    facts.size, facts.mtime = len(raw), int(datetime.now(UTC).timestamp())
    tar.addfile(facts, io.BytesIO(raw))


def unpack(file: Path, folder: Path, told: Told) -> dict[str, Any]:
    """Unpack a backup into the empty `folder` and return its note. Raises BadBackup.

    A path that leads out of the folder, a link or a device is refused before anything of it is written.
    """
    try:
        with (
            file.open("rb") as raw,
            zstandard.ZstdDecompressor().stream_reader(raw) as plain,
            tarfile.open(fileobj=plain, mode="r|") as tar,
        ):
            for member in tar:
                _take(tar, member, folder)
                told(member.size)
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise BadBackup(f"{file} is damaged or no backup of Sarkhat ({error})") from error
    return _checked(file, folder)


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = PurePosixPath(member.name)
    if not member.isfile() or path.is_absolute() or ".." in path.parts or "\\" in member.name:
        raise BadBackup(f"the backup holds {member.name!r}, which is no plain file below the data folder")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source = tar.extractfile(member)
    if source is None:
        raise BadBackup(f"the backup holds {member.name!r} without its content")
    with target.open("xb") as out:
        while piece := source.read(1 << 20):
            out.write(piece)
    target.chmod(member.mode & 0o666 | 0o600)


def _checked(file: Path, folder: Path) -> dict[str, Any]:
    note, database = folder / NOTE, folder / DATABASE
    if not note.is_file() or not database.is_file():
        raise BadBackup(f"{file} holds no database of Sarkhat")
    try:
        with closing(sqlite3.connect(database)) as own:
            said = str(own.execute("PRAGMA integrity_check(3)").fetchone()[0])
        facts: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    except (sqlite3.DatabaseError, ValueError) as error:
        raise BadBackup(f"{file}: its database or note cannot be read ({error})") from error
    if said != "ok":
        raise BadBackup(f"{file}: its database is damaged ({said})")
    note.unlink()
    return facts


def forget_index(database: Path) -> None:
    """Let the worker build the search index anew: it is not in the backup."""
    with closing(sqlite3.connect(database)) as own, own:
        own.execute("DELETE FROM store_cursor WHERE stage = 'index'")
