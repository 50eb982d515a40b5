"""A made-up day of watches: ours finds items sooner than rounds of 15 minutes, with fewer requests."""

import random
from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, datetime

from sarkhat.harvest.decide import Facts, next_visit
from sarkhat.harvest.rhythm import COMMON

DAY, HOUR = 86_400.0, 3600.0
START = datetime(2026, 6, 15, 20, 30, tzinfo=UTC).timestamp()  # midnight in Tehran
AT_ONE = 550.0  # seconds; at worst about as late as the rounds
Told = tuple[int, list[float]]  # requests, seconds that each item waited


def items(chance: random.Random) -> list[float]:
    """Two weeks and a day of a watch with 0.1 to 40 items a day, by chance, in the common hours."""
    rate, at, times = 10 ** chance.uniform(-1, 1.6), START - 14 * DAY, []
    while at < START + DAY:
        at += chance.expovariate(rate * 1.6 / DAY)
        if chance.random() < COMMON[int((at - START) // HOUR) % 24] / 1.6:
            times.append(at)
    return [time for time in times if time < START + DAY]


def day(times: list[float], first: float, next_at: Callable[[float, list[float]], float]) -> Told:
    """Visits from `first` on, until all the day's items are found."""
    at, done, requests, waits = first, bisect_left(times, START), 0, []
    while at < START + DAY:
        shown = bisect_left(times, at)
        waits += [at - time for time in times[done:shown]]
        at, done, requests = next_at(at, times[done:shown]), shown, requests + 1
    return requests, waits + [at - time for time in times[done:]]


def rounds(times: list[float], number: int) -> Told:
    return day(times, START + number * 7 % 900, lambda at, new: at + 900)


def ours(times: list[float], number: int) -> Told:
    """One answer of 30 items the evening before is all that is known."""
    before = times[: bisect_left(times, START - 6 * HOUR)][-30:]
    known = next_visit(facts(START - 6 * HOUR, before, b"", number)).rhythm

    def then(at: float, new: list[float]) -> float:
        nonlocal known
        intent = next_visit(facts(at, new, known, number))
        known = intent.rhythm
        assert intent.next_at is not None
        return intent.next_at.timestamp()

    return day(times, START + number * 7 % 900, then)


def facts(at: float, new: list[float], known: bytes, number: int) -> Facts:
    dates = [datetime.fromtimestamp(time, UTC) for time in new]
    status, headers = (200, {"etag": '"x"'}) if new else (304, {})
    now = datetime.fromtimestamp(at, UTC)
    return Facts(
        now, status, headers, news=len(new), dates=dates, rhythm=known, watch=number + 1, at_one=AT_ONE, etag='"y"'
    )


def test_sooner_than_rounds_with_fewer_requests() -> None:
    chance = random.Random(7)
    watches = [items(chance) for _ in range(80)]
    figures = []
    for schedule in (ours, rounds):
        told = [schedule(times, number) for number, times in enumerate(watches)]
        waits = sorted(wait for _, of_watch in told for wait in of_watch)
        figures.append(
            (sum(count for count, _ in told), waits[len(waits) // 2], waits[len(waits) * 95 // 100], len(waits))
        )
    (requests, median, slow, found), (their_requests, their_median, their_slow, their_found) = figures
    assert found == their_found > 300
    assert requests < their_requests
    assert median < 0.75 * their_median
    assert slow < their_slow
