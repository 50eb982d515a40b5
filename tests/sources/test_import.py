"""A catalogue comes into the tables once; what an operator changed stays."""

import pytest

from sarkhat.catalogue.read import load
from sarkhat.sources.models import Outlet, Watch
from sarkhat.sources.run import import_rows

pytestmark = pytest.mark.django_db

ROW = """
[[outlet]]
key = "bamdad"
name = "بامداد"
home = "https://bamdad.example/"
kind = "site"
[[outlet.watch]]
kind = "feed"
url = "https://bamdad.example/feed"
"""


def test_a_second_import_changes_nothing_that_an_operator_corrected():
    assert import_rows(load(ROW).outlets).outlets == 1
    Outlet.objects.update(name="بامداد نو", active=False)
    imported = import_rows(load(ROW).outlets)
    assert (imported.outlets, imported.watches) == (0, 0)
    assert Outlet.objects.values_list("name", "active").get() == ("بامداد نو", False)


def test_a_row_that_a_release_changed_is_taken_over():
    import_rows(load(ROW).outlets)
    more = ROW + '[[outlet.watch]]\nkind = "feed"\nurl = "https://bamdad.example/sport"\nsection = "sport"\n'
    imported = import_rows(load(more.replace("بامداد", "بامداد خوش")).outlets)
    assert (imported.outlets, imported.watches) == (0, 1)
    assert Outlet.objects.get().name == "بامداد خوش"
    assert Watch.objects.count() == 2
