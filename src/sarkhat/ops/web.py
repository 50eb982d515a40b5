"""The web server: granian, serving the site. Started by `sarkhat run`."""

import os
import signal

from granian import Granian
from granian.constants import Interfaces

from sarkhat.config import load
from sarkhat.ops.children import end_with_parent


def main() -> None:
    """Serve until SIGTERM or SIGINT, or until the process that started us is gone."""
    config = load()
    # Left alone, all of our group goes at once: nothing of the site lives in this process.
    end_with_parent(lambda: os.killpg(0, signal.SIGKILL))
    Granian(
        "sarkhat.wsgi:application",
        address=config.bind,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.web_processes,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


if __name__ == "__main__":
    main()
