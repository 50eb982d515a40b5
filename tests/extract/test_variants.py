"""AMP and print forms join the article they are forms of; nobody swallows another's article."""
# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import PARAGRAPHS, TITLE, article_html, page
from extract.test_run import Go, go, sight  # noqa: F401 - go is a fixture
from sarkhat.extract.models import Article, Event, PageVisit, Variant
from sarkhat.extract.variants import is_form, plain
from sarkhat.harvest.models import Sighting
from sarkhat.sources.models import Outlet

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
OTHER = page(
    article_html(tuple(f"بند شمارهٔ {n} دربارهٔ چیزی که به آب‌انبار هیچ ربطی ندارد و جای دیگری گذشت." for n in range(5))),
    title="پل روستای بالا دوباره باز شد",
)
SHORT = page(article_html(PARAGRAPHS[:3]))  # forms leave something out


@pytest.mark.parametrize(
    ("url", "among"),
    [
        ("https://n.example/news/7/amp", "https://n.example/news/7"),
        ("https://n.example/news/7/amp/", "https://n.example/news/7/"),
        ("https://n.example/amp/news/7", "https://n.example/news/7"),
        ("https://amp.n.example/news/7", "https://www.n.example/news/7"),
        ("https://n.example/news/7.amp.html", "https://n.example/news/7.html"),
        ("https://n.example/news/7?outputType=amp", "https://n.example/news/7"),
        ("https://n.example/news/7?id=3&print=1", "https://n.example/news/7?id=3"),
        ("https://n.example/fa/print/7", "https://n.example/fa/7"),
    ],
)
def test_what_an_address_may_be_a_form_of(url: str, among: str) -> None:
    assert among in plain(url)
    assert not is_form(among)


@pytest.mark.parametrize(
    "url",
    ["https://n.example/amphibians/7", "https://n.example/print", "https://n.example/7?view=all", "https://n.example/"],
)
def test_what_bears_no_mark_of_a_form(url: str) -> None:
    assert plain(url) == ()


async def told() -> list[tuple[str, str]]:
    return [(a.url, a.title) async for a in Article.objects.order_by("pk")]


async def waiting() -> list[str]:
    rows = PageVisit.objects.filter(next_at__isnull=False).order_by("pk").values_list("sighting__url", flat=True)
    return [url async for url in rows]


async def both(site: Site, time: Time, go: Go, first: str, second: str) -> None:
    """Two sightings, one after the other."""
    await db(sight)(site.url(first), time)
    await go()
    time.on(minutes=5)
    await db(sight)(site.url(second), time)
    await go()


FORMS = {
    "its canonical address": ("/7/mobile", "", '<link rel="canonical" href="/7">'),
    "the article's word": ("/7/quick", '<link rel="amphtml" href="/7/quick">', ""),
    "the mark of its address": ("/7?print=1", "", ""),
}


@pytest.mark.parametrize("way", FORMS)
async def test_a_form_of_a_known_article_is_no_second_one(site: Site, time: Time, go: Go, way: str) -> None:
    form, head, form_head = FORMS[way]
    site.say("/7", page(head=head))
    site.say(form, SHORT.replace("</head>", f"{form_head}</head>"))
    await both(site, time, go, "/7", form)
    assert await told() == [(site.url("/7"), TITLE)]
    assert await waiting() == [site.url("/7")]
    assert not await Event.objects.aexists()


@pytest.mark.parametrize("head", ['<link rel="amphtml" href="/7/amp">', ""])
async def test_a_form_that_came_first_gives_way_to_the_article(site: Site, time: Time, go: Go, head: str) -> None:
    site.say("/7", page(head=head))
    site.say("/7/amp", SHORT)
    await both(site, time, go, "/7/amp", "/7")
    assert await told() == [(site.url("/7"), TITLE)]
    assert await waiting() == [site.url("/7")]
    article = await Article.objects.select_related("sighting").aget()
    assert (article.revision, article.sighting.url) == (1, site.url("/7"))
    assert await Variant.objects.filter(article=article, url=site.url("/7/amp")).aexists()
    assert not await Event.objects.aexists()
    site.say("/7/amp", status=404)
    time.on(hours=30)
    await go()
    assert not await Event.objects.aexists()


async def test_a_page_that_tells_something_else_is_not_joined(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page(head='<link rel="amphtml" href="/8">'))
    site.say("/8", OTHER.replace("</head>", '<link rel="canonical" href="/7"></head>'))
    await both(site, time, go, "/7", "/8")
    assert [url for url, _ in await told()] == [site.url("/7"), site.url("/8")]


async def test_who_takes_anothers_address_first_gives_it_back(site: Site, time: Time, go: Go) -> None:
    site.say("/8", OTHER.replace("</head>", '<link rel="canonical" href="/7"></head>'))
    site.say("/7", page())
    await both(site, time, go, "/8", "/7")
    assert await told() == [(site.url("/8"), "پل روستای بالا دوباره باز شد"), (site.url("/7"), TITLE)]
    assert await waiting() == [site.url("/8"), site.url("/7")]


def of_another_outlet(url: str, time: Time) -> None:
    sight(url, time)
    other, _ = Outlet.objects.get_or_create(key="hamsaye", name="همسایه", home="http://khabar.localhost/hamsaye")
    Sighting.objects.filter(url=url).update(outlet=other)


@pytest.mark.parametrize("copy", [True, False])
async def test_no_page_swallows_the_article_of_another_outlet(site: Site, time: Time, go: Go, copy: bool) -> None:
    """One host, two outlets: a copied text with the other's canonical address stays an article of its own."""
    page_of_another = page() if copy else OTHER
    site.say("/hamsaye/1", page_of_another.replace("</head>", '<link rel="canonical" href="/7"></head>'))
    site.say("/7", page())
    await db(of_another_outlet)(site.url("/hamsaye/1"), time)
    await go()
    await db(sight)(site.url("/7"), time)
    await go()
    rows = {a.url: a.outlet.key async for a in Article.objects.select_related("outlet")}
    assert rows == {site.url("/hamsaye/1"): "hamsaye", site.url("/7"): "khabar"}


async def test_an_outlets_page_stays_where_another_claims_it_afterwards(site: Site, time: Time, go: Go) -> None:
    site.say("/7", page())
    site.say("/hamsaye/7/amp", page(head='<link rel="canonical" href="/7">'))
    await db(sight)(site.url("/7"), time)
    await go()
    await db(of_another_outlet)(site.url("/hamsaye/7/amp"), time)
    await go()
    assert await Article.objects.acount() == 2
    assert (await Article.objects.select_related("outlet").aget(url=site.url("/7"))).outlet.key == "khabar"
