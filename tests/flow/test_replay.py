"""Recorded posts and pages through the whole pipe, over real HTTP on loopback."""

from datetime import UTC, datetime

import pytest
from pipe import follow, make_all_due, run
from posts import CHANNELS, write

from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.replay import material, pages, posts
from sarkhat.replay.server import Server
from sarkhat.store.bodies import unpack
from sarkhat.stories.models import Story

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 7, 21, tzinfo=UTC)


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 22, tzinfo=UTC))
    with Server() as running:
        yield running


def _play(server: Server, path, day=None) -> material.Show:
    found = posts.read(path, day)
    show = posts.show(found, server, material.played_clock(*posts.span(found, day), speed=0))
    material.open_show(server, show)
    return show


def test_every_post_that_was_served_is_in_the_archive_once(server, tmp_path):
    show = _play(server, write(tmp_path, DAY), DAY.date())
    follow(show.catalogue)
    assert show.items == 30 * len(CHANNELS)
    assert Article.objects.count() == show.items
    assert set(Article.objects.values_list("published__date", flat=True)) == {DAY.date()}


def test_the_same_replay_again_adds_nothing(server, tmp_path):
    show = _play(server, write(tmp_path, DAY), DAY.date())
    follow(show.catalogue)
    before = sorted(Article.objects.values_list("pk", "seq"))
    make_all_due(clock.now())
    run()
    assert sorted(Article.objects.values_list("pk", "seq")) == before


def test_posts_seen_as_channel_and_as_feed_are_one_article_each(server, tmp_path):
    show = _play(server, write(tmp_path, DAY), DAY.date())
    follow(show.catalogue)
    follow(show.feeds)
    assert Article.objects.count() == show.items


def test_what_three_channels_tell_is_one_story(server, tmp_path):
    follow(_play(server, write(tmp_path, DAY), DAY.date()).catalogue)
    assert Story.objects.filter(outlets=3, articles=3).count() >= 4
    assert not Story.objects.filter(outlets__gt=3).exists()


def test_a_recorded_page_arrives_with_every_joiner(server, tmp_path):
    words = "می‌گویند خانه‌های کهن‌دژ را می‌توان دوباره ساخت و کوچه‌ها را روشن‌تر کرد. "
    paragraphs = "".join(f"<p>{words}بند {number}</p>" for number in range(1, 7))
    (tmp_path / "Kohandezh_1.html").write_text(
        '<html lang="fa"><head><meta charset="utf-8"><title>بازسازی خانه‌های کهن‌دژ آغاز شد</title>'
        '<meta property="article:published_time" content="2026-07-21T08:30:00+03:30"></head><body>'
        f"<h1>بازسازی خانه‌های کهن‌دژ آغاز شد</h1><article>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    show = pages.show(pages.read(tmp_path), server)
    material.open_show(server, show)
    follow(show.catalogue)
    article = Article.objects.get()
    assert article.title == "بازسازی خانه‌های کهن‌دژ آغاز شد"
    assert article.published == datetime(2026, 7, 21, 5, tzinfo=UTC)
    body = "\n".join(text for _, text in unpack(article.body.blocks))
    assert body.count("\u200c") == 6 * words.count("\u200c")
