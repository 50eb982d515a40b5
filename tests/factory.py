"""Rows for tests of what is shown: a small newsroom, made through the models."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from sarkhat.extract.archive import wording
from sarkhat.extract.models import Article, Body, Event, Version
from sarkhat.extract.records import Block
from sarkhat.extract.severity import gravest
from sarkhat.harvest.models import Slot
from sarkhat.ranking.models import Listed, Score
from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.bodies import pack, unpack
from sarkhat.stories.models import Member, Story
from sarkhat.text.urls import url_key
from sarkhat.understand.models import Mending, Reading

_numbers = count(1)
PASSAGE = "رودخانه پس از هفت سال دوباره به دریا رسید."


def outlet(key: str = "", **more: object) -> Outlet:
    key = key or f"outlet-{next(_numbers)}"
    given = {"name": f"رسانهٔ {key}", "name_en": key.title(), "home": f"https://{key}.example/", "display": "full"}
    return Outlet.objects.create(key=key, **(given | more))


def article(
    of: Outlet,
    title: str = "رودخانه به دریا رسید",
    *,
    passage: str = PASSAGE,
    section: str = "politics",
    blocks: Sequence[tuple[str, str]] = (("p", "بند نخست خبر."), ("h2", "میان‌تیتر"), ("p", PASSAGE)),
    hours: float = 1,
    **more: object,
) -> Article:
    number = next(_numbers)
    url = str(more.pop("url", f"{of.home}news/{number}"))
    at = datetime.now(UTC) - timedelta(hours=hours)
    made = Article.objects.create(
        outlet=of, seq=number, url=url, url_key=url_key(url), title=title, published=at, first_seen=at, **more
    )
    Body.objects.create(article=made, blocks=pack([list(block) for block in blocks]))
    Reading.objects.create(
        article=made,
        seq=number,
        revision=made.revision,
        language=of.language,
        section=section,
        section_by="stated",
        key_passage=passage,
    )
    return made


def mended(made: Article, title: str, blocks: Sequence[tuple[str, str]] = (), kind: str = "spaced") -> None:
    """Give the article's words an overlay."""
    packed = pack([list(block) for block in blocks]) if blocks else None
    facts = {"kicker": made.kicker, "lead": made.lead, "blocks": packed}
    Mending.objects.create(article=made, version=1, kind=kind, title=title, **facts)


def edited(made: Article, old_title: str, old_blocks: Sequence[tuple[str, str]]) -> None:
    """Give the article an earlier wording."""
    blocks = pack([list(block) for block in old_blocks])
    Version.objects.create(
        article=made, revision=1, seen_at=made.first_seen, title=old_title, lead=made.lead, blocks=blocks
    )
    made.revision, made.changed_at = 2, made.published + timedelta(minutes=20)
    made.save()
    now = [Block("p", str(text)) for _, text in unpack(bytes(made.body.blocks))]
    old = wording(old_title, made.lead, [Block("p", text) for _, text in old_blocks])
    change = gravest(old, wording(made.title, made.lead, now))
    happened(made, "edited", change.kind, 2, made.changed_at, gone=change.gone, new=change.new)


def happened(
    made: Article, kind: str, what: str = "", revision: int = 1, at: datetime | None = None, **more: str
) -> Event:
    """An event of the article's life; a removal is its present state too."""
    when = at or datetime.now(UTC)
    if kind != "edited":
        Article.objects.filter(pk=made.pk).update(removed_at=when if kind == "removed" else None)
    return Event.objects.create(article=made, kind=kind, what=what, revision=revision, at=when, **more)


def story(members: Sequence[Article], section: str = "politics", copies: Sequence[Article] = ()) -> Story:
    ordered = sorted(members, key=lambda row: row.published)
    made = Story.objects.create(
        lead=ordered[0],
        section=section,
        started_at=ordered[0].published,
        latest_at=ordered[-1].published,
        outlets=len({row.outlet_id for row in ordered}),
        articles=len(ordered),
    )
    for place, row in enumerate(ordered):
        how = "first" if place == 0 else "copy" if row in copies else "same"
        Member.objects.create(article=row, story=made, how=how, copy_of=ordered[0] if how == "copy" else None)
    terms = {"outlets": 0.8, "freshness": 0.5, "front": 0.25}
    Score.objects.create(story=made, value=0.6, terms=terms, at=datetime.now(UTC))
    return made


def listed(kind: str, stories: Sequence[Story], section: str = "", value: float = 7) -> None:
    for place, made in enumerate(stories, 1):
        assert made.lead is not None
        Listed.objects.create(kind=kind, section=section, position=place, story=made, article=made.lead, value=value)


def slot(made: Article, position: int = 1) -> Slot:
    home = made.outlet.home
    watch, _ = Watch.objects.get_or_create(
        outlet=made.outlet, kind="front_page", url=home, role="front", defaults={"url_key": url_key(home)}
    )
    return Slot.objects.create(
        watch=watch,
        outlet=made.outlet,
        position=position,
        url=made.url,
        url_key=bytes(made.url_key),
        title=made.title,
        since=made.published,
    )


def newsroom(stories: int = 9, outlets: int = 4) -> list[Story]:
    """Stories told by all of `outlets`, ranked, listed and on front pages."""
    houses = [outlet(f"house-{place}-{next(_numbers)}") for place in range(outlets)]
    sections = ("politics", "world", "economy")
    made = []
    for place in range(stories):
        section = sections[place % 3]
        told = [
            article(house, f"ماجرای {place} به روایت {turn}", section=section, hours=1 + place + turn / 10)
            for turn, house in enumerate(houses)
        ]
        made.append(story(told, section, copies=told[:1]))
    listed("top", made)
    for section in sections:
        listed("top", [row for row in made if row.section == section], section)
    listed("viewed", made[:5], value=40)
    listed("discussed", made[:3], value=4)
    listed("rising", made[2:4])
    for place, house in enumerate(houses):
        slot(Article.objects.filter(outlet=house).order_by("pk")[place % stories], 1)
    return made
