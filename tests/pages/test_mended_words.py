"""Readers get mended words everywhere, are told so quietly, and can see what the outlet sent."""

import re

import pytest

import factory

pytestmark = pytest.mark.django_db

SENT = "وزير گفت كه می آید"
MENDED = "وزیر گفت که می‌آید"
BODY_SENT = [("p", "او می گوید کتاب ها رسید."), ("p", "بند دوم")]
BODY_MENDED = [("p", "او می‌گوید کتاب‌ها رسید."), ("p", "بند دوم")]


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def broken():
    found = factory.article(factory.outlet("paper"), SENT, blocks=BODY_SENT, passage=BODY_MENDED[0][1])
    factory.mended(found, MENDED, BODY_MENDED, "spaced letters")
    return found


def test_every_page_shows_the_mended_words(client, broken):
    other = factory.article(factory.outlet("other"), "تیتر دیگر", hours=0.5)
    story = factory.story([broken, other])
    broken.removed_at = broken.published
    broken.save()
    factory.edited(broken, SENT, BODY_SENT)
    for kind in ("top", "viewed", "discussed", "rising"):
        factory.listed(kind, [story])
    factory.listed("top", [story], "politics")
    for path in [
        "/",
        "/section/politics/",
        f"/story/{story.pk}/",
        "/outlet/paper/",
        "/viewed/",
        f"/article/{other.pk}/",
    ]:
        text = page(client, path)
        assert MENDED in text, path
        assert SENT not in text, path


def test_the_article_says_so_quietly_and_leads_to_what_was_sent(client, broken):
    path = f"/article/{broken.pk}/"
    text = page(client, path)
    assert f">{MENDED}</h1>" in text
    assert "او می‌گوید کتاب‌ها رسید." in text
    assert "ی و ک عربی به شکل فارسی" in text
    assert 'href="?words=sent"' in text
    assert "noindex" not in text


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_as_sent_is_word_for_word_and_not_indexed(client, broken, prefix):
    text = page(client, f"/{prefix}article/{broken.pk}/?words=sent")
    article = text[text.index("<article") : text.index("</article>")]
    assert f">{SENT}</h1>" in article
    assert "او می گوید کتاب ها رسید." in article
    assert MENDED not in article
    assert BODY_MENDED[0][1] not in article
    assert f'href="/{prefix}article/{broken.pk}/"' in article
    assert 'name="robots" content="noindex' in text


def test_a_sound_article_says_nothing(client):
    found = factory.article(factory.outlet(), "تیتر")
    plain, asked = page(client, f"/article/{found.pk}/"), page(client, f"/article/{found.pk}/?words=sent")
    assert "words=sent" not in plain
    assert plain == asked


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("joined", "نیم‌فاصله‌هایی که در راه از دست رفته بود به این خبر"),
        ("letters", "ی و ک عربی در این خبر"),
        ("marks", "نشانه‌های سرگردان"),
        ("mixed letters marks", "بازگردانده و ی و ک"),
        ("letters marks", "ی و ک عربی در این خبر"),
    ],
)
def test_what_was_mended_is_named(client, kind, said):
    found = factory.article(factory.outlet(), SENT)
    factory.mended(found, MENDED, kind=kind)
    assert said in page(client, f"/article/{found.pk}/")


def test_an_excerpt_stays_one_as_sent(client):
    house = factory.outlet(display="excerpt")
    long = " ".join(f"واژه{number} می آید" for number in range(60))
    found = factory.article(house, SENT, blocks=[("p", long)])
    factory.mended(found, MENDED, [("p", long.replace("می آید", "می‌آید"))])
    text = page(client, f"/article/{found.pk}/?words=sent")
    assert "واژه12 می آید" in text
    assert "واژه40" not in text


def test_a_mending_is_no_edit(client, broken):
    factory.edited(broken, SENT.replace("گفت", "نوشت"), BODY_SENT)
    text = page(client, f"/article/{broken.pk}/")
    edits = text[text.index('id="edits"') :]
    edits = edits[: edits.index("</section>")]
    assert "<del>نوشت</del> <ins>گفت</ins>" in re.sub(r"<span class=.unseen.>[^<]*</span>", "", edits)
    assert "كه می آید" in edits  # the outlet's own words are compared
    assert edits.count('class="diff') == 1


def test_pages_of_an_afghan_outlet_name_the_months_as_afghanistan_does(client):
    kabul, tehran = factory.outlet("kabul", country="AF", language="fa-AF"), factory.outlet("tehran", country="IR")
    ours, theirs = (factory.article(house, "تیتر", hours=24 * 40) for house in (kabul, tehran))
    afghan = "|حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت|"
    for path, expected in [
        (f"/article/{ours.pk}/", True),
        ("/outlet/kabul/", True),
        (f"/article/{theirs.pk}/", False),
        ("/outlet/tehran/", False),
    ]:
        main = page(client, path).partition("<main")[2]
        times = [piece.partition("</time>")[0] for piece in main.split("<time")[1:]]
        named = [any(f"|{word}|" in afghan for word in time.split(">")[-1].replace("،", " ").split()) for time in times]
        assert any(named) is expected, path
