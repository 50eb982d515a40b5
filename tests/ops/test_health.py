"""/health, /isalive, and how watches do."""

import fcntl
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.harvest.models import WatchState
from sarkhat.ops import backlog
from sarkhat.ops.locks import worker_is_alive
from sarkhat.sources.models import Outlet, Watch


@pytest.fixture
def watch(db: None) -> Watch:
    outlet = Outlet.objects.create(key="bamdad", name="بامداد", home="https://bamdad.example/")
    return Watch.objects.create(
        outlet=outlet, kind="feed", url="https://bamdad.example/rss", url_key=b"k" * 16, host="bamdad.example"
    )


def test_alive_asks_no_database(client: Client) -> None:
    assert client.get("/isalive").content == b"alive\n"


def test_health_tells_age_and_backlog(client: Client, watch: Watch) -> None:
    now = clock.now()
    WatchState.objects.create(watch=watch, next_at=now - timedelta(minutes=1))
    seen = now - timedelta(seconds=90)
    Article.objects.create(
        outlet=watch.outlet,
        seq=1,
        url="https://bamdad.example/1",
        url_key=b"a" * 16,
        title="الف",
        published=seen,
        first_seen=seen,
    )
    answer = client.get("/health")
    told = answer.json()
    assert answer.status_code == 200
    assert told["can_serve"] is True
    assert 90 <= told["newest_article_seconds"] < 100
    assert told["backlog"] == {"harvest": 1, "pages": 0, "extract": 0, "understand": 1, "index": 0, "stories": 0}
    assert told["freshness"] == {"whole": None, "steps": {}, "kinds": {}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_empty_archive_can_serve(client: Client, db: None) -> None:
    assert client.get("/health").json()["newest_article_seconds"] is None


def test_a_database_that_cannot_be_read_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: object) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(backlog, "freshness", broken)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["error"] == "disk I/O error"


def test_the_worker_is_known_by_its_lock(tmp_path: Path) -> None:
    assert not worker_is_alive(tmp_path)
    with (tmp_path / "worker.lock").open("w") as lock:
        assert not worker_is_alive(tmp_path)
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert worker_is_alive(tmp_path)
    assert not worker_is_alive(tmp_path)
    assert Path(settings.DATA).is_dir()
