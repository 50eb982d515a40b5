"""`sarkhat feed`, run as a program."""

import json
import subprocess
import sys
from pathlib import Path

RSS = "<rss><channel><item><title>باران</title><link>https://a.example/1</link><pubDate>1404/12/10 11:30</pubDate></item></channel></rss>"


def feed(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    done = subprocess.run([sys.executable, "-m", "sarkhat", "feed", *arguments], capture_output=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_a_line_for_each_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_text(RSS)
    bad.write_text("no feed")
    code, (first, second), _ = feed(str(good), str(bad))
    assert code == 0
    assert first["path"] == str(good)
    assert first["error"] is None
    (entry,) = first["entries"]
    assert entry == {
        "id": "https://a.example/1",
        "title": "باران",
        "link": "https://a.example/1",
        "published": "2026-03-01T08:00:00+00:00",
        "summary": "",
    }
    assert (second["error"], second["entries"]) == ("feed-not-xml", [])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    code, (line,), said = feed(str(tmp_path / "none.xml"))
    assert (code, line["error"]) == (1, "file-unreadable")
    assert "none.xml" in said


def test_it_needs_no_django() -> None:
    code = "import sys, sarkhat.harvest.commands; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
