"""A simulated day of 1,000 outlets and 10,000 watches: how soon items are found, and with how many requests.

The adaptive schedule (`harvest.decide.next_visit`, which the worker uses) against fixed rounds of 5, 15 and 60
minutes; no network, no database. The items' times are real: posts of Persian Telegram news channels. Each outlet is, by
seed, one channel on one day with a share of its volume (5 to 100 %, even on a logarithmic scale), dealt to ten watches
by Zipf's law, as all-news feeds and section feeds are; the four weeks before the day are its past. All times of a
watch are of its own outlet's day, which begins and ends at midnight in Tehran.

Usage: python bench/schedule.py POSTS.jsonl.gz [--outlets N] [--plot FILE.svg]
"""

import argparse
import gzip
import json
import random
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path

from sarkhat.harvest import decide, rhythm

DAY = 86_400.0
PAST = 28 * DAY
SHOWN = 30  # items that a feed shows
WATCHES = 10  # of an outlet
FIRST_DAY = datetime(2026, 6, 15, 20, 30, tzinfo=UTC).timestamp()  # midnight in Tehran
DAYS = 45  # so many days from there a test day is drawn
VOLUME = (0.05, 1.0)
FIXED = (5, 15, 60)  # minutes
POINTS = (150.0, 1750.0)  # targets set against 5 and 60 minutes; what ships stands against 15
CURVE = (130.0, 170.0, 230.0, 320.0, 450.0, 640.0, 900.0, 1300.0, 1750.0)  # on a tenth of the outlets


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch: its number, the start of its day, and the times of its items from four weeks before (seconds)."""

    number: int
    day: float
    times: list[float]


@dataclass(frozen=True, slots=True)
class Told:
    """What a schedule came to over all watches."""

    name: str
    requests: float  # a watch and day
    an_item: float  # requests for each item found
    median: float  # minutes from publication to archive
    slow: float  # its 95th percentile


def main() -> None:
    """Print the table, and the curve over the target."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("posts", type=Path)
    words.add_argument("--outlets", type=int, default=1000)
    words.add_argument("--seed", type=int, default=4)
    words.add_argument("--plot", type=Path)
    asked = words.parse_args()
    if not asked.posts.exists():
        sys.exit(f"bench/schedule.py: {asked.posts} is not there")
    watches = deal(channels(asked.posts), asked.outlets, asked.seed)
    print(f"{len(watches)} watches, {sum(map(items_of_day, watches)) / len(watches):.1f} items a watch and day")
    fixed = [measure(f"every {minutes} min", watches, steady(minutes)) for minutes in FIXED]
    learnt = {watch.number: learn(watch) for watch in watches}
    start = time.process_time()
    shipped = measure("adaptive, as it ships", watches, adaptive(learnt, rhythm.WAIT_AT_ONE_AN_HOUR))
    spent = time.process_time() - start
    others = [measure(f"adaptive, {target:.0f} s", watches, adaptive(learnt, target)) for target in POINTS]
    show([*fixed, shipped, *others])
    print(f"\n{spent / shipped.requests / len(watches) * 1e6:.0f} µs of CPU a visit, the simulation's own included")
    few = watches[: len(watches) // 10]
    curve = [measure(f"adaptive, {target:.0f} s", few, adaptive(learnt, target)) for target in CURVE]
    bare = measure("adaptive, nothing learnt before the day", few, adaptive({}, rhythm.WAIT_AT_ONE_AN_HOUR))
    show([*curve, bare])
    if asked.plot:
        asked.plot.write_text(drawn(fixed, curve, shipped), encoding="utf-8")


def channels(path: Path) -> list[list[float]]:
    """Times of each channel's posts, in order; channels whose times are estimates are left out."""
    times: dict[str, list[float]] = defaultdict(list)
    estimated = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            times[post["channel"]].append(datetime.fromisoformat(post["published"].replace("Z", "+00:00")).timestamp())
            if post.get("published_estimated"):
                estimated.add(post["channel"])
    return [sorted(times[name]) for name in sorted(times) if name not in estimated]


def deal(known: Sequence[list[float]], outlets: int, seed: int) -> list[Watch]:
    """The watches of so many outlets."""
    chance = random.Random(seed)
    shares = [1 / place for place in range(1, WATCHES + 1)]
    dealt = []
    for outlet in range(outlets):
        times, day = chance.choice(known), FIRST_DAY + DAY * chance.randrange(DAYS)
        volume = VOLUME[0] * (VOLUME[1] / VOLUME[0]) ** chance.random()
        piles: list[list[float]] = [[] for _ in shares]
        for moment in times[bisect_left(times, day - PAST) : bisect_left(times, day + DAY)]:
            if chance.random() < volume:
                chance.choices(piles, shares)[0].append(moment)
        dealt += [Watch(outlet * WATCHES + place + 1, day, pile) for place, pile in enumerate(piles)]
    return dealt


def items_of_day(watch: Watch) -> int:
    """How many items come on the watch's day."""
    return bisect_left(watch.times, watch.day + DAY) - bisect_left(watch.times, watch.day)


Schedule = Callable[[Watch], Iterable[float]]
"""The times at which a watch is visited on its day; what it finds is worked out from these alone."""


def steady(minutes: float) -> Schedule:
    """Fixed rounds, each watch at its own moment within the first."""

    def visits(watch: Watch) -> Iterable[float]:
        at = watch.day + random.Random(watch.number).random() * minutes * 60
        while True:
            yield at
            at += minutes * 60

    return visits


def adaptive(learnt: dict[int, bytes], target: float) -> Schedule:
    """What `decide.next_visit` says, with the wait of a watch with an item an hour at `target` seconds."""

    def visits(watch: Watch) -> Iterable[float]:
        known, at = learnt.get(watch.number, b""), watch.day + random.Random(watch.number).random() * 600
        done = bisect_left(watch.times, watch.day)
        while True:
            yield at
            shown = bisect_left(watch.times, at)
            facts = facts_of(watch, at, done if known else max(0, shown - SHOWN), shown, known, target)
            intent = decide.next_visit(facts)
            known, done = intent.rhythm, shown
            at = intent.next_at.timestamp() if intent.next_at else at + DAY

    return visits


def learn(watch: Watch) -> bytes:
    """The rhythm after four weeks of visits each four hours, the first of which shows a feed's worth of items."""
    at, known = watch.day - PAST + 3600 * 12, b""
    done = 0
    while at < watch.day:
        shown = bisect_left(watch.times, at)
        dates = watch.times[max(0, shown - SHOWN) if not known else done : shown]
        known = rhythm.observed(known, moment(at), len(dates), [moment(time) for time in dates]).pack()
        at, done = at + 4 * 3600, shown
    return known


def facts_of(watch: Watch, at: float, done: int, shown: int, known: bytes, target: float) -> decide.Facts:
    """A 200 with what is new since the last visit, or a 304."""
    dates = [moment(time) for time in watch.times[done:shown]]
    status, headers = (200, {"etag": f'"{shown}"'}) if dates else (304, {})
    return decide.Facts(
        moment(at), status, headers, news=len(dates), dates=dates, rhythm=known, watch=watch.number, etag='"x"',
        at_one=target,
    )  # fmt: skip


def moment(seconds: float) -> datetime:
    """The time so many seconds after 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def measure(name: str, watches: Sequence[Watch], schedule: Schedule) -> Told:
    """Visit all watches through their day, and once after it for what is left; that visit is not counted."""
    delays, requests = [], 0
    for watch in watches:
        done = bisect_left(watch.times, watch.day)
        for at in schedule(watch):
            shown = bisect_left(watch.times, at)
            delays += [at - time for time in watch.times[done:shown]]
            if at >= watch.day + DAY:
                break
            done, requests = shown, requests + 1
    delays.sort()
    return Told(
        name,
        requests / len(watches),
        requests / len(delays),
        delays[len(delays) // 2] / 60,
        delays[len(delays) * 95 // 100] / 60,
    )


def show(rows: Sequence[Told]) -> None:
    """A table in Markdown."""
    print("\n| schedule | requests a watch and day | requests an item | p50, min | p95, min |\n|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row.name} | {row.requests:.1f} | {row.an_item:.2f} | {row.median:.2f} | {row.slow:.2f} |", flush=True
        )


def drawn(fixed: Sequence[Told], curve: Sequence[Told], shipped: Told) -> str:
    """The curve of requests against delays as an SVG, both axes logarithmic."""
    marks = []
    for name, colour in (("median", "#0072b2"), ("slow", "#d55e00")):
        points = [(_x(row), _y(getattr(row, name))) for row in curve]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        marks.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        dots = [(*place, f'r="5" fill="{colour}"') for place in ((_x(row), _y(getattr(row, name))) for row in fixed)]
        dots.append((_x(shipped), _y(getattr(shipped, name)), f'r="7" fill="none" stroke="{colour}" stroke-width="2"'))
        marks += [f'<circle cx="{x:.0f}" cy="{y:.0f}" {look}/>' for x, y, look in dots]
    marks += [f'<text x="{_x(row) - 20:.0f}" y="{_y(row.slow) - 12:.0f}">{row.name}</text>' for row in fixed]
    marks += [f'<text x="{_x(n):.0f}" y="392">{n}</text>' for n in (20, 50, 100, 200, 400)]
    marks += [f'<text x="8" y="{_y(n):.0f}">{n}</text>' for n in (1, 2, 5, 10, 20, 50)]
    marks.append(
        '<text x="230" y="412">requests a watch and day</text><text x="8" y="16">minutes to the archive</text>'
    )
    marks.append('<text x="420" y="40" fill="#d55e00">95th percentile</text>')
    marks.append('<text x="420" y="60" fill="#0072b2">median</text>')
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 420" font-family="sans-serif" font-size="13">'
    title = "<title>Delay against requests: lines adaptive, dots fixed rounds, ring what ships</title>"
    return f'{head}{title}<rect width="600" height="420" fill="#fff"/>{"".join(marks)}</svg>\n'


def _x(told: Told | float) -> float:
    requests = told.requests if isinstance(told, Told) else told
    return 40 + 520 * log(requests / 15) / log(500 / 15)


def _y(minutes: float) -> float:
    return 370 - 340 * log(minutes / 0.8) / log(90 / 0.8)


if __name__ == "__main__":
    main()
