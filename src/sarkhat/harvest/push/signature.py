"""Whether a delivery was signed with the secret that only its hub has (WebSub §8). Pure."""

import hashlib
import hmac
from typing import Final

METHODS: Final = ("sha1", "sha256", "sha384", "sha512")


def is_signed(secret: str, body: bytes, header: str) -> bool:
    """Whether `header` (`X-Hub-Signature: method=hex`) fits; compared in constant time.

    HMAC with SHA-1 is unbroken, and one of the four methods that the standard names.
    """
    method, _, given = header.strip().partition("=")
    if method.lower() not in METHODS:
        return False
    right = hmac.new(secret.encode(), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(right.encode(), given.strip().lower().encode())
