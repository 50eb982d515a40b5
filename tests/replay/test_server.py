"""The loopback server: hosts, conditional requests, played time."""

import http.client
from datetime import UTC, datetime, timedelta

from sarkhat.replay.material import played_clock
from sarkhat.replay.server import Reply, Server
from sarkhat.replay.telegram import short


def _get(server: Server, host: str, path: str, **headers: str):
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Host": f"{host}:{server.port}", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_the_site_is_told_by_the_host_name():
    with Server() as server:
        server.sites["one.localhost"] = lambda request: Reply(b"one " + request.path.encode())
        server.sites["two.localhost"] = lambda request: None
        assert _get(server, "one.localhost", "/a")[1] == b"one /a"
        assert _get(server, "two.localhost", "/a")[0].status == 404
        assert _get(server, "three.localhost", "/a")[0].status == 404


def test_an_unchanged_answer_is_304_to_its_etag():
    with Server() as server:
        server.sites["one.localhost"] = lambda request: Reply(b"same")
        first, _ = _get(server, "one.localhost", "/")
        again, body = _get(server, "one.localhost", "/", **{"If-None-Match": first.headers["ETag"]})
        assert (again.status, body) == (304, b"")


def test_speed_zero_shows_the_end_at_once():
    start = datetime(2026, 7, 21, tzinfo=UTC)
    assert played_clock(start, start + timedelta(days=1), 0)() == start + timedelta(days=1)
    assert start <= played_clock(start, start + timedelta(days=1), 60)() < start + timedelta(hours=1)


def test_counts_are_written_as_telegram_does():
    assert [short(count) for count in (950, 1200, 12_600, 3_400_000)] == ["950", "1.2K", "12.6K", "3.4M"]
