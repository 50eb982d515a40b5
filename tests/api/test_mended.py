"""The API and the feeds give the mended words, and beside them what the outlet sent."""

from typing import Any

import pytest
from django.test import Client

import factory

pytestmark = pytest.mark.django_db

SENT, MENDED = "كتاب ها می آید", "کتاب‌ها می‌آید"
BODY = [("p", "او می گوید")]


def test_an_article_in_both_wordings(client: Client) -> None:
    row = factory.article(factory.outlet("paper"), SENT, blocks=BODY)
    factory.mended(row, MENDED, [("p", "او می‌گوید")], "spaced letters")
    told = client.get(f"/api/v1/articles/{row.pk}").json()
    assert (told["title"], told["mended"]) == (MENDED, "spaced letters")
    assert told["body"] == [{"kind": "p", "text": "او می‌گوید"}]
    assert told["as_sent"] == {"title": SENT, "kicker": "", "body": [{"kind": "p", "text": "او می گوید"}]}


def test_a_sound_article_has_one_wording(client: Client) -> None:
    row = factory.article(factory.outlet("paper"), MENDED)
    told = client.get(f"/api/v1/articles/{row.pk}").json()
    assert (told["mended"], told["as_sent"]) == ("", None)


def test_as_sent_shows_no_more_than_may_be_shown(client: Client) -> None:
    row = factory.article(factory.outlet("paper", display="excerpt"), SENT, blocks=BODY)
    factory.mended(row, MENDED, [("p", "او می‌گوید")])
    told = client.get(f"/api/v1/articles/{row.pk}").json()
    assert (told["body"], told["as_sent"]["body"]) == (None, None)


def test_lists_and_feeds_have_the_mended_words(client: Client) -> None:
    row = factory.article(factory.outlet("paper"), SENT)
    factory.mended(row, MENDED)
    story = factory.story([row])
    factory.listed("top", [story])
    for path in [
        "/api/v1/articles",
        "/api/v1/stories",
        f"/api/v1/stories/{story.pk}",
        "/feeds/outlet/paper.rss",
        f"/feeds/story/{story.pk}.atom",
        "/feeds/top.json",
    ]:
        text = client.get(path).content.decode()
        assert MENDED in text, path
        assert SENT not in text, path


@pytest.mark.parametrize("path", ["/api/v1/articles", "/api/v1/stories", "/feeds/outlet/house.rss", "/feeds/top.atom"])
def test_the_words_cost_no_query_a_row(client: Client, django_assert_max_num_queries: Any, path: str) -> None:
    house = factory.outlet("house")
    rows = [factory.article(house, f"{SENT} {number}") for number in range(8)]
    for row in rows[:4]:
        factory.mended(row, MENDED)
    factory.listed("top", [factory.story([row]) for row in rows])
    with django_assert_max_num_queries(3):
        assert MENDED in client.get(path).content.decode()
