"""The administration's page of learned templates, as an operator sees it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sarkhat.extract.models import SiteSample, SiteTemplates
from sarkhat.extract.templates.anchor import Anchor
from sarkhat.extract.templates.records import Template, to_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


def test_templates_are_seen_and_forgotten_but_not_edited() -> None:
    body = Anchor("div", (("class", "item-text"),))
    event = {"at": "2026-11-22T09:00:00+00:00", "event": "learned", "body": '<div class="item-text">', "pages": 6}
    site = SiteTemplates.objects.create(
        host="news.example.ir", templates=[to_json(Template(body, pages=6))], history=[event]
    )
    SiteSample.objects.create(site=site, page=b"x")
    client = Client()
    client.force_login(User.objects.create_superuser("operator", password="long enough"))
    listed = client.get("/admin/extract/sitetemplates/").content.decode()
    assert "آموخته شد (از ۶ صفحه)" in listed
    page = client.get("/admin/extract/sitetemplates/news.example.ir/change/").content.decode()
    assert "&lt;div class=&quot;item-text&quot;&gt;" in page
    assert 'name="_save"' not in page
    client.post("/admin/extract/sitetemplates/news.example.ir/delete/", {"post": "yes"})
    assert not SiteTemplates.objects.exists()
    assert not SiteSample.objects.exists()
