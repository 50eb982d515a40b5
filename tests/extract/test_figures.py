"""Figures in the archive: no edit by themselves; their pictures are fetched where they may be shown; bodies in frames."""

import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async as db
from PIL import Image

from extract.conftest import Site, Time
from sarkhat.extract.figures import figures_of, files_of
from sarkhat.extract.models import Article, Body, BodyPicture, Event, PageVisit, Version
from sarkhat.extract.pictures import fetch_pictures
from sarkhat.extract.run import adopt, visit_due
from sarkhat.harvest.models import Sighting
from sarkhat.net.client import Door
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.bodies import unpack
from sarkhat.store.work import next_seq
from sarkhat.text.urls import url_key

pytestmark = pytest.mark.django_db(transaction=True)

SAID = [
    "صبح امروز نخستین قایق‌های برنج از دهانهٔ رودخانه گذشتند و به بازار کهنهٔ شهر رسیدند.",
    "قایق‌رانان می‌گویند آب در ده سال گذشته هرگز تا این اندازه بالا نیامده بود.",
    "انبارهای کنار اسکله تا ظهر پر شد و باربران ناچار کیسه‌ها را زیر درختان چیدند.",
]
Go = Callable[[], Awaitable[int]]


def page(inner: str, lead: str = "/lead-boat.png") -> str:
    lines = "".join(f"<p>{line}</p>" for line in SAID)
    return (
        f'<html lang=fa><head><title>قایق‌های برنج</title><meta property="og:image" content="{lead}"></head><body>'
        f"<div class=story><h1>قایق‌های برنج رسیدند</h1><div class=article-body>{lines}{inner}</div></div></body></html>"
    )


def drawn(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 500), colour).save(out, "PNG")
    return out.getvalue()


def sight(url: str, time: Time, **more: str) -> None:
    outlet = Outlet.objects.create(key="khabar", name="خبرخانه", home="http://khabar.localhost", **more)
    watch = Watch.objects.create(outlet=outlet, url=f"{url}.rss", kind="feed", url_key=url_key(f"{url}.rss"))
    keys = {name: url_key(url) for name in ("url_key", "entry_key", "content_key")}
    seq = next_seq("sighting")
    Sighting.objects.create(watch=watch, outlet=outlet, url=url, title="قایق‌ها", first_seen=time.now, seq=seq, **keys)


@pytest.fixture
def go() -> Go:
    async def run() -> int:
        await db(adopt)()
        async with Door(allow_loopback=True) as door:
            return await visit_due(door)

    return run


async def pictures() -> int:
    async with Door(allow_loopback=True) as door:
        return await fetch_pictures(door)


def state() -> tuple[int, int, int, list[str]]:
    """Versions, events, the revision, and the addresses of the body's pictures."""
    article = Article.objects.select_related("body").get()
    urls = [figure.url.rsplit("/", 1)[1] for figure in figures_of(article) if figure.kind == "image"]
    return Version.objects.count(), Event.objects.count(), article.revision, urls


async def test_another_picture_table_or_film_is_no_edit(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time)
    wearing = ["<img src=/first-boat.png>", "<img src=/other-boat.png><video src=/f.mp4></video>", "<hr>"]
    for number, inner in enumerate(wearing):
        site.say("/1", page(inner))
        await go()
        time.on(hours=26)
        assert (await db(state)())[:3] == (0, 0, 1), number
    assert (await db(state)())[3] == []


async def test_the_pictures_of_a_body_are_fetched_once_and_the_lead_not_again(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time, display="full")
    inner = "<figure><img src=/lead-boat-300x200.png></figure><img src=/first-boat.png><img src=/other-boat.png>"
    site.say("/1", page(inner, site.url("/lead-boat.png")))
    for name, colour in (("lead-boat", "red"), ("first-boat", "blue")):
        site.say(f"/{name}.png", drawn(colour), Content_Type="image/png")
    await go()
    assert await pictures() == 3
    found = await db(lambda: Article.objects.select_related("body").get())()
    files = await db(files_of)(found, figures_of(found))
    assert [file.size.split()[0] for file in files.values()] == ["640x400"]
    assert "/lead-boat-300x200.png" not in site.asked
    assert await db(lambda: BodyPicture.objects.get(url__endswith="other-boat.png").error)() == "picture-missing"
    assert await pictures() == 0


