"""An article of the newsroom as the archive keeps it: read from its outlet's page, its pictures made small."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import factory
from sarkhat.extract.archive import add
from sarkhat.extract.decide import extract_page
from sarkhat.extract.models import Article, BodyPicture
from sarkhat.extract.pictures import shrink
from sarkhat.extract.structure.read import figures
from sarkhat.harvest.models import Sighting
from sarkhat.replay.server import Request
from sarkhat.sample.material import load_outlets, load_pieces
from sarkhat.sample.sites import OutletSite
from sarkhat.sources.models import Watch
from sarkhat.text.urls import url_key
from sarkhat.understand.models import Reading


def page(happening: str, outlet: str) -> tuple[str, str, OutletSite]:
    """An article's page as its outlet sends it, its address and the outlet's site."""
    opened = datetime.now(UTC)
    pieces = [piece for piece in load_pieces() if piece.outlet == outlet]
    sheet = next(sheet for sheet in load_outlets() if sheet.key == outlet)
    site = OutletSite(sheet, pieces, opened, f"https://{outlet}.example", lambda: opened)
    number = next(piece.number for piece in pieces if piece.happening == happening)
    reply = site(Request(f"/news/{number}/{happening}", {}))
    assert reply is not None
    return reply.body.decode(), f"https://{outlet}.example/news/{number}/{happening}", site


def kept(happening: str, outlet: str, settings) -> Article:
    """The article archived, with every picture in the folder."""
    text, url, site = page(happening, outlet)
    now = datetime.now(UTC)
    taken = extract_page(text, url, now)
    of = factory.outlet(outlet, name=site.sheet.name, name_en=site.sheet.name_en)
    watch = Watch.objects.create(outlet=of, kind="feed", url=f"https://{outlet}.example/rss", url_key=url_key(url))
    seen = Sighting.objects.create(
        watch=watch, outlet=of, seq=Sighting.objects.count() + 1, url=url, url_key=url_key(url),
        entry_key=url_key(url), content_key=url_key(url), title=taken.title, first_seen=now - timedelta(minutes=4),
    )  # fmt: skip
    made = add([(seen, replace(taken, figures=figures(text, url, taken.blocks, taken.authors)), url)], now)[0]
    Reading.objects.create(
        article=made, seq=made.seq, revision=1, language="fa", section="science", section_by="stated",
        key_passage=taken.blocks[0].text[:180],
    )  # fmt: skip
    Article.objects.filter(pk=made.pk).update(**_file(site, made.image, settings))
    for row in BodyPicture.objects.filter(article=made):
        BodyPicture.objects.filter(pk=row.pk).update(**_file(site, row.url, settings))
    made.refresh_from_db()
    return made


def _file(site, url, settings) -> dict[str, str]:
    reply = site(Request(urlsplit(url).path, {}))
    small = shrink(reply.body)
    path = settings.DATA / "pictures" / small.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small.data)
    return {"picture": small.name, "picture_size": f"{small.width}x{small.height} {small.colour}"}
