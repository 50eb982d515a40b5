"""The front page through granian on loopback, against a bare WSGI answer through the same server.

What counts is the CPU time of the server's processes, read from /proc before and after (Linux), so that the client
in this process does not blur it. The page is this data folder's own; like for readers, it comes from the cache of
pages most of the time.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import click

from sarkhat.ops import children
from sarkhat.ops.bench import Measured

SECONDS: Final = 3.0
PATIENCE: Final = 30.0  # seconds for a server to open
_TICK: Final = os.sysconf("SC_CLK_TCK")


def measure() -> Measured:
    """Requests a CPU-second of the server."""
    from sarkhat.config import load

    if not Path("/proc/self/stat").exists():
        raise click.ClickException("bench pages reads /proc, so it needs Linux")
    if not (load().data / "sarkhat.sqlite3").exists():
        raise click.ClickException("there is no archive to show; run `sarkhat setup` first")
    with _serving("sarkhat.ops.web") as (ours, port):
        own = _speed(ours, port)
    with _serving("sarkhat.ops.hello") as (peer, port):
        bare = _speed(peer, port)
    return Measured("requests/CPU-second", own, {"bare WSGI": bare})


@contextmanager
def _serving(module: str) -> Iterator[tuple[int, int]]:
    """A server's process number and port while the block runs."""
    port = _free_port()
    before = dict(os.environ)
    os.environ |= {"SARKHAT_PORT": str(port), "SARKHAT_BIND": "127.0.0.1", "SARKHAT_WEB_PROCESSES": "1"}
    try:
        server = children.start(module, own_group=True)
    finally:
        os.environ.clear()
        os.environ.update(before)
    try:
        _wait(server, port)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(20)
        if server.stdin:
            server.stdin.close()


def _speed(process: int, port: int) -> float:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    _ask(connection)  # the first makes the page
    count, used, start = 0, _cpu(process), time.monotonic()
    while time.monotonic() - start < SECONDS:
        _ask(connection)
        count += 1
    connection.close()
    return count / max(_cpu(process) - used, 1 / _TICK)


def _ask(connection: HTTPConnection) -> None:
    connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise click.ClickException(f"the front page answers with status {answer.status}")


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise click.ClickException("the web server did not open")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu(process: int) -> float:
    """CPU seconds of a process and its descendants so far."""
    rows = dict(_stats())
    family, grown = {process}, True
    while grown:
        more = {pid for pid, (parent, _) in rows.items() if parent in family} - family
        grown, family = bool(more), family | more
    return sum(rows[pid][1] for pid in family if pid in rows)


def _stats() -> Iterator[tuple[int, tuple[int, float]]]:
    """(process, (its parent, its CPU seconds)), after proc(5)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        yield int(path.parent.name), (int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICK)
