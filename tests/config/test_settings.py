"""Each setting wrong once: the start stops, names the setting, what was given and what is right."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sarkhat.config import ConfigError, load, make_folder

WRONG = [
    ("PORT", "abc", "integer"), ("PORT", "99999", "65535"), ("HOSTS", " , ", "localhost"),
    ("SITE_URL", "news.example", "https://"), ("SITE_URL", "https://", "host"),
    ("SITE_URL", "https://news.example/path", "no path"), ("PROXY", "socks5://x", "http://"),
    ("PROXY", "http://h:xx", "port"), ("PROXY", "https://h:1", "http://;"), ("LANGUAGE", "de", "'fa' or 'en'"), ("TIME_ZONE", "Mars/Base", "Asia/Tehran"),
    ("WEB_PROCESSES", "0", "greater"), ("FETCH_CONCURRENCY", "x", "integer"), ("HOST_DELAY", "nan", "3600"),
    ("ALLOW_LOOPBACK", "maybe", "boolean"), ("COMMENTS", "on", "'moderated' or 'off'"), ("CONTACT", "سلام", "ASCII"),
    ("CONTACT", "a\nb", "one line"), ("CLOCK", "yesterday", "2026-07-21T00:00:00Z"),
    ("CLOCK", "2026-07-21T00:00:00", "zone"), ("CLOCK", "2026-07-21T00:00:00Z*inf", "speed"),
    ("CLOCK", "2026-07-21T00:00:00Z*nan", "speed"), ("CLOCK", "2026-07-21T00:00:00Z*-5", "speed"),
    ("BANNER", "x", "sample"), ("LOG_LEVEL", "loud", "INFO"), ("DATA", "", "folder"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "right"), WRONG)
def test_a_wrong_setting_is_named_with_what_is_right(monkeypatch, name: str, value: str, right: str) -> None:
    monkeypatch.setenv(f"SARKHAT_{name}", value)
    with pytest.raises(ConfigError) as caught:
        load()
    said = str(caught.value)
    assert said.startswith(f"SARKHAT_{name}={value!r}: ")
    assert right in said
    assert "Value error" not in said


def test_a_data_folder_that_is_a_file_or_below_one_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    for place, word in ((taken, "is a file"), (taken / "below", "SARKHAT_DATA to another folder")):
        with pytest.raises(ConfigError, match=word):
            make_folder(place)


def _harvest(data: Path, catalogue: Path) -> subprocess.CompletedProcess[str]:
    """With a catalogue of its own always: the shipped one would lead out of this machine."""
    command = [sys.executable, "-m", "sarkhat", "harvest", "--catalogue", str(catalogue)]
    environment = os.environ | {"SARKHAT_DATA": str(data)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_a_damaged_database_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "sarkhat.sqlite3").write_bytes(b"no database" * 4096)
    done = _harvest(tmp_path, tmp_path / "none.toml")
    assert done.returncode == 1
    assert "file is damaged" in done.stderr
    assert "sarkhat restore" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_catalogue_is_told_without_a_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[[outlet]]\nkey = "a"\n')
    done = _harvest(tmp_path / "data", bad)
    assert done.returncode == 2
    assert "a: name must be" in done.stderr
    assert "Traceback" not in done.stderr
