"""Which pieces belong together, from how alike they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.stories.group import Knot, between, grouped


def knots(names: str) -> list[Knot]:
    return [Knot((name,)) for name in names]


def test_the_likest_are_joined_first_and_the_others_stay() -> None:
    assert grouped(knots("abcd"), {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.1}) == [("a", "b"), ("c", "d")]
    assert grouped(knots("ab"), {}) == [("a",), ("b",)]


def test_a_chain_of_neighbours_is_not_one_story() -> None:
    chain = {(place, place + 1): 0.4 for place in range(9)}
    assert max(len(group) for group in grouped(knots("abcdefghij"), chain)) <= 4


def test_a_piece_that_two_groups_share_joins_the_liker() -> None:
    alike = {(0, 1): 0.9, (3, 4): 0.9, (0, 2): 0.5, (1, 2): 0.5, (2, 3): 0.2, (2, 4): 0.2}
    assert grouped(knots("abcde"), alike) == [("a", "b", "c"), ("d", "e")]


def test_pins_hold_apart() -> None:
    apart = [Knot(("a",), pin="one"), Knot(("b",)), Knot(("c",), pin="two")]
    found = grouped(apart, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.9})
    assert found == [("a", "b"), ("c",)]


def test_sums_between_knots() -> None:
    assert between([(0, 1, 0.5), (1, 0, 0.25), (2, 2, 1.0)]) == {(0, 1): 0.75}


LINKS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 1000).map(lambda number: number / 1000),
    max_size=30,
)


@given(LINKS, st.permutations(range(10)))
def test_the_order_of_the_pieces_changes_nothing_but_ties(
    alike: dict[tuple[int, int], float], order: list[int]
) -> None:
    if len(set(alike.values())) < len(alike):
        return
    here = grouped([Knot((str(place),)) for place in range(10)], alike)
    turned = {(min(order[a], order[b]), max(order[a], order[b])): value for (a, b), value in alike.items()}
    names = {order[place]: str(place) for place in range(10)}
    there = grouped([Knot((names[place],)) for place in range(10)], turned)
    assert {frozenset(group) for group in here} == {frozenset(group) for group in there}


@pytest.mark.parametrize("weight", [1, 4])
def test_every_knot_is_in_one_group(weight: int) -> None:
    found = grouped([Knot(("a", "a2"), weight), Knot(("b",)), Knot(("c",))], {(0, 1): 0.9})
    assert sorted(name for group in found for name in group) == ["a", "a2", "b", "c"]
