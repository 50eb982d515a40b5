"""The health of a watch: a colour, why, since when, and what to do, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from made import outlet, watch
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.rhythm import Rhythm
from sarkhat.ops import decide
from sarkhat.ops.decide import Facts, judge, worst
from sarkhat.ops.watch_health import health_of
from sarkhat.pages.words import words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON = NOW + timedelta(minutes=20)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def facts(**more: object) -> Facts:
    """A watch that does well: asked a minute ago, with news an hour ago."""
    well = {"due": SOON, "visited": ago(minutes=1), "changed": ago(hours=1), "known_since": ago(days=30), "rate": 1.0}
    return Facts(NOW, **(well | more))


@pytest.mark.parametrize(
    ("colour", "word", "more"),
    [
        ("green", "health-well", {}),
        ("grey", "health-off", {"active": False, "error": "http-gone"}),
        ("grey", "health-new", {"visited": None}),
        ("amber", "health-late", {"visited": None, "due": ago(hours=2)}),
        ("amber", "health-late", {"due": ago(hours=2)}),
        ("green", "health-well", {"due": ago(hours=2), "leased": True}),
        ("amber", "net-timeout", {"error": "net-timeout", "since": ago(hours=3)}),
        ("red", "net-timeout", {"error": "net-timeout", "since": ago(hours=25)}),
        ("red", "http-gone", {"error": "http-gone", "since": ago(minutes=1), "due": None}),
        ("red", "walled", {"error": "walled", "since": ago(minutes=1)}),
        ("red", "net-robots", {"error": "net-robots", "since": ago(minutes=1)}),
        ("amber", "feed-not-xml", {"error": "feed-not-xml", "since": ago(hours=1)}),
        ("red", "feed-not-xml", {"error": "feed-not-xml", "since": ago(hours=4)}),
        ("amber", "feed-broken", {"error": "feed-broken", "since": ago(days=90)}),
        ("grey", "channel-no-preview", {"error": "channel-no-preview", "since": ago(days=90)}),
        ("amber", "health-moved", {"moved_to": "https://new.example/rss"}),
        ("amber", "health-quiet", {"changed": ago(hours=40)}),
        ("green", "health-well", {"changed": ago(hours=30)}),
        ("green", "health-well", {"changed": ago(days=20), "rate": 1 / 96}),
        ("amber", "health-quiet", {"changed": ago(days=61), "rate": 0.0}),
        ("amber", "health-quiet", {"changed": None, "known_since": ago(days=70), "rate": 0.0}),
        ("amber", "health-lagging", {"lag": 3 * 3600.0}),
    ],
)
def test_colour_and_reason(colour: str, word: str, more: dict[str, object]) -> None:
    found = judge(facts(**more))
    assert (found.colour, found.word) == (colour, word)
    for language in ("fa", "en"):
        own = words(language)
        assert own.has(found.word)
        assert own.has(found.advice) or colour == "green"


def test_every_reason_of_a_failure_has_words_and_advice() -> None:
    for word, advice in decide._ADVICE_OF.items():
        for language in ("fa", "en"):
            assert words(language).has(word), word
            assert not advice or words(language).has(advice), advice


def test_it_says_since_when() -> None:
    assert judge(facts(error="net-tls", since=ago(hours=2))).since == ago(hours=2)
    assert judge(facts(due=ago(hours=3))).since == ago(hours=3)
    assert judge(facts(changed=ago(hours=50))).since == ago(hours=50)
    assert judge(facts(moved_to="https://n.example/")).values == {"to": "https://n.example/"}


def test_an_outlet_is_as_ill_as_its_worst_watch_that_is_told_of() -> None:
    assert worst(["green", "amber", "red", "grey"]) == "red"
    assert worst(["green", "grey"]) == "green"
    assert worst(["grey"]) == "grey"
    assert worst([]) == "grey"


@pytest.mark.django_db
def test_the_facts_come_from_the_rows() -> None:
    one = watch(outlet("one"))
    assert health_of(one, NOW).word == "health-new"
    rhythm = Rhythm(items=[2.0] * 24, hours=[1.0] * 24)  # two items an hour
    state = WatchState.objects.create(
        watch=one, visited_at=ago(minutes=5), changed_at=ago(hours=38), next_at=SOON, rhythm=rhythm.pack()
    )
    assert health_of(one, NOW).word == "health-quiet"
    state.moved_to, state.moved_on = "https://n.example/", NOW.date()
    assert health_of(one, NOW).word == "health-moved"
    state.error, state.since = "net-timeout", ago(hours=30)
    assert (health_of(one, NOW).colour, health_of(one, NOW).since) == ("red", ago(hours=30))
    one.outlet.active = False
    assert health_of(one, NOW).word == "health-off"
