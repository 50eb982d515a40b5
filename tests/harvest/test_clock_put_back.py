"""A clock that ran ahead for a while, and was put right, leaves nothing waiting for years."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from harvest_rows import item, rss, state_of, watch
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.harvest.run import visit_due
from sarkhat.store.work import LONGEST_WAIT, recall

pytestmark = pytest.mark.django_db(transaction=True)


async def test_watches_visited_in_a_wrong_future_are_visited_now(net, door, time) -> None:
    net.gives("/rss", rss(item(1)))
    one = await watch(net.url("/rss"))
    time.go(days=4000)
    assert await visit_due(door) == 1
    time.go(days=-4000)
    net.gives("/rss", rss(item(1), item(2)))
    assert await visit_due(door) == 1
    assert await visit_due(door) == 0
    assert (await state_of(one)).next_at < time.at + LONGEST_WAIT
    assert await Sighting.objects.acount() == 2


async def test_what_waits_a_day_is_left_waiting(net, door, time) -> None:
    one = await watch(net.url("/rss"))
    at = time.at + timedelta(days=1)
    await WatchState.objects.acreate(watch=one, next_at=at, lease_until=at)
    assert await sync_to_async(recall)(WatchState, time.at) == 0
    state = await state_of(one)
    assert (state.next_at, state.lease_until) == (at, at)
