"""Every kind of page answers, in both languages, with what a reader came for."""

import html
import json
import re
from urllib.parse import urljoin

import pytest

import factory
from sarkhat.pages import cache, queries
from sarkhat.store import search

pytestmark = pytest.mark.django_db

KINDS = ("home", "section", "story", "article", "outlet", "outlets", "search", "front-pages", "viewed", "discussed")
KINDS += ("about", "contact", "advertising", "privacy")


def paths(story, prefix=""):
    first = story.members.order_by("article__published").first().article
    given = {
        "home": "",
        "section": "section/politics/",
        "story": f"story/{story.pk}/",
        "article": f"article/{first.pk}/",
        "outlet": f"outlet/{first.outlet.key}/",
        "search": "search/?q=ماجرا",
    }
    return {kind: f"/{prefix}{given.get(kind, kind + '/')}" for kind in KINDS}


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("prefix", "language", "direction"), [("", "fa", "rtl"), ("en/", "en", "ltr")])
def test_each_kind_of_page(client, kind, prefix, language, direction):
    told = factory.newsroom()
    response = client.get(paths(told[0], prefix)[kind])
    text = text_of(response)
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert "style=" not in text
    assert "{{" not in text
    assert "Set-Cookie" not in response.headers
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
        assert json.loads(block)["@context"] == "https://schema.org"


@pytest.mark.parametrize("kind", ["home", "section", "outlets", "search", "front-pages", "viewed", "discussed"])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_an_empty_archive_says_why(client, kind, prefix):
    path = {"home": "", "section": "section/sport/", "search": "search/?q=x"}.get(kind, f"{kind}/")
    response = client.get(f"/{prefix}{path}")
    assert response.status_code == 200
    assert 'class="nothing"' in text_of(response) or 'class="empty"' in text_of(response)


def test_the_language_switch_leads_to_the_same_page(client):
    story = factory.newsroom()[0]
    assert f'href="/en/story/{story.pk}/" lang="en"' in text_of(client.get(f"/story/{story.pk}/"))
    assert f'href="/story/{story.pk}/" lang="fa"' in text_of(client.get(f"/en/story/{story.pk}/"))
    assert 'href="/en/search/?q=%D8%A2%D8%A8"' in text_of(client.get("/search/?q=آب&x=1"))


def test_a_story_told_by_one_outlet_leads_to_its_article(client):
    alone = factory.article(factory.outlet())
    factory.listed("top", [factory.story([alone])])
    assert f'<h2><a href="/article/{alone.pk}/">' in text_of(client.get("/"))


def test_home_counts_outlets_and_names_the_first(client):
    factory.newsroom(stories=1, outlets=3)
    text = text_of(client.get("/"))
    assert "۳ رسانه" in text
    assert "نخست در" in text
    assert "3 outlets" in text_of(client.get("/en/"))


def test_the_story_page_tells_who_when_and_why(client):
    story = factory.newsroom(stories=1, outlets=4)[0]
    silent = factory.outlet("khamush", name="رسانهٔ خاموش")
    for number in range(3):
        factory.article(silent, f"خبری دیگر {number}")
    text = text_of(client.get(f"/story/{story.pk}/"))
    assert text.partition("<main")[2].count("<circle") == 4
    assert "رسانهٔ خاموش" in text
    why = text.partition('id="why"')[2].partition("</section>")[0]
    assert "<strong>۶۰ از ۱۰۰</strong>" in why  # the score itself
    assert "۸۰ از ۱۰۰" in why  # a signal
    assert "۲۲ از «شمار رسانه‌ها»" in why  # what it brings: 0.55 × 0.8 × freshness 0.5
    assert "reach" not in why


def test_a_post_without_words_stands_in_no_list_and_has_a_name_on_its_own_page(client):
    house = factory.outlet("silentpost", name="کانال بی‌سخن")
    mute = factory.article(house, "", passage="", blocks=[])
    alone = factory.story([mute])
    factory.listed("top", [alone])
    factory.listed("top", [alone], "politics")
    for path in ("/", "/section/politics/", "/outlet/silentpost/"):
        assert f"/article/{mute.pk}/" not in text_of(client.get(path))
    for path in (f"/article/{mute.pk}/", f"/story/{alone.pk}/"):
        text = text_of(client.get(path))
        assert "<title>مطلب بی‌نوشتهٔ کانال بی‌سخن | سرخط</title>" in text
        assert "مطلب بی‌نوشتهٔ کانال بی‌سخن" in text.partition("<h1")[2]


