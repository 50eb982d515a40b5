"""The article's page: all that the reference page shows, within the outlet's display policy, safely."""

import re

import pytest

import factory
from sarkhat.community.models import Comment

pytestmark = pytest.mark.django_db

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


def page(client, article, prefix=""):
    return client.get(f"/{prefix}article/{article.pk}/").content.decode()


def test_everything_in_its_order(client):
    told = factory.newsroom(stories=4, outlets=3)
    house = factory.outlet("paper", name="روزنامهٔ کاغذی")
    blocks = [("p", "بند نخست."), ("h2", "میان‌تیتر یک"), ("p", factory.PASSAGE), ("footnote", "*پژوهشگر رودها")]
    article = factory.article(house, "تیتر خبر", blocks=blocks, authors=["مهناز دریایی"])
    factory.story([article, *(member.article for member in told[3].members.all()[:0])])
    text = page(client, article)
    order = ["سیاسی</a> <time", factory.PASSAGE, ">تیتر خبر</h1>", "روزنامهٔ کاغذی", "مهناز دریایی", "بند نخست."]
    order += ["میان‌تیتر یک</h2>", "*پژوهشگر رودها", "شمارهٔ ماندگار", "دیدگاه‌ها</h2>", "پربازدیدها</a></h2>"]
    order += ["پربحث‌ها</a></h2>", "مهم‌ترین خبرهای سیاسی", "در صدر رسانه‌ها ببینید", "دربارهٔ ما", "خودکار"]
    main = text[text.index("<main") :]
    at = -1
    for piece in order:
        assert main.find(piece, at + 1) > at, piece
        at = main.find(piece, at + 1)


def test_an_excerpt_has_everything_in_the_same_order(client):
    factory.newsroom(stories=4, outlets=3)
    house = factory.outlet("brief", name="روزنامهٔ کوتاه", display="excerpt")
    blocks = [("p", "بند نخست."), ("p", "واژه " * 60)]
    text = page(client, factory.article(house, "تیتر خبر", blocks=blocks, authors=["مهناز دریایی"]))
    order = ["سیاسی</a> <time", factory.PASSAGE, ">تیتر خبر</h1>", "روزنامهٔ کوتاه", "مهناز دریایی", "بند نخست."]
    order += ["ادامه در <bdi>روزنامهٔ کوتاه", "شمارهٔ ماندگار", "پربازدیدها</a></h2>", "پربحث‌ها</a></h2>"]
    order += ["مهم‌ترین خبرهای سیاسی", 'class="ten-list"', "در صدر رسانه‌ها ببینید", "دربارهٔ ما", "خودکار"]
    places = [text[text.index("<main") :].find(piece) for piece in order]
    assert -1 not in places
    assert places == sorted(places)


def test_ten_of_the_section_with_section_outlet_and_passage(client):
    told = factory.newsroom(stories=36, outlets=1)
    text = page(client, told[0].lead)
    ten = text[text.index('class="ten-list"') :]
    assert ten.count('class="passage"') == 10
    assert "«<bdi>رسانهٔ" in ten


def test_excerpt_shows_the_opening_only_and_is_not_indexed(client):
    words = [f"واژه{number}" for number in range(100)]
    house = factory.outlet(display="excerpt")
    article = factory.article(house, blocks=[("p", " ".join(words))])
    text = page(client, article)
    assert "واژه39 …" in text
    assert "واژه40" not in text
    assert f'href="{article.url}"' in text
    assert 'content="noindex' in text
    assert "canonical" not in text


def test_full_text_is_canonical(client):
    article = factory.article(factory.outlet())
    assert f'rel="canonical" href="http://testserver/article/{article.pk}/"' in page(client, article)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_hostile_words_stay_words(client, prefix):
    house = factory.outlet("bad", name=HOSTILE, name_en=HOSTILE, owner=HOSTILE)
    blocks = [(kind, HOSTILE) for kind in ("p", "h2", "h3", "li", "quote", "caption", "footnote")]
    given = {"blocks": blocks, "passage": HOSTILE, "authors": [HOSTILE], "kicker": HOSTILE}
    one, two = factory.article(house, HOSTILE, **given), factory.article(factory.outlet(), HOSTILE, **given)
    factory.edited(one, HOSTILE + "old", [("p", HOSTILE + "old")])
    Comment.objects.create(article=one, name=HOSTILE, text=HOSTILE, state="shown", written_at=one.published)
    story = factory.story([one, two])
    for kind in ("top", "viewed", "discussed", "rising"):
        factory.listed(kind, [story])
    factory.slot(one)
    paths = ["", f"article/{one.pk}/", f"story/{story.pk}/", "outlet/bad/", "front-pages/", "outlets/", "viewed/"]
    for path in [*paths, "section/politics/"]:
        text = client.get(f"/{prefix}{path}").content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "49" not in text.partition("<main")[2].partition("{{ 7*7 }}")[0][-40:]


def test_search_words_are_not_markup(client):
    text = client.get("/search/", {"q": HOSTILE}).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_an_edit_is_shown_word_by_word(client):
    article = factory.article(factory.outlet(), "شمار مسافران ۶۱ نفر", blocks=[("p", "سه نفر در بندر ماندند.")])
    factory.edited(article, "شمار مسافران ۴۳ نفر", [("p", "دو نفر در بندر ماندند."), ("p", "بندی که رفت")])
    text = page(client, article)
    assert "این خبر ویرایش شده است" in text
    plain = re.sub(r"<span class=.unseen.>[^<]*</span>", "", text)
    assert "<del>۴۳</del> <ins>۶۱</ins> نفر" in plain
    assert "<del>دو</del> <ins>سه</ins> نفر" in plain
    assert "<del>بندی که رفت</del>" in plain
    assert '<del><span class="unseen">حذف‌شده: </span>۴۳' in text  # said to who does not see the line


def test_an_edit_of_an_excerpt_does_not_show_the_text(client):
    article = factory.article(factory.outlet(display="excerpt"), blocks=[("p", "متن تازه")])
    factory.edited(article, article.title, [("p", "متنی که پنهان است و دیگر نیست")])
    text = page(client, article)
    assert "پنهان" not in text
    assert "بند از متن عوض شده است" in text


def test_a_removal_is_said(client):
    article = factory.article(factory.outlet())
    article.removed_at = article.published
    article.save()
    assert "رسانه این خبر را برداشته است" in page(client, article)


def test_hidden_articles_are_gone(client):
    story = factory.newsroom(stories=1, outlets=2)[0]
    story.lead.hidden = True
    story.lead.save()
    assert client.get(f"/article/{story.lead_id}/").status_code == 404
    assert story.lead.title not in client.get("/").content.decode()
    page = client.get(f"/story/{story.pk}/").content.decode()
    assert story.lead.title not in page
    assert "ماجرای 0 به روایت 0" in page


def test_foreign_words_carry_their_own_direction(client):
    house = factory.outlet(language="en")
    article = factory.article(house, "A farmer wins the third title", passage="He won again.")
    text = page(client, article)
    assert '<h1 dir="ltr" lang="en">' in text


def test_other_outlets_of_the_story(client):
    story = factory.newsroom(stories=1, outlets=4)[0]
    text = page(client, story.lead)
    assert "همین ماجرا در ۳ رسانهٔ دیگر" in text
    assert f'href="/story/{story.pk}/"' in text
