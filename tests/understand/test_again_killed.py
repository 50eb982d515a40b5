"""SIGKILL of `sarkhat understand --again` loses nothing; the next go takes up the rest."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

COUNT = 300
TESTS = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds that one condition may take on a busy machine

# An archive that was read by a release that mended nothing.
OLDER = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import transaction
from made import article
from sarkhat.store.models import Cursor
from sarkhat.understand import run
from sarkhat.understand.models import Mending
with transaction.atomic():
    for number in range({COUNT}):
        article(f"خبر {{number}}", "شهردار می گوید کتاب ها می رسند و مردم می توانند آن ها را ببینند.")
    while run.read_changed():
        pass
    Mending.objects.all().delete()
"""


def ask(data: Path, query: str) -> int:
    with sqlite3.connect(f"file:{data / 'sarkhat.sqlite3'}?mode=ro", uri=True) as database:
        return int(database.execute(query).fetchone()[0])


def mended(data: Path) -> int:
    return ask(data, "select count(*) from understand_mending")


def test_killed_in_the_middle_the_rest_is_taken_up(tmp_path: Path) -> None:
    environment = os.environ | {"SARKHAT_DATA": str(tmp_path), "PYTHONPATH": str(TESTS)}
    subprocess.run([sys.executable, "-c", OLDER], env=environment, check=True)
    command = [sys.executable, "-m", "sarkhat", "understand", "--again"]
    first = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    waited = threading.Event()
    for _ in range(int(PATIENCE / 0.005)):
        if mended(tmp_path) or first.poll() is not None:
            break
        waited.wait(0.005)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    done = mended(tmp_path)
    assert 0 < done < COUNT
    rest = ask(tmp_path, "select position from store_cursor where stage like 'mend %'") - 1
    assert rest == COUNT - done  # articles below the mark are the ones without an overlay
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert f"{rest} articles were read again" in told.stderr
    assert mended(tmp_path) == COUNT
    assert ask(tmp_path, "select count(distinct seq) from understand_reading") == COUNT
