"""What the system says when a connection fails, as our few errors."""

from sarkhat.net.errors import BadAnswer, NetError, Refused, TimedOut, Unreachable
from sarkhat.net.names import NoSuchHost
from sarkhat.net.sockets import ForbiddenAddress


def named(error: Exception, url: str) -> NetError:
    """Our error for what was raised while asking `url`."""
    detail = f"{url}: {error or type(error).__name__}"
    match error:
        case NetError():
            return type(error)(detail, error.key)
        case ForbiddenAddress():
            return Refused(detail)
        case NoSuchHost():
            return Unreachable(detail, "net-no-such-host")
        case TimeoutError():
            return TimedOut(detail)
        case ValueError():
            return BadAnswer(detail)
        case _:
            return Unreachable(detail)
