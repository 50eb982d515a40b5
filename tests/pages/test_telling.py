"""What a story's page tells of its members: reprints folded, figures that differ, who is silent, evidence, pictures."""

import re

import pytest

import factory
from sarkhat.pages import cache
from sarkhat.pages.copies import folded
from sarkhat.pages.cover import ENOUGH, USUAL, cover
from sarkhat.stories.models import Member

pytestmark = pytest.mark.django_db


def page(client, story, prefix=""):
    return client.get(f"/{prefix}story/{story.pk}/").content.decode()


def section(text, name):
    return text.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def chained(*hours, **copies):
    """A story of articles of outlets a, b, c…, so many hours ago; `c="b"`: that of c repeats that of b."""
    made = {}
    for name, hour in zip("abcdef", hours, strict=False):
        made[name] = factory.article(factory.outlet(f"house-{name}", name=f"خانهٔ {name}"), f"تیتر {name}", hours=hour)
    story = factory.story(list(made.values()))
    for copy, original in copies.items():
        Member.objects.filter(article=made[copy]).update(how="copy", copy_of=made[original])
    return story, made


def members(story):
    return list(story.members.select_related("article").order_by("article__published"))


def names(originals):
    return {
        one.member.article.title[-1]: [[step.article.title[-1] for step in copy.chain] for copy in one.copies]
        for one in originals
    }


def test_reprints_are_folded_under_their_original_with_the_chain():
    story, _ = chained(9, 8, 7, 6, b="a", c="b")
    assert names(folded(members(story))) == {"a": [["a", "b"], ["a", "b", "c"]], "d": []}


def test_the_first_to_publish_is_the_original_though_we_saw_it_later():
    story, _ = chained(9, 8, 7, a="b", c="b")
    assert names(folded(members(story))) == {"a": [["a", "b"], ["a", "b", "c"]]}


def test_a_copy_whose_original_is_hidden_stands_by_itself_and_a_circle_loses_nobody():
    story, made = chained(9, 8, 7, b="a")
    assert names(folded(members(story)[1:])) == {"b": [], "c": []}
    Member.objects.filter(article=made["a"]).update(copy_of=made["b"])
    assert names(folded(members(story))) == {"a": [["a", "b"]], "c": []}


def test_the_page_shows_the_chain_and_the_plot_its_ways(client):
    story, made = chained(9, 8, 7, 6, b="a", c="b")
    text = page(client, story)
    fold = section(text, "articles").partition('class="fold copies"')[2].partition("</details>")[0]
    assert fold.partition("</summary>")[0].count("<bdi>") == 2
    last = fold.partition(f'id="a{made["c"].pk}"')[2]
    assert re.findall(r"خانهٔ (\w)", last)[:3] == ["a", "b", "c"]
    assert last.count("←") == 2
    assert "→" in section(page(client, story, "en/"), "articles")
    plot = section(text, "coverage")
    assert plot.count('class="way"') == 4  # two lines each
    assert plot.count('class="copy"') == 2
    assert plot.count('class="first"') == 1
    assert section(text, "articles").count('<li id="a') == 4


def test_figures_that_differ_are_told_with_who_said_them(client):
    first = factory.article(factory.outlet("one", name="خانهٔ یک"), "۳ مصدوم در آتش‌سوزی انبار", hours=3)
    second = factory.article(
        factory.outlet("two", name="خانهٔ دو"), "آتش انبار خاموش شد", passage="در این آتش‌سوزی ۷ نفر مصدوم شدند.", hours=2
    )
    text = section(page(client, factory.story([first, second])), "figures")
    assert re.search(r"<dt><bdi>۳</bdi></dt>.*خانهٔ یک.*<dt><bdi>۷</bdi></dt>.*خانهٔ دو", text, re.DOTALL)
    assert f'href="/article/{second.pk}/"' in text


def told_by(count):
    return [factory.article(factory.outlet(f"teller-{number}", kind="agency")) for number in range(count)]


def wrote(outlet, count, section="politics", hours=0.5):
    for number in range(count):
        factory.article(outlet, f"خبر دیگر {number}", section=section, hours=hours)
    return outlet


def silent_keys(story):
    telling = [member.article.outlet for member in story.members.select_related("article__outlet")]
    return [one.key for one in cover(story, telling, "fa").silent]


def test_silent_are_outlets_that_usually_carry_the_section_and_were_at_work():
    story = factory.story(told_by(ENOUGH))
    wrote(factory.outlet("usual"), USUAL)
    wrote(factory.outlet("busy"), USUAL + 1)
    wrote(factory.outlet("seldom"), USUAL - 1)
    wrote(factory.outlet("sports"), USUAL, section="sport")
    wrote(factory.outlet("stopped"), USUAL, hours=30)
    wrote(factory.outlet("long-ago"), USUAL, hours=24 * 5)
    wrote(factory.outlet("foreign", language="en"), USUAL)
    wrote(factory.outlet("off", active=False), USUAL)
    assert silent_keys(story) == ["busy", "usual"]


