"""What discovery asks and finds, counted request by request, on sites served on loopback."""

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from page_designs import DESIGNS
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.sources import discover, first
from sarkhat.sources.commands import source
from sarkhat.sources.look import MOST_REQUESTS
from sarkhat.sources.models import FirstAnswer, Outlet, Watch

pytestmark = pytest.mark.django_db(transaction=True)
ITEM = "<item><title>خبر نخست</title><link>{}/news/1</link><guid>1</guid></item>"
RSS = (
    f"<rss version='2.0'><channel><title>بامداد</title><link>{{}}/</link><language>fa</language>{ITEM}</channel></rss>"
)
ALTERNATE = "<link rel=alternate type=application/rss+xml href={}>"
SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>"


class Site:
    """A site whose pages are `pages`; {} in a page becomes the site's own address."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.conditional: list[str] = []
        self.address = ""


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            same = self.headers.get("If-None-Match") == '"1"'
            made.conditional += [self.path] if same else []
            page = made.pages.get(self.path)
            body = (page or "").replace("{}", made.address).encode()
            self.send_response(304 if same else 200 if page is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", "0" if same else str(len(body)))
            self.end_headers()
            if not same:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def sarkhat(*arguments: str) -> Result:
    return CliRunner().invoke(source, list(arguments))


def told(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def harvest() -> None:
    async def all_due() -> None:
        async with Door(allow_loopback=True, host_delay=0) as door:
            while await visit_due(door):
                pass

    asyncio.run(all_due())


def test_adding_a_feed_is_one_request_and_its_body_is_used(site: Site) -> None:
    site.pages["/rss"] = RSS
    told(sarkhat("add", site.address + "/rss"))
    assert site.asked == ["/rss"]
    Watch.objects.filter(kind="front_page").delete()
    harvest()
    assert site.asked == ["/rss"], "the first visit takes what was heard"
    assert Sighting.objects.get().title == "خبر نخست"
    state = WatchState.objects.get()
    assert (state.etag, state.status, state.error) == ('"1"', 200, "")
    WatchState.objects.update(next_at=state.visited_at)
    harvest()
    assert (site.asked, site.conditional) == (["/rss", "/rss"], ["/rss"])
    assert not FirstAnswer.objects.exists()


def test_all_that_was_heard_of_a_site_serves_its_first_visits(site: Site) -> None:
    site.pages |= {"/": ALTERNATE.format("/rss") + "<a href=/n/1>خبری بلند و خواندنی از شهر ما</a>", "/rss": RSS}
    told(sarkhat("add", site.address))
    assert site.asked == ["/", "/robots.txt", "/rss"]
    harvest()
    assert site.asked == ["/", "/robots.txt", "/rss"]
    assert Sighting.objects.count() == 1
    assert not WatchState.objects.exclude(error="").exists()


def test_an_old_answer_is_asked_for_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/rss"] = RSS
    told(sarkhat("add", site.address + "/rss"))
    Watch.objects.filter(kind="front_page").delete()
    monkeypatch.setattr(first, "LASTS", -first.LASTS)
    harvest()
    assert site.asked == ["/rss", "/rss"]


def test_each_request_and_each_finding_is_explained(site: Site) -> None:
    site.pages |= {
        "/": "<html lang=fa><title>بامداد | خبر</title><link rel=icon href=/i.png><link href=/wp-content/a.css>",
        "/feed/": RSS.replace(
            "<title>", "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='https://hub.example/'/><title>", 1
        ),
    }
    lines = told(sarkhat("add", site.address))
    asked = {line["asked"]: (line["why"], line["came"]) for line in lines if "asked" in line}
    assert asked == {
        site.address: ("the address that was given", "status 200"),
        site.address + "/robots.txt": ("rules and sitemaps of the site", "allows this page"),
        site.address + "/feed/": ("a feed? usual place of wordpress", "yes"),
    }
    outlet = next(line for line in lines if "outlet" in line)
    assert outlet == {
        "outlet": "127-0-0", "name": "بامداد", "home": site.address + "/", "new": True, "dry_run": False,
        "language": "fa", "direction": "rtl", "icon": site.address + "/i.png", "channel": "", "family": "wordpress",
        "sign": "wp-content", "hub": "https://hub.example/", "proxy": "",
    }  # fmt: skip
    watches = [(line["watch"], line["url"], line["known"]) for line in lines if "watch" in line]
    assert watches == [("feed", site.address + "/feed/", False), ("front_page", site.address + "/", False)]


def test_a_dry_run_looks_and_changes_nothing(site: Site) -> None:
    site.pages |= {"/": ALTERNATE.format("/rss"), "/rss": RSS}
    result = sarkhat("add", site.address, "--dry-run")
    assert [line["dry_run"] for line in told(result) if "outlet" in line] == [True]
    assert "Nothing was changed" in result.stderr
    assert [made.objects.count() for made in (Outlet, Watch, FirstAnswer)] == [0, 0, 0]


def test_no_site_is_asked_more_than_a_handful_of_times(site: Site) -> None:
    links = "".join(ALTERNATE.format(f"/dead/{n}") for n in range(30)) + "".join(
        f"<a href=/rss/{n}>x</a>" for n in range(30)
    )
    site.pages |= {"/": links, "/robots.txt": "Sitemap: {}/news1.xml\nSitemap: {}/news2.xml\nSitemap: {}/news3.xml"}
    assert sarkhat("add", site.address).exit_code == 1
    assert len(site.asked) == len(set(site.asked)) == MOST_REQUESTS


def test_where_nothing_else_is_the_news_sitemap_of_robots_txt(site: Site) -> None:
    robots = "User-agent: *\nDisallow:\nSitemap: {}/all.xml\nSitemap: {}/news.xml"
    site.pages |= {"/": "<title>بامداد</title>", "/robots.txt": robots, "/news.xml": SITEMAP}
    told(sarkhat("add", site.address))
    assert set(Watch.objects.values_list("kind", "url")) == {
        ("sitemap", site.address + "/news.xml"),
        ("front_page", site.address + "/"),
    }
    assert "/all.xml" not in site.asked


def test_a_page_that_lists_news_is_watched_itself_at_last(site: Site) -> None:
    site.pages["/politics"] = DESIGNS["iransamaneh"](1).html.replace("IranSamaneh", "")
    told(sarkhat("add", site.address + "/politics"))
    assert set(Watch.objects.values_list("kind", "url", "role")) == {
        ("page", site.address + "/politics", "items"),
        ("front_page", site.address + "/", "front"),
    }
    harvest()
    assert Sighting.objects.count() == 14
    assert site.asked.count("/politics") == 1


def test_a_page_that_its_robots_txt_keeps_from_us_is_not_watched(site: Site) -> None:
    site.pages |= {"/p": DESIGNS["nastooh"](1).html, "/robots.txt": "User-agent: *\nDisallow: /p"}
    assert sarkhat("add", site.address + "/p").exit_code == 1
    assert not Watch.objects.exists()


@pytest.mark.parametrize(
    ("preview", "watched"), [("<div class=tgme_channel_info>", True), ("<div class=tgme_page>", False)]
)
def test_a_channel_without_a_preview_is_no_error_and_not_watched(
    site: Site, monkeypatch: pytest.MonkeyPatch, preview: str, watched: bool
) -> None:
    monkeypatch.setattr(discover, "channel_page", lambda name: f"{site.address}/s/{name}")
    page = ALTERNATE.format("/rss") + "<a href='https://t.me/bamdadnews'>کانال</a>"
    site.pages |= {"/": page, "/rss": RSS, "/s/bamdadnews": preview}
    told(sarkhat("add", site.address))
    assert Watch.objects.filter(kind="channel").exists() is watched
    alone = sarkhat("add", "https://t.me/bamdadnews")
    assert alone.exit_code == (0 if watched else 1)
    assert watched or "has no public preview" in alone.output


FAMILIES = {
    "wordpress": "<script src='/wp-includes/js/jquery.js'></script>",
    "iransamaneh": "<img src='/files/fa/news/1405/2/1/12_345.jpg'>",
    "nastooh": "<link href='/resources/theme/news/css/style.css'>",
    "asam": "<a href='/fa/doc/news/12/x'>y</a>",
    "drupal": "<meta name=Generator content='Drupal 10 (https://www.drupal.org)'>",
    "joomla": "<meta name=generator content='Joomla! - Open Source Content Management'>",
    "ghost": "<meta name=generator content='Ghost 5.0'>",
    "blogger": "<meta content='blogger' name='generator'/>",
    "": "<p>یک سایت معمولی دربارهٔ وردپرس",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_families_of_software(family: str) -> None:
    assert discover.family_of(f"<html>{FAMILIES[family]}")[0] == family


@pytest.mark.parametrize(
    ("link", "body"),
    [
        ('<https://hub.example/>; rel="hub", <https://a.example/>; rel="self"', b""),
        ("", b'<feed><link rel="hub" href="https://hub.example/"/>'),
        ("", b"<rss><atom:link href='https://hub.example/' rel='hub'/>"),
        ("", b'{"hubs": [{"type": "WebSub", "url": "https://hub.example/"}]}'),
    ],
)
def test_hubs(link: str, body: bytes) -> None:
    assert discover.hub_of(link, body) == "https://hub.example/"
    assert discover.hub_of('<https://a.example/>; rel="self"', b"<rss><link>https://a.example/</link>") == ""


def test_directions() -> None:
    said = {
        html: discover.site_of(html, "https://a.example/").direction
        for html in ("<html lang=fa>", "<body dir=LTR>", "<p>")
    }
    assert list(said.values()) == ["rtl", "ltr", ""]


def test_an_outlet_is_given_a_proxy_and_loses_it(site: Site) -> None:
    site.pages["http://far.example/rss"] = RSS
    told(sarkhat("add", "http://far.example/rss", "--key", "far", "--proxy", site.address))
    assert Outlet.objects.get().proxy == site.address
    assert sarkhat("proxy", "far").exit_code == 0
    assert Outlet.objects.get().proxy == ""
    assert sarkhat("proxy", "far", site.address).exit_code == 0
    assert Outlet.objects.get().proxy == site.address
    assert sarkhat("proxy", "nobody", site.address).exit_code == 1
    for wrong in ("socks5://a:1", "http://a/b", "proxy:8080"):
        assert sarkhat("proxy", "far", wrong).exit_code == 1
    assert Outlet.objects.get().proxy == site.address
