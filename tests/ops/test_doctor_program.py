"""`sarkhat doctor` as a program of its own, on a data folder where nothing has been set up."""

import os
import subprocess
import sys
from pathlib import Path


def doctor(data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SARKHAT_")}
    environment |= {"SARKHAT_DATA": str(data), "PYTHONIOENCODING": "utf-8", **settings}
    command = [sys.executable, "-m", "sarkhat", "doctor", "--language", "fa"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_fresh_folder_needs_the_set_up(tmp_path: Path) -> None:
    told = doctor(tmp_path)
    assert told.returncode == 1
    assert "✗ جدول‌ها" in told.stdout
    assert "sarkhat setup" in told.stdout
    assert "✓ پوشهٔ داده‌ها" in told.stdout


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    told = doctor(tmp_path, SARKHAT_PORT="many")
    assert told.returncode == 2
    assert "SARKHAT_PORT='many'" in told.stderr
    assert "تنظیم‌ها" in told.stderr
