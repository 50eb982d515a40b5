"""The editor's desk: stories are made one, parted and moved in the browser's forms, and every deed is undone."""

import pytest
from django.contrib.auth import get_user_model

from made import article
from sarkhat.stories import run
from sarkhat.stories.models import Mark, Member, Story, Thread
from sarkhat.text.persian import persian_digits
from sarkhat.understand.run import read_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, plain_static):
    get_user_model().objects.create_superuser("boss", password="long enough to be kept")
    client.login(username="boss", password="long enough to be kept")
    return client


@pytest.fixture
def placed():
    run.forget()
    made = [
        article("پل کارون", "پل تازهٔ کارون در اهواز پس از هفت سال ساخت گشوده شد.", "a"),
        article("قهرمانی", "تیم والیبال بانوان با سه ست پیاپی پیروز شد و جام را برد.", "b", 1),
    ]
    read_changed()
    run.place_changed()
    yield made
    run.forget()


def act(desk, model, action, rows, **said):
    data = {"action": action, "_selected_action": rows, **said}
    answer = desk.post(f"/admin/stories/{model}/", data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_two_stories_are_made_one_and_two_again(desk, placed):
    page = act(desk, "story", "merge_them", list(Story.objects.values_list("pk", flat=True)))
    assert "ماجراها یکی شدند" in page
    assert Story.objects.filter(merged_into=None).count() == 1
    act(desk, "mark", "undo_it", [Mark.objects.get().pk])
    assert Story.objects.filter(merged_into=None, articles=1).count() == 2


def test_an_article_is_moved_by_the_number_of_the_story_in_persian_digits(desk, placed):
    into = Member.objects.get(article=placed[0]).story_id
    digits = str(into).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    act(desk, "member", "move_to", [placed[1].pk], into=digits)
    assert Member.objects.get(article=placed[1]).story_id == into
    act(desk, "member", "split_off", [placed[1].pk])
    assert Member.objects.get(article=placed[1]).story_id != into


def test_what_cannot_be_done_is_said(desk, placed):
    assert "دست‌کم دو ماجرا" in act(desk, "story", "merge_them", [Story.objects.first().pk])
    assert "دست‌کم یکی باید بماند" in act(desk, "member", "split_off", [placed[0].pk])
    assert "شمارهٔ ماجرایی" in act(desk, "member", "move_to", [placed[0].pk], into="nothing")
    assert "تنها یک خبر" in act(desk, "member", "choose_headline", [row.pk for row in placed])


def test_the_lists_show(desk, placed):
    story = Member.objects.get(article=placed[0]).story_id
    assert "پل کارون" in desk.get("/admin/stories/story/").content.decode()
    told = desk.get(f"/admin/stories/member/?story__id__exact={story}").content.decode()
    assert "پل کارون" in told
    assert "قهرمانی" not in told


def test_stories_are_put_into_a_new_thread_and_taken_out_and_back(desk, placed):
    stories = list(Story.objects.order_by("pk").values_list("pk", flat=True))
    assert "به پرونده برده شد" in act(desk, "story", "put_into_thread", stories, thread="")
    thread = Thread.objects.get()
    assert set(thread.chapters.values_list("pk", flat=True)) == set(stories)
    assert "بیرون برده شد" in act(desk, "story", "take_out_of_thread", stories[:1])
    assert thread.chapters.count() == 1
    act(desk, "story", "put_into_thread", stories[:1], thread=persian_digits(str(thread.pk)))
    assert thread.chapters.count() == 2
    act(desk, "mark", "undo_it", [Mark.objects.latest("pk").pk])
    assert thread.chapters.count() == 1


def test_what_cannot_be_done_to_threads_is_said(desk, placed):
    stories = list(Story.objects.values_list("pk", flat=True))
    for number in ("77", "nothing", "9" * 18):
        assert "پرونده‌ای با این شماره نیست" in act(desk, "story", "put_into_thread", stories, thread=number)
    assert "هیچ‌یک از این ماجراها" in act(desk, "story", "take_out_of_thread", stories)


def test_a_thread_is_named_in_its_list(desk, placed):
    act(desk, "story", "put_into_thread", list(Story.objects.values_list("pk", flat=True)), thread="")
    thread = Thread.objects.get()
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": thread.pk, "form-0-renamed": "پل‌های کارون"}
    desk.post("/admin/stories/thread/", {**form, "_save": "1"}, follow=True)
    assert str(Thread.objects.get()) == "پل‌های کارون"


def test_a_story_is_renamed_everywhere_and_gets_its_old_headline_back(desk, placed):
    story = Member.objects.get(article=placed[0]).story_id
    assert "تیتر ماجرا نوشته شد" in act(desk, "story", "rename_it", [story], headline=" پلی که  هفت سال طول کشید ")
    page = desk.get(f"/story/{story}/").content.decode()
    assert "<title>پلی که هفت سال طول کشید" in page
    assert "تیتر به قلم دبیر" in page
    assert desk.get(f"/api/v1/stories/{story}").json()["title"] == "پلی که هفت سال طول کشید"
    assert "پلی که هفت سال طول کشید" in desk.get(f"/feeds/story/{story}.rss").content.decode()
    act(desk, "mark", "undo_it", [Mark.objects.get().pk])
    page = desk.get(f"/en/story/{story}/").content.decode()  # the other's page is kept for some seconds
    assert "هفت سال طول کشید" not in page
    assert "<title>پل کارون" in page


def test_a_headline_needs_one_story_and_other_words(desk, placed):
    stories = list(Story.objects.values_list("pk", flat=True))
    for rows, said in ((stories, "تازه"), (stories[:1], ""), (stories[:1], "دراز " * 80)):
        assert "تنها یک ماجرا برگزینید" in act(desk, "story", "rename_it", rows, headline=said)
