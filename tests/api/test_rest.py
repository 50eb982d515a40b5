"""The REST API, asked as a program asks it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sarkhat.api.answers import LIMITER
from sarkhat.api.rest import schema
from sarkhat.extract.models import Body, BodyPicture
from sarkhat.extract.records import Cell, Figure
from sarkhat.extract.structure import kept
from sarkhat.store.search import Document, Index
from sarkhat.stories.models import Story
from sarkhat.text.urls import url_key

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_schema_is_the_one_in_the_repository() -> None:
    assert json.loads(DOCUMENT.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_a_list_says_why(client: Client, archive: Any) -> None:
    told = get(client, "/api/v1/stories?section=politics")
    story = told["items"][0]["story"]
    assert story["title"] == "تیتر یک"
    assert (story["outlets"], story["page"]) == (2, f"http://testserver/story/{archive.story.pk}/")
    assert [term["term"] for term in story["why"]] == ["outlets", "freshness"]
    assert told["next"] is None
    assert "تیتر یک" in client.get("/api/v1/stories").content.decode()
    assert get(client, "/api/v1/stories?kind=rising")["items"] == []


def test_a_story_has_its_members_in_time_order(client: Client, archive: Any) -> None:
    told = get(client, f"/api/v1/stories/{archive.story.pk}")
    assert [member["article"]["id"] for member in told["members"]] == [archive.lead.pk, archive.second.pk]
    assert told["members"][1]["copy_of"] == archive.lead.pk


def test_a_merged_story_leads_to_the_one_it_is_in(client: Client, archive: Any) -> None:
    merged = Story.objects.create(
        section="politics",
        started_at=archive.story.started_at,
        latest_at=archive.story.latest_at,
        merged_into=archive.story,
    )
    answer = client.get(f"/api/v1/stories/{merged.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"http://testserver/api/v1/stories/{archive.story.pk}",
    )


def test_articles_page_by_their_number(client: Client, archive: Any) -> None:
    first = get(client, "/api/v1/articles?limit=2")
    assert [one["id"] for one in first["items"]] == [archive.single.pk, archive.second.pk]
    second = get(client, first["next"])
    assert [one["id"] for one in second["items"]] == [archive.lead.pk]
    assert second["next"] is None


def test_articles_are_filtered(client: Client, archive: Any) -> None:
    assert [one["outlet"] for one in get(client, "/api/v1/articles?outlet=soot")["items"]] == ["soot"]
    assert get(client, "/api/v1/articles?section=sport")["items"] == []
    late = get(client, "/api/v1/articles?since=2026-11-20T08:02:30Z")["items"]
    assert [one["id"] for one in late] == [archive.single.pk]


def test_a_body_is_shown_only_where_the_outlet_allows_it(client: Client, archive: Any) -> None:
    assert get(client, f"/api/v1/articles/{archive.lead.pk}")["body"] == [{"kind": "p", "text": "متنِ تیتر یک می‌آید."}]
    held_back = get(client, f"/api/v1/articles/{archive.second.pk}")
    assert held_back["body"] is None
    assert held_back["key_passage"] == "فراز 2"


def test_what_stands_among_the_words_is_told_with_our_picture(client: Client, archive: Any) -> None:
    image = Figure("image", 0, text="زیرنویس", url="https://soot.example/boat-by-day.jpg", credit="نگار")
    table = Figure("table", 1, rows=((Cell("الف", is_head=True), Cell("ب", 2)),))
    Body.objects.filter(article=archive.lead).update(figures=kept.pack([image, table]))
    key = {"url": image.url, "url_key": url_key(image.url), "picture": "ab/abc.webp", "picture_size": "640x360"}
    BodyPicture.objects.create(article=archive.lead, **key)
    told = get(client, f"/api/v1/articles/{archive.lead.pk}")["figures"]
    assert [(one["kind"], one["at"], one["picture"]) for one in told] == [
        ("image", 0, "http://testserver/picture/ab/abc.webp"),
        ("table", 1, ""),
    ]
    assert told[1]["rows"] == [
        [
            {"text": "الف", "across": 1, "down": 1, "head": True},
            {"text": "ب", "across": 2, "down": 1, "head": False},
        ]
    ]
    assert get(client, f"/api/v1/articles/{archive.second.pk}")["figures"] is None


def test_a_hidden_article_is_nowhere(client: Client, archive: Any) -> None:
    get(client, f"/api/v1/articles/{archive.hidden.pk}", 404)
    assert archive.hidden.pk not in [one["id"] for one in get(client, "/api/v1/articles")["items"]]


def test_a_story_whose_lead_is_hidden_is_told_by_another(client: Client, archive: Any) -> None:
    archive.lead.hidden = True
    archive.lead.save()
    told = get(client, f"/api/v1/stories/{archive.story.pk}")
    assert told["title"] == archive.second.title
    archive.second.hidden = True
    archive.second.save()
    get(client, f"/api/v1/stories/{archive.story.pk}", 404)


def test_outlets_and_sections(client: Client, archive: Any) -> None:
    assert [one["key"] for one in get(client, "/api/v1/outlets")] == ["bamdad", "soot"]
    sections = get(client, "/api/v1/sections")
    assert len(sections) == 8
    assert sections[0] == {
        "key": "politics",
        "name": "سیاسی",
        "page": "http://testserver/section/politics/",
        "feed": "http://testserver/feeds/section/politics.rss",
    }


def test_search(client: Client, archive: Any) -> None:
    index = Index(settings.DATA / "search")
    hidden, shown = archive.hidden, archive.second
    index.add(
        Document(row.pk, "باران تهران", "باران بارید", "soot", "politics", row.published) for row in (hidden, shown)
    )
    index.commit()
    told = get(client, "/api/v1/search?q=باران&limit=10")
    index.discard()
    assert [hit["article"]["id"] for hit in told["items"]] == [shown.pk]
    assert "باران" in told["items"][0]["snippet"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/stories?kind=best", 422, "kind"),
        ("/api/v1/stories?limit=1000", 422, "limit"),
        ("/api/v1/articles?since=yesterday", 422, "since"),
        ("/api/v1/articles?since=2026-11-20T08:00:00", 422, "zone"),
        ("/api/v1/articles?cursor=99999999999999999999", 422, "cursor"),
        ("/api/v1/search", 422, "q"),
        ("/api/v1/stories/999", 404, "no story 999"),
        ("/api/v1/nothing", 404, "/api/v1/"),
        ("/api/v2/", 404, "/api/v1/"),
    ],
)
def test_errors_are_problems(client: Client, db: None, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert words in answer.json()["detail"]
    assert answer.json()["status"] == status


def test_the_same_answer_costs_nothing_the_second_time(client: Client, archive: Any) -> None:
    first = client.get("/api/v1/stories")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/v1/stories", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    archive.lead.title = "تیتر نو"
    archive.lead.save()
    assert client.get("/api/v1/stories", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_only_reading(client: Client, db: None) -> None:
    assert client.post("/api/v1/stories").status_code == 405
    asked = client.options("/api/v1/stories")
    assert asked.status_code == 204
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert client.head("/api/v1/sections").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(client: Client, db: None) -> None:
    LIMITER.__init__(a_minute=60, at_once=2)  # type: ignore[misc]
    statuses = [client.get("/api/v1/sections").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    refused = client.get("/api/v1/sections")
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["Content-Type"] == "application/problem+json"
    other = client.get("/api/v1/sections", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"})
    assert other.status_code == 200
    assert client.get("/feeds/top.rss").status_code == 200


def test_the_page_for_people_needs_nothing_from_elsewhere(client: Client, db: None) -> None:
    answer = client.get("/api/", follow=True)
    text = answer.content.decode()
    assert "/api/v1/stories" in text
    assert "<script" not in text
    assert "sha256-" in answer.headers["Content-Security-Policy"]
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
