"""Which addresses the door never opens: everything that is not a public host on the Internet.

Sources: IANA's special-purpose registries (RFC 6890), RFC 6598 (shared address space), RFC 6052 and
RFC 8215 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), and the metadata services of the big hosters.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_V4: Final = tuple(
    (IPv4Network(network), word)
    for network, word in (
        ("0.0.0.0/8", "unspecified"), ("127.0.0.0/8", "loopback"), ("169.254.0.0/16", "link-local"),
        ("10.0.0.0/8", "private"), ("172.16.0.0/12", "private"), ("192.168.0.0/16", "private"),
        ("100.64.0.0/10", "carrier"), ("100.100.100.200/32", "metadata"), ("168.63.129.16/32", "metadata"),
        ("192.0.0.0/24", "reserved"), ("192.0.2.0/24", "documentation"), ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"), ("198.18.0.0/15", "reserved"), ("192.88.99.0/24", "reserved"),
        ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
    )
)  # fmt: skip
_V6: Final = tuple(
    (IPv6Network(network), word)
    for network, word in (
        ("::/128", "unspecified"), ("::1/128", "loopback"), ("fe80::/10", "link-local"),
        ("fec0::/10", "private"), ("fc00::/7", "private"), ("ff00::/8", "multicast"),
        ("100::/64", "reserved"), ("2001::/23", "reserved"), ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"), ("5f00::/16", "reserved"), ("64:ff9b:1::/48", "private"),
    )
)  # fmt: skip
_NAT64: Final = IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = IPv6Network("::/96")


@lru_cache(4_096)
def forbidden(ip: str) -> str:
    """Why this numeric address must not be reached, in a word (`private`, `loopback` …); "" if it may be.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, compatible) is judged by that too.
    Text that is no address gives `malformed`.
    """
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return "malformed"
    if isinstance(address, IPv4Address):
        return _listed_v4(address)
    inner = _carried(address)
    return _listed_v6(address) or (_listed_v4(inner) if inner else "") or _outside(address)


def is_loopback(host: str) -> bool:
    """Whether the host's name or number is this machine by itself: 127.…, ::1, localhost, *.localhost.

    An address that carries a loopback one inside (mapped, NAT64) is a disguise and does not count.
    """
    name = host.lower().rstrip(".").strip("[]")
    plain = name == "::1" or (":" not in name and forbidden(name) == "loopback")
    return plain or name == "localhost" or name.endswith(".localhost")


def is_numeric(host: str) -> bool:
    """Whether the host is an address and no name, in any form that a resolver takes (127.1, 0x7f000001)."""
    name = host.rstrip(".").strip("[]")
    last = name.rpartition(".")[2].lower()
    return ":" in name or last.isdecimal() or last.startswith("0x")


def _listed_v4(address: IPv4Address) -> str:
    return next((word for network, word in reversed(_V4) if address in network), "")


def _listed_v6(address: IPv6Address) -> str:
    return next((word for network, word in _V6 if address in network), "")


def _outside(address: IPv6Address) -> str:
    """Only 2000::/3 and the NAT64 prefix are the Internet of today."""
    return "" if address in _NAT64 or int(address) >> 125 == 1 or _carried(address) else "reserved"


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64 or address in _COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
