"""A channel's post as an article."""

import pytest

from sarkhat.extract.decide import extract_feed, extract_post
from sarkhat.extract.titles import LONGEST_POST_TITLE


@pytest.mark.parametrize(
    ("post", "title"),
    [
        (
            "🔴 پل چوبی روستا بازسازی شد<br><br>کارگران دیروز آخرین تخته را کوبیدند.<br>@kuche_test",
            "پل چوبی روستا بازسازی شد",
        ),
        ("🔴🔴<br>@kuche_test<br>باران تا شب می‌بارد", "باران تا شب می‌بارد"),
        ("فوری<br>برق سه محله قطع شد", "برق سه محله قطع شد"),
        ("#هواشناسی<br>باد تند در راه است @kuche_test", "باد تند در راه است"),
        ("فوووری/پل چوبی بسته شد", "پل چوبی بسته شد"),
        ("🔴 فوری: پل چوبی بسته شد.", "پل چوبی بسته شد"),
        ("#فوری #رودخانه‌ها؛ پل چوبی بسته شد", "پل چوبی بسته شد"),
        ("#رودخانه از پل چوبی گذشت", "#رودخانه از پل چوبی گذشت"),
        ("🚨🛑پل چوبی بسته شد", "پل چوبی بسته شد"),
        ("فوریت‌های پزشکی محله گسترش یافت", "فوریت‌های پزشکی محله گسترش یافت"),
        ("سخنگوی شورای محله:<br>🔹 پل چوبی فردا باز می‌شود.", "سخنگوی شورای محله: پل چوبی فردا باز می‌شود"),
        ("بهای نان چند شد؟ همه می‌پرسند...", "بهای نان چند شد؟ همه می‌پرسند..."),
        ("نشست شورای محله؛<br>پل چوبی فردا باز می‌شود", "نشست شورای محله؛ پل چوبی فردا باز می‌شود"),
        ("«پل چوبی باز شد", "پل چوبی باز شد"),
        ("«پل چوبی» باز شد", "«پل چوبی» باز شد"),
        ("فوری", "فوری"),
        ("بله", "بله"),
        ("🌧🌧🌧", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_first_line_that_says_something(post: str, title: str) -> None:
    assert extract_post(post).title == title


def test_a_long_line_gives_its_first_sentence() -> None:
    post = "شورای محله امشب نشست دارد. " + "دستور کار نشست دربارهٔ بازارچه و پارکینگ و درخت‌هاست. " * 5
    assert extract_post(post).title == "شورای محله امشب نشست دارد"


def test_a_short_cry_is_no_headline_by_itself() -> None:
    post = "عجیب! شورای محله امشب در سالن بزرگ مدرسه نشست دارد. " + "دستور کار نشست دربارهٔ بازارچه است. " * 3
    assert extract_post(post).title == "عجیب! شورای محله امشب در سالن بزرگ مدرسه نشست دارد"


def test_a_sentence_of_many_clauses_gives_what_stands_before_the_semicolon() -> None:
    post = "شورای محله دربارهٔ بازارچه و پارکینگ تصمیم گرفت؛ " + "درخت‌های کهنسال کوچه‌های باریک " * 5
    assert extract_post(post).title == "شورای محله دربارهٔ بازارچه و پارکینگ تصمیم گرفت"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    post = "درخت‌های کهنسال کوچه‌های باریک محلهٔ بالا " * 10
    title = extract_post(post).title
    assert title.endswith("…")
    assert len(title) <= LONGEST_POST_TITLE
    assert post.startswith(title[:-1])
    assert post[len(title) - 1] == " "


def test_the_blocks_are_the_lines_word_for_word() -> None:
    taken = extract_post("می‌رسد ✅<br/>دوم &amp; سوم<br><a href='x'>چهارم</a>")
    assert [block.text for block in taken.blocks] == ["می‌رسد ✅", "دوم & سوم", "چهارم"]
    assert taken.method == "post"


def test_the_feeds_own_words_are_an_article() -> None:
    taken = extract_feed("تیتر &amp; روتیتر", "<p>خلاصه.</p>", "<p>بند نخست.</p><p>بند دوم.</p>", None, ("نگار",))
    assert taken.title == "تیتر & روتیتر"
    assert taken.text == "بند نخست.\nبند دوم."
    assert (taken.authors, taken.method) == (("نگار",), "feed")


def test_a_feed_without_content_gives_its_summary() -> None:
    assert extract_feed("", "<p>خلاصهٔ خبر.</p>", "", None).title == "خلاصهٔ خبر"
