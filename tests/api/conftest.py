"""A small archive: two outlets, one story that both tell, one article by itself and a hidden one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from sarkhat.api.answers import LIMITER
from sarkhat.extract.models import Article, Body
from sarkhat.ranking.models import Listed, Score
from sarkhat.sources.models import Outlet
from sarkhat.store.bodies import pack
from sarkhat.stories.models import Member, Story
from sarkhat.text.urls import url_key
from sarkhat.understand.models import Reading

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass
class Archive:
    full: Outlet
    excerpt: Outlet
    lead: Article
    second: Article
    single: Article
    hidden: Article
    story: Story


def outlet(key: str, display: str) -> Outlet:
    return Outlet.objects.create(key=key, name=f"رسانهٔ {key}", home=f"https://{key}.example/", display=display)


def article(at: Outlet, number: int, title: str, hidden: bool = False) -> Article:
    url = f"{at.home}{number}"
    when = AT + timedelta(minutes=number)
    made = Article.objects.create(
        outlet=at,
        seq=number,
        url=url,
        url_key=url_key(url),
        title=title,
        authors=["مریم"],
        published=when,
        first_seen=when,
        hidden=hidden,
    )
    Body.objects.create(article=made, blocks=pack([["p", f"متنِ {title} می‌آید."]]))
    Reading.objects.create(
        article=made,
        seq=number,
        revision=1,
        language="fa",
        section="politics",
        section_by="outlet",
        key_passage=f"فراز {number}",
    )
    return made


@pytest.fixture
def archive(db: None) -> Archive:
    full, excerpt = outlet("bamdad", "full"), outlet("soot", "excerpt")
    lead, second = article(full, 1, "تیتر یک"), article(excerpt, 2, "تیتر <دو> & سه")
    single, hidden = article(full, 3, "تنها"), article(full, 4, "پنهان", hidden=True)
    story = Story.objects.create(lead=lead, section="politics", started_at=AT, latest_at=AT, outlets=2, articles=2)
    Member.objects.create(article=lead, story=story, how="first")
    Member.objects.create(article=second, story=story, how="copy", copy_of=lead, score=0.9)
    Score.objects.create(story=story, value=0.7, terms={"freshness": 0.2, "outlets": 0.8}, at=AT)
    for section in ("", "politics"):
        Listed.objects.create(kind="top", section=section, position=1, story=story, article=lead, value=0.7)
    return Archive(full, excerpt, lead, second, single, hidden, story)


@pytest.fixture(autouse=True)
def _fresh_limit() -> None:
    LIMITER.__init__()  # type: ignore[misc]
