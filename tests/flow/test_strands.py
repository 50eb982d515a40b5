"""The endless loop: what fails is told, and holds up nothing behind it."""

import asyncio

import pytest

from sarkhat import flow


async def test_a_stage_that_fails_holds_up_none_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ended, loop, done = asyncio.Event(), asyncio.get_running_loop(), []

    def ranked() -> int:
        done.append("ranking")
        loop.call_soon_threadsafe(ended.set)
        return 0

    monkeypatch.setattr(flow, "DIGEST", {"adopt": lambda: 1 // 0, "stories": lambda: done.append("stories") or 0})
    monkeypatch.setattr(flow.ranking, "rank_all", ranked)
    async with asyncio.timeout(30):
        await flow._strand(flow._digest_and_rank(), ended)
    assert done == ["stories", "ranking"]
    assert "the step adopt failed" in caplog.text
