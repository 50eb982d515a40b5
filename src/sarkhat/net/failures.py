"""The HTTP library's many exceptions as our few."""

import aiohttp

from sarkhat.net.errors import BadAnswer, NetError, Refused, TimedOut, Unreachable
from sarkhat.net.sockets import ForbiddenAddress


def named(error: Exception, url: str) -> NetError:
    """Our error for what `aiohttp` raised while asking `url`."""
    cause = getattr(error, "os_error", error)
    detail = f"{url}: {error or type(error).__name__}"
    if isinstance(error, ForbiddenAddress) or isinstance(cause, ForbiddenAddress):
        return Refused(f"{url}: {cause}")
    if isinstance(error, TimeoutError):
        return TimedOut(detail)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(detail, "net-no-such-host")
    if isinstance(error, aiohttp.ClientSSLError):
        return Unreachable(detail, "net-tls")
    if isinstance(error, (aiohttp.InvalidURL, aiohttp.InvalidUrlClientError)):
        return Refused(detail, "net-bad-address")
    if isinstance(error, (aiohttp.ClientPayloadError, aiohttp.ClientResponseError, ValueError)):
        return BadAnswer(detail)
    return Unreachable(detail)
