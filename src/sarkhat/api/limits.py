"""How often one address may ask, without keeping who asked.

The generic cell rate algorithm (ITU-T I.371, appendix A) needs one number for each address. The address itself is
never kept: only a hash under a key that lives in this process's memory and changes every day.
"""

import secrets
import time
from hashlib import blake2b
from threading import Lock
from typing import Final

from django.http import HttpRequest

A_MINUTE: Final = 120  # requests that one address may send in a minute, on average
AT_ONCE: Final = 60  # of them without a pause
DAY: Final = 86_400.0
MOST_ADDRESSES: Final = 50_000  # more than that: forget those whose pause is over


class Limiter:
    """Counts the requests of each address; right across threads, for each process by itself."""

    def __init__(self, a_minute: int = A_MINUTE, at_once: int = AT_ONCE) -> None:
        self._every, self._slack = 60 / a_minute, (at_once - 1) * 60 / a_minute
        self._lock = Lock()
        self._day, self._key = -1.0, b""
        self._next: dict[bytes, float] = {}

    def wait(self, address: str, now: float | None = None) -> float:
        """Seconds that `address` has to wait; 0.0 when it may go on, and the request is counted."""
        at = time.monotonic() if now is None else now
        with self._lock:
            self._renew(at)
            place = blake2b(address.encode(), key=self._key, digest_size=12).digest()
            expected = max(self._next.get(place, at), at)
            if expected - at > self._slack:
                return expected - at - self._slack
            self._next[place] = expected + self._every
            return 0.0

    def _renew(self, at: float) -> None:
        if at // DAY != self._day:
            self._day, self._key, self._next = at // DAY, secrets.token_bytes(32), {}
        elif len(self._next) > MOST_ADDRESSES:
            self._next = {place: then for place, then in self._next.items() if then > at}


def address(request: HttpRequest) -> str:
    """Where the request comes from. What a proxy says is believed only if it stands on this machine."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    if remote in ("127.0.0.1", "::1"):
        return request.headers.get("X-Forwarded-For", remote).rpartition(",")[2].strip()
    return remote
