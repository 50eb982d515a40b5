"""Lead images: fetched, made small, kept; bad ones do no harm."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from PIL import Image

from extract.conftest import Site, Time
from sarkhat.extract import pictures
from sarkhat.extract.models import Article, Picture
from sarkhat.extract.pictures import BadPicture, fetch_pictures, shrink
from sarkhat.net.client import Door
from sarkhat.ops.worker import alone
from sarkhat.sources.models import Outlet
from sarkhat.store.work import next_seq
from sarkhat.text import urls


def drawn(
    width: int = 1600, height: int = 900, kind: str = "JPEG", mode: str = "RGB", colour: object = "#c03020"
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_made_small(kind: str) -> None:
    small = shrink(drawn(kind=kind))
    with Image.open(io.BytesIO(small.data)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (640, 360))
    assert (small.width, small.height) == (640, 360)
    assert small.colour.startswith(("#b", "#c"))


def test_a_small_picture_is_not_blown_up() -> None:
    assert shrink(drawn(300, 200)).width == 300


def test_what_is_transparent_becomes_white() -> None:
    assert shrink(drawn(400, 400, "PNG", "RGBA", (0, 0, 0, 0))).colour == "#ffffff"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "picture-unreadable"),
        (b"<svg/>", "picture-unreadable"),
        (drawn()[:300], "picture-unreadable"),
        (drawn(kind="BMP"), "picture-unreadable"),
        (drawn(40, 40), "picture-too-small"),
        (drawn(9000, 9000, "PNG", "1", 0), "picture-too-large"),
    ],
)
def test_what_is_no_picture_for_us(data: bytes, key: str) -> None:
    with pytest.raises(BadPicture, match=key):
        shrink(data)


def wanted(url: str, time: Time) -> Article:
    outlet, _ = Outlet.objects.get_or_create(key="khabar", name="خبرخانه", home="http://khabar.localhost")
    article = Article.objects.create(
        outlet=outlet, seq=next_seq("article"), url=url, url_key=urls.url_key(url), title="تیتر", image=url,
        published=time.now, first_seen=time.now,
    )  # fmt: skip
    Picture.objects.create(article=article, url=url, next_at=time.now)
    return article


async def go() -> int:
    async with Door(allow_loopback=True) as door:
        return await fetch_pictures(door)


@pytest.mark.django_db(transaction=True)
async def test_the_picture_lies_in_our_folder(site: Site, time: Time) -> None:
    site.say("/7.jpg", drawn(), Content_Type="image/jpeg")
    await sync_to_async(wanted)(site.url("/7.jpg"), time)
    assert await go() == 1
    article = await Article.objects.aget()
    assert article.picture_size.startswith("640x360 #")
    assert article.seq == 1
    folder = Path(settings.DATA) / "pictures"
    assert (folder / article.picture).read_bytes()[8:12] == b"WEBP"
    assert article.picture[:2] == article.picture[3:5]
    assert await go() == 0


@pytest.mark.django_db(transaction=True)
async def test_failures_end(site: Site, time: Time) -> None:
    site.say("/7.jpg", b"", status=500)
    await sync_to_async(wanted)(site.url("/7.jpg"), time)
    for _ in range(9):
        await go()
        time.on(days=2)
    assert site.asked.count("/7.jpg") == 4
    picture = await Picture.objects.aget()
    assert (picture.next_at, picture.error) == (None, "page-bad-status")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("status", "body", "key"), [(404, b"", "picture-missing"), (200, b"<html>", "picture-unreadable")]
)
async def test_a_picture_that_is_none_is_asked_for_once(
    site: Site, time: Time, status: int, body: bytes, key: str
) -> None:
    site.say("/7.jpg", body, status=status)
    await sync_to_async(wanted)(site.url("/7.jpg"), time)
    await go()
    picture = await Picture.objects.aget()
    assert (picture.next_at, picture.error) == (None, key)
    assert (await Article.objects.aget()).picture == ""


@pytest.mark.django_db(transaction=True)
async def test_a_picture_that_breaks_the_decoder_spoils_no_round(
    site: Site, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pictures.shrink
    monkeypatch.setattr(pictures, "shrink", lambda data: 1 / 0 if data == b"bomb" else real(data))
    for path, body in (("/7.jpg", b"bomb"), ("/8.jpg", drawn())):
        site.say(path, body, Content_Type="image/jpeg")
        await sync_to_async(wanted)(site.url(path), time)
    assert await go() == 2
    errors = {picture.url: picture.error async for picture in Picture.objects.all()}
    assert errors == {site.url("/7.jpg"): "picture-unreadable", site.url("/8.jpg"): ""}


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_leased_is_due_at_the_next_start(tmp_path: Path, time: Time) -> None:
    wanted("http://khabar.localhost/7.jpg", time)
    assert len(pictures._claim(40)) == 1
    assert pictures._claim(40) == []
    with alone(tmp_path):
        assert len(pictures._claim(40)) == 1


def test_the_same_picture_brought_by_two_at_once_is_written_once(tmp_path):
    path = tmp_path / "ab" / "abcd.webp"
    data = bytes(200_000)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: pictures._write(path, data), range(64)))
    assert path.read_bytes() == data
    assert [file.name for file in path.parent.iterdir()] == ["abcd.webp"]
