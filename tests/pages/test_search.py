"""The search page: its help, the other keyboard, and counts that are no more than a lower bound."""

import pytest

import factory
from sarkhat.store import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(settings, tmp_path):
    """Articles on rain in the index of a data folder of their own."""
    settings.DATA = tmp_path
    house = factory.outlet("bamdad", name="بامداد")
    rows = [factory.article(house, f"باران شمارهٔ {number}", hours=24 * 40 * (number // 15)) for number in range(60)]
    index = search.Index(tmp_path / "search")
    index.add(
        search.Document(row.pk, row.title, "سیل در شهر", "bamdad", "world", row.published, ("بامداد",)) for row in rows
    )
    index.commit()
    return rows


def _text(client, query, path="/search/", **asked):
    return client.get(path, {"q": query} | asked).content.decode()


def test_the_language_of_questions_is_told_in_both_languages(client):
    assert "رسانه:نام" in _text(client, "")
    assert "outlet:NAME" in _text(client, "", "/en/search/")


def test_words_of_the_language_reach_the_index(client, found):
    assert "۶۰ خبر پیدا شد" in _text(client, "رسانه:بامداد باران")
    assert 'class="nothing"' in _text(client, "رسانه:دیگری باران")


def test_the_other_keyboard_is_told(client, found):
    text = _text(client, "sdg")
    assert "این‌ها برای «" in text
    assert "<mark>سیل</mark>" in text


def test_newest_first_says_that_there_are_more(client, found):
    assert "بیش از" in _text(client, "باران", order="newest")
    assert "بیش از" not in _text(client, "باران")