def test_home_hides_boxes_with_nothing_in_them(client):
    alone = factory.article(factory.outlet())
    factory.listed("top", [factory.story([alone])])
    text = text_of(client.get("/"))
    for word in ("ویرایش‌های بی‌خبر", "حذف‌شده‌ها", 'class="empty"', 'id="l-viewed"', "front-side"):
        assert word not in text
    factory.edited(alone, "تیتر پیشین", [("p", "بند")])
    cache.SHELF.clear()
    assert "ویرایش‌های بی‌خبر" in text_of(client.get("/"))


def test_home_does_not_say_the_headline_twice(client):
    title = "شورای محله دربارهٔ بازارچه تصمیم گرفت…"
    told = factory.article(factory.outlet(), title, passage="شورای محله دربارهٔ بازارچه تصمیم گرفت و شبانه به خانه رفت.")
    factory.listed("top", [factory.story([told])])
    assert 'class="passage"' not in text_of(client.get("/"))
    assert '<blockquote class="key"' in text_of(client.get(f"/article/{told.pk}/"))  # there its end is news
    for title in (
        "شورای محله دربارهٔ بازارچه تصمیم گرفت و شبانه به خانه رفت",
        "دربارهٔ بازارچه تصمیم گرفت و شبانه به خانه رفت",
    ):
        told.title = title
        told.save()
        cache.SHELF.clear()
        assert '<blockquote class="key"' not in text_of(client.get(f"/article/{told.pk}/"))


def test_counts_and_bars_say_what_they_are(client):
    factory.newsroom(stories=1, outlets=3)
    for path, words in (("/", "۳ رسانه از این ماجرا گفته‌اند"), ("/en/", "3 outlets tell this story")):
        text = text_of(client.get(path))
        assert f'title="{words}' in text
        assert re.search(r'<svg class="bar"[^>]* role="img" aria-label="([^"]+)"><title>\1</title>', text)


def test_front_pages_of_the_readers_language_come_first(client):
    for key, name, language in (("abc", "A Paper", "en"), ("ruz", "روزنامه", "fa")):
        factory.slot(factory.article(factory.outlet(key, name=name, language=language)))
    for path, first, second in (("/front-pages/", "o-ruz", "o-abc"), ("/en/front-pages/", "o-abc", "o-ruz")):
        text = text_of(client.get(path))
        assert text.index(f'id="{first}"') < text.index(f'id="{second}"')


def test_rows_of_symbols_in_a_post_are_not_shown(client):
    post = factory.article(factory.outlet(), blocks=[("p", "پل باز شد."), ("p", "🔹➖"), ("p", "۱۲")])
    text = text_of(client.get(f"/article/{post.pk}/"))
    assert "➖" not in text.partition('class="body"')[2]
    assert '<p dir="rtl">پل باز شد.</p>' in text


def test_time_runs_from_right_to_left_in_persian(client):
    story = factory.newsroom(stories=1, outlets=3)[0]
    first = float(re.search(r'class="first" cx="([\d.]+)%', text_of(client.get(f"/story/{story.pk}/")))[1])
    assert first > 90
    first = float(re.search(r'class="first" cx="([\d.]+)%', text_of(client.get(f"/en/story/{story.pk}/")))[1])
    assert first < 10


def test_a_merged_story_leads_on(client):
    old, new = factory.newsroom(stories=2)
    old.merged_into = new
    old.save()
    response = client.get(f"/story/{old.pk}/")
    assert response.headers["Location"] == f"/story/{new.pk}/"


@pytest.mark.parametrize("path", ["/story/999999/", "/article/99999999999999999999999/", "/section/nope/", "/nope/"])
def test_what_is_not_there_is_404_and_searches(client, path):
    response = client.get("/en" + path)
    assert response.status_code == 404
    assert 'action="/en/search/"' in text_of(response)
    assert client.get("/search/?page=x").status_code in (200, 404)


@pytest.mark.parametrize("page", ["0", "-1", "x", "۳", "99999999999"])
def test_a_page_number_that_is_none_is_404(client, page):
    assert client.get("/section/politics/", {"page": page}).status_code == 404


def test_paging_reaches_the_oldest(client):
    house = factory.outlet("paper")
    for number in range(queries.PAGE + 1):
        factory.article(house, f"شماره {number}", hours=number)
    assert 'rel="next"' in text_of(client.get("/outlet/paper/"))
    last = text_of(client.get("/outlet/paper/?page=2"))
    assert f"شماره {queries.PAGE}" in last
    assert 'rel="next"' not in last


