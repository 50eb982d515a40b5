"""`sarkhat understand` and `search` on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from made import article
from sarkhat.understand import index, run
from sarkhat.understand.commands import index as index_command
from sarkhat.understand.commands import search, understand

LINE = {
    "id": "1",
    "source": "one",
    "published": "2026-03-01T12:00:00Z",
    "text": "قیمت دلار در بازار امروز بالا رفت و سکه هم گران شد.",
}


def test_understand_prints_a_line_for_each() -> None:
    done = CliRunner().invoke(understand, [], input=json.dumps(LINE) + "\n\n" + json.dumps(LINE | {"id": 2}))
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert first == {"id": "1", "language": "fa", "section": "economy", "key_passage": LINE["text"]}
    assert second["id"] == "2"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "line 2: "),
        ('{"id": 7}', 'line 2: "source" is missing'),
        ("[]", "line 2: an object is needed, not list"),
        (json.dumps(LINE | {"id": "2", "published": "soon"}), "line 2: Invalid isoformat"),
        (json.dumps(LINE | {"id": "2", "text": None}), 'line 2: "text" must be a string'),
        (json.dumps(LINE), "line 2: the id 1 stands in line 1 already"),
    ],
)
def test_a_bad_line_is_named(line: str, what: str) -> None:
    done = CliRunner().invoke(understand, ["-"], input=json.dumps(LINE) + "\n" + line)
    assert done.exit_code == 1
    assert what in done.stderr


def test_the_file_commands_load_no_django() -> None:
    code = (
        "import sys, sarkhat.understand.commands, sarkhat.stories.commands, sarkhat.ranking.commands;"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.django_db
def test_search_prints_what_it_finds(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    index.search_index.cache_clear()
    row = article("گشایش پل", "پل تازهٔ رودخانه گشوده شد.", source="two")
    run.read_changed()
    assert CliRunner().invoke(index_command, ["rebuild"]).exit_code == 0
    done = CliRunner().invoke(search, ["پل رودخانه"])
    found = json.loads(done.stdout)
    assert (found["id"], found["outlet"], found["title"]) == (row.pk, "two", "گشایش پل")
    assert found["published"].startswith("2026-03-01T12:00")
    done = CliRunner().invoke(search, ["رودخانع"])
    assert (done.stdout, done.exit_code) == ("", 0)
    assert "رودخانه" in done.stderr
    index.search_index.cache_clear()