async def test_pictures_that_may_not_be_shown_are_not_fetched(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time, display="excerpt")
    site.say("/1", page("<img src=/first-boat.png>"))
    await go()
    assert await db(BodyPicture.objects.count)() == 0
    assert (await db(state)())[3] == ["first-boat.png"]


async def test_damaged_figures_cost_the_figures_alone(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time, display="full")
    site.say("/1", page("<img src=/first-boat.png>"))
    await go()
    await db(Body.objects.update)(figures=b"broken")
    assert figures_of(await db(lambda: Article.objects.select_related("body").get())()) == ()


async def test_a_feeds_own_text_has_its_pictures_where_the_page_is_closed(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time, display="full")
    content = f"<p>{SAID[0]}</p><p>{SAID[1]}</p><figure><img src=/first-boat.png></figure><p>{SAID[2]}</p>"
    await db(Sighting.objects.update)(content=content)
    site.say("/1", "no", status=403)
    await go()
    assert await db(texts)() == SAID
    article = await db(lambda: Article.objects.select_related("body").get())()
    assert [(one.at, one.url) for one in figures_of(article)] == [(2, site.url("/first-boat.png"))]


FRAMED = "<html lang=fa><title>قایق‌های برنج رسیدند</title><body><h1>قایق‌های برنج رسیدند</h1>{}</body></html>"


def texts() -> list[str]:
    rows: Any = unpack(bytes(Body.objects.get().blocks))
    return [text for _, text in rows]


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="inner/1.html" width=600></iframe>',
        "<IFRAME SRC='/inner/1.html'>",
        '<iframe src="https://ads.example/x"></iframe><iframe id=text src=/inner/1.html></iframe>',
    ],
)
async def test_an_article_in_a_frame_is_read(site: Site, time: Time, go: Go, frame: str) -> None:
    await db(sight)(site.url("/1"), time)
    site.say("/1", FRAMED.format(frame))
    site.say("/inner/1.html", page("<img src=boat-in-frame.png>"))
    await go()
    assert await db(texts)() == SAID
    article = await db(lambda: Article.objects.select_related("body").get())()
    assert article.title == "قایق‌های برنج رسیدند"
    assert [one.url for one in figures_of(article)] == [site.url("/inner/boat-in-frame.png")]
    time.on(hours=1)
    await go()
    assert (await db(state)())[:3] == (0, 0, 1)


async def test_an_article_in_a_frameset_is_read(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time)
    frames = "<frameset cols=20%,*><frame src=/menu.html><frame src=/inner/1.html name=main></frameset>"
    site.say("/1", f"<html><head><title>قایق‌های برنج رسیدند</title></head>{frames}</html>")
    site.say("/inner/1.html", page(""))
    await go()
    assert await db(texts)() == SAID


async def test_a_frame_that_fails_is_no_removal(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time)
    site.say("/1", FRAMED.format("<iframe src=/inner/1.html></iframe>"))
    site.say("/inner/1.html", page(""))
    await go()
    time.on(hours=1)
    site.say("/inner/1.html", "no", status=500)
    await go()
    assert await db(texts)() == SAID
    assert (await db(state)())[:2] == (0, 0)
    assert await db(lambda: PageVisit.objects.get().error)() == "page-bad-status"


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src=https://other.example/inner></iframe>",
        "<iframe src=/comments/1></iframe>",
        "<iframe src=/ads/1></iframe>",
        "<iframe src=/1></iframe>",
        "<iframe src=javascript:x></iframe>",
    ],
)
async def test_other_frames_are_not_asked_for(site: Site, time: Time, go: Go, frame: str) -> None:
    await db(sight)(site.url("/1"), time)
    site.say("/1", FRAMED.format(f"<p>کوتاه.</p>{frame}"))
    await go()
    assert [path for path in site.asked if path != "/robots.txt"] == ["/1"]


async def test_a_page_with_its_own_article_asks_for_no_frame(site: Site, time: Time, go: Go) -> None:
    await db(sight)(site.url("/1"), time)
    site.say("/1", page("<p>" + SAID[0] * 4 + "</p><iframe src=/inner/1.html></iframe>"))
    await go()
    assert "/inner/1.html" not in site.asked
