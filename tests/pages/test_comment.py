"""Comments from the page: kept for a moderator, refused with the writer's words still there, no cookie."""

import pytest

import factory
from sarkhat.community import run
from sarkhat.community.limits import Turnstile
from sarkhat.community.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_turnstile(monkeypatch):
    monkeypatch.setattr(run, "_TURNSTILE", Turnstile())


@pytest.fixture
def article():
    return factory.article(factory.outlet())


def send(client, article, headers=None, **form):
    given = {"name": "نسترن", "text": "دیدگاه من", "website": ""} | form
    return client.post(f"/article/{article.pk}/comment/", given, headers=headers)


def test_waits_and_leads_back(client, article):
    response = send(client, article, {"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 303
    assert response.headers["Location"] == f"/article/{article.pk}/?comment=waiting#comments"
    assert Comment.objects.get().state == "waiting"
    text = client.get(response.headers["Location"]).content.decode()
    assert "دیدگاه شما رسید" in text
    assert "هنوز دیدگاهی نیست" not in text  # the reader's own waits
    text = client.get(response.headers["Location"].partition("#")[0]).content.decode()
    assert "پس از بازبینی منتشر می‌شود" in text
    assert ">دیدگاه من<" not in text


def test_shown_comments_and_replies_stand_together(client, article):
    at = article.published
    first = Comment.objects.create(article=article, name="یک", text="نخستین", state="shown", written_at=at)
    Comment.objects.create(article=article, name="دو", text="دومین", state="shown", written_at=at)
    Comment.objects.create(article=article, name="سه", text="پاسخی", state="shown", written_at=at, reply_to=first)
    text = client.get(f"/article/{article.pk}/?reply={first.pk}").content.decode()
    assert text.index("نخستین") < text.index("پاسخی") < text.index("دومین")
    assert f'name="reply" value="{first.pk}"' in text


@pytest.mark.parametrize(
    ("form", "words"),
    [({"text": " "}, "هر دو لازم است"), ({"name": ""}, "هر دو لازم است"), ({"text": "آ" * 3001}, "تا ۳۰۰۰ نویسه")],
)
def test_a_refused_comment_is_not_lost(client, article, form, words):
    response = send(client, article, **({"text": "متن من"} | form))
    text = response.content.decode()
    assert response.status_code == 422
    assert words in text
    assert form.get("text", "متن من") in text
    assert not Comment.objects.exists()


def test_too_many_from_one_place(client, article):
    assert [send(client, article).status_code for _ in range(6)] == [303] * 5 + [429]
    assert Comment.objects.count() == 5


def test_what_fills_the_trap_is_not_kept(client, article):
    assert send(client, article, website="https://spam.example").status_code == 303
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_other_sites_cannot_send(client, article, headers):
    assert send(client, article, headers).status_code == 403
    assert not Comment.objects.exists()


def test_our_own_origin_may(client, article):
    assert send(client, article, {"Origin": "http://testserver"}).status_code == 303


def test_comments_off(client, article, settings):
    settings.CONFIG = settings.CONFIG.model_copy(update={"comments": "off"})
    assert 'id="write"' not in client.get(f"/article/{article.pk}/").content.decode()
    assert send(client, article).status_code == 422


def test_get_is_no_way_to_send(client, article):
    assert client.get(f"/article/{article.pk}/comment/").status_code == 405
