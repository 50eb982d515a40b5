"""What makes two pieces alike: the trees, and the odds of words."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import NOON
from sarkhat.stories import agreed, trees
from sarkhat.stories.alike import features, learned_trees, likenesses, odds
from sarkhat.stories.shape import Shape
from sarkhat.stories.terms import terms
from sarkhat.stories.window import Window

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد."
BRIDGE_TOO = "شهردار اهواز پل کارون را گشود؛ ساخت این پل هفت سال به درازا کشید."
MATCH = "تیم والیبال بانوان در دیدار پایانی لیگ با سه ست پیاپی پیروز شد و جام را برد."

# A tree that asks feature 1, then 0; and one that is a leaf.
NODES = np.array(
    [[1, 0.5, 1, 4, 0], [0, 2, 2, 3, 0], [0, 0, 2, 2, 1], [0, 0, 3, 3, 2], [0, 0, 4, 4, 4], [0, 0, 5, 5, 8]]
)


def made(text: str, source: str = "a", hours: float = 0) -> Shape:
    return Window(timedelta(days=1)).shape(source, NOON + timedelta(hours=hours), terms([text]))


def test_trees_add_up_what_their_leaves_say() -> None:
    rows = np.array([[2, 0.5], [2.1, 0.5], [0, 0.6]], np.float32)
    assert trees.unpacked(NODES).predict(rows).tolist() == [9, 10, 12]
    assert trees.unpacked(NODES).predict(rows[:0]).tolist() == []


def walked(nodes: np.ndarray, root: int, row: np.ndarray) -> float:
    place = root
    while nodes[place][2] != place:
        feature, threshold, left, right, _ = nodes[place]
        place = int(left if row[int(feature)] <= np.float32(threshold) else right)
    return float(nodes[place][4])


@given(st.lists(st.floats(-3, 60, width=32), min_size=32, max_size=32))
def test_the_shipped_trees_are_walked_as_one_by_one(values: list[float]) -> None:
    shipped = learned_trees()
    nodes = np.c_[shipped.feature, shipped.threshold, shipped.next[::2], shipped.next[1::2], shipped.value]
    row = np.array(values, np.float32)
    wanted = sum(walked(nodes, int(root), row) for root in shipped.roots)
    assert float(shipped.predict(row[None])[0]) == pytest.approx(wanted, abs=1e-3)


def test_two_texts_are_as_alike_either_way() -> None:
    one, other = made(BRIDGE), made(BRIDGE_TOO, "b", 1)
    assert features(one, other) == pytest.approx(features(other, one))
    assert odds(one, other) == pytest.approx(odds(other, one))
    assert likenesses(one, [other]) == pytest.approx(likenesses(other, [one]))


def test_the_same_happening_is_likelier_than_another() -> None:
    same, another = likenesses(made(BRIDGE), [made(BRIDGE_TOO, "b", 1), made(MATCH, "b", 1)])
    assert same > 0.5
    assert another < 0.05


def test_a_likeness_fades_after_half_a_day() -> None:
    found = [likenesses(made(BRIDGE), [made(BRIDGE_TOO, "b", hours)])[0] for hours in (12, 30, 60)]
    assert found == sorted(found, reverse=True)
    assert found[2] < found[0] / 2


def test_what_is_said_again_counts_for_and_against() -> None:
    tells, lacks = agreed.said_or_missed("نفتکش", 8.0)
    tells_less, lacks_less = agreed.said_or_missed("جزئیات", 8.0)
    assert tells > tells_less > 0 > lacks_less > lacks
    assert agreed.said_or_missed("واژه‌ای‌که‌کس‌نگفته", 0.1)[0] == 0
