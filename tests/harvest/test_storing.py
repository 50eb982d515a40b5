"""Groups of visits in one transaction, and how watches are claimed."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from sarkhat.harvest import claims, keep, sightings
from sarkhat.harvest.groups import Groups
from sarkhat.harvest.keep import Visit
from sarkhat.harvest.keys import keyed
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.owners import Owners
from sarkhat.harvest.records import Entry, Parsed
from sarkhat.sources.models import Outlet, Watch
from sarkhat.text.urls import host, url_key

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def states(count: int, key: str = "paper", site: str = "https://paper.example") -> list[WatchState]:
    outlet, _ = Outlet.objects.get_or_create(key=key, defaults={"name": key, "home": f"{site}/"})
    urls = [f"{site}/feed/{number}" for number in range(count)]
    watches = [Watch(outlet=outlet, kind="feed", url=url, url_key=url_key(url), host=host(url)) for url in urls]
    made = Watch.objects.bulk_create(watches)
    claims.add_missing(NOW)
    return list(WatchState.objects.filter(watch__in=made).select_related("watch__subscription").order_by("pk"))


def visit(state: WatchState, *entries: Entry) -> Visit:
    return Visit(200, {"etag": '"x"'}, Parsed(entries=entries), keyed(state.watch.outlet_id, entries))


def entry(number: int, **more: object) -> Entry:
    return Entry(f"n-{number}", f"https://paper.example/news/{number}", **({"title": f"خبر {number}"} | more))


def test_every_column_of_a_sighting_is_written() -> None:
    columns = {field.attname for field in Sighting._meta.concrete_fields}
    assert set(sightings._NEW) == columns - {"id"}


def test_what_is_written_reads_back() -> None:
    (state,) = states(1)
    at = NOW - timedelta(hours=2)
    item = entry(
        1, summary="<p>شرح</p>", published=at, authors=("الف",), tags=("آب", "شهر"), image="https://a.example/i.jpg"
    )
    assert keep.keep_visits([(state, visit(state, item))], NOW, Owners.read()) == [1]
    row = Sighting.objects.get()
    assert (row.title, row.summary, row.published, row.first_seen) == ("خبر 1", "<p>شرح</p>", at, NOW)
    assert (row.authors, row.tags, row.image, row.views) == (["الف"], ["آب", "شهر"], "https://a.example/i.jpg", None)
    again = WatchState.objects.get()
    assert (again.etag, again.status, again.visited_at, again.lease_until) == ('"x"', 200, NOW, None)
    assert (state.etag, state.visited_at) == ('"x"', NOW)


def test_an_item_of_two_feeds_in_one_group_is_one_sighting() -> None:
    one, other = states(2)
    other.watch.section = "sport"
    group = [(one, visit(one, entry(1), entry(2))), (other, visit(other, entry(2, title="دیگر"), entry(3)))]
    assert keep.keep_visits(group, NOW, Owners.read()) == [2, 2]
    rows = {row.url[-1]: row for row in Sighting.objects.all()}
    assert sorted(rows) == ["1", "2", "3"]
    assert (rows["2"].title, rows["2"].section, rows["2"].watch_id) == ("خبر 2", "sport", one.pk)
    assert sorted(row.seq for row in rows.values()) == [1, 2, 3]


def test_a_visit_that_cannot_be_stored_harms_no_other_of_its_group() -> None:
    one, bad, other = states(3)
    group = [
        (one, visit(one, entry(1))),
        (bad, visit(bad, entry(2, views=2**70))),
        (other, visit(other, entry(3))),
    ]
    assert keep.keep_visits(group, NOW, Owners.read()) == [1, 0, 1]
    assert sorted(row.url[-1] for row in Sighting.objects.all()) == ["1", "3"]
    assert [state.error for state in WatchState.objects.order_by("pk")] == ["", "answer-unreadable", ""]


def test_a_visit_that_the_database_refuses_is_told_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    one, bad = states(2)
    kept = sightings.keep_all

    def refuse(shown, now, owners):
        if any(watch.pk == bad.pk for watch, _ in shown):
            raise IntegrityError("the watch is gone")
        return kept(shown, now, owners)

    monkeypatch.setattr(sightings, "keep_all", refuse)
    told = keep.keep_visits([(one, visit(one, entry(1))), (bad, visit(bad, entry(2)))], NOW, Owners.read())
    assert told[0] == 1
    assert isinstance(told[1], IntegrityError)
    assert WatchState.objects.get(pk=bad.pk).visited_at is None
    assert bad.visited_at is None


def test_an_unchanged_feed_writes_one_statement_for_all() -> None:
    group = states(20)
    for state in group:
        state.etag = '"x"'
    with CaptureQueriesContext(
        connection,
    ) as made:
        keep.keep_visits([(state, Visit(304)) for state in group], NOW, Owners({}))
    changes = [query["sql"] for query in made if "UPDATE" in query["sql"] or "INSERT" in query["sql"]]
    assert len(changes) == 1, changes
    assert WatchState.objects.filter(status=304).count() == 20


def test_due_watches_are_read_along_their_index_and_no_further_than_needed() -> None:
    for number in range(30):
        states(40, f"paper-{number}", f"https://paper{number}.example")
    with CaptureQueriesContext(connection) as made:
        chains = claims.claim_due(50, NOW)
    assert sum(map(len, chains)) == 50
    assert max(map(len, chains)) <= claims.MOST_OF_ONE_HOST
    due = next(query["sql"] for query in made if "ORDER BY" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {due}")
        plan = [row[3] for row in cursor.fetchall()]
    assert any("harvest_watchstate_next_at" in step for step in plan), plan
    assert not any("SCAN" in step or "TEMP B-TREE FOR ORDER BY" in step for step in plan), plan


def test_what_is_being_visited_is_not_claimed_though_its_lease_ran_out() -> None:
    states(1)
    ((state,),) = claims.claim_due(5, NOW)
    later = NOW + claims.lease() + timedelta(seconds=1)
    assert claims.claim_due(5, later, {state.pk}) == []
    assert len(claims.claim_due(5, later)) == 1


def test_at_a_start_only_leases_on_own_hosts_are_given_back() -> None:
    states(1)
    states(1, "sample", "http://sample.localhost:8000")
    assert len(claims.claim_due(5, NOW)) == 2
    assert claims.free_local(NOW) == 1
    ((free,),) = claims.claim_due(5, NOW)
    assert free.watch.host == "sample.localhost"


def test_the_pause_of_a_host_outlives_a_restart() -> None:
    assert claims.owed_pause(NOW, 2.0) == 0
    (state,) = states(1)
    keep.keep_visits([(state, Visit(304))], NOW, Owners({}))
    assert claims.owed_pause(NOW + timedelta(seconds=0.5), 2.0) == 1.5
    assert claims.owed_pause(NOW + timedelta(seconds=9), 2.0) == 0


async def test_groups_take_what_waits_up_to_a_weight_and_in_order() -> None:
    made: list[list[int]] = []

    async def work(group: list[int]) -> list[int]:
        made.append(group)
        await asyncio.sleep(0)
        return [one * 10 for one in group]

    groups = Groups(work, 5, lambda one: one)
    assert await asyncio.gather(*map(groups.do, [1, 2, 3, 9, 1])) == [10, 20, 30, 90, 10]
    assert made == [[1, 2], [3], [9], [1]]


async def test_a_group_that_fails_is_told_to_all_in_it_and_to_nobody_else() -> None:
    async def work(group: list[int]) -> list[int]:
        if 2 in group:
            raise ValueError("two")
        return group

    groups = Groups(work, 2)
    told = await asyncio.gather(*map(groups.do, [1, 2, 3]), return_exceptions=True)
    assert [type(one) for one in told] == [ValueError, ValueError, int]
