"""The event loop of the worker and of the first round."""

import os
from collections.abc import Coroutine
from typing import Any

import uvloop

# Names are looked up in libuv's threads, four by default: a slow name server would hold up every outlet.
LOOKUPS = 64


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run it to its end on uvloop."""
    os.environ.setdefault("UV_THREADPOOL_SIZE", str(LOOKUPS))
    uvloop.run(main)
