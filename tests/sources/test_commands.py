"""`sarkhat source` on a real database, with sites served on loopback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from sarkhat.sources.commands import source
from sarkhat.sources.models import Outlet, Watch

pytestmark = pytest.mark.django_db(transaction=True)
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>بامداد</title><link>{}</link><language>fa</language></channel></rss>'
HTML = {"Content-Type": "text/html; charset=utf-8"}


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[str]:
    """A site whose pages are `pages`; {} in a page becomes the site's own address."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            body = (page or "").replace("{}", address).encode()
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sarkhat(*arguments: str) -> Result:
    return CliRunner().invoke(source, list(arguments))


def test_a_sites_feeds_are_found_and_watched() -> None:
    front = '<html lang="fa"><title>بامداد | خبر</title><link rel="alternate" type="application/rss+xml" href="/rss">'
    front += '<link rel="alternate" type="application/rss+xml" href="/dead"></html>'
    with serving({"/": front, "/rss": RSS}) as site:
        told = sarkhat("add", site + "/", "--key", "bamdad")
        again = sarkhat("add", site + "/")
    assert told.exit_code == 0, told.output
    outlet = Outlet.objects.get()
    assert (outlet.key, outlet.name, outlet.language, outlet.display) == ("bamdad", "بامداد", "fa", "excerpt")
    watches = {(watch.kind, watch.url.removeprefix(site), watch.role) for watch in outlet.watches.all()}
    assert watches == {("feed", "/rss", "items"), ("front_page", "/", "front")}
    assert "+ feed       " + site + "/rss" in told.output
    assert again.exit_code == 0
    assert "watched already" in again.output
    assert Watch.objects.count() == 2


def test_where_a_page_declares_nothing_the_usual_places_are_tried() -> None:
    with serving({"/": "<html lang=fa><title>کوی</title></html>", "/fa/rss/allnews": RSS}) as site:
        assert sarkhat("add", site + "/").exit_code == 0
    assert Watch.objects.filter(kind="feed", url=site + "/fa/rss/allnews").exists()


def test_a_feeds_own_address_works_and_its_front_page_is_found() -> None:
    with serving({"/": "<html><title>بامداد</title></html>", "/all.xml": RSS}) as site:
        assert sarkhat("add", site + "/all.xml", "--name", "بامدادِ ما").exit_code == 0
    assert Outlet.objects.get().name == "بامدادِ ما"
    assert set(Watch.objects.values_list("kind", flat=True)) == {"feed", "front_page"}


def test_a_channels_page() -> None:
    page = '<html><meta property="og:title" content="بامداد در کانال"><div class="tgme_widget_message" data-post="b/1"></div></html>'
    with serving({"/s/bamdadnews": page}) as site:
        assert sarkhat("add", site + "/s/bamdadnews").exit_code == 0
    outlet = Outlet.objects.get()
    assert (outlet.kind, outlet.name, outlet.key) == ("channel", "بامداد در کانال", "bamdadnews")
    assert outlet.watches.get().kind == "channel"


def test_a_site_without_feeds_a_dead_one_and_a_wrong_address_change_nothing() -> None:
    with serving({"/": "<html><title>هیچ</title></html>"}) as site:
        nothing = sarkhat("add", site + "/")
        missing = sarkhat("add", site + "/no")
    dead = sarkhat("add", site + "/")
    wrong = sarkhat("add", "ftp://a.example/")
    for told, words in (
        (nothing, "no feed"),
        (missing, "status 404"),
        (dead, "nobody answers"),
        (wrong, "no http address"),
    ):
        assert told.exit_code == 1
        assert words in told.output
        assert "Nothing was changed" in told.output
    assert not Outlet.objects.exists()


def test_a_key_of_another_outlet_is_refused() -> None:
    Outlet.objects.create(key="bamdad", name="دیگری", home="https://other.example/")
    with serving({"/": RSS}) as site:
        told = sarkhat("add", site + "/", "--key", "bamdad")
    assert told.exit_code == 1
    assert "belongs to another outlet" in told.output
    assert not Watch.objects.exists()


OPML = """<opml version="2.0"><body><outline text="ورزش">
<outline text="سوت" xmlUrl="https://soot.example/rss" htmlUrl="https://soot.example/"/></outline>
<outline text="سوت: همه" xmlUrl="https://soot.example/all" htmlUrl="https://www.soot.example"/>
<outline text="بد" xmlUrl="nothing"/></body></opml>"""


def test_a_list_is_imported_once_and_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(OPML)
    dry = sarkhat("import", str(file), "--dry-run")
    assert "Would add 1 outlets and 3 addresses; 1 rows left out." in dry.output
    assert not Outlet.objects.exists()
    told = sarkhat("import", str(file))
    assert told.exit_code == 0
    assert "Left out: line 4: بد" in told.output
    assert set(Watch.objects.values_list("section", "kind")) == {("sport", "feed"), ("", "feed"), ("", "front_page")}
    assert "Added 0 outlets and 0 addresses" in sarkhat("import", str(file)).output


def test_a_catalogue_is_imported_and_its_bad_rows_are_told(tmp_path: Path) -> None:
    good = """[[outlet]]
key = "bamdad"
name = "بامداد"
name_en = "Bamdad"
home = "https://bamdad.example/"
kind = "site"
owner = "اعلام نشده"
owner_en = "not stated"
[[outlet.watch]]
kind = "front_page"
url = "https://bamdad.example/"
[[outlet.watch]]
kind = "feed"
url = "https://bamdad.example/rss"
"""
    file = tmp_path / "mine.toml"
    file.write_text(good + good.replace("bamdad", "other").replace('"site"', '"blog"'))
    told = sarkhat("import", str(file))
    assert told.exit_code == 0
    assert "Left out: other: kind must be one of" in told.output
    assert list(Outlet.objects.values_list("key", flat=True)) == ["bamdad"]


def test_what_is_no_list_ends_with_a_message(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("<html>")
    assert "not well-formed" in sarkhat("import", str(file)).output
    file.write_text("no = [")
    assert sarkhat("import", str(file)).exit_code == 1
    assert "No such file" in sarkhat("import", str(tmp_path / "none")).output


def test_list_switch_and_export() -> None:
    outlet = Outlet.objects.create(key="bamdad", name="بامداد", home="https://bamdad.example/")
    Watch.objects.create(
        outlet=outlet,
        kind="feed",
        url="https://bamdad.example/rss",
        url_key=b"1" * 16,
        host="bamdad.example",
        section="sport",
    )
    assert json.loads(sarkhat("list", "--json").output)["state"] == "new"
    assert "https://bamdad.example/rss" in sarkhat("export").output
    assert sarkhat("off", "bamdad").exit_code == 0
    assert "off" in sarkhat("list").output
    assert "https://bamdad.example/rss" not in sarkhat("export").output
    assert sarkhat("on", "bamdad").exit_code == 0
    assert json.loads(sarkhat("list", "--json").output)["state"] == "new"
    assert sarkhat("off", "nobody").exit_code == 1
