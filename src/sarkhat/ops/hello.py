"""The least that a WSGI server can serve: the peer of `sarkhat bench pages`, which starts it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

BODY = b"hello\n"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:  # noqa: ARG001
    """Answer everything with the same six bytes."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]


def main() -> None:
    """Serve on SARKHAT_PORT, until the process that started us is gone."""
    from granian import Granian
    from granian.constants import Interfaces

    from sarkhat.ops.children import end_with_parent

    end_with_parent()
    Granian(
        "sarkhat.ops.hello:application",
        address="127.0.0.1",
        port=int(os.environ["SARKHAT_PORT"]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


if __name__ == "__main__":
    main()
