"""A real Chromium on a real server with real rows. Without Chromium these tests skip and say how to get it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import factory
from sarkhat.extract.models import Article
from sarkhat.pages.cache import SHELF
from sarkhat.store import search
from sarkhat.stories.models import Story
from sarkhat.understand import mentions
from sarkhat.understand.mentions import Mentioned

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# Playwright's event loop runs in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="module")  # not the session: its event loop would stand in the way of other tests
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine; Debian and Ubuntu: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, plain_static, settings, tmp_path) -> str:
    """The address of a site with a small newsroom, its search index included."""
    settings.DATA = tmp_path
    SHELF.clear()
    lead = factory.newsroom(stories=14, outlets=5)[0].lead
    lead.title = "سخنگوی وزارت راه گفت " + "https://example.org/" + "x" * 120  # no headline may break the layout
    lead.save()
    house = factory.outlet("terse", display="excerpt")
    brief = factory.article(house, "خبری کوتاه از رودخانه", section="world")
    factory.edited(brief, "خبری از رودخانه", [("p", "بندی دیگر")])
    index = search.Index(tmp_path / "search")
    rows = Article.objects.select_related("outlet")
    index.add(
        search.Document(row.pk, row.title, f"{row.title}. {factory.PASSAGE}", row.outlet.key, "politics", row.published)
        for row in rows
    )
    index.commit()
    return str(live_server.url)


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    """A page of 1280 × 900 that fails the test on any error in its console."""
    yield from _page(chromium, 1280, "light")


@pytest.fixture
def phone(chromium) -> Iterator[Page]:
    """The same on a phone 390 pixels wide, at night."""
    yield from _page(chromium, 390, "dark")


def _page(chromium: Browser, width: int, scheme: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    made = context.new_page()
    faults: list[str] = []
    made.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    context.close()
    assert [fault for fault in faults if "404" not in fault and "422" not in fault] == []


def _named() -> str:
    """The key of a person whom every other article names, a place beside her."""
    roya = Mentioned("رویا-کوهستانی", "person", "رویا کوهستانی", 1, 2)
    damavand = Mentioned("دماوند", "place", "دماوند", 3, 1)
    rows = list(Article.objects.order_by("pk").values_list("pk", "published"))
    mentions.write([(pk, at, (roya, damavand) if pk % 2 else (damavand,)) for pk, at in rows])
    return roya.key


@pytest.fixture
def addresses(site) -> dict[str, str]:
    """One address of each kind of page."""
    story = Story.objects.order_by("-outlets").first()
    full = Article.objects.filter(outlet__display="full").first()
    brief = Article.objects.get(outlet__key="terse")
    factory.mended(full, full.title, kind="mixed letters")
    named = ["outlets", "front-pages", "viewed", "discussed", "about", "contact", "advertising", "privacy", "nothing"]
    given = {"home": "", "section": "section/politics/", "outlet": f"outlet/{full.outlet.key}/"}
    given |= {"story": f"story/{story.pk}/", "article": f"article/{full.pk}/", "excerpt": f"article/{brief.pk}/"}
    factory.edited(full, "تیتر پیشین", [("p", "بند نخست خبر."), ("p", "بندی که دیگر نیست و جای آن خالی مانده است.")])
    factory.happened(full, "removed", "404", 2)
    given |= {"edits": "edits/", "difference": f"article/{full.pk}/edits/?view=side"}
    given |= {"inline": f"article/{full.pk}/edits/"}
    given |= {"names": "names/?view=week", "name": f"name/{_named()}/"}
    given |= {"as sent": f"article/{full.pk}/?words=sent"}
    given |= {"search": "search/?q=ماجرای", "no-results": "search/?q=zzzz"} | {name: f"{name}/" for name in named}
    return given
