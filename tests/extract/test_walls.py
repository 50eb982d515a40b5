"""Walls and missing pages never become an article: consent, cookies, sign-in, checks of the browser, soft 404."""
# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import NOW, PARAGRAPHS, TITLE, URL, article_html, page
from extract.test_run import Go, body, go, only, sight  # noqa: F401 - go is a fixture
from sarkhat.extract.decide import extract_page
from sarkhat.extract.models import Article, PageVisit
from sarkhat.extract.visits import judge
from sarkhat.extract.walls import is_wall, led_to_wall
from sarkhat.net.client import Answer

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
CONSENT = (
    "We and our partners store and access information on your device, such as cookies, to show personalised ads.",
    "You can change your choices at any time in our privacy settings, or accept all and go on to the site.",
    "Some partners rely on their legitimate interest to process personal data; you may object to that.",
)
KUKI = (
    "این پایگاه از کوکی‌ها بهره می‌برد تا آگهی‌هایی در خور شما نشان دهد و بازدیدها را بشمارد.",
    "با فشردن دکمه کوکی‌ها را بپذیرید؛ هر زمان می‌توانید رضایت خود را در بخش حریم خصوصی پس بگیرید.",
)
ABOUT = (
    "مجلس قانونی را بررسی می‌کند که پایگاه‌ها را وامی‌دارد پیش از گذاشتن کوکی از خواننده اجازه بگیرند.",
    "نویسندگان طرح می‌گویند گردآوری نشانی‌ها بی‌آگاهی مردم باید از سال آینده جریمه داشته باشد.",
    "ناشران کوچک نگران‌اند که هزینهٔ این کار بر دوش آنان بیفتد و خواستار مهلت دوساله شده‌اند.",
)


def wall(paragraphs: tuple[str, ...], title: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{article_html(paragraphs)}</body></html>"


WALLS = {
    "consent": wall(CONSENT, "We value your privacy"),
    "consent under the site's name": wall(CONSENT, "Khabar House"),
    "cookies": wall(KUKI, "خبرخانه"),
    "a check": wall(("Checking your browser before you go on to the site.",), "Just a moment..."),
    "sign in": wall(("برای خواندن این خبر وارد حساب خود شوید.",), "ورود به سایت"),
    "scripts": wall(("Please enable JavaScript to go on.",), "Loading..."),
    "consent under the article's title": wall(KUKI, TITLE),
    "no page": wall(("صفحهٔ مورد نظر یافت نشد. به صفحهٔ نخست بازگردید.",), "خطای ۴۰۴"),
}


@pytest.mark.parametrize("which", WALLS)
async def test_a_wall_becomes_no_article_and_the_feed_stands_in(site: Site, time: Time, go: Go, which: str) -> None:
    site.say("/7", WALLS[which])
    await db(sight)(site.url("/7"), time, title=TITLE, summary="خلاصه‌ای که خوراک داد.")
    await go()
    assert not await Article.objects.aexists()
    visit = await PageVisit.objects.aget()
    assert visit.error == ("page-gone" if which == "no page" else "page-walled")
    time.on(minutes=3)
    await go()
    article = await db(only)()
    assert (article.title, article.method) == (TITLE, "feed")
    assert await db(body)(article) == ["خلاصه‌ای که خوراک داد."]
    site.say("/7", page())
    time.on(minutes=16)
    await go()
    assert await db(body)(await db(only)()) == list(PARAGRAPHS)


@pytest.mark.parametrize("which", WALLS)
async def test_a_wall_is_known_without_a_feeds_title(site: Site, time: Time, go: Go, which: str) -> None:
    site.say("/7", WALLS[which])
    await db(sight)(site.url("/7"), time)
    await go()
    assert not await Article.objects.aexists()


@pytest.mark.parametrize("promised", ["", "کوکی و اجازهٔ خواننده در طرح تازهٔ مجلس"])
def test_an_article_about_cookies_is_none(promised: str) -> None:
    title = "مجلس: کوکی بی‌اجازهٔ خواننده جریمه دارد"
    taken = extract_page(page(article_html(ABOUT), title=title), URL, NOW)
    assert not is_wall(taken, promised)


async def test_a_body_that_was_not_found_is_an_article(site: Site, time: Time, go: Go) -> None:
    title = "پیکر کوهنورد گمشده هنوز پیدا نشد"
    site.say("/7", page(article_html(PARAGRAPHS), title=title))
    site.say("/8", page(article_html(PARAGRAPHS[:1]), title=title))
    await db(sight)(site.url("/7"), time)
    await db(sight)(site.url("/8"), time, title=title)
    await go()
    assert await Article.objects.acount() == 2


@pytest.mark.parametrize(
    ("went", "walled"),
    [
        ("https://consent.example.com/collect?to=7", True),
        ("https://news.example.ir/login?next=/fa/7", True),
        ("https://accounts.example.com/signin", True),
        ("https://news.example.ir/fa/7/title", False),
        ("https://news.example.ir/fa/login-page-of-bank-was-hacked", False),
    ],
)
def test_a_redirect_to_a_wall(went: str, walled: bool) -> None:
    assert led_to_wall(URL, went) == walled
    outcome = judge(URL, Answer(went, 200, {"content-type": "text/html"}, b"", ((302, went),)))
    assert (outcome.error == "page-walled") == walled
