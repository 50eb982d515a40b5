"""The pages of names: the index, one name, and the rows of names on articles and stories."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

import factory
from sarkhat.extract.models import Article
from sarkhat.understand import mentions
from sarkhat.understand.mentions import BODY, TITLE, Mentioned
from sarkhat.understand.models import Name

pytestmark = pytest.mark.django_db
ROYA = Mentioned("رویا-کوهستانی", "person", "رویا کوهستانی", TITLE, 2)
DAMAVAND = Mentioned("دماوند", "place", "دماوند", BODY, 1)
TRUMP = Mentioned("دونالد-ترامپ", "person", "دونالد ترامپ", BODY, 1)


@pytest.fixture
def lead():
    """The lead of a story whose articles name Roya, and with her Damavand; Trump stands elsewhere."""
    stories = factory.newsroom(stories=3, outlets=4)
    told = [member.article for member in stories[0].members.all()]
    rest = Article.objects.exclude(pk__in=[article.pk for article in told])
    mentions.write([(article.pk, article.published, (ROYA, DAMAVAND)) for article in told])
    mentions.write([(article.pk, article.published, (TRUMP,)) for article in rest])
    return stories[0].lead


def text_of(client, path, **asked):
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return unquote(answer.content.decode())


def test_the_index_names_who_is_named_and_counts_in_the_pages_digits(client, lead):
    text = text_of(client, "/names/", view="week")
    assert "رویا کوهستانی" in text
    assert 'href="/name/رویا-کوهستانی/"' in text
    assert "دونالد ترامپ" in text
    assert "Donald Trump" in text_of(client, "/en/names/", view="week")


def test_one_kind_alone(client, lead):
    text = text_of(client, "/names/", view="week", kind="place")
    assert "دماوند" in text
    assert "رویا کوهستانی" not in text


def test_a_name_has_its_stories_days_company_and_writers(client, lead):
    text = text_of(client, "/name/رویا-کوهستانی/")
    assert lead.title in text
    assert "کنارِ هم" in text
    assert 'href="/name/دماوند/"' in text
    assert "<rect" in text
    assert 'href="/feeds/name/رویا-کوهستانی.atom"' in text
    assert "/outlet/" in text


def test_both_orders_and_no_third(client, lead):
    assert lead.title in text_of(client, "/name/رویا-کوهستانی/", order="newest")
    assert lead.title in text_of(client, "/name/رویا-کوهستانی/", order="sideways")


def test_article_and_story_link_their_names(client, lead):
    link = 'href="/name/رویا-کوهستانی/"'
    assert link in text_of(client, f"/article/{lead.pk}/")
    assert link in text_of(client, f"/story/{lead.member.story_id}/")


def test_what_an_operator_said_holds_everywhere(client, lead):
    Name.objects.filter(key=ROYA.key).update(renamed="رؤیا کوهستانی")
    assert "رؤیا کوهستانی" in text_of(client, f"/article/{lead.pk}/")
    Name.objects.filter(key=DAMAVAND.key).update(hidden=True)
    assert client.get("/name/دماوند/").status_code == 404
    assert "دماوند" not in text_of(client, "/name/رویا-کوهستانی/")


def test_a_joined_name_leads_to_the_other(client, lead):
    Name.objects.filter(key=DAMAVAND.key).update(merged_into=Name.objects.get(key=TRUMP.key))
    answer = client.get("/name/دماوند/")
    assert answer.status_code == 302
    assert unquote(answer.headers["Location"]) == "/name/دونالد-ترامپ/"
    assert lead.title in text_of(client, "/name/دونالد-ترامپ/")


def test_nobody_is_a_404_and_an_empty_day_says_so(client):
    assert client.get("/name/هیچ-کس/").status_code == 404
    assert client.get("/name/%00/").status_code == 404
    assert "در این بازه نامی پیدا نشد" in text_of(client, "/names/")


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_feed_has_the_articles_that_name_it(client, lead, form):
    text = text_of(client, f"/feeds/name/{ROYA.key}.{form}")
    assert lead.title in text
    assert client.get(f"/feeds/name/هیچ-کس.{form}").status_code == 404


def test_the_api_tells_the_same(client, lead):
    listed = client.get("/api/v1/names", {"days": 7, "kind": "person"}).json()
    assert {item["key"] for item in listed["items"]} == {ROYA.key, TRUMP.key}
    whole = client.get(f"/api/v1/names/{ROYA.key}").json()
    assert whole["beside"][0]["name"]["key"] == "دماوند"
    assert lead.pk in [article["id"] for article in whole["newest"]]
    assert sum(day["articles"] for day in whole["days"]) == whole["articles"]
    assert client.get("/api/v1/names/هیچ-کس").status_code == 404
    assert client.get("/api/v1/names/x", {"kind": "person"}).json()["status"] == 404


def test_queries_of_a_name_do_not_grow_with_its_articles(client, lead, django_assert_max_num_queries):
    house = factory.outlet("many")
    rows = [factory.article(house, f"خبر {number}") for number in range(40)]
    mentions.write([(row.pk, datetime.now(UTC), (ROYA, DAMAVAND)) for row in rows])
    with django_assert_max_num_queries(14):
        text_of(client, "/name/رویا-کوهستانی/")
