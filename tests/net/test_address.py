"""Which addresses the door never opens."""

import pytest

from sarkhat.net.address import forbidden, is_loopback, is_numeric

FORBIDDEN = {
    "127.0.0.1": "loopback", "127.255.255.254": "loopback", "::1": "loopback", "0.0.0.0": "unspecified",
    "::": "unspecified", "10.1.2.3": "private", "172.16.0.1": "private", "172.31.255.255": "private",
    "192.168.1.1": "private", "fd00::1": "private", "fec0::1": "private", "169.254.169.254": "link-local",
    "fe80::1%eth0": "link-local", "100.64.0.1": "carrier", "100.127.255.254": "carrier",
    "100.100.100.200": "metadata", "168.63.129.16": "metadata", "fd00:ec2::254": "private",
    "224.0.0.1": "multicast", "ff02::1": "multicast", "255.255.255.255": "reserved", "198.18.0.1": "reserved",
    "192.0.2.1": "documentation", "2001:db8::1": "documentation", "::ffff:127.0.0.1": "loopback",
    "::ffff:10.0.0.1": "private", "::10.0.0.1": "private", "64:ff9b::7f00:1": "loopback", "64:ff9b::a9fe:a9fe": "link-local",
    "64:ff9b:1::1": "private", "2002:7f00:1::": "loopback", "2002:c0a8:101::1": "private",
    "2001::1": "reserved", "4000::1": "reserved", "localhost": "malformed", "127.1": "malformed", "": "malformed",
}  # fmt: skip


@pytest.mark.parametrize(("ip", "word"), FORBIDDEN.items())
def test_forbidden(ip: str, word: str) -> None:
    assert forbidden(ip) == word


@pytest.mark.parametrize(
    "ip",
    [
        "1.1.1.1",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
    ],
)
def test_public(ip: str) -> None:
    assert forbidden(ip) == ""


def test_names_of_this_machine() -> None:
    assert all(is_loopback(name) for name in ("localhost", "News.Localhost", "127.0.0.9", "[::1]", "a.localhost."))
    assert not any(is_loopback(name) for name in ("localhost.example", "mylocalhost", "10.0.0.1", "8.8.8.8"))


def test_numbers_in_disguise() -> None:
    assert all(is_numeric(host) for host in ("127.1", "2130706433", "0x7f000001", "[::1]", "1.2.3.4."))
    assert not any(is_numeric(host) for host in ("example.com", "4.example", "x0.example"))
