"""The memory before the resolver, and which address is tried when."""

import asyncio
import socket

import pytest

from sarkhat.net import names, sockets
from sarkhat.net.names import Names, NoSuchHost
from sarkhat.net.sockets import ForbiddenAddress, Gate


class Resolver:
    """A resolver that a test leads; `asked` counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        await asyncio.sleep(0)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def test_a_name_is_kept_for_a_minute() -> None:
    now = [0.0]
    resolver = Resolver(["1.1.1.1"], ["8.8.8.8"])
    known = Names(resolver, lambda: now[0])
    assert [await known.find("a.example") for _ in range(3)] == [("1.1.1.1",)] * 3
    now[0] = names.KEPT + 1
    assert await known.find("a.example") == ("8.8.8.8",)
    assert len(resolver.asked) == 2


async def test_those_who_ask_together_share_a_look_up() -> None:
    resolver = Resolver(["1.1.1.1"])
    known = Names(resolver)
    first = asyncio.create_task(known.find("a.example"))
    others = [asyncio.create_task(known.find("a.example")) for _ in range(9)]
    await asyncio.sleep(0)
    first.cancel()
    assert await asyncio.gather(*others) == [("1.1.1.1",)] * 9
    assert resolver.asked == ["a.example"]


async def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST", 10)
    known = Names(Resolver(["1.1.1.1"]))
    for number in range(50):
        await known.find(f"h{number}.example")
    assert (len(known._kept), len(known._asking)) == (10, 0)


async def test_failures_are_not_kept() -> None:
    known = Names(Resolver([], ["1.1.1.1"]))
    with pytest.raises(NoSuchHost):
        await known.find("a.example")
    assert await known.find("a.example") == ("1.1.1.1",)


async def test_the_resolver_of_the_machine() -> None:
    with pytest.raises(NoSuchHost):
        await names.system("no-such-name.invalid.")
    assert await names.system("127.0.0.1") == ["127.0.0.1"]


async def test_numbers_and_localhost_ask_nobody() -> None:
    known = Names(Resolver([]))
    assert await known.find("1.2.3.4") == ("1.2.3.4",)
    assert await known.find("a.localhost") == ("127.0.0.1",)
    assert await known.find("::1") == ("::1",)


async def test_families_alternate() -> None:
    known = Names(Resolver(["2606::1", "2606::2", "2606::1", "1.1.1.1", "1.1.1.2", "1.1.1.3"]))
    assert await known.find("a.example") == ("2606::1", "1.1.1.1", "2606::2", "1.1.1.2", "1.1.1.3")


class Connecting:
    """In place of the loop's `sock_connect`: which numbers answer, and how."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, how: dict[str, str]) -> None:
        self.how = how
        self.tried: list[str] = []
        self.made: list[socket.socket] = []
        monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", self, raising=False)
        monkeypatch.setattr(sockets, "HEAD_START", 0.01)
        real = sockets.unjudged
        monkeypatch.setattr(sockets, "unjudged", lambda ip: self.made.append(real(ip)) or self.made[-1])

    async def __call__(self, made: socket.socket, address: tuple[str, int]) -> None:
        self.tried.append(address[0])
        match self.how[address[0]]:
            case "refuses":
                raise ConnectionRefusedError("refused")
            case "silent":
                await asyncio.Event().wait()

    def open(self) -> int:
        return sum(made.fileno() >= 0 for made in self.made)


async def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Connecting(
        monkeypatch, {"1.1.1.1": "refuses", "1.1.1.2": "silent", "1.1.1.3": "answers", "1.1.1.4": "answers"}
    )
    connected = await Gate(False).connect("a.example", ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"], 80)
    assert loop.tried == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert loop.open() == 1
    connected.close()


async def test_all_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Connecting(monkeypatch, {"1.1.1.1": "refuses", "1.1.1.2": "refuses"})
    with pytest.raises(ConnectionRefusedError):
        await Gate(False).connect("a.example", ["1.1.1.1", "1.1.1.2"], 80)
    assert loop.open() == 0


async def test_giving_up_leaves_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Connecting(monkeypatch, {"1.1.1.1": "silent", "1.1.1.2": "silent"})
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await Gate(False).connect("a.example", ["1.1.1.1", "1.1.1.2"], 80)
    assert (len(loop.made), loop.open()) == (2, 0)


@pytest.mark.parametrize("inside", ["10.0.0.1", "::ffff:10.0.0.1", "fd00:ec2::254", "2002:a00:1::", "2001:0:1::1"])
async def test_one_forbidden_answer_spoils_the_name(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Connecting(monkeypatch, {"1.1.1.1": "answers"})
    with pytest.raises(ForbiddenAddress):
        await Gate(True).connect("a.example", ["1.1.1.1", inside], 80)
    assert loop.made == []
