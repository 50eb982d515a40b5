"""The pages of threads, their feeds and their part of the API; related stories."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

import factory
from sarkhat.stories.models import Outline, Story, Thread
from sarkhat.understand import mentions
from sarkhat.understand.mentions import TITLE, Mentioned

pytestmark = pytest.mark.django_db
RAMSHIR = Mentioned("رامشیر", "place", "رامشیر", TITLE, 2)


def thread(stories: list[Story], title: str = "آتش پالایشگاه رامشیر") -> Thread:
    made = Thread.objects.create(
        title=title,
        started_at=min(story.started_at for story in stories),
        latest_at=max(story.latest_at for story in stories),
        stories=len(stories),
        days=len({story.started_at.date() for story in stories}),
        articles=sum(story.articles for story in stories),
    )
    Story.objects.filter(pk__in=[story.pk for story in stories]).update(thread=made)
    return made


@pytest.fixture
def stories() -> list[Story]:
    """Four stories of four days, the oldest first, each by two outlets."""
    houses = [factory.outlet(), factory.outlet()]
    made = []
    for day in range(4):
        told = [factory.article(house, f"روز {day} از {house.key}", hours=24 * (4 - day) + 1) for house in houses]
        mentions.write([(row.pk, row.published, (RAMSHIR,)) for row in told])
        made.append(factory.story(told))
    return made


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unquote(answer.content.decode())


def test_a_thread_shows_its_stories_day_by_day_and_its_names(client, stories):
    made = thread(stories[:3])
    text = text_of(client, f"/thread/{made.pk}/")
    places = [text.index(f'href="/story/{story.pk}/"') for story in reversed(stories[:3])]
    assert places == sorted(places)
    assert f'href="/story/{stories[3].pk}/"' not in text
    assert text.count('class="thread-day"') == 3
    assert 'href="/name/رامشیر/"' in text
    assert "<rect" in text
    assert f'href="/feeds/thread/{made.pk}.atom"' in text
    assert "3 stories on 3 days" in text_of(client, "/en/threads/").replace("\u2068", "").replace("\u2069", "")


def test_an_editors_name_for_it_stands(client, stories):
    made = thread(stories[:3])
    Thread.objects.update(renamed="پالایشگاه رامشیر")
    assert "<h1" in text_of(client, f"/thread/{made.pk}/")
    assert "آتش پالایشگاه" not in text_of(client, f"/thread/{made.pk}/")


def test_two_stories_or_one_day_are_no_thread_yet(client, stories):
    made = thread(stories[:2])
    assert client.get(f"/thread/{made.pk}/").status_code == 404
    assert client.get("/thread/99999999999999999999/").status_code == 404
    assert "هنوز پرونده‌ای نیست" in text_of(client, "/threads/")
    assert "پرونده:" not in text_of(client, f"/story/{stories[0].pk}/")
    Thread.objects.update(stories=5, days=1)
    assert client.get(f"/thread/{made.pk}/").status_code == 404


def test_a_story_leads_to_its_thread_and_to_its_nearest_others(client, stories):
    made = thread(stories[:3])
    Outline.objects.create(
        story=stories[0], at=stories[0].latest_at, texts=1, terms={}, related=[stories[3].pk, stories[1].pk]
    )
    text = text_of(client, f"/story/{stories[0].pk}/")
    assert f'href="/thread/{made.pk}/"' in text
    related = text[text.index('id="related"') :]
    assert f'href="/story/{stories[3].pk}/"' in related
    assert f'href="/story/{stories[1].pk}/"' not in related  # it is in the thread


def test_the_list_has_the_latest_told_first_with_its_latest_story(client, stories):
    old, new = thread(stories[:3], "پروندهٔ کهنه"), thread(stories[3:], "پروندهٔ نو")
    Thread.objects.filter(pk=new.pk).update(stories=3, days=2)
    text = text_of(client, "/threads/")
    assert text.index("پروندهٔ نو") < text.index("پروندهٔ کهنه")
    assert stories[2].lead.title in text
    assert f'href="/thread/{old.pk}/"' in text


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_feed_has_its_stories(client, stories, form):
    made = thread(stories[:3])
    text = text_of(client, f"/feeds/thread/{made.pk}.{form}")
    assert all(story.lead.title in text for story in stories[:3])
    assert client.get(f"/feeds/thread/{made.pk + 1}.{form}").status_code == 404


def test_the_api_tells_the_same(client, stories):
    made = thread(stories[:3])
    listed = client.get("/api/v1/threads").json()
    assert [item["id"] for item in listed["items"]] == [made.pk]
    whole = client.get(f"/api/v1/threads/{made.pk}").json()
    assert [story["id"] for story in whole["chapters"]] == [story.pk for story in reversed(stories[:3])]
    assert sum(day["articles"] for day in whole["per_day"]) == whole["articles"] == 6
    assert [name["key"] for name in whole["names"]] == ["رامشیر"]
    story = client.get(f"/api/v1/stories/{stories[0].pk}").json()
    assert (story["thread"]["id"], story["related"]) == (made.pk, [])
    assert client.get(f"/api/v1/stories/{stories[3].pk}").json()["thread"] is None
    assert client.get("/api/v1/threads/7777").status_code == 404
    more = client.get("/api/v1/threads", {"limit": 1}).json()
    assert more["next"] is None


def test_the_sitemap_has_threads(client, stories):
    made = thread(stories[:3])
    assert f"/thread/{made.pk}/" in text_of(client, "/sitemap-threads.xml")


@pytest.mark.parametrize(
    ("path", "most"),
    [("/thread/{}/", 5), ("/threads/", 2), ("/api/v1/threads/{}", 5), ("/feeds/thread/{}.json", 2)],
)
def test_queries_do_not_grow_with_its_stories(client, django_assert_max_num_queries, path, most):
    houses = [factory.outlet(), factory.outlet()]
    many = [
        factory.story([factory.article(house, f"خبر {day}", hours=24 * day) for house in houses]) for day in range(12)
    ]
    made = thread(many)
    with django_assert_max_num_queries(most):
        text_of(client, path.format(made.pk))


def test_queries_of_a_story_with_related_ones(client, stories, django_assert_max_num_queries):
    numbers = [story.pk for story in stories[1:]]
    Outline.objects.create(story=stories[0], at=datetime.now(UTC), texts=1, terms={}, related=numbers)
    thread([stories[0], *factory.newsroom(3, 2)])
    with django_assert_max_num_queries(6):
        assert "ماجراهای نزدیک" in text_of(client, f"/story/{stories[0].pk}/")
