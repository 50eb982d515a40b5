"""axe-core on each kind of page: nothing serious, in both languages and both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found if item["impact"] in GRAVE]


def test_wide_light_persian(page, site, addresses):
    assert _all(page, site, "", addresses) == {}


def test_narrow_dark_english(phone, site, addresses):
    assert _all(phone, site, "en/", addresses) == {}


def _all(page, site, prefix, addresses):
    found = {}
    for kind, path in addresses.items():
        page.goto(f"{site}/{prefix}{path}")
        if grave := violations(page):
            found[kind] = grave
    return found
