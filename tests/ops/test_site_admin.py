"""The administration, used as an administrator does; a stranger gets nowhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sarkhat import clock
from sarkhat.community.models import Comment
from sarkhat.extract.models import Article
from sarkhat.harvest.models import WatchState
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.work import next_seq
from sarkhat.text.urls import url_key

PAGES = [
    "/admin/",
    "/admin/sources/outlet/",
    "/admin/sources/watch/",
    "/admin/extract/article/",
    "/admin/community/comment/",
]


@pytest.fixture
def editor(db: None, plain_static: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor", password="x"))
    return client


@pytest.fixture
def article(db: None) -> Article:
    outlet = Outlet.objects.create(key="bamdad", name="بامداد", home="https://bamdad.example/")
    url = "https://bamdad.example/rss"
    watch = Watch.objects.create(outlet=outlet, kind="feed", url=url, url_key=url_key(url), host="bamdad.example")
    now = clock.now()
    WatchState.objects.create(
        watch=watch, visited_at=now, error="net-timeout", since=now - timedelta(hours=3), next_at=now
    )
    return Article.objects.create(
        outlet=outlet,
        seq=next_seq("article"),
        url="https://bamdad.example/1",
        url_key=b"a" * 16,
        title="سیل در شمال",
        published=now,
        first_seen=now,
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_persian(editor: Client, article: Article, page: str) -> None:
    Comment.objects.create(article=article, name="نسرین", text="سلام", written_at=clock.now())
    answer = editor.get(page)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "سرخط" in text
    assert 'dir="rtl"' in text


def test_an_article_is_shown_with_its_facts(editor: Client, article: Article) -> None:
    text = editor.get(f"/admin/extract/article/{article.pk}/change/").content.decode()
    assert "فراز خبر" in text
    assert "Stated section" not in text
    assert "بایگانی خبرها" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_door(client: Client, db: None, page: str) -> None:
    assert client.get(page).headers["Location"].startswith("/admin/login/")


def test_a_watchs_trouble_stands_in_words(editor: Client, article: Article) -> None:
    text = editor.get("/admin/sources/watch/").content.decode()
    assert "#9a6700" in text
    assert "net-timeout</" not in text  # neither in the list nor in the filter beside it
    assert "#9a6700" in editor.get(f"/admin/sources/outlet/{article.outlet_id}/change/").content.decode()


def test_articles_are_found_hidden_and_shown_but_never_changed(editor: Client, article: Article) -> None:
    page = "/admin/extract/article/"
    assert "سیل در شمال" in editor.get(page, {"q": "سیل"}).content.decode()
    before = article.seq
    editor.post(page, {"action": "hide_them", "_selected_action": [article.pk]})
    article.refresh_from_db()
    assert article.hidden
    changed = article.seq
    assert changed > before
    editor.post(page, {"action": "show_them", "_selected_action": [article.pk]})
    article.refresh_from_db()
    assert not article.hidden
    assert article.seq > changed
    editor.post(f"{page}{article.pk}/change/", {"title": "دیگر"})
    article.refresh_from_db()
    assert article.title == "سیل در شمال"


def test_comments_are_published_and_refused(editor: Client, article: Article) -> None:
    first, second = (
        Comment.objects.create(article=article, name="نسرین", text=text, written_at=clock.now())
        for text in ("یک", "دو")
    )
    page = "/admin/community/comment/"
    told = editor.post(page, {"action": "publish", "_selected_action": [first.pk]}, follow=True)
    assert "۱ دیدگاه منتشر شد" in told.content.decode()
    editor.post(page, {"action": "refuse", "_selected_action": [second.pk]})
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["shown", "refused"]
    assert "دو" not in editor.get(page, {"state__exact": "waiting"}).content.decode().split("<tbody")[-1][:200]


def test_a_watch_added_by_hand_is_keyed(editor: Client, article: Article) -> None:
    facts = {
        "outlet": article.outlet_id,
        "kind": "feed",
        "url": "https://bamdad.example/sport",
        "role": "items",
        "active": "on",
    }
    answer = editor.post("/admin/sources/watch/add/", facts)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    made = Watch.objects.get(url="https://bamdad.example/sport")
    assert bytes(made.url_key) == url_key(made.url)
    assert made.host == "bamdad.example"
