"""Pages without a feed: what is news on them, in the markup of the software that Persian sites run on."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import pytest

from harvest_rows import state_of, watch
from page_designs import DESIGNS, SITE
from sarkhat.harvest.kinds.page.parse import parse, shape
from sarkhat.harvest.models import Sighting
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.replay.server import Server
from sarkhat.sample.newsroom_server import newsroom
from sarkhat.text.urls import canonical

NOW = datetime(2026, 5, 20, tzinfo=UTC)
URL = f"{SITE}/politics"


def found(html: str, url: str = URL) -> set[str]:
    return {canonical(entry.url) for entry in parse(html.encode(), url, "text/html", NOW).entries}


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("day", [1, 2, 27])
def test_all_news_and_nothing_else(design: str, day: int) -> None:
    page = DESIGNS[design](day)
    assert found(page.html) == {canonical(urljoin(SITE, link)) for link in page.news}


@pytest.mark.parametrize("design", DESIGNS)
def test_titles_are_the_headlines(design: str) -> None:
    page = DESIGNS[design](3)
    for entry in parse(page.html.encode(), URL, "text/html", NOW).entries:
        assert re.search(r"\(3-\d+\)$", entry.title), entry.title


def test_every_design_of_the_sample_newsroom() -> None:
    opened = datetime(2026, 3, 1, 12, tzinfo=UTC)
    server = Server(0)
    server.sites = dict(newsroom(server, opened, lambda: opened + timedelta(hours=1)).sites)
    fronts = {name: server.answer(name, "/") for name in server.sites}
    server._http.server_close()
    read = {name: reply.body.decode() for name, reply in fronts.items() if reply.status == 200}
    assert len(read) > 9
    for name, html in read.items():
        news = {urljoin(server.origin(name), link) for link in re.findall(r'href="(/news/[^"]+)"', html)}
        assert found(html, server.origin(name) + "/") == news, name


def test_pictures_and_times_of_items() -> None:
    one = parse(DESIGNS["modern"](1).html.encode(), URL, "text/html", NOW).entries[3]
    assert one.published == datetime(2026, 5, 2, 10, 3, tzinfo=UTC)
    assert one.image == f"{SITE}/m/3.webp"
    lazy = parse(DESIGNS["wordpress"](1).html.encode(), URL, "text/html", NOW).entries[0]
    assert lazy.image == f"{SITE}/wp-content/0.jpg"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>تماس با ما: تهران، خیابان نخست، ساختمان دوم",
        "<ul>" + "".join(f"<li><a href='/c/{n}'>بخش {n}</a></li>" for n in range(30)) + "</ul>",
        "<nav>" + "".join(f"<a href='/n/{n}'>خبری بلند و خواندنی از شهر ما شمارهٔ {n}</a>" for n in range(30)) + "</nav>",
        "<h3>پربازدید‌ها</h3><ul>" + "".join(f"<li><a href='/n/{n}'>خبری بلند و خواندنی از شهر ما شمارهٔ {n}</a></li>" for n in range(9)),
        "<ul>" + "".join(f"<li><a href='/n/{n}'>ادامهٔ این خبر را اینجا بخوانید</a></li>" for n in range(9)),
        "<p>" + "".join(f"متنی بلند که پیوندهایی در میان خود دارد و <a href='/n/{n}'>خبری بلند و خواندنی از شهر ما {n}</a> " for n in range(9)),
        "<ul>" + "".join(f"<li><a href='https://other.example/{n}'>خبری بلند و خواندنی از شهری دیگر {n}</a></li>" for n in range(9)),
        "<div>" * 5000 + "<a href='/n/1'>خبری بلند و خواندنی از شهر ما</a>",
    ],
    ids=["nothing", "prose", "sections", "menu", "most read", "read on", "in a text", "other sites", "deep"],
)  # fmt: skip
def test_what_holds_no_list_says_so(html: str) -> None:
    parsed = parse(html.encode(), URL, "text/html", NOW)
    assert (parsed.entries, parsed.error) in {((), "page-no-list"), ((), "answer-unreadable")}


def test_an_old_encoding() -> None:
    items = "".join(f"<li><a href='/n/{n}'>خبر بلند و خواندنى از شهر ما {n}</a></li>" for n in range(5))
    body = f"<meta charset=windows-1256><ul>{items}".encode("cp1256")
    assert parse(body, URL, "text/html", NOW).entries[0].title == "خبر بلند و خواندنى از شهر ما 0"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/fa/news/123/a", "/fa/news/45678/ب"),
        ("/2026/05/20/a-b/", "/2025/11/03/c-d-e/"),
        ("/News.aspx?id=5", "/News.aspx?id=77"),
        ("/یک-خبر", "/خبری-دیگر"),
    ],
)
def test_shapes_of_addresses(first: str, second: str) -> None:
    assert shape(SITE + first) == shape(SITE + second) != shape(SITE + "/tag/thing")


@pytest.mark.django_db(transaction=True)
async def test_from_the_page_to_the_archive_within_robots(net, door: Door, time) -> None:
    net.gives("/politics", DESIGNS["nastooh"](1).html)
    one = await watch(net.url("/politics"), kind="page", section="politics")
    await visit_due(door)
    assert await Sighting.objects.acount() == 13
    row = await Sighting.objects.afirst()
    assert (row.section, row.is_post) == ("politics", False)
    net.gives("/robots.txt", "User-agent: *\nDisallow: /politics")
    async with Door(allow_loopback=True, host_delay=0) as later:
        time.go(days=1)
        asked = len(net.asked)
        await visit_due(later)
    assert [request.path for request in net.asked[asked:]] == ["/robots.txt"]
    assert (await state_of(one)).error == "net-robots"


@pytest.mark.django_db(transaction=True)
async def test_a_page_that_lost_its_list_is_told_of(net, door: Door, time) -> None:
    net.gives("/politics", "<p>به‌زودی بازمی‌گردیم")
    one = await watch(net.url("/politics"), kind="page")
    await visit_due(door)
    assert (await state_of(one)).error == "page-no-list"
