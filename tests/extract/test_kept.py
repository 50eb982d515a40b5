"""What a page states beside its words, through the real pipe: kept, renewed, never an edit."""
# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import PARAGRAPHS, article_html, json_ld, page
from extract.test_run import Go, go, sight  # noqa: F401 - go is a fixture
from sarkhat.extract.models import Article, Event
from sarkhat.sources.models import Outlet

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
DEED = "https://creativecommons.org/licenses/by/4.0/"
SAYS = "به گزارش خبرگزاری برنا، کارگران از بامداد شنبه سرگرم کارند و جوی‌های کهن را پاک می‌کنند."


def shown(source: str = SAYS, **stated: object) -> str:
    about = {"author": {"@type": "Person", "name": "نگار تاری"}, "translator": {"name": "بهمن پیشکار"}} | stated
    return page(article_html((source, *PARAGRAPHS)), head=json_ld(**about))


async def article() -> Article:
    return await Article.objects.select_related("agency_outlet").aget()


async def test_what_a_page_states_is_kept_with_its_article(site: Site, time: Time, go: Go) -> None:
    borna = await Outlet.objects.acreate(key="borna", name="برنا", home="https://borna.example/")
    site.say("/7", shown(isAccessibleForFree=False, license=DEED, dateModified="2026-11-22T11:00:00Z"))
    await db(sight)(site.url("/7"), time)
    await go()
    kept = await article()
    assert (kept.agency, kept.agency_outlet) == ("برنا", borna)
    assert kept.credits == [["نگار تاری", "author"], ["بهمن پیشکار", "translator"]]
    assert (kept.access, kept.licence) == ("locked", DEED)
    assert (kept.updated, kept.updated_how) == (datetime(2026, 11, 22, 11, tzinfo=UTC), "json-ld")


async def test_another_statement_is_taken_over_and_is_no_edit(site: Site, time: Time, go: Go) -> None:
    site.say("/7", shown(isAccessibleForFree=True, dateModified="2026-11-22T11:00:00Z"))
    await db(sight)(site.url("/7"), time)
    await go()
    site.say("/7", shown(isAccessibleForFree=False, license=DEED, dateModified="2026-11-22T12:20:00Z"))
    time.on(minutes=31)
    await go()
    kept = await article()
    assert (kept.access, kept.licence, kept.revision) == ("locked", DEED, 1)
    assert kept.updated == datetime(2026, 11, 22, 12, 20, tzinfo=UTC)
    assert not await Event.objects.aexists()


async def test_an_outlet_that_names_itself_names_nobody(site: Site, time: Time, go: Go) -> None:
    site.say("/7", shown(SAYS.replace("خبرگزاری برنا", "خبرخانه")))
    await db(sight)(site.url("/7"), time)
    await go()
    kept = await article()
    assert (kept.agency, kept.agency_outlet) == ("", None)
