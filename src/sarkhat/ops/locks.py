"""Whether a worker holds a data folder, without disturbing it."""

import fcntl
from pathlib import Path


def worker_is_alive(data: Path) -> bool:
    """Whether some process holds `worker.lock`. A shared lock is tried and given back at once."""
    path = data / "worker.lock"
    if not path.exists():
        return False
    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
