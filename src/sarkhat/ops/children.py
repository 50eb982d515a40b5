"""The processes of one Sarkhat: started together, ended together.

A child holds the reading end of a pipe to its parent as its standard input. When the parent is gone, however it
went, the pipe ends and the child ends too: nothing is left running.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping


def start(module: str, own_group: bool = False) -> subprocess.Popen[bytes]:
    """Start `python -m module` as a child that ends with us.

    `own_group`: for a child with children of its own (granian): a Ctrl-C of the terminal reaches us alone, and we end
    it in order; signalled beside its parent, granian's own child stays behind.
    """
    group = 0 if own_group else None
    return subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE, process_group=group)  # noqa: S603


def end_with_parent(end: Callable[[], object] | None = None) -> None:
    """In a child: call `end` (default: SIGTERM to ourselves) when the parent is gone."""

    def wait() -> None:
        while os.read(0, 1):
            continue
        (end or (lambda: os.kill(os.getpid(), signal.SIGTERM)))()

    threading.Thread(target=wait, daemon=True).start()


class Unstable(Exception):
    """A child ends again and again soon after its start."""


QUICK = 10.0  # seconds: a child that lives no longer than this has failed to start
MOST_QUICK = 5


class Keeper:
    """Keeps one child running."""

    def __init__(self, module: str, own_group: bool) -> None:
        self._module, self._own_group = module, own_group
        self._quick = 0
        self._start()

    def look(self) -> None:
        """Start the child again if it has ended. Raises Unstable when that happens too soon too often."""
        if self._child.poll() is None:
            return
        self._sweep()
        self._quick = self._quick + 1 if time.monotonic() - self._started < QUICK else 0
        if self._quick >= MOST_QUICK:
            raise Unstable(f"{self._module} ended {self._quick} times right after its start; see the lines above")
        self._start()

    def end(self) -> None:
        """End the child and wait for it; one that does not end in 20 seconds is killed."""
        self._child.terminate()
        try:
            self._child.wait(20)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._sweep()

    def _sweep(self) -> None:
        """End what the child left behind."""
        if self._own_group:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)

    def _start(self) -> None:
        self._child = start(self._module, self._own_group)
        self._started = time.monotonic()


def supervise(modules: Mapping[str, bool], ended: threading.Event) -> None:
    """Keep a child of each module (→ whether it leads a group of its own) running until `ended` is set, then end them.

    Raises Unstable, having ended all.
    """
    keepers = [Keeper(module, own_group) for module, own_group in modules.items()]
    try:
        while not ended.wait(1.0):
            for keeper in keepers:
                keeper.look()
    finally:
        for keeper in keepers:
            keeper.end()
