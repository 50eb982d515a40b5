"""Importance: bounded, monotone in sources, deaf to repetition; and the lists."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from made import NOON
from sarkhat.ranking import lists, signals
from sarkhat.ranking.decide import Facts, percentiles, score, voices
from sarkhat.ranking.lists import Entry
from sarkhat.ranking.signals import Voice

NOW = NOON + timedelta(hours=48)
TOLD = st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 48), st.booleans())
SHARE = st.floats(0, 1)


def facts(told: list[tuple[str, float, bool]], front: float = 0, reach: dict[str, float] | None = None) -> Facts:
    return Facts(NOW, voices((s, NOON + timedelta(hours=at), copy) for s, at, copy in told), front, 1.0, reach or {})


@given(st.lists(TOLD, max_size=20), SHARE, st.dictionaries(st.sampled_from("abcdefgh"), SHARE))
def test_score_and_terms_are_bounded(
    told: list[tuple[str, float, bool]], front: float, reach: dict[str, float]
) -> None:
    scored = score(facts(told, front, reach))
    assert 0 <= scored.value <= 1
    assert all(0 <= term <= 1 for term in scored.terms.values())


@given(st.lists(TOLD, min_size=1, max_size=12), st.floats(0, 48), st.booleans())
def test_one_more_article_of_a_counted_source_never_raises(
    told: list[tuple[str, float, bool]], later: float, copy: bool
) -> None:
    source = told[0][0]
    first = min(at for name, at, _ in told if name == source)
    more = [*told, (source, min(48.0, first + later), copy)]
    assert score(facts(more)).value <= score(facts(told)).value


@given(st.lists(TOLD, max_size=12), st.floats(0, 48), st.booleans(), SHARE)
def test_one_more_source_never_lowers(told: list[tuple[str, float, bool]], at: float, copy: bool, reach: float) -> None:
    before, after = score(facts(told)), score(facts([*told, ("new", at, copy)], reach={"new": reach}))
    assert after.value >= before.value - 1e-12


def test_reprints_count_little_and_many_saturate() -> None:
    written = [Voice(NOW) for _ in range(4)]
    assert signals.outlets(written) == 0.5
    assert signals.outlets([Voice(NOW, copy=True)] * 4) < signals.outlets(written[:2])
    assert signals.outlets([Voice(NOW)] * 40) < 2 * signals.outlets([Voice(NOW)] * 10)
    assert signals.outlets([]) == 0


def test_freshness_halves_in_six_hours_from_the_burst() -> None:
    burst = [Voice(NOW - timedelta(hours=6)) for _ in range(8)]
    young = signals.freshness(burst, NOW - timedelta(hours=6))
    assert abs(signals.freshness(burst, NOW) - young / 2) < 1e-9
    straggler = [*burst, Voice(NOW)]
    assert signals.freshness(straggler, NOW) == signals.freshness(burst, NOW)
    second_wave = [*burst, *(Voice(NOW) for _ in range(6))]
    assert signals.freshness(second_wave, NOW) > 1.5 * signals.freshness(burst, NOW)


def test_front_pages_speak_of_now() -> None:
    old = [("a", 0.0, False)]
    assert score(facts(old, front=1.0)).value > score(facts(old)).value + 0.2
    assert signals.front(3, 0) == 0


def test_reach_counts_what_is_above_the_middle() -> None:
    assert signals.reach({"a": 0.5, "b": 0.2}) == 0
    assert signals.reach({"a": 1.0}) == 0.5
    assert signals.reach({"a": 1.0, "b": 1.0}) == 0.75


def test_percentiles() -> None:
    assert percentiles({1: 10.0, 2: 30.0, 3: 20.0}) == {1: 0.0, 2: 1.0, 3: 0.5}
    assert percentiles({1: 5.0, 2: 5.0}) == {1: 0.5, 2: 0.5}
    assert percentiles({1: 5.0}) == {1: 0.5}
    assert percentiles({}) == {}


def test_lists_hold_a_story_once_and_forty_at_most() -> None:
    entries = [Entry(n, n, 1.0 - n / 100) for n in range(1, 60)] + [Entry(1, 99, 0.5)]
    made = lists.by_section(entries, dict.fromkeys(range(1, 60), "sport") | {2: "culture"})
    assert [entry.story for entry in made[""]] == list(range(1, 41))
    assert [entry.story for entry in made["sport"]] == [1, *range(3, 42)]
    assert [entry.story for entry in made["culture"]] == [2]
    assert made["world"] == []


def test_counts_are_summed_and_the_most_counted_article_stands_for_it() -> None:
    assert lists.counted([(1, 11, 3), (1, 12, 5), (2, 21, 4)]) == [Entry(1, 12, 8.0), Entry(2, 21, 4.0)]


def test_growth_needs_two_new_sources() -> None:
    old, new = Voice(NOW - timedelta(hours=3)), Voice(NOW - timedelta(hours=1))
    assert lists.growth({"a": old, "b": new}, NOW) == 0
    assert lists.growth({"a": old, "b": new, "c": new}, NOW) == 2
