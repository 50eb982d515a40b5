"""The event loop of the worker and of the first round."""

import gc
import os
from collections.abc import Coroutine
from typing import Any

import uvloop

# Names are looked up in libuv's threads, four by default: a slow name server would hold up every outlet.
LOOKUPS = 64


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run it to its end on uvloop."""
    # What is loaded stays: else each full collection looks at all of Django again, 6 % of a harvest's time.
    gc.freeze()
    os.environ.setdefault("UV_THREADPOOL_SIZE", str(LOOKUPS))
    uvloop.run(main)
