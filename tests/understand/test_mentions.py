"""Mentions: what is kept of an article's names, the sums of days, and what the pages ask."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

import made
from sarkhat.extract.models import Article
from sarkhat.sources.models import Outlet
from sarkhat.store.models import Cursor
from sarkhat.store.work import next_seq
from sarkhat.understand import again, mentions, names, naming, run
from sarkhat.understand.models import Mention, Name, NameDay
from sarkhat.understand.records import Wording

pytestmark = pytest.mark.django_db
NOW = made.NOON + timedelta(hours=3)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    monkeypatch.setattr(run, "_REPEATS", run.Repeats())


def read():
    while run.read_changed():
        pass


def named(article):
    rows = Mention.objects.filter(article=article).order_by("name__key")
    return [(row.name.key, row.where, row.count) for row in rows.select_related("name")]


def sums(key):
    return dict(NameDay.objects.filter(name__key=key).values_list("day", "articles"))


def test_a_reading_keeps_where_and_how_often_each_is_named():
    article = made.article("پزشکیان در تبریز", "مسعود پزشکیان امروز به تبریز رفت.\nپزشکیان سپس به تهران بازگشت.")
    read()
    assert named(article) == [
        ("تبریز", mentions.TITLE, 2),
        ("تهران", mentions.BODY, 1),
        ("مسعود-پزشکیان", mentions.TITLE, 3),
    ]
    assert sums("تهران") == {localdate(article.published): 1}


def test_an_edit_takes_the_old_names_off_the_sums():
    article = made.article("برف در تبریز", "امروز در تبریز برف بارید.")
    read()
    Article.objects.filter(pk=article.pk).update(title="برف در شیراز", seq=next_seq("article"))
    article.body.delete()
    read()
    assert [key for key, *_ in named(article)] == ["شیراز"]
    assert sums("تبریز") == {localdate(article.published): 0}
    assert sums("شیراز") == {localdate(article.published): 1}


def test_an_outlet_is_no_news_in_its_own_articles():
    article = made.article("گزارش", "به گزارش ایسنا در تهران برف بارید.")
    Outlet.objects.filter(pk=article.outlet_id).update(name="ایسنا")
    read()
    assert [key for key, *_ in named(article)] == ["تهران"]


def test_a_post_is_read_once_though_its_title_is_its_beginning():
    words = Wording("تهران لرزید", "", "", (("p", "تهران لرزید"),))
    (one,) = mentions.mentioned(words, "fa", is_post=True)
    assert (one.key, one.where, one.count) == ("تهران", mentions.TITLE, 1)


def test_the_archive_is_named_again_when_a_release_names_otherwise(monkeypatch):
    article = made.article("برف در تبریز", "امروز در تبریز برف بارید.")
    read()
    again.look()
    Mention.objects.all().delete()
    monkeypatch.setattr(names, "VERSION", names.VERSION + 1)
    again.look()
    while again.mend_older():
        pass
    assert [key for key, *_ in named(article)] == ["تبریز"]
    assert Cursor.objects.filter(stage__startswith="mend ").count() == 1


@pytest.fixture
def week():
    """Tabriz and Shiraz together thrice, Tehran everywhere."""
    for number in range(3):
        made.article(f"برف {number}", "در تبریز و شیراز و تهران برف بارید.", hours=-number)
    for number in range(9):
        made.article(f"باران {number}", "در تهران و مشهد باران بارید.", source="two", hours=-number)
    read()
    return Name.objects.get(key="تبریز")


def test_who_stands_beside_is_weighed_against_chance(week):
    of = naming.numbers(week)
    found = naming.beside(of, naming.newest(of))
    assert [(one.name.key, one.articles, one.lift) for one in found] == [("شیراز", 3, 4.0)]


def test_the_most_named_of_a_kind(week):
    rows = naming.most_named(NOW, 1, "place")
    assert (rows[0].name.key, rows[0].articles) == ("تهران", 12)
    assert naming.most_named(NOW, 1, "person") == []
    assert naming.most_named(NOW + timedelta(days=20), 7, "place") == []


def test_the_days_are_whole_and_in_order(week):
    days = naming.days(naming.numbers(week), NOW)
    assert len(days) == naming.DAYS
    assert days[-1] == (localdate(NOW), 3)
    assert days[0][1] == 0


def test_a_joined_name_counts_where_it_was_joined(week):
    Name.objects.filter(key="شیراز").update(merged_into=week)
    rows = {row.name.key: row.articles for row in naming.most_named(NOW, 1, "place")}
    assert "شیراز" not in rows
    assert rows["تبریز"] == 6
    assert len(naming.newest(naming.numbers(week))) == 3  # each article once
    assert naming.find("شیراز").merged_into == week


def test_a_hidden_name_is_nowhere(week):
    Name.objects.filter(pk=week.pk).update(hidden=True)
    assert naming.find("تبریز") is None
    assert "تبریز" not in {row.name.key for row in naming.most_named(NOW, 1)}
    article = Article.objects.filter(title="برف 0").get()
    assert "تبریز" not in {row.name.key for row in naming.of_articles([article.pk])}


def test_who_writes_of_it(week):
    of = naming.numbers(Name.objects.get(key="تهران"))
    assert [(outlet.key, count) for outlet, count in naming.outlets(naming.newest(of))] == [("two", 9), ("one", 3)]


def test_a_channels_slogan_names_nobody():
    slogan = "کانال ما تازه‌ترین خبرهای شیراز و اطراف را دارد"
    posts = [
        made.article(f"باران {number}", f"در تبریز باران {number} بارید.\n{slogan}", post=True) for number in range(7)
    ]
    read()
    assert [key for key, *_ in named(posts[0])] == ["تبریز", "شیراز"]  # nobody knows yet
    assert [key for key, *_ in named(posts[-1])] == ["تبریز"]


def test_a_process_that_starts_looks_the_slogan_up(monkeypatch):
    slogan = "کانال ما تازه‌ترین خبرهای شیراز و اطراف را دارد"
    for number in range(5):
        made.article(f"باران {number}", f"در تبریز باران {number} بارید.\n{slogan}", post=True)
    read()
    monkeypatch.setattr(run, "_REPEATS", run.Repeats())
    last = made.article("برف", f"در تهران برف بارید.\n{slogan}", post=True)
    read()
    assert [key for key, *_ in named(last)] == ["تهران"]


def test_a_story_shows_no_name_of_one_article_alone(week):
    articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert "مشهد" not in {row.name.key for row in naming.of_articles(articles[:4])}  # three of snow, one of rain
    assert "مشهد" in {row.name.key for row in naming.of_articles(articles[3:4])}
