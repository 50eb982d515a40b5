"""An address as the door takes it: its form checked, its parts in the one writing that goes on the wire.

RFC 3986 for the parts, UTS #46 for names that are no ASCII. What browsers forgive and attackers use is refused:
user names, zone ids, backslashes and odd characters in the host, endless length.
"""

import re
from functools import lru_cache
from ipaddress import IPv6Address
from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import idna

from sarkhat.text.urls import without_dots

PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 16_000  # characters of an address
_LABEL: Final = r"[a-z0-9_-]{1,63}"
_NAME: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_PLAIN: Final = re.compile(
    rf"(https?)://({_LABEL}(?:\.{_LABEL})*\.?)(?::([0-9]{{1,5}}))?(/[A-Za-z0-9/@!$&'()*+,;=~._:-]*)"
    r"(\?[A-Za-z0-9/@!$&'()*+,;=~._:?-]+)?"
)
_LONE_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~"
_QUERY_SAFE: Final = _PATH_SAFE + "?"


class Url(NamedTuple):
    """`host`: lower-case ASCII, an IPv6 address without brackets; `target`: path and query, never empty."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as in a Host header: the port only where it is not the scheme's own."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if PORTS[self.scheme] == self.port else f"{name}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(text: str) -> Url:
    """The address without its fragment. Raises ValueError for what is no plain http(s) address."""
    plain = _PLAIN.fullmatch(text)
    if plain is None or "/." in text or len(text) > _LONGEST:
        return _parse_any(text)
    scheme, host, port, path, query = plain.groups()
    return Url(scheme, _checked(host), _port(int(port) if port else None, scheme), path + (query or ""))


def join(base: Url, target: str) -> Url:
    """Where `target`, absolute or relative, leads from `base`. Raises ValueError."""
    return parse(urljoin(str(base), target.strip()))


def _parse_any(text: str) -> Url:
    if len(text) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} characters")
    split = urlsplit(text.strip())
    if split.scheme not in PORTS:
        raise ValueError("neither http nor https")
    if "@" in split.netloc:
        raise ValueError("an address with a user name")
    path = quote(_LONE_PERCENT.sub("%25", without_dots(split.path)), safe=_PATH_SAFE) or "/"
    query = quote(_LONE_PERCENT.sub("%25", split.query), safe=_QUERY_SAFE)
    host = _host(split.hostname or "", "[" in split.netloc)
    return Url(split.scheme, host, _port(split.port, split.scheme), f"{path}?{query}" if query else path)


def _port(port: int | None, scheme: str) -> int:
    if port is None:
        return PORTS[scheme]
    if not 0 < port < 65_536:
        raise ValueError(f"there is no port {port}")
    return port


@lru_cache(4_096)
def _host(name: str, bracketed: bool) -> str:
    if bracketed:
        if "%" in name:
            raise ValueError("an address with a zone")
        return str(IPv6Address(name))
    if len(name) > 1_000:
        raise ValueError("a host of more than 253 characters")
    return _checked(name if name.isascii() else idna.encode(name, uts46=True).decode("ascii"))


def _checked(name: str) -> str:
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise ValueError("a host that is none")
    return name
