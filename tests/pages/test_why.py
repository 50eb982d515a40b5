"""The account of a score adds up, whatever was kept of it."""

from datetime import UTC, datetime

import pytest

from sarkhat.pages.why import why
from sarkhat.ranking.decide import WEIGHTS, Facts, score
from sarkhat.ranking.signals import Voice


@pytest.mark.parametrize("outlets", [1, 2, 5, 9])
@pytest.mark.parametrize("holding", [0, 1, 3])
def test_the_points_add_up_to_the_score(outlets, holding, moment):
    voices = {str(number): Voice(moment) for number in range(outlets)}
    scored = score(Facts(moment, voices, holding, 3, {"a": 0.83}))
    told = why(scored.value, scored.terms)
    assert told is not None
    assert told.score == round(100 * scored.value)
    assert sum(reason.points for reason in told.reasons) == told.score
    assert {reason.name for reason in told.reasons} == set(WEIGHTS)


@pytest.fixture
def moment():
    return datetime(2026, 7, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("terms", [{}, {"old": 0.5}, {"outlets": None}])
def test_without_its_terms_there_is_no_account(terms):
    assert why(0.4, terms) is None


def test_a_signal_out_of_bounds_stays_on_its_meter():
    told = why(1.7, {"outlets": 3.0, "freshness": -1})
    assert told is not None
    assert (told.score, told.reasons[0].share, told.freshness) == (100, 100, 0)
