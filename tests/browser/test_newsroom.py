"""The bundled newsroom, harvested over real HTTP, read in a real browser. It also makes the pictures of the docs.

`make screenshots` sets SCREENSHOTS to docs/screenshots; otherwise the pictures go to a temporary folder.
"""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from pipe import follow

from sarkhat.community import run as community
from sarkhat.community.models import Comment
from sarkhat.extract.models import Article
from sarkhat.pages.cache import SHELF
from sarkhat.ranking.run import rank_all
from sarkhat.replay.material import open_show
from sarkhat.replay.server import Server
from sarkhat.sample.newsroom_server import newsroom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _fill() -> None:
    with Server() as server:
        opened = datetime.now(UTC)
        show = newsroom(server, opened, lambda: opened)
        open_show(server, show)
        follow(show.catalogue)
    for article in Article.objects.filter(outlet__key="badban")[:3]:
        community.submit(article.pk, "رهگذر", "چه خوب که همهٔ روایت‌ها کنار هم است.")
    Comment.objects.update(state="shown")
    rank_all()
    connections.close_all()


@pytest.fixture
def site(live_server, plain_static, settings, tmp_path) -> str:
    settings.DATA = tmp_path
    SHELF.clear()
    # The browser's event loop runs in this thread; the pipe wants one of its own.
    filling = threading.Thread(target=_fill)
    filling.start()
    filling.join()
    return str(live_server.url)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(os.environ.get("SCREENSHOTS", tmp_path))


def test_the_day_can_be_read_and_is_pictured(chromium, site, folder):
    shots = (
        ("home-fa", "/", 1280, "light"),
        ("home-fa-dark", "/", 1280, "dark"),
        ("home-fa-phone", "/", 390, "light"),
        ("home-en", "/en/", 1280, "light"),
    )
    for name, path, width, scheme in shots:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        assert page.goto(site + path).ok
        assert page.locator("main h2 a, main h3 a").count() >= 30
        page.screenshot(
            path=folder / f"{name}.png", clip={"x": 0, "y": 0, "width": width, "height": 1400}, full_page=True
        )
        context.close()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site)
    page.locator("main h2 a").first.click()
    assert page.locator("h1").inner_text()
    assert page.get_by_text("چرا اینجاست؟").is_visible()
    page.screenshot(path=folder / "story-fa.png", full_page=True)
    context.close()
