"""A door into the operator's own house: for one address that the operator has set and said to be private."""

from collections.abc import Sequence
from typing import Final

from sarkhat.net import url
from sarkhat.net.address import forbidden
from sarkhat.net.client import Door, trust
from sarkhat.net.errors import Refused
from sarkhat.net.names import Names
from sarkhat.net.pool import Pool
from sarkhat.net.sockets import ForbiddenAddress, Gate
from sarkhat.net.url import Url
from sarkhat.net.wire import Limits

_HOUSE: Final = frozenset({"", "private", "loopback", "carrier"})  # never metadata services, link-local, multicast


class OwnDoor(Door):
    """Reaches the origin (scheme, host, port) of one address and nothing else, also in a private network, at any port.

    No proxy is used. Raises Refused for every other address.
    """

    def __init__(self, address: str, user_agent: str) -> None:
        super().__init__(user_agent, host_delay=0.0, concurrency=1)
        self._own = _parsed(address)
        self._gate = _House()
        self._pool = Pool(self._gate, Names(None), Limits(), trust)

    def _address(self, text: str) -> Url:
        at = _parsed(text)
        if (at.scheme, at.host, at.port) != (self._own.scheme, self._own.host, self._own.port):
            raise Refused(f"{at} is not at {self._own}")
        return at


class _House(Gate):
    """Opens sockets to public addresses and to those of private networks."""

    def __init__(self) -> None:
        super().__init__(allow_loopback=True)

    def judge(self, ip: str) -> None:
        if (word := forbidden(ip)) not in _HOUSE:
            raise ForbiddenAddress(f"{ip} is neither a public nor a private address ({word})")

    def judge_name(self, host: str, ips: Sequence[str]) -> None:  # noqa: ARG002 - the name may lead into the house
        for ip in ips:
            self.judge(ip)


def _parsed(text: str) -> Url:
    try:
        return url.parse(text)
    except ValueError as error:
        raise Refused(f"{text[:500]!r} is not a plain http(s) address: {error}", "net-bad-address") from error
