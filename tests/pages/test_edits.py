"""The page of edits and removals, its feed, its API, and any two versions of an article."""

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps

import factory
from sarkhat.extract.models import Article, Event, Version
from sarkhat.pages.cache import SHELF
from sarkhat.store.bodies import pack

pytestmark = pytest.mark.django_db
FORMS = ("rss", "atom", "json")


def text_of(client, path, **asked):
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return answer.content.decode()


def plain(text):
    """Without what only screen readers say."""
    return re.sub(r"<span class=.unseen.>[^<]*</span>", "", text)


@pytest.fixture
def life():
    """An article of the full text that was edited, removed, put back and removed again, and one that had a typo."""
    house = factory.outlet("paper", name="روزنامهٔ کاغذی")
    told = factory.article(house, "شمار مسافران ۶۱ نفر", blocks=[("p", "سه نفر در بندر ماندند.")])
    factory.edited(told, "شمار مسافران ۷۴۳ نفر", [("p", "دو نفر در بندر ماندند.")])
    at = datetime.now(UTC) - timedelta(minutes=30)
    for minutes, kind, what in ((0, "removed", "404"), (9, "restored", ""), (18, "removed", "home")):
        factory.happened(told, kind, what, 2, at + timedelta(minutes=minutes))
    slip = factory.article(factory.outlet("other"), "کتابخانهٔ شهر باز شد", blocks=[("p", "بند")])
    factory.edited(slip, "کتابخاتهٔ شهر باز شد", [("p", "بند")])
    return Article.objects.get(pk=told.pk)


def kinds(client, **asked):
    found = client.get("/api/v1/edits", asked).json()["items"]
    return [item["kind"] if item["kind"] != "edited" else item["what"] for item in found]


def test_every_event_is_told_and_typos_are_left_out_unless_asked(client, life):
    text = text_of(client, "/edits/")
    assert text.count('class="mark alarm">حذف‌شده') == 2
    assert text.count("بازگشته") == 1
    assert "کتابخانهٔ شهر" not in text
    SHELF.clear()
    assert "کتابخانهٔ شهر" in text_of(client, "/edits/", kind="all")
    assert kinds(client, kind="all") == ["typo", "removed", "restored", "removed", "title"]
    assert kinds(client, kind="facts") == ["title"]
    assert kinds(client, kind="restored") == ["restored"]
    assert kinds(client, kind="all", outlet="other") == ["typo"]
    assert kinds(client, outlet="other") == []


def test_an_empty_list_says_why(client, db):
    assert "هنوز چیزی نیست" in text_of(client, "/edits/")
    assert "Nothing yet" in text_of(client, "/en/edits/", kind="removed")


def test_pages_of_the_list_keep_what_was_asked(client):
    house = factory.outlet("paper")
    for _ in range(31):
        factory.happened(factory.article(house), "removed", "404")
    text = text_of(client, "/edits/", kind="removed", outlet="paper")
    assert text.count("<li dir") == 30
    assert 'href="?kind=removed&amp;outlet=paper&amp;page=2"' in text
    assert text_of(client, "/edits/", kind="removed", outlet="paper", page=2).count("<li dir") == 1


def test_the_article_tells_its_life_as_a_timeline(client, life):
    text = plain(text_of(client, f"/article/{life.pk}/"))
    steps = text[text.index('class="steps"') : text.index("</ol>", text.index('class="steps"'))]
    assert re.findall(r'<li class="(\w+)"', steps) == ["removed", "restored", "removed", "edited"]
    assert "صفحهٔ نخست رسانه می‌رسید" in steps
    assert "<del>۷۴۳</del> <ins>۶۱</ins>" in steps


@pytest.mark.parametrize("view", ["inline", "side"])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_two_versions(client, life, view, prefix):
    text = plain(text_of(client, f"/{prefix}article/{life.pk}/edits/", view=view))
    assert "<del>دو</del>" in text
    assert "<ins>سه</ins>" in text
    assert ("<del>دو</del> <ins>سه</ins>" in text) == (view == "inline")
    assert 'content="noindex' in text


