"""`sarkhat text repair`: as many lines out as in."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sarkhat.text.commands import text

LINES = "او میخواهد برود\nمی خواهم بروم\n\nمی‌خواهم بروم\r\nآخر"
WHOLE = "او می‌خواهد برود\nمی‌خواهم بروم\n\nمی‌خواهم بروم\r\nآخر"


def test_standard_input() -> None:
    answer = CliRunner().invoke(text, ["repair"], input=LINES.encode())
    assert answer.exit_code == 0
    assert answer.stdout_bytes.decode() == WHOLE


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(LINES.encode())
    assert CliRunner().invoke(text, ["repair", str(file)]).stdout_bytes.decode() == WHOLE


@pytest.mark.parametrize("line", [b"\xff\xfe broken\n", "یک\u2028دو\x0bسه\n".encode(), b""])
def test_odd_lines_pass(line: bytes) -> None:
    assert CliRunner().invoke(text, ["repair"], input=line).stdout_bytes == line


def test_a_missing_file_fails() -> None:
    assert CliRunner().invoke(text, ["repair", "/nowhere/at/all"]).exit_code == 2
