"""Threads in the database: kept by the stage, right after merges and an editor's deeds, cheap."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from made import article
from sarkhat.stories import chapters, editor, run, thread_editor
from sarkhat.stories.models import Mark, Member, Outline, Story, Thread
from sarkhat.understand.run import read_changed

pytestmark = pytest.mark.django_db

DAYS = [
    (
        "آتش‌سوزی در پالایشگاه رامشیر",
        "مخزن نفتای پالایشگاه رامشیر در خوزستان آتش گرفت و آتش‌نشانان رامشیر به آنجا رفتند.",
    ),
    ("پالایشگاه رامشیر هنوز می‌سوزد", "شعلهٔ مخزن نفتای پالایشگاه رامشیر در خوزستان پس از یک روز فروکش نکرده است."),
    (
        "تولید پالایشگاه رامشیر از سر گرفته شد",
        "پالایشگاه رامشیر در خوزستان که مخزن نفتای آن سوخته بود دوباره به راه افتاد.",
    ),
]
OTHERS = [
    ("نمایشگاه کتاب گشایش یافت", "ناشران استان‌ها در بوستان شهر غرفه‌های خود را برپا کردند و کودکان قصه شنیدند."),
    ("بارش برف جاده‌ها را بست", "برف سنگین گردنه‌های شمال غرب را پوشاند و راهداران تا بامداد سرگرم گشودن راه بودند."),
    ("کشف سکه‌های کهن در کاوش", "باستان‌شناسان در تپه‌ای نزدیک روستا صد سکهٔ سیمین یافتند که به موزه سپرده شد."),
]
MATCH = ("قهرمانی بانوان در والیبال", "تیم والیبال بانوان در دیدار پایانی لیگ با سه ست پیاپی پیروز شد و جام را برد.")


@pytest.fixture(autouse=True)
def _new_start() -> Iterator[None]:
    run.forget()
    yield
    run.forget()


def told(day: float, said: tuple[str, str], *sources: str) -> list[int]:
    """What outlets tell on a day, hours apart."""
    title, text = said
    ends = ("", " این را رئیس آنجا گفت.", " خبرهای دیگر در راه است.")
    rows = [
        article(title + end, text + end, source, day * 24 + place / 2)
        for place, (source, end) in enumerate(zip(sources, ends, strict=False))
    ]
    read_changed()
    run.place_changed()
    return [row.pk for row in rows]


def story(name: int) -> Story:
    return Member.objects.get(article=name).story


def fire() -> list[int]:
    """The first article of each of three days of one event, four days apart; other news between."""
    firsts = []
    for day, said in enumerate(DAYS):
        firsts.append(told(day * 4, said, "a", "b", "c")[0])
        told(day * 4 + 1, OTHERS[day], "a", "b")
    return firsts


def test_three_stories_on_three_days_are_a_thread_with_its_counts_and_title() -> None:
    stories = [story(name) for name in fire()]
    assert len({row.pk for row in stories}) == 3
    (thread,) = {row.thread for row in stories}
    assert thread is not None
    assert (thread.stories, thread.days, thread.articles) == (3, 3, 9)
    assert thread.title == "پالایشگاه رامشیر"
    assert thread.is_shown
    assert (thread.started_at, thread.latest_at) == (stories[0].started_at, stories[2].latest_at)


def test_a_new_process_goes_on() -> None:
    for day, said in enumerate(DAYS):
        told(day * 4, said, "a", "b", "c")
        told(day * 4 + 1, OTHERS[day], "a", "b")
        run.forget()
    assert Thread.objects.get().stories == 3


def test_a_story_of_one_outlet_is_no_chapter_until_another_tells_it() -> None:
    told(0, DAYS[0], "a", "b", "c")
    (alone,) = told(4, DAYS[1], "a")
    assert story(alone).thread is None
    told(4.1, DAYS[1], "b", "c")
    assert story(alone).thread == Thread.objects.get()


def test_a_story_that_went_into_another_leaves_its_thread() -> None:
    first, second, third = fire()
    editor.merge([story(second).pk, story(third).pk], "editor")
    told(9, MATCH, "c")
    thread = Thread.objects.get()
    assert (thread.stories, thread.articles) == (2, 9)
    assert story(second).thread == story(first).thread == thread
    assert not thread.is_shown
    assert Story.objects.exclude(merged_into=None).get().thread is None


def test_what_an_editor_took_out_stays_out_until_it_is_taken_back() -> None:
    first, second, third = fire()
    mark = thread_editor.take_out([story(third).pk], "editor")
    assert story(third).thread is None
    assert Thread.objects.get().stories == 2
    told(8.2, DAYS[2], "d")
    assert story(third).thread is None
    assert story(third).articles == 4
    editor.undo(mark, "editor")
    assert story(third).thread == story(first).thread
    told(8.3, DAYS[2], "e")
    assert (Thread.objects.get().stories, Thread.objects.get().articles) == (3, 11)
    assert story(second).thread == story(third).thread


def test_what_an_editor_put_in_stays_and_leaves_again_with_the_undo() -> None:
    first, *_ = fire()
    (match, _) = told(10, (MATCH[0] + " باز", MATCH[1]), "d", "e")
    mark = thread_editor.put([story(match).pk], story(first).thread_id, "editor")
    told(10.1, (MATCH[0] + " باز", MATCH[1]), "f")
    assert story(match).thread == story(first).thread
    assert Thread.objects.get().stories == 4
    editor.undo(mark, "editor")
    assert story(match).thread is None
    assert Thread.objects.get().stories == 3


def test_an_editor_begins_a_thread_and_an_empty_one_goes() -> None:
    (match, _) = told(0, MATCH, "a", "b")
    (other, _) = told(5, DAYS[0], "a", "b")
    mark = thread_editor.put([story(match).pk, story(other).pk], None, "editor")
    assert Thread.objects.get().stories == 2
    editor.undo(mark, "editor")
    assert not Thread.objects.exists()
    for impossible in (
        lambda: thread_editor.put([story(match).pk], 77, "editor"),
        lambda: thread_editor.put([], None, "e"),
    ):
        with pytest.raises(editor.NotPossible):
            impossible()
    with pytest.raises(editor.NotPossible):
        thread_editor.take_out([story(match).pk], "editor")
    assert Mark.objects.count() == 2


def test_nearest_others_are_kept_with_a_story() -> None:
    first, second, third = fire()
    thread_editor.take_out([story(third).pk], "editor")
    told(8.2, DAYS[2], "d")
    assert set(Outline.objects.get(story=story(third)).related) == {story(first).pk, story(second).pk}


def test_queries_do_not_grow_with_the_stories() -> None:
    def queries(count: int) -> int:
        touched = list(Outline.objects.order_by("-at").values_list("story_id", flat=True)[:count])
        run.forget()
        state = run._rebuilt()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            chapters.renew(state.threads, state.stream, touched)
        return len(asked)

    for day, said in enumerate([*DAYS, MATCH] * 2):
        told(day / 4, (f"{said[0]} {day}", said[1]), "a", "b", "c")
    told(2.5, (MATCH[0], MATCH[1]), "d", "e")
    assert queries(1) > 0
    assert queries(4) <= queries(1) + 2
