"""The door into the operator's own house reaches one origin, and never a metadata service."""

import asyncio

import pytest

from sarkhat.net.errors import NetError, Refused
from sarkhat.net.own import OwnDoor


def post(own: str, to: str) -> None:
    async def main() -> None:
        async with OwnDoor(own, "Sarkhat/test") as door:
            await door.post(to, b"{}", "application/json")

    asyncio.run(main())


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:9/other-port",
        "https://127.0.0.1:1/other-scheme",
        "http://10.0.0.1:1/other-host",
        "http://user:word@127.0.0.1:1/",
        "file:///etc/passwd",
    ],
)
def test_another_origin_is_refused(to: str) -> None:
    with pytest.raises(Refused):
        post("http://127.0.0.1:1/hook", to)


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "0.0.0.0", "224.0.0.1"])
def test_what_is_no_house_is_refused(host: str) -> None:
    address = f"http://{host}:1/hook"
    with pytest.raises(NetError) as told:
        post(address, address)
    assert told.value.key == "net-forbidden-address"


def test_the_house_is_reached_as_far_as_somebody_listens() -> None:
    with pytest.raises(NetError) as told:
        post("http://127.0.0.1:1/hook", "http://127.0.0.1:1/hook")
    assert told.value.key != "net-forbidden-address"