def test_any_two_of_three_versions(client, life):
    Version.objects.create(
        article=life,
        revision=2,
        seen_at=life.first_seen,
        title="تیتر میانی",
        lead="",
        blocks=pack([["p", "بند میانی"]]),
    )
    Article.objects.filter(pk=life.pk).update(revision=3)
    text = plain(text_of(client, f"/article/{life.pk}/edits/", **{"from": 1, "to": 2}))
    assert "میانی" in text
    assert "۶۱" not in text
    for asked in ({"from": "x", "to": "99999999999"}, {"from": 3, "to": 3}, {"from": 0}):
        SHELF.clear()
        assert client.get(f"/article/{life.pk}/edits/", asked).status_code == 200


def test_an_article_that_was_never_edited_has_no_versions(client, db):
    alone = factory.article(factory.outlet())
    assert client.get(f"/article/{alone.pk}/edits/").status_code == 404
    assert client.get("/article/99999999999999999999/edits/").status_code == 404


@pytest.mark.parametrize("wish", [{"noarchive": True}, {"max_snippet": 20}])
def test_what_may_not_be_copied_is_told_without_its_words(client, life, wish):
    Article.objects.filter(pk=life.pk).update(**wish)
    paths = [f"/article/{life.pk}/", f"/article/{life.pk}/edits/", "/edits/", "/api/v1/edits"]
    for path in paths + [f"/feeds/edits.{form}" for form in FORMS]:
        text = text_of(client, path)
        assert "۷۴۳" not in text, path
        assert "دو نفر" not in text, path
    assert kinds(client)[-1] == "title"


def test_an_excerpts_body_is_not_shown(client, life):
    life.outlet.display = "excerpt"
    life.outlet.save()
    for view in ("inline", "side"):
        text = text_of(client, f"/article/{life.pk}/edits/", view=view)
        assert "۷۴۳" in text
        assert "بندر ماندند" not in text


def test_hidden_articles_do_not_appear(client, life):
    Article.objects.filter(pk=life.pk).update(hidden=True)
    assert kinds(client, kind="all") == ["typo"]
    assert client.get(f"/article/{life.pk}/edits/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_the_feed_tells_each_event_once(client, life, form):
    text = text_of(client, f"/feeds/edits.{form}")
    for event in Event.objects.filter(article=life):
        assert text.count(f"#event-{event.pk}") == 1
    assert "تیتر عوض شد: شمار مسافران" in text
    assert "#event-" not in text_of(client, f"/feeds/edits.{form}", outlet="nobody")
    assert client.get(f"/feeds/edits.{form}", {"kind": "nonsense"}).status_code == 404


def test_hostile_words_stay_words(client, db):
    bad = "</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    made = factory.article(factory.outlet(name=bad), f"تیتر {bad}", blocks=[("p", f"متن {bad}")])
    factory.edited(made, f"تیتری {bad}", [("p", f"متنی {bad} دیگر")])
    asked = [("/edits/", {"outlet": bad, "kind": bad}), ("/edits/", {})]
    asked += [(f"/article/{made.pk}/edits/", {"view": view, "from": bad}) for view in ("inline", "side", bad)]
    for path, given in asked:
        text = text_of(client, path, **given)
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_what_the_archive_knew_before_events_were_kept_is_told(life):
    Event.objects.all().delete()
    import_module("sarkhat.extract.migrations.0004_events").tell_the_past(apps, None)
    told = [(event.kind, event.what, event.revision) for event in Event.objects.filter(article=life).order_by("pk")]
    assert told == [("edited", "title", 2), ("removed", "", 2)]


def test_the_list_asks_few_queries(client, django_assert_max_num_queries):
    for _ in range(12):
        factory.edited(factory.article(factory.outlet()), "تیتر پیشین", [("p", "بند")])
    with django_assert_max_num_queries(3):
        text_of(client, "/edits/", kind="all")
