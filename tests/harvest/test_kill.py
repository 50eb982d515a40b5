"""kill -9 in the middle of a harvest: the bench's rules, a few times. See bench/harvest_kill.py."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench" / "harvest_kill.py"


def test_killed_five_times_nothing_is_lost_or_doubled_and_no_host_is_asked_too_soon() -> None:
    command = [sys.executable, str(BENCH), "--kills", "5", "--feeds", "60", "--seed", "7"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 kills" in run.stdout
