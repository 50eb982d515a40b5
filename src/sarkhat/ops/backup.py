"""`sarkhat backup` and `sarkhat restore`: the whole state as one file, and back. Neither needs Django."""

import fcntl
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from sarkhat.config import load
from sarkhat.ops import archives

# What any command leaves in a data folder: no state worth keeping.
_NOTHING = frozenset({"secret_key", "worker.lock", "static", "search"})


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database, pictures and everything else of the data folder to FILE (.tar.zst), also while Sarkhat runs."""
    config = load()
    data = config.data.absolute()
    if not (data / archives.DATABASE).exists():
        raise click.ClickException(f"there is no database in {data}; is SARKHAT_DATA right?")
    try:
        with _bar(archives.size(data), "Backing up") as bar:
            count = archives.write(data, file, config.model_dump(), lambda size: bar.update(size))
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already; a backup never overwrites") from error
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"no backup was made: {error}") from error
    click.echo(f"{file}: {count} files, {file.stat().st_size / 2**20:.1f} MiB.", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Restore over a data folder in use; what is there is moved aside.")
def restore(file: Path, force: bool) -> None:
    """Bring the state of FILE back into the data folder. The search index is built anew by the worker."""
    data = load().data.absolute()
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        if _in_use(data) and not force:
            raise click.ClickException(f"{data} is not empty; --force moves what is there aside")
        aside = _replace(file, data)
    click.echo(f"Restored into {data}." + (f" What was there is now in {aside}." if aside else ""), err=True)


def _replace(file: Path, data: Path) -> Path | None:
    """Unpack within the data folder (it may be a mounted volume), check, then change the two over by renaming.

    Until the check has passed nothing of what was there is touched. Where it went, None if nothing was.
    """
    fresh = Path(tempfile.mkdtemp(dir=data, prefix=".restore-"))
    try:
        with _bar(None, "Restoring") as bar:
            archives.unpack(file, fresh, lambda size: bar.update(size))
        archives.forget_index(fresh / archives.DATABASE)
    except (archives.BadBackup, OSError, sqlite3.Error) as error:
        shutil.rmtree(fresh)
        raise click.ClickException(f"nothing was restored: {error}") from error
    aside = data / f"{archives.ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    used = _in_use(data)
    aside.mkdir()
    _move(data, aside)
    _move(fresh, data)
    fresh.rmdir()
    if not used:
        shutil.rmtree(aside)
    return aside if used else None


def _move(source: Path, target: Path) -> None:
    for path in list(source.iterdir()):
        if path.name != "worker.lock" and not path.name.startswith((archives.ASIDE, ".restore-")):
            path.rename(target / path.name)


def _in_use(data: Path) -> bool:
    return any(path.name not in _NOTHING and not path.name.startswith(".restore-") for path in data.iterdir())


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the worker's lock, so that nothing works on the folder meanwhile."""
    with (data / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(f"Sarkhat works on {data}; end it first") from error
        yield


def _bar(total: int | None, title: str) -> Any:
    quiet = not sys.stderr.isatty()
    return tqdm(total=total, desc=title, unit="B", unit_scale=True, unit_divisor=1024, disable=quiet, leave=False)