def test_of_few_outlets_nobody_is_called_silent(client):
    story = factory.story(told_by(ENOUGH - 1))
    wrote(factory.outlet("usual"), USUAL)
    assert silent_keys(story) == []
    assert 'aria-labelledby="silent"' not in page(client, story)


def test_blind_spots_are_told_by_kind_owner_and_country(client):
    story = factory.story(told_by(3))
    for key, owner, country in (("north", "بنیاد شمال", "IR"), ("south", "بنیاد شمال", "GB")):
        wrote(factory.outlet(key, name=f"رسانهٔ {key}", kind="paper", owner=owner, country=country), USUAL)
    text = section(page(client, story), "silent")
    kinds, owners, countries = text.split("<table")[1:]
    agencies, papers = kinds.partition("<tbody>")[2].split("</tr>")[:2]
    assert "خبرگزاری‌ها" in agencies
    assert "۳ از ۳" in agencies
    assert "۰ از ۲" in papers
    assert papers.index("هیچ‌کدام") < papers.index("رسانهٔ north")
    assert owners.index("بنیاد شمال") < owners.index("اعلام نشده")  # what is not known comes last
    assert "ایران" in countries
    assert "بریتانیا" in countries


def test_every_member_says_why_it_stands_in_the_story(client):
    story, made = chained(9, 8, 7)
    made["a"].title = "پل نیمه‌تمام"
    made["a"].save()
    Member.objects.filter(article=made["b"]).update(
        evidence={"near": [[made["a"].pk, 0.874]], "words": ["نیمهتمام", "142"]}
    )
    Member.objects.filter(article=made["c"]).update(pin="group")
    text = section(page(client, story), "articles")
    first, second, third = (text.partition(f'id="a{made[name].pk}"')[2].partition("</li>\n    ")[0] for name in "abc")
    assert "ماجرا با همین خبر آغاز شد" in first
    assert "۸۷ از ۱۰۰" in second
    assert f'href="/article/{made["a"].pk}/"' in second
    assert "<bdi>نیمه‌تمام</bdi>، <bdi>۱۴۲</bdi>" in second  # as the outlets write it, in the page's digits
    assert "دبیر این خبر را" in third


def test_pictures_of_the_story_each_once_and_only_where_they_may_be_shown(client):
    rows = [("a", "one.webp", {}), ("b", "one.webp", {}), ("c", "two.webp", {}), ("d", "no.webp", {"noarchive": True})]
    told = [
        factory.article(factory.outlet(key), hours=9 - at, picture=picture, picture_size="640x360 #aabbcc", **more)
        for at, (key, picture, more) in enumerate(rows)
    ]
    shut = factory.article(factory.outlet("shut", display="excerpt"), picture="shut.webp", picture_size="1x1")
    text = page(client, factory.story([*told, shut]))
    assert [text.count(f"/picture/{name}.webp") for name in ("one", "two", "no", "shut")] == [1, 1, 0, 0]
    assert "/picture/two.webp" in section(text, "pictures")


def test_the_chosen_headline_is_marked_and_the_rule_told(client):
    story, made = chained(9, 8, 7)
    story.lead = made["b"]
    story.save()
    text = section(page(client, story), "side")
    assert "تیتر ماجرا</span>" in text.partition("خانهٔ b")[2].partition("</li>")[0]
    assert "برنامه برمی‌گزیند" in text
    story.lead_chosen = True
    story.save()
    cache.SHELF.clear()
    assert "دبیر برگزیده" in section(page(client, story), "side")


@pytest.mark.parametrize("tellers", [2, 4, 25])
def test_a_story_of_many_costs_as_many_queries_as_one_of_few(client, tellers, django_assert_max_num_queries):
    told = told_by(tellers)
    story = factory.story(told)
    rows = Member.objects.exclude(article=told[0])
    evidence = {"near": [[row.pk, 0.5] for row in told], "words": ["پل"]}
    rows.update(evidence=evidence, copy_of=told[0], how="copy")
    for row in told:
        row.picture, row.picture_size, row.lead = f"p{row.pk}.webp", "640x360", f"{row.pk} نفر زخمی شدند"
        row.save()
    for number in range(tellers):
        wrote(factory.outlet(f"usual-{number}"), USUAL)
    with django_assert_max_num_queries(5):  # story, members, names; who carries the section, who of them was at work
        assert 'class="figures"' in page(client, story)


def test_an_article_leads_to_its_story(client):
    story, made = chained(9, 8)
    for name, words in (("a", "ماجرا با همهٔ روایت‌ها"), ("b", "تیتر a")):
        line = (
            client.get(f"/article/{made[name].pk}/")
            .content.decode()
            .partition('class="byline"')[2]
            .partition("</header>")[0]
        )
        assert f'href="/story/{story.pk}/"' in line
        assert words in line
        assert "۲ رسانه، ۲ خبر" in line
    alone = factory.article(factory.outlet())
    own = factory.story([alone])
    assert f'href="/story/{own.pk}/"' not in client.get(f"/article/{alone.pk}/").content.decode()
