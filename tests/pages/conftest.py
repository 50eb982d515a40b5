"""The pages' tests: Django's client, static files without a manifest, nothing left on the shelf."""

import pytest

from sarkhat.pages import cover
from sarkhat.pages.cache import SHELF


@pytest.fixture(autouse=True)
def _plain_static(plain_static):
    """For every test of the pages."""


@pytest.fixture(autouse=True)
def empty_shelf():
    SHELF.clear()
    cover.carried.cache_clear()
    yield
    SHELF.clear()
    cover.carried.cache_clear()
