"""What an answer means, and when to come again."""

from datetime import timedelta

import pytest

from extract.invented import NOW, URL
from sarkhat.extract.visits import AFTERWARDS, LIVELY, RETRIES, REVISITS, Life, Outcome, Plan, judge, plan
from sarkhat.net.client import Answer
from sarkhat.net.errors import Disallowed, Refused, Resting, TimedOut, TooLarge

HTML = {"content-type": "text/html"}


def answer(status: int = 200, headers: dict[str, str] | None = None, url: str = URL, hops: int = 0) -> Answer:
    return Answer(url, status, headers if headers is not None else HTML, b"", ((302, url),) * hops)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (answer(), "page"),
        (answer(headers={}), "page"),
        (answer(404), "gone"),
        (answer(410), "gone"),
        (answer(url="https://news.example.ir/", hops=1), "gone"),
        (answer(url="https://news.example.ir/fa/new/7", hops=1), "page"),
        (answer(403), "closed"),
        (answer(451), "closed"),
        (answer(503, {"cf-mitigated": "challenge"}), "closed"),
        (answer(headers={"content-type": "application/pdf"}), "closed"),
        (answer(500), "failed"),
        (answer(429), "failed"),
        (Disallowed("robots"), "closed"),
        (TooLarge("50 MB"), "closed"),
        (Refused("10.0.0.1"), "closed"),
        (TimedOut("60 s"), "failed"),
        (Resting(30), "failed"),
    ],
)
def test_what_an_answer_means(said: Answer, state: str) -> None:
    outcome = judge(URL, said)
    assert outcome.state == state
    assert bool(outcome.error) == (state != "page")


def test_a_front_page_that_was_asked_for_is_not_gone() -> None:
    assert judge("http://news.example.ir/", answer(url="https://news.example.ir/", hops=1)).state == "page"


def test_good_visits_are_repeated_more_and_more_rarely_and_end() -> None:
    waits = [plan(Outcome("page"), looks, 0, NOW).next_at for looks in range(len(REVISITS) + 1)]
    assert waits == [NOW + timedelta(minutes=30), NOW + timedelta(hours=3), NOW + timedelta(hours=24), None]


def test_failures_wait_longer_and_end_with_the_feeds_words() -> None:
    plans = [plan(Outcome("failed"), 0, attempts, NOW) for attempts in range(len(RETRIES) + 1)]
    assert [step.next_at for step in plans] == [*(NOW + wait for wait in RETRIES), None]
    assert [step.stand_in for step in plans] == [False, True, True, True, True]


def test_a_pause_that_the_host_asks_for_is_kept() -> None:
    assert plan(judge(URL, Resting(7200)), 0, 0, NOW).next_at == NOW + timedelta(hours=2)


def test_a_closed_page_is_not_asked_again() -> None:
    assert plan(Outcome("closed"), 0, 0, NOW).next_at is None
    assert plan(Outcome("closed"), 0, 0, NOW).stand_in


def test_a_page_that_is_closed_after_it_was_read_keeps_its_rhythm() -> None:
    assert plan(Outcome("closed"), 1, 0, NOW).next_at == NOW + REVISITS[1]
    assert not plan(Outcome("closed"), 1, 0, NOW).stand_in


@pytest.mark.parametrize(
    ("went", "state"),
    [
        ("https://news.example.ir/fa", "gone"),
        ("https://news.example.ir/index.html", "gone"),
        ("https://news.example.ir/errors/404.aspx", "gone"),
        ("https://news.example.ir/first", "gone"),
        ("https://news.example.ir/?p=7", "page"),
        ("https://news.example.ir/fa/1405/09/01/7/title", "page"),
        ("https://news.example.ir/error", "page"),
    ],
)
def test_where_a_removed_page_leads(went: str, state: str) -> None:
    assert judge(URL, answer(url=went, hops=1), home="https://news.example.ir/first/").state == state
    assert judge(went, answer(url=went, hops=1), home="https://news.example.ir/first/").state == "page"


def test_who_edits_once_is_looked_at_sooner_for_two_days_and_three_days_longer() -> None:
    young, old = Life(True, True, timedelta(hours=4)), Life(True, True, LIVELY)
    assert plan(Outcome("page"), 2, 0, NOW, young) == Plan(NOW + REVISITS[1], 2, 0)
    assert plan(Outcome("page"), 2, 0, NOW, old) == Plan(NOW + REVISITS[2], 3, 0)
    calm = [plan(Outcome("page"), looks, 0, NOW, Life(was_changed=True)).next_at for looks in (3, 4, 5, 6)]
    assert calm == [NOW + AFTERWARDS[0]] * 3 + [None]


def test_a_removed_page_is_looked_at_again_a_new_one_that_is_absent_is_tried_again() -> None:
    assert plan(Outcome("gone"), 1, 0, NOW).next_at == NOW + REVISITS[1]
    assert plan(Outcome("gone"), 0, 0, NOW).next_at == NOW + RETRIES[0]
