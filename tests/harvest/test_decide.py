"""When a watch is due again, what its state becomes, and what is the same item."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.harvest import decide
from sarkhat.harvest.decide import LONGEST, Backfill, Facts, next_visit
from sarkhat.harvest.records import Entry

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
GOOD = Facts(now=NOW, status=200, headers={"etag": '"a"'}, news=1)
RHYTHM = next_visit(GOOD).interval


def wait(facts: Facts) -> float:
    at = next_visit(facts).next_at
    assert at is not None
    return (at - NOW).total_seconds()


def lively(each: float) -> Facts:
    """A first answer with 30 items, one every so many minutes."""
    return replace(GOOD, news=30, dates=[NOW - timedelta(minutes=each * n) for n in range(30)])


def test_the_rhythm_follows_the_news() -> None:
    assert decide.SHORTEST < next_visit(lively(10)).interval < next_visit(lively(60)).interval < 900
    assert next_visit(lively(0.2)).interval == decide.SHORTEST
    assert next_visit(replace(lively(0.2), headers={})).interval == decide.SHORTEST_UNCONDITIONAL
    quiet = replace(lively(10_000), now=NOW + timedelta(days=90), rhythm=next_visit(lively(100_000)).rhythm, news=0)
    assert next_visit(quiet).interval > 3600


def test_what_a_304_leaves_unsaid_holds_on() -> None:
    asked = next_visit(replace(GOOD, ttl_seconds=7200)).rhythm
    unchanged = Facts(NOW, 304, etag="x", rhythm=asked)
    assert wait(unchanged) == 7200
    assert wait(replace(unchanged, headers={"cache-control": "max-age=9000"})) == 9000
    lasting = next_visit(replace(GOOD, headers={"etag": "x", "cache-control": "max-age=7000"})).rhythm
    assert wait(replace(unchanged, rhythm=lasting)) == 7000
    assert wait(replace(unchanged, rhythm=lasting, headers={"cache-control": "max-age=5"})) < 1000
    assert wait(replace(GOOD, rhythm=asked)) < 1000


def test_validators_that_spare_nothing_count_as_none() -> None:
    same_again = replace(GOOD, etag='"old"', news=0, rhythm=next_visit(lively(0.2)).rhythm)
    assert next_visit(same_again).interval == decide.SHORTEST_UNCONDITIONAL
    assert next_visit(replace(same_again, news=1)).interval == decide.SHORTEST


def test_watches_do_not_meet_on_the_minute() -> None:
    waits = [wait(replace(GOOD, watch=number, ttl_seconds=3600)) for number in range(1, 1001)]
    assert min(waits) >= 3600
    assert max(waits) <= 3600 * (1 + decide.SPREAD)
    in_one_second = max(Counter(map(int, waits)).values())
    assert in_one_second < 30
    assert waits == [wait(replace(GOOD, watch=number, ttl_seconds=3600)) for number in range(1, 1001)]


@pytest.mark.parametrize(
    ("headers", "ttl", "seconds"),
    [
        ({"cache-control": "public, max-age=3600"}, None, 3600),
        ({"cache-control": "max-age=3600", "age": "600"}, None, 3000),
        ({"cache-control": "s-maxage=9999, max-age=7"}, None, RHYTHM),
        ({"expires": "Sun, 01 Mar 2026 14:00:00 GMT"}, None, 7200),
        ({"expires": "0"}, None, RHYTHM),
        ({"cache-control": "max-age=31536000"}, None, LONGEST),
        ({}, 5400, 5400),
        ({"retry-after": "9"}, None, RHYTHM),
    ],
)
def test_freshness_is_respected(headers: dict[str, str], ttl: int | None, seconds: int) -> None:
    assert wait(replace(GOOD, headers={"etag": "x"} | headers, ttl_seconds=ttl)) == seconds


def test_validators_are_kept_as_they_are_and_only_of_good_answers() -> None:
    odd = {"etag": 'W/ "x" ', "last-modified": "yesterday"}
    kept = next_visit(replace(GOOD, headers=odd))
    assert (kept.etag, kept.last_modified) == ('W/ "x" ', "yesterday")
    bad = next_visit(replace(GOOD, headers=odd, etag="old", error="feed-not-xml"))
    assert (bad.etag, bad.error, bad.attempts) == ("old", "feed-not-xml", 1)


def test_304() -> None:
    after_failure = Facts(now=NOW, status=304, etag="x", previous_error="net-timeout", attempts=3)
    mended = next_visit(after_failure)
    assert (mended.error, mended.attempts, mended.etag) == ("", 0, "x")
    still_broken = next_visit(replace(after_failure, previous_error="feed-broken"))
    assert still_broken.error == "feed-broken"
    unasked = next_visit(replace(after_failure, etag="", previous_error="feed-not-xml"))
    assert (unasked.error, unasked.attempts) == ("feed-not-xml", 4)
    assert next_visit(Facts(now=NOW, status=304)).error == "http-unasked-304"


def test_waits_grow_and_never_beyond_a_day() -> None:
    waits = [wait(Facts(now=NOW, error="net-timeout", attempts=n)) for n in range(12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1800, LONGEST)


def test_statuses() -> None:
    assert next_visit(Facts(now=NOW, status=410)).next_at is None
    assert wait(Facts(now=NOW, status=404)) == 6 * 3600
    wall = next_visit(Facts(now=NOW, status=403, headers={"x-datadome": "protected"}))
    assert wall.error == "walled"


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_holds_the_host(status: int) -> None:
    intent = next_visit(Facts(now=NOW, status=status, headers={"retry-after": "5000"}))
    assert intent.host_until == intent.next_at == NOW + timedelta(seconds=5000)
    assert next_visit(Facts(now=NOW, status=500, headers={})).host_until is None


def test_a_resting_host_is_no_failure() -> None:
    intent = next_visit(Facts(now=NOW, error="net-resting", resting_seconds=60, attempts=0, etag="x"))
    assert (intent.attempts, intent.error, intent.etag) == (0, "", "x")
    assert intent.next_at == NOW + timedelta(seconds=61)


@given(
    status=st.one_of(st.none(), st.integers(200, 599)),
    headers=st.dictionaries(
        st.sampled_from(["retry-after", "cache-control", "expires", "age", "etag"]),
        st.one_of(st.text(max_size=30), st.just("max-age=99999999999999")),
    ),
    interval=st.integers(0, 10**6),
    attempts=st.integers(0, 1000),
    error=st.sampled_from(["", "net-timeout", "feed-not-xml", "feed-broken"]),
)
def test_never_longer_than_a_day(status, headers, interval, attempts, error) -> None:
    intent = next_visit(Facts(NOW, status, headers, error, interval=interval, attempts=attempts))
    if status != 410:
        assert intent.next_at is not None
        assert timedelta(0) < intent.next_at - NOW <= timedelta(seconds=LONGEST)


def entry(number: int, **more: object) -> Entry:
    return replace(Entry(f"id-{number}", f"https://a.example/{number}", f"t{number}"), **more)


def hours(*ages: int) -> list[datetime]:
    return [NOW - timedelta(hours=age) for age in ages]


def test_gaps_of_channels() -> None:
    more = "https://t.me/s/a?before=50"
    first = decide.gap_below(hours(0, 5), more, None, Backfill())
    assert first == Backfill(more, NOW - timedelta(hours=48))
    assert decide.gap_below(hours(0, 50), more, None, Backfill()) == Backfill()
    assert decide.gap_below(hours(0, 5), more, NOW - timedelta(hours=5), Backfill()) == Backfill()
    assert decide.gap_below(hours(0, 5), more, NOW - timedelta(hours=9), Backfill()).until == NOW - timedelta(hours=9)
    pending = Backfill("https://t.me/s/a?before=20", NOW - timedelta(hours=60))
    assert decide.gap_below(hours(0, 5), more, NOW - timedelta(hours=5), pending) == pending
    assert decide.gap_below(hours(0, 5), more, NOW - timedelta(hours=9), pending) == Backfill(more, pending.until)


def test_the_way_back_ends() -> None:
    at = Backfill("https://t.me/s/a?before=50", NOW - timedelta(hours=48))
    older = "https://t.me/s/a?before=30"
    assert decide.older_still(hours(10, 20), older, at) == Backfill(older, at.until)
    assert decide.older_still(hours(10, 49), older, at) == Backfill()
    for stuck in ("https://t.me/s/a?before=50", "https://t.me/s/a?before=70", "https://t.me/s/a", ""):
        assert decide.older_still(hours(10, 20), stuck, at) == Backfill()
    assert decide.older_still([], older, at) == Backfill()
