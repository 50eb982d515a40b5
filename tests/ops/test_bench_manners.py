"""The score server before a reader that is not ours."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from sarkhat.ops import bench, bench_manners
from sarkhat.ops.manners.server import Server
from sarkhat.ops.manners.sites import CLOSED, FEEDS, FRONT, HOUR

START = datetime(2026, 6, 1, tzinfo=UTC)
AGENT = {"User-Agent": "Reader/1.0"}


class Play:
    """A server whose clock the test moves, and a reader that asks it as its proxy."""

    def __init__(self) -> None:
        self.hours = 0.0
        self.server = Server(lambda: self.hours * HOUR, lambda: START + timedelta(hours=self.hours))

    def ask(self, url: str, **headers: str) -> HTTPResponse:
        connection = HTTPConnection(urlsplit(self.server.proxy).netloc, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", url, headers=AGENT | named)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


@pytest.fixture
def play() -> Iterator[Play]:
    made = Play()
    with made.server:
        yield made


def test_a_well_behaved_reader_has_no_breach(play: Play) -> None:
    url = "http://weak.example/feed.xml"
    first = play.ask(url)
    assert first.status == 200
    play.hours = 1
    back = {"If_None_Match": first.headers["ETag"], "If_Modified_Since": first.headers["Last-Modified"]}
    assert play.ask(url, **back).status == 304
    play.hours = 6
    assert play.ask(url, **back).status == 200
    assert (play.server.score.requests, play.server.score.wrong) == (3, 0)


def test_a_careless_one_is_scored(play: Play) -> None:
    play.ask("http://lively.example/feed.xml")
    play.hours = 7
    play.ask("http://lively.example/feed.xml")
    assert play.ask("http://busy.example/a.xml").status == 429
    assert play.ask("http://busy.example/b.xml").status == 429
    assert play.ask("http://gone.example/feed.xml").status == 410
    play.hours = 20
    play.ask("http://gone.example/feed.xml")
    play.ask(CLOSED)
    breaches = {"unconditional": 1, "after 429": 1, "after 410": 1, "robots ignored": 1}
    assert play.server.score.breaches == breaches
    assert "after 410: 1, first http://gone.example/feed.xml at 20.00 h" in bench_manners.told(play.server.score)


def test_where_an_address_leads_has_a_score_of_its_own(play: Play) -> None:
    moved = play.ask("http://moved.example/feed.xml")
    assert (moved.status, moved.headers["Location"]) == (301, "/new.xml")
    new = play.ask("http://moved.example/new.xml")
    play.hours = 1
    etag, modified = new.headers["ETag"], new.headers["Last-Modified"]
    play.ask("http://moved.example/feed.xml", If_None_Match=etag, If_Modified_Since=modified)
    assert play.ask("http://moved.example/new.xml", If_None_Match=etag, If_Modified_Since=modified).status == 304
    assert play.server.score.breaches == {}


def test_pages_and_what_is_nowhere(play: Play) -> None:
    assert play.ask(FRONT).status == 200
    assert play.ask(FRONT + "robots.txt").status == 200
    assert play.ask("http://nowhere.example/").status == 404
    assert play.server.score.breaches == {}


def test_another_reader_is_told_where_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_manners, "SCALE", 1e9)  # the day is over at once
    told = CliRunner().invoke(bench.bench, ["manners", "--serve"])
    assert told.exit_code == 0
    assert all(feed.url in told.output for feed in FEEDS)
    assert "http_proxy=http://127.0.0.1:" in told.output
    assert "requests 0" in told.output
    assert CliRunner().invoke(bench.bench, ["text", "--serve"]).exit_code == 1
