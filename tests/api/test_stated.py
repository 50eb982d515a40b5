"""What an article's page states beside its words, in the API."""

import pytest

import factory
from sarkhat.extract.models import Variant
from sarkhat.text.urls import url_key

pytestmark = pytest.mark.django_db


def test_an_article_by_itself_tells_what_its_page_states(client):
    borna = factory.outlet("borna", name="برنا")
    made = factory.article(
        factory.outlet("paper"),
        credits=[["نگار تاری", "translator"]],
        agency="برنا",
        agency_outlet=borna,
        stated_section="شهر",
        tags=["رودخانه"],
        published_how="json-ld",
        access="metered",
        licence="https://creativecommons.org/licenses/by/4.0/",
    )
    for url, is_guess in (("https://paper.example/amp/1", False), ("https://paper.example/1", True)):
        Variant.objects.create(article=made, url=url, url_key=url_key(url), is_guess=is_guess)
    told = client.get(f"/api/v1/articles/{made.pk}").json()["stated"]
    assert told == {
        "credits": [{"name": "نگار تاری", "role": "translator"}],
        "agency": "برنا",
        "agency_outlet": "borna",
        "section": "شهر",
        "tags": ["رودخانه"],
        "published_how": "json-ld",
        "updated": None,
        "updated_how": "",
        "access": "metered",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "also_at": ["https://paper.example/amp/1"],
    }


def test_an_article_that_states_nothing(client):
    told = client.get(f"/api/v1/articles/{factory.article(factory.outlet()).pk}").json()["stated"]
    assert told["agency_outlet"] is None
    assert not any(told[name] for name in ("credits", "agency", "access", "licence", "also_at"))
