"""`sarkhat run` as a person starts it: processes, HTTP, signals. Nothing leaves this machine."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 180.0  # seconds that the service may take on a busy machine


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """A running `sarkhat run …` with a data folder of its own."""

    def __init__(self, data: Path, *arguments: str, **settings: str) -> None:
        self.port = _free_port()
        self.log = data.parent / "service.log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SARKHAT_")}
        named = {"SARKHAT_DATA": str(data), "SARKHAT_PORT": str(self.port), **settings}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sarkhat", "run", *arguments],
                env=clean | named, stderr=log, stdout=log, start_new_session=True,
            )  # fmt: skip

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.read().decode()

    def wait_until_open(self) -> None:
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.1)):
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                self.get("/isalive")
                return
            pause.wait(0.1)
        raise AssertionError(self.log.read_text())

    def end(self, number: signal.Signals) -> int:
        """Signal the whole group, as a terminal's Ctrl-C does."""
        os.killpg(self.process.pid, number)
        return self.process.wait(PATIENCE)

    def is_gone(self) -> bool:
        """Whether no process of its group is left, and nobody listens on its port."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, 0)
            return False
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def starts(tmp_path) -> Iterator:
    started: list[Service] = []

    def start(*arguments: str, **settings: str) -> Service:
        started.append(Service(tmp_path / "data", *arguments, **settings))
        return started[-1]

    yield start
    for service in started:
        service.kill()


def test_where_nobody_answers_the_sample_newsroom_opens_and_ends_without_a_trace(starts):
    # A proxy that nobody runs: no outlet can be reached, and none is tried.
    service = starts(SARKHAT_PROXY=f"http://127.0.0.1:{_free_port()}")
    service.wait_until_open()
    home = service.get("/")
    assert home.count("/story/") >= 30
    assert "این خبرها ساختگی است" in home
    assert "fictional" in service.get("/en/") or "invented" in service.get("/en/")
    assert json.loads(service.get("/health"))["worker"] == "alive"
    log = service.log.read_text()
    assert "No outlet answered" in log
    assert "sample newsroom" in log
    assert service.end(signal.SIGINT) == 0
    assert service.is_gone()


def test_a_killed_group_leaves_no_child_behind(starts):
    service = starts("--sample")
    service.wait_until_open()
    service.end(signal.SIGKILL)
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        if service.is_gone():
            return
        pause.wait(0.1)
    raise AssertionError("children of the killed service still run")


def test_a_catalogue_that_nobody_serves_is_said_so(starts):
    service = starts("--catalogue", f"http://127.0.0.1:{_free_port()}/catalogue.toml", SARKHAT_ALLOW_LOOPBACK="true")
    assert service.process.wait(PATIENCE) == 1
    assert "catalogue.toml" in service.log.read_text()
    assert "Traceback" not in service.log.read_text()


def test_a_taken_port_is_told_at_once(starts, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        service = starts("--sample", SARKHAT_PORT=port)
        assert service.process.wait(PATIENCE) == 1
    log = service.log.read_text()
    assert f"port {port} of 127.0.0.1 is taken" in log
    assert "SARKHAT_PORT" in log
    assert "Traceback" not in log
    assert not (tmp_path / "data" / "sarkhat.sqlite3").exists()


def test_an_address_that_this_machine_has_not_is_told(starts):
    service = starts("--sample", SARKHAT_BIND="192.0.2.1")
    assert service.process.wait(PATIENCE) == 1
    assert "192.0.2.1 cannot be listened on" in service.log.read_text()
    assert "SARKHAT_BIND" in service.log.read_text()
