"""Which story continues which: decided from profiles alone."""

from datetime import UTC, datetime, timedelta

import pytest

from sarkhat.stories.profile import NAME, Profile, Text, agreement, is_medium, profile, speaker
from sarkhat.stories.thread_title import title
from sarkhat.stories.threads import Threads

START = datetime(2026, 7, 1, 9, tzinfo=UTC)


def story(number: int, day: float, words: str, names: str = "", texts: int = 3) -> Profile:
    at = START + timedelta(days=day)
    terms = dict.fromkeys(words.split(), (texts, 6.0)) | {NAME + name: (texts, 0.0) for name in names.split()}
    return Profile(number, at, at, texts, terms)


def others(threads: Threads, count: int = 40) -> None:
    """Other news of the same days."""
    for number in range(count):
        words = " ".join(f"واژه{number}-{turn}" for turn in range(6))
        threads.hold(story(1000 + number, number % 10, words, f"کس-{number}"))


def chained(threads: Threads, *stories: Profile) -> list[int | None]:
    """What each story continues, each put into the thread of what it continues."""
    found = []
    for one in stories:
        threads.hold(one)
        other = threads.continues(one.story)
        if other is not None:
            thread = threads.thread(other) or other
            threads.put(other, thread)
            threads.put(one.story, thread)
        found.append(other)
    return found


@pytest.fixture
def threads() -> Threads:
    made = Threads()
    others(made)
    return made


FIRE = "پالایشگاه آتش مخزن"


def test_chapters_of_one_event_are_chained_over_days(threads: Threads) -> None:
    found = chained(
        threads,
        story(1, 0, f"{FIRE} مهار", "آبادان"),
        story(2, 2, f"{FIRE} بازرس", "آبادان"),
        story(3, 5, f"{FIRE} خسارت", "آبادان"),
    )
    assert found[0] is None
    assert found[1] == 1
    assert found[2] in (1, 2)
    assert threads.members(1) == [1, 2, 3]


def test_the_same_kind_of_event_elsewhere_is_no_chapter(threads: Threads) -> None:
    assert chained(threads, story(1, 0, FIRE, "آبادان"), story(2, 1, FIRE, "تبریز")) == [None, None]


def test_a_broad_subject_is_no_thread(threads: Threads) -> None:
    for number in range(20):
        threads.hold(story(100 + number, number / 4, f"جنگ آتش‌بس سخن{number} بند{number}", "کشور"))
    assert chained(threads, story(1, 5, "جنگ آتش‌بس دیدار وزیر", "کشور")) == [None]


def test_one_shared_name_is_not_enough(threads: Threads) -> None:
    assert chained(threads, story(1, 0, "پل گشایش", "شهردار"), story(2, 1, "بودجه شورا", "شهردار")) == [None, None]


def test_after_three_weeks_nothing_goes_on(threads: Threads) -> None:
    assert chained(threads, story(1, 0, FIRE, "آبادان"), story(2, 23, FIRE, "آبادان")) == [None, None]


def test_a_story_continues_only_what_began_before_it(threads: Threads) -> None:
    assert chained(threads, story(2, 2, FIRE, "آبادان"), story(1, 1, FIRE, "آبادان")) == [None, None]


def test_what_an_editor_took_out_brings_nobody_in(threads: Threads) -> None:
    threads.hold(story(1, 0, FIRE, "آبادان"))
    threads.put(1, None, chosen=True)
    assert chained(threads, story(2, 1, FIRE, "آبادان")) == [None]


def test_related_are_near_but_of_another_thread(threads: Threads) -> None:
    near, same = story(1, 0, "پالایشگاه آتش اعتصاب", "آبادان"), story(2, 1, FIRE, "آبادان")
    new = story(3, 2, FIRE, "آبادان")
    for one in (near, same, new):
        threads.hold(one)
    assert set(threads.related(3)) == {1, 2}
    threads.put(2, 7)
    threads.put(3, 7)
    assert threads.related(3) == [1]
    threads.drop(1)
    assert threads.related(3) == []


def test_a_profile_has_what_most_texts_say_and_not_who_is_quoted() -> None:
    texts = [
        Text({"نفتکش": 5.0, "رویترز": 5.0, "۱۲": 3.0}, "رویترز: نفتکش آتش گرفت", frozenset({"عمان", "رویترز"})),
        Text({"نفتکش": 5.0, "سخنگو": 4.0}, "سخنگو نوری: نفتکش آتش گرفت", frozenset({"عمان", "نوری"})),
        Text({"نفتکش": 5.0, "عمان": 5.0}, "نفتکشی در آتش", frozenset({"عمان"})),
    ]
    made = profile(1, START, START, texts)
    assert made.terms == {"نفتکش": (3, 5.0), NAME + "عمان": (3, 0.0)}


def test_texts_that_agree_teach_a_word() -> None:
    unknown = "واژه‌ای‌که‌کس‌نگفته"
    assert agreement(unknown) == pytest.approx(0.35)
    assert agreement(unknown, [(3, 3)]) > 0.6
    assert agreement(unknown, [(1, 3)]) < 0.35


def test_who_speaks() -> None:
    assert speaker("وزیر نفت: کار تمام شد") == "وزیر نفت"
    assert speaker("بازی ساعت 20:30 آغاز شد") == ""
    assert speaker("سخنی نیست") == ""
    assert is_medium("رویترز")
    assert is_medium("خبرگزاری-باران")
    assert not is_medium("آبادان")


def test_a_title_is_what_headlines_share_else_the_first() -> None:
    heads = ["آتش پالایشگاه آبادان مهار شد", "وزیر: آتش پالایشگاه آبادان عمدی نبود", "خسارت آتش"]
    terms = [["آتش", "پالایشگاه", "آبادان"]] * 3
    assert title(heads, terms) == "آتش پالایشگاه آبادان"
    assert title(heads, [["آتش", "پالایشگاه"], ["پالایشگاه", "آتش"], []]) == "آتش پالایشگاه"
    assert title(heads, [[], [], []]) == heads[0]
    common = ["جام جهانی آغاز شد", "جام جهانی پایان یافت", "جام جهانی"]
    assert title(common, [["جام", "جهانی"]] * 3) == common[0]
    assert title([], []) == ""
