"""Turns of hosts, and what Retry-After says."""

import asyncio
import tracemalloc
from datetime import UTC, datetime

import pytest

from sarkhat.net import polite
from sarkhat.net.errors import Resting
from sarkhat.net.polite import LONGEST_REST, Turns, retry_after, wait_for

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Sun, 01 Mar 2026 12:02:00 GMT", 120.0), ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("999999999999", LONGEST_REST), ("soon", None), ("", None), ("-5", None), ("۱۲", None),
    ],
)  # fmt: skip
def test_retry_after(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_pause_between_two() -> None:
    assert wait_for(None, 100.0, 2.0) == 0.0
    assert wait_for(99.5, 100.0, 2.0) == 1.5
    assert wait_for(90.0, 100.0, 2.0) == 0.0


async def test_one_at_a_time_for_each_host() -> None:
    turns = Turns(0.0, lambda: 0.0)
    at_once: dict[str, int] = {"a": 0, "b": 0}
    most = dict(at_once)

    async def ask(host: str) -> None:
        async with turns.turn(host):
            at_once[host] += 1
            most[host] = max(most[host], at_once[host])
            await asyncio.sleep(0)
            at_once[host] -= 1

    await asyncio.gather(*(ask(host) for host in "aabbab"))
    assert most == {"a": 1, "b": 1}


async def test_the_pause_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    time = [100.0]
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += seconds

    monkeypatch.setattr(asyncio, "sleep", sleep)
    turns = Turns(2.0, lambda: time[0])
    for host in ("a", "a", "b"):
        async with turns.turn(host):
            pass
    turns.slow("a", 10.0)
    async with turns.turn("a"):
        pass
    assert slept == [2.0, 10.0]


async def test_a_rest_holds_and_ends() -> None:
    time = [0.0]
    turns = Turns(0.0, lambda: time[0])
    turns.rest("a", 60)
    with pytest.raises(Resting) as caught:
        async with turns.turn("a"):
            pass
    assert caught.value.seconds == 60
    time[0] = 61.0
    async with turns.turn("a"), turns.turn("b"):
        pass


async def test_hosts_without_end_take_no_memory_without_end():
    """30,000 hosts, each forgotten some seconds after its turn; those that asked for a rest are not."""
    time = [0.0]
    turns = Turns(2.0, lambda: time[0])
    turns.rest("resting.example", 10_000)
    tracemalloc.start()
    for number in range(30_000):
        time[0] += 0.01
        async with turns.turn(f"h{number}.example"):
            pass
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(turns._hosts) <= 10_001
    assert size < 8_000_000
    with pytest.raises(Resting):
        async with turns.turn("resting.example"):
            pass


async def test_a_sweep_is_rare_also_where_nothing_may_be_forgotten(monkeypatch):
    monkeypatch.setattr(polite, "MOST_HOSTS", 10)
    turns = Turns(2.0, lambda: 0.0)
    sweeps = []
    real = turns._sweep
    monkeypatch.setattr(turns, "_sweep", lambda: sweeps.append(real()))
    turns._sweep_at = 10
    for number in range(1_000):
        async with turns.turn(f"h{number}.example"):
            pass
    assert len(turns._hosts) == 1_000
    assert len(sweeps) == 7


async def test_one_who_gives_up_in_the_line_does_not_stop_it():
    turns = Turns(0.0, lambda: 0.0)
    order = []

    async def ask(name):
        async with turns.turn("a"):
            order.append(name)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(ask(number)) for number in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [0, 2]
