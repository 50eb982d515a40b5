"""What the worker asks every second reads no whole table: the archive only grows."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sarkhat.extract import pictures
from sarkhat.extract import run as extract
from sarkhat.harvest import claims
from sarkhat.harvest.models import Sighting
from sarkhat.ranking import facts
from sarkhat.store import work

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GROWING = ("harvest_sighting", "harvest_watchstate", "harvest_slot", "extract_", "stories_", "understand_", "U0")
ASKED: dict[str, Callable[[], object]] = {
    "watches": lambda: claims.claim_due(200, NOW),
    "pages": lambda: extract._claim(100),
    "pictures": lambda: pictures._claim(40),
    "changes": lambda: work.changed(Sighting.objects.all(), extract.STAGE, 500),
    "ranking": lambda: facts.facts(facts.active(NOW), NOW),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ASKED)
def test_no_table_is_read_whole(name: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        ASKED[name]()
    plans = [plan for query in asked.captured_queries for plan in _plan(query["sql"])]
    assert plans
    # The partial index of open slots holds only what stands on front pages now.
    scans = [plan for plan in plans if plan.startswith("SCAN ") and not plan.endswith("USING INDEX open_slots")]
    assert not [scan for scan in scans if scan.split()[1].startswith(GROWING)]


def _plan(sql: str) -> list[str]:
    if not sql.startswith(("SELECT", "UPDATE")):
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [str(row[3]) for row in cursor.fetchall()]
