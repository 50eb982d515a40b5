"""`sarkhat bench`: what it prints. No figure is judged here."""

import json

import pytest
from click.testing import CliRunner

from sarkhat.ops import bench, bench_feeds, bench_text


def test_the_known_benches_are_listed() -> None:
    told = CliRunner().invoke(bench.bench, [])
    assert told.exit_code == 0
    assert all(name in told.output for name in bench.BENCHES)
    unknown = CliRunner().invoke(bench.bench, ["nothing"])
    assert unknown.exit_code == 1
    assert "pages" in unknown.output


def test_feeds_are_compared_on_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_feeds, "ROUNDS", 1)
    monkeypatch.setattr(bench_feeds, "FEEDS", 2)
    told = json.loads(CliRunner().invoke(bench.bench, ["feeds"]).stdout)
    assert told["unit"] == "entries/CPU-second"
    assert told["ours"] > 0
    assert told["ratio"]["feedparser"] == pytest.approx(told["ours"] / told["peers"]["feedparser"], rel=0.01)


def test_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_text, "SECONDS", 0.01)
    told = json.loads(CliRunner().invoke(bench.bench, ["text"]).stdout)
    assert told["ours"] > 0
    assert told["peers"] == {}
