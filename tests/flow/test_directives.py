"""An outlet's wish about how its pages are shown, from its page through the whole pipe to every place of the site."""

from datetime import timedelta

import pytest
from django.test import Client
from pipe import follow, make_all_due, run

from extract.conftest import Site, site, time  # noqa: F401 - fixtures
from extract.invented import PARAGRAPHS, page
from sarkhat import clock
from sarkhat.extract.models import Article, PageVisit
from sarkhat.pages.cache import SHELF
from sarkhat.sources.models import Outlet
from sarkhat.understand.index import search_index

pytestmark = pytest.mark.django_db
PASSAGES = [text[:25] for text in PARAGRAPHS]
CATALOGUE = """
[[outlet]]
key = "khabar"
name = "خبرخانه"
home = "{home}"
kind = "site"
language = "fa"
display = "full"
terms = "https://khabar.example/terms"
[[outlet.watch]]
kind = "feed"
url = "{feed}"
"""
WISHES = {
    "free": {},
    "noarchive": {"head": '<meta name="robots" content="noarchive">'},
    "nosnippet": {"header": "nosnippet"},
    "short": {"head": '<meta name="sarkhat" content="max-snippet:50">'},
}


@pytest.fixture
def told(site, plain_static, settings, tmp_path, time):  # noqa: F811 - fixtures
    """The article of each wish, after the pipe has run over an outlet that publishes one of each."""
    settings.DATA = tmp_path
    search_index.cache_clear()
    SHELF.clear()
    items = []
    for name, wish in WISHES.items():
        title = f"کاریز کهن روستای {name} دوباره پرآب شد"
        headers = {"X_Robots_Tag": wish["header"]} if "header" in wish else {}
        site.say(f"/{name}", page(title=title, head=wish.get("head", "")), **headers)
        items.append(f"<item><title>{title}</title><link>{site.url('/' + name)}</link></item>")
    site.say("/rss", f"<rss version='2.0'><channel><title>k</title>{''.join(items)}</channel></rss>")
    follow(CATALOGUE.format(home=site.url("/"), feed=site.url("/rss")))
    yield {name: Article.objects.get(url__endswith=f"/{name}") for name in WISHES}
    search_index.cache_clear()


def shown(path: str) -> str:
    return Client().get(path).content.decode()


def count(text: str) -> int:
    """How many of the article's paragraphs the text begins to tell."""
    return sum(passage in text for passage in PASSAGES)


def test_pages_show_no_more_than_the_outlet_wants(told) -> None:
    pages = {name: shown(f"/article/{row.pk}/") for name, row in told.items()}
    assert all(row.title in pages[name] for name, row in told.items())
    assert count(pages["free"]) == len(PARAGRAPHS)
    assert 0 < count(pages["noarchive"]) < len(PARAGRAPHS)
    assert count(pages["nosnippet"]) == 0
    assert told["short"].capped(told["short"].reading.key_passage) in pages["short"]
    assert PARAGRAPHS[0][:60] not in pages["short"]
    assert "خواسته است بیش از این" in pages["short"]


def test_the_interface_gives_no_more_either(told) -> None:
    given = {name: Client().get(f"/api/v1/articles/{row.pk}").json() for name, row in told.items()}
    assert given["free"]["body"]
    assert [given[name]["body"] for name in ("noarchive", "nosnippet", "short")] == [None, None, None]
    assert (given["nosnippet"]["key_passage"], bool(given["noarchive"]["key_passage"])) == ("", True)
    assert len(given["short"]["key_passage"]) <= 50
    feed = Client().get("/feeds/outlet/khabar.json").json()
    texts = {item["url"].rpartition("/")[2]: item["content_text"] for item in feed["items"]}
    assert (texts["nosnippet"], bool(texts["free"])) == ("", True)
    assert len(texts["short"]) <= 50


def test_search_finds_them_without_fragments(told) -> None:
    hits = Client().get("/api/v1/search", {"q": "کارگران شهرداری"}).json()["items"]
    snippets = {hit["article"]["url"].rpartition("/")[2]: hit["snippet"] for hit in hits}
    assert set(snippets) == set(WISHES)
    assert "<mark>" in snippets["free"]
    assert (snippets["nosnippet"], snippets["short"]) == ("", "")
    text = shown("/search/?q=کارگران+شهرداری")
    assert text.count('class="snippet"') == 2


def test_an_edit_does_not_bring_the_old_words_to_light(told, site, time) -> None:  # noqa: F811 - fixtures
    for name, wish in WISHES.items():
        headers = {"X_Robots_Tag": wish["header"]} if "header" in wish else {}
        site.say(f"/{name}", page(title=f"تیتر تازهٔ {name}", head=wish.get("head", "")), **headers)
    time.on(minutes=40)
    run()
    SHELF.clear()
    assert "<del>" in shown(f"/article/{told['free'].pk}/")
    for name in ("noarchive", "nosnippet", "short"):
        text = shown(f"/article/{told[name].pk}/")
        assert "کاریز کهن" not in text.replace("ماجراهای", "")
        assert 'id="edits"' in text


def test_a_date_takes_the_article_off_the_site(told, site, time) -> None:  # noqa: F811 - fixtures
    end = (clock.now() + timedelta(hours=2)).strftime("%d %b %Y %H:%M:%S GMT")
    site.say("/free", page(title=told["free"].title), X_Robots_Tag=f"unavailable_after: {end}")
    PageVisit.objects.update(next_at=clock.now())
    run()
    SHELF.clear()
    path = f"/article/{told['free'].pk}/"
    assert Client().get(path).status_code == 200
    time.on(hours=3)
    make_all_due(clock.now())
    run()
    SHELF.clear()
    assert Client().get(path).status_code == 404
    found = Client().get("/api/v1/search", {"q": "کارگران شهرداری"}).json()
    assert told["free"].pk not in [hit["article"]["id"] for hit in found["items"]]
    assert Outlet.objects.count() == 1
