"""What can go wrong at the door, as classes by what the caller can do about it.

Each carries `key`, the word of the message that a person reads, and `detail`, English for the log.
"""

from typing import ClassVar


class NetError(Exception):
    """Nothing usable came through the door. `key` names the message, `detail` says what happened."""

    default_key: ClassVar[str] = "net-unreachable"

    def __init__(self, detail: str = "", key: str = "") -> None:
        super().__init__(detail or key or self.default_key)
        self.key = key or self.default_key
        self.detail = detail


class Refused(NetError):
    """We do not go to this address: forbidden, malformed or at a strange port. Asking again is useless."""

    default_key = "net-forbidden-address"


class TooLarge(NetError):
    """The body, unpacked, is over the limit. Nothing of it was kept."""

    default_key = "net-too-large"


class TimedOut(NetError):
    """The server did not answer in time. Ask again later."""

    default_key = "net-timeout"


class Unreachable(NetError):
    """No connection: no such name, nobody listens, or a TLS that cannot be trusted. Ask again later."""

    default_key = "net-unreachable"


class BadAnswer(NetError):
    """What came is not HTTP that can be read: broken off, damaged, or redirects without end."""

    default_key = "net-bad-answer"


class Disallowed(NetError):
    """The site's robots.txt asks us not to read this page."""

    default_key = "net-robots"


class Resting(NetError):
    """The host asked for a pause (Retry-After) that is not over; nothing was sent. `seconds` are left."""

    default_key = "net-resting"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the host asked for a pause; {seconds:.0f} s are left")
        self.seconds = seconds
