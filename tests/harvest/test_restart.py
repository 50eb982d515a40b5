"""After an outage visits are spread over time and hosts."""

from collections import Counter
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from harvest_rows import state_of, watch
from sarkhat.harvest.models import WatchState
from sarkhat.harvest.restart import LATE, LONGEST, spread_overdue

pytestmark = pytest.mark.django_db(transaction=True)


async def test_no_storm_after_an_outage(time) -> None:
    watches = [await watch(f"https://host{n % 20}.example/{n}", key=f"o{n % 20}") for n in range(200)]
    long_ago = time.at - timedelta(days=3)
    await WatchState.objects.abulk_create([WatchState(watch=one, next_at=long_ago, interval=3600) for one in watches])
    assert await sync_to_async(spread_overdue)(time.at) == 200
    due = [row async for row in WatchState.objects.values_list("watch__host", "next_at")]
    waits = [(at - time.at).total_seconds() for _, at in due]
    assert 0 <= min(waits) <= max(waits) <= LONGEST
    in_a_minute = Counter(int(wait // 60) for wait in waits)
    assert max(in_a_minute.values()) <= 16
    of_a_host = Counter((host, int((at - time.at).total_seconds() // 60)) for host, at in due)
    assert max(of_a_host.values()) <= 2


async def test_what_is_just_due_or_local_or_never_due_is_left(time) -> None:
    just, local, never = [
        await watch(url) for url in ("https://a.example/1", "http://a.localhost:1/2", "https://a.example/3")
    ]
    await WatchState.objects.acreate(watch=just, next_at=time.at - LATE / 2)
    await WatchState.objects.acreate(watch=local, next_at=time.at - timedelta(days=1))
    await WatchState.objects.acreate(watch=never, next_at=None)
    assert await sync_to_async(spread_overdue)(time.at) == 0
    assert (await state_of(just)).next_at == time.at - LATE / 2


async def test_a_lively_watch_comes_within_its_own_interval(time) -> None:
    one = await watch("https://a.example/1")
    await WatchState.objects.acreate(watch=one, next_at=time.at - timedelta(days=1), interval=180)
    assert await sync_to_async(spread_overdue)(time.at) == 1
    assert (await state_of(one)).next_at <= time.at + timedelta(seconds=180)