def test_front_pages_link_to_our_article_or_out(client):
    house = factory.outlet("paper")
    ours = factory.article(house)
    factory.slot(ours)
    foreign = factory.slot(ours, 2)
    foreign.url, foreign.url_key, foreign.title = "https://paper.example/other", b"x" * 16, "خبر دیگر"
    foreign.save()
    text = text_of(client.get("/front-pages/"))
    assert f'href="/article/{ours.pk}/"' in text
    assert 'href="https://paper.example/other" rel="nofollow noopener"' in text


@pytest.mark.parametrize(
    ("path", "most"), [("/", 6), ("/section/politics/", 3), ("/story/{story}/", 5), ("/article/{article}/", 6)]
)
def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, path, most):
    story = factory.newsroom(stories=12, outlets=6)[0]
    path = path.format(story=story.pk, article=story.lead_id)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_banner_on_every_page(client, settings):
    settings.CONFIG = settings.CONFIG.model_copy(update={"banner": "sample"})
    for path in ("/", "/en/about/", "/nope/"):
        assert 'class="banner"' in text_of(client.get(path))


def test_small_files(client):
    assert "Disallow: /search/" in text_of(client.get("/robots.txt"))
    assert client.get("/favicon.ico").headers["Content-Type"] == "image/svg+xml"


def test_pictures_only_from_their_folder(client, settings):
    folder = settings.DATA / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / "a1.jpg").write_bytes(b"picture")
    response = client.get("/picture/a1.jpg")
    assert b"".join(response.streaming_content) == b"picture"
    assert "immutable" in response.headers["Cache-Control"]
    response.close()
    for path in ("../secret_key", "..%2fsecret_key", "a1.svg", "%2e%2e/secret_key", "/etc/passwd.png", "b.jpg", ".jpg"):
        assert client.get(f"/picture/{path}").status_code == 404


def test_the_page_of_faults_needs_no_database(client, monkeypatch):
    monkeypatch.setattr(queries, "home", lambda *_, **__: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/en/")
    assert response.status_code == 500
    assert "Something went wrong" in text_of(response)


def test_no_dead_link_on_the_whole_site(client):
    factory.newsroom(stories=4, outlets=3)
    seen, waiting, dead = {"/", "/en/"}, ["/", "/en/"], []
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        if response.status_code != 200:
            dead.append(path)
        elif response.headers["Content-Type"].startswith("text/html"):
            found = {html.unescape(link) for link in re.findall(r'<a [^>]*?href="([^"]+)"', text_of(response))}
            new = {urljoin(path, link).partition("#")[0] for link in found if not link.startswith("http")} - seen
            seen |= new
            waiting += new
    assert dead == []
    assert len(seen) > 60


def test_pictures_only_of_outlets_that_let_them_be_shown(client):
    shut, free = factory.outlet(display="excerpt"), factory.outlet("free", name="رسانهٔ آزاد")
    first = factory.article(shut, "تیتر", picture="shut.jpg", picture_size="960x540 #aabbcc", hours=3)
    second = factory.article(free, "تیتر دوم", picture="free.jpg", picture_size="960x540 #aabbcc", hours=2)
    story = factory.story([first, second])
    factory.listed("top", [story])
    for path in ("/", f"/story/{story.pk}/", f"/article/{first.pk}/"):
        assert "shut.jpg" not in text_of(client.get(path))
    text = text_of(client.get("/"))
    assert 'src="/picture/free.jpg" alt="" width="960" height="540"' in text
    assert "عکس از <bdi>رسانهٔ آزاد</bdi>" in text


def test_search_goes_on_page_by_page(client, settings, tmp_path):
    settings.DATA = tmp_path
    house = factory.outlet("paper")
    rows = [factory.article(house, f"رودخانه {number}") for number in range(25)]
    index = search.Index(tmp_path / "search")
    index.add(search.Document(row.pk, row.title, "متن", "paper", "politics", row.published) for row in rows)
    index.commit()
    text = text_of(client.get("/search/", {"q": "رودخانه", "order": "newest", "outlet": "paper"}))
    assert "۲۵ خبر پیدا شد" in text
    onward = html.unescape(re.search(r'rel="next" href="([^"]+)"', text)[1])
    assert text_of(client.get("/search/" + onward)).count('class="head"') == 5
