"""SIGKILL of the whole process group in the middle of a harvest loses nothing and doubles nothing."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from posts import CHANNELS, write

from sarkhat.replay import material, posts
from sarkhat.replay.server import Server

DAY = datetime(2026, 7, 21, tzinfo=UTC)
PATIENCE = 120.0  # seconds that one condition may take on a busy machine


def _environment(data: Path) -> dict[str, str]:
    return os.environ | {
        "SARKHAT_DATA": str(data), "SARKHAT_ALLOW_LOOPBACK": "true", "SARKHAT_CLOCK": "2026-07-22T00:00:00Z",
        "SARKHAT_LOG_LEVEL": "ERROR",
    }  # fmt: skip


def _start(data: Path, catalogue: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "sarkhat", "harvest", "--catalogue", catalogue]
    return subprocess.Popen(command, env=_environment(data), start_new_session=True, stderr=subprocess.DEVNULL)


def _count(data: Path, table: str) -> int:
    try:
        with sqlite3.connect(f"file:{data / 'sarkhat.sqlite3'}?mode=ro", uri=True) as database:
            return database.execute(f"select count(*) from {table}").fetchone()[0]
    except sqlite3.OperationalError:  # not made yet
        return 0


def _wait_until(condition) -> None:
    waited = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if condition():
            return
        waited.wait(0.02)
    raise AssertionError("the condition did not come true")


def _rows(data: Path, query: str) -> list:
    connection = sqlite3.connect(data / "sarkhat.sqlite3")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_killed_three_times_the_archive_is_complete_without_doubles(tmp_path):
    end = DAY + timedelta(days=1)
    found = posts.read(write(tmp_path, DAY, per_channel=60), DAY.date())
    data = tmp_path / "data"
    with Server() as server:
        material.open_show(server, posts.show(found, server, lambda: end))
        catalogue = f"{server.origin('127.0.0.1')}/catalogue.toml"
        for table in ("harvest_sighting", "extract_article", "stories_member"):
            service = _start(data, catalogue)
            _wait_until(lambda table=table, service=service: _count(data, table) or service.poll() is not None)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(service.pid, signal.SIGKILL)
            service.wait()
        assert subprocess.run(
            [sys.executable, "-m", "sarkhat", "harvest", "--catalogue", catalogue],
            env=_environment(data), check=False, timeout=PATIENCE, stderr=subprocess.DEVNULL,
        ).returncode == 0  # fmt: skip
    wanted = {f"/{post.channel}/{post.id}" for post in found}
    urls = Counter("/" + "/".join(url.split("/")[3:]) for (url,) in _rows(data, "select url from extract_article"))
    assert urls == dict.fromkeys(wanted, 1)
    assert len(wanted) == 60 * len(CHANNELS)
    placed = _rows(data, "select count(*), count(distinct article_id) from stories_member")
    assert placed == [(len(wanted), len(wanted))]
    counted = _rows(data, "select sum(articles) from stories_story where merged_into_id is null")
    assert counted == [(len(wanted),)]
