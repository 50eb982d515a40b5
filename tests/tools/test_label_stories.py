"""The tool by which posts are labelled by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools/label_stories.py"
BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد"
POSTS = [("a", BRIDGE), ("b", "تیم والیبال بانوان قهرمان لیگ شد"), ("c", f"{BRIDGE} و خودروها گذشتند")]


@pytest.fixture
def window(tmp_path: Path) -> Path:
    rows = [
        {"id": name, "source": name, "published": f"2026-03-01T0{hour}:00:00Z", "text": text}
        for hour, (name, text) in enumerate(POSTS)
    ]
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*words: object, answers: str = "") -> str:
    done = subprocess.run(
        [sys.executable, TOOL, *map(str, words)], input=answers, capture_output=True, text=True, check=True
    )
    return done.stdout


def stories(labels: Path) -> dict[str, str]:
    return {row["id"]: row["story"] for row in map(json.loads, labels.read_text().splitlines())}


def test_labels_are_kept_and_asked_for_only_once(window: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    run("label", window, labels, answers="bridge\nq\n")
    assert stories(labels) == {"a": "bridge"}
    said = run("label", window, labels, answers="9\no\nb\n\n1\n")  # no offer 9; the second one once more; the offered
    assert stories(labels) == {"a": "bridge", "b": "b", "c": "bridge"}
    assert BRIDGE in said
    assert "No story of that number" in said


def test_a_window_is_cut_and_annotators_compared(window: Path, tmp_path: Path) -> None:
    cut = run("cut", window, "2026-03-01T01:00", "2026-03-01T03:00")
    assert [json.loads(line)["id"] for line in cut.splitlines()] == ["b", "c"]
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    run("label", window, one, answers="x\n\nx\n")
    run("label", window, other, answers="x\nx\nx\n")
    assert "pair F1 1.000" in run("agree", window, one, one)
    assert "pair F1 0.500" in run("agree", window, one, other)
