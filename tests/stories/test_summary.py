"""Whose headline stands for a story in the database."""

from collections.abc import Iterator

import pytest

from made import article
from sarkhat.stories import editor, run
from sarkhat.stories.models import Story
from sarkhat.understand.run import read_changed

pytestmark = pytest.mark.django_db

TEXT = "شورای شهر ساروج در نشست امروز بودجهٔ ۹۰۰ میلیارد تومانی سال آینده را با رأی اعضا تصویب کرد."
LOUD = "باورتان نمی‌شود شورای ساروج چه کرد!"
PLAIN = "شورای شهر ساروج بودجهٔ سال آینده را تصویب کرد"


@pytest.fixture(autouse=True)
def _new_start() -> Iterator[None]:
    run.forget()
    yield
    run.forget()


def place() -> Story:
    read_changed()
    run.place_changed()
    return Story.objects.get(merged_into=None)


def test_the_central_plain_headline_stands_though_it_came_later() -> None:
    article(LOUD, TEXT, "a")
    plain = article(PLAIN, f"{TEXT} جلسه سه ساعت بود.", "b", 1, kind="site")
    article("بودجهٔ شهر ساروج در شورا تصویب شد", f"{TEXT} رأی‌گیری علنی بود.", "c", 2)
    assert place().lead_id == plain.pk


def test_what_an_editor_chose_stands_until_its_article_leaves() -> None:
    loud = article(LOUD, TEXT, "a")
    article(PLAIN, f"{TEXT} جلسه سه ساعت بود.", "b", 1)
    place()
    editor.choose_headline(loud.pk, "editor")
    article("بودجهٔ شهر ساروج در شورا تصویب شد", f"{TEXT} رأی‌گیری علنی بود.", "c", 2)
    story = place()
    assert (story.lead_id, story.lead_chosen, story.articles) == (loud.pk, True, 3)


def test_a_channels_post_gives_the_headline_only_where_there_is_no_article() -> None:
    post = article(PLAIN, f"{PLAIN}\n{TEXT}", "channel", kind="channel", post=True)
    assert place().lead_id == post.pk
    whole = article(LOUD, f"{TEXT} جلسه سه ساعت بود.", "paper", 1, kind="paper")
    assert place().lead_id == whole.pk
