"""`sarkhat extract` as people run it."""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from extract.invented import PARAGRAPHS, TITLE, URL, json_ld, page
from sarkhat.extract.commands import extract


def test_one_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(head=json_ld(datePublished="2026-11-22T09:00:00+03:30")), encoding="utf-8")
    result = CliRunner().invoke(extract, [str(path), "--url", URL])
    line = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(line) == ["id", "title", "body", "authors", "published", "image", "language", "method"]
    assert (line["title"], line["body"]) == (TITLE, "\n".join(PARAGRAPHS))
    assert line["published"] == "2026-11-22T05:30:00+00:00"


def test_a_batch_says_what_it_could_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    good, absent = {"id": 1, "path": str(path), "url": URL}, {"id": 2, "path": str(tmp_path / "no"), "url": URL}
    batch = tmp_path / "in.jsonl"
    batch.write_text(f"{json.dumps(good)}\n\n{json.dumps(absent)}\n[]\n")
    result = CliRunner().invoke(extract, ["--batch", str(batch)])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1]
    assert "No such file" in result.stderr
    assert "line 4" in result.stderr


def test_neither_and_both_are_wrong_usage() -> None:
    assert CliRunner().invoke(extract, []).exit_code == 2


def test_the_command_needs_no_django() -> None:
    code = "import sys, sarkhat.extract.commands; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
