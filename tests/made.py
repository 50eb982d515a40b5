"""Makes rows that earlier stages would have written, for tests of later stages."""

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count

from sarkhat.extract.models import Article, Body
from sarkhat.harvest.models import Sighting
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store import bodies
from sarkhat.store.work import next_seq
from sarkhat.text.urls import url_key

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_number = count(1)


def outlet(key: str = "one", kind: str = "agency", language: str = "fa") -> Outlet:
    """The outlet of this key, made if need be."""
    facts = {"name": key, "home": f"https://{key}.example/", "kind": kind, "language": language}
    return Outlet.objects.get_or_create(key=key, defaults=facts)[0]


def watch(of: Outlet, role: str = "items") -> Watch:
    """A watch of the outlet."""
    url = f"https://{of.key}.example/{role}"
    facts = {"outlet": of, "kind": "feed", "url": url, "host": f"{of.key}.example", "role": role}
    return Watch.objects.get_or_create(url_key=url_key(url), defaults=facts)[0]


def article(
    title: str = "",
    text: str = "",
    source: str = "one",
    hours: float = 0.0,
    kind: str = "agency",
    section: str = "",
    post: bool = False,
    views: int | None = None,
) -> Article:
    """An article with its body, `hours` after NOON."""
    of = outlet(source, kind)
    at = NOON + timedelta(hours=hours)
    url = f"https://{source}.example/news/{next(_number)}"
    seen = _sighting(of, url, at, views) if views is not None else None
    made = Article.objects.create(
        outlet=of,
        sighting=seen,
        seq=next_seq("article"),
        url=url,
        url_key=url_key(url),
        is_post=post,
        title=title,
        stated_section=section,
        published=at,
        first_seen=at,
    )
    Body.objects.create(article=made, blocks=bodies.pack([["p", line] for line in text.split("\n")]))
    return made


def edit(row: Article, text: str) -> None:
    """The outlet changes the article's words."""
    row.revision += 1
    row.seq = next_seq("article")
    row.save()
    Body.objects.filter(article=row).update(blocks=bodies.pack([["p", line] for line in text.split("\n")]))


def _sighting(of: Outlet, url: str, at: datetime, views: int) -> Sighting:
    key = hashlib.blake2b(url.encode(), digest_size=16).digest()
    return Sighting.objects.create(
        watch=watch(of),
        outlet=of,
        seq=next_seq("sighting"),
        url=url,
        url_key=key,
        entry_key=key,
        content_key=key,
        is_post=True,
        views=views,
        first_seen=at,
    )
