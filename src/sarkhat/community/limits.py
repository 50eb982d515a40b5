"""How many comments may come from one place, without keeping who came.

An address is kept only as a keyed hash under a key that lives in this process's memory for an hour; after that
nothing links the hashes to anybody.
"""

import secrets
import time
from collections import defaultdict
from hashlib import blake2b
from threading import Lock
from typing import Final

MOST: Final = 5  # comments
WITHIN: Final = 600.0  # seconds
KEY_LIFE: Final = 3600.0
PLACES: Final = 10_000  # more than that within one key's life: start anew rather than grow


class Turnstile:
    """Lets `most` through from each place within `within` seconds."""

    def __init__(self, most: int = MOST, within: float = WITHIN) -> None:
        self._most, self._within = most, within
        self._lock = Lock()
        self._renew(time.monotonic())

    def _renew(self, now: float) -> None:
        self._key, self._made = secrets.token_bytes(32), now
        self._passed: defaultdict[bytes, list[float]] = defaultdict(list)

    def lets(self, address: str, now: float | None = None) -> bool:
        """Whether one more may pass from `address` now; if so it is counted."""
        at = time.monotonic() if now is None else now
        with self._lock:
            if at - self._made > KEY_LIFE or len(self._passed) > PLACES:
                self._renew(at)
            place = blake2b(address.encode(), key=self._key, digest_size=16).digest()
            recent = [passed for passed in self._passed[place] if at - passed < self._within]
            allowed = len(recent) < self._most
            self._passed[place] = [*recent, at] if allowed else recent
        return allowed
