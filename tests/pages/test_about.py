"""How soon news arrives, told on the page about the site once it can be measured."""

import pytest

from sarkhat.pages import views
from sarkhat.pages.words import words
from sarkhat.ranking.freshness import Figures, Freshness

pytestmark = pytest.mark.django_db


def fresh(items):
    return Freshness(Figures(items, 245, 3900), {}, {}, {})


def test_the_line_says_half_and_most(client, monkeypatch):
    monkeypatch.setattr(views.freshness, "recent", lambda _: fresh(20))
    text = client.get("/about/").content.decode()
    assert "نیمی از خبرها تا ۴ دقیقه پس از انتشار" in text
    assert "تا ۱ ساعت و ۵ دقیقه پس از انتشار به این سایت رسید" in text
    assert "۲۰ خبر" in text


def test_in_english_too(client, monkeypatch):
    monkeypatch.setattr(views.freshness, "recent", lambda _: fresh(20))
    text = client.get("/en/about/").content.decode()
    assert "within 4 min of their publication, and 95 of 100 within 1 h 5 min" in text


@pytest.mark.parametrize("found", [fresh(19), Freshness(None, {}, {}, {})])
def test_too_few_articles_say_nothing(client, monkeypatch, found):
    monkeypatch.setattr(views.freshness, "recent", lambda _: found)
    assert "شبانه‌روز گذشته" not in client.get("/about/").content.decode()


@pytest.mark.parametrize(
    ("seconds", "fa", "en"),
    [
        (0, "۰ ثانیه", "0 s"),
        (59.4, "۵۹ ثانیه", "59 s"),
        (3600, "۱ ساعت", "1 h"),
        (90_000, "۱ روز و ۱ ساعت", "1 d 1 h"),
        (86_460, "۱ روز و ۱ دقیقه", "1 d 1 min"),
    ],
)
def test_spans_have_their_two_largest_units(seconds, fa, en):
    assert (words("fa").span(seconds), words("en").span(seconds)) == (fa, en)
