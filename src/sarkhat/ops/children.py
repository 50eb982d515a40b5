"""The processes of one Sarkhat: started together, ended together.

A child holds the reading end of a pipe to its parent as its standard input. When the parent is gone, however it
went, the pipe ends and the child ends too: nothing is left running.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `python -m module` as a child that ends with us."""
    return subprocess.Popen([sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE)  # noqa: S603


def end_with_parent(end: Callable[[], object] | None = None) -> None:
    """In a child: call `end` (default: SIGTERM to ourselves) when the parent is gone."""

    def wait() -> None:
        sys.stdin.buffer.read()
        (end or (lambda: os.kill(os.getpid(), signal.SIGTERM)))()

    threading.Thread(target=wait, daemon=True).start()


def supervise(starters: Sequence[Callable[[], subprocess.Popen[bytes]]], ended: threading.Event) -> None:
    """Keep one child of each starter running until `ended` is set; then end them and wait for them."""
    children = [starter() for starter in starters]
    while not ended.wait(1.0):
        for place, child in enumerate(children):
            if child.poll() is not None:
                children[place] = starters[place]()
    for child in children:
        child.terminate()
    for child in children:
        _wait(child)


def _wait(child: subprocess.Popen[bytes], seconds: float = 20) -> None:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
