"""What comes at the same time, done together: one hop into a thread, one transaction, for many."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

One = TypeVar("One")
Done = TypeVar("Done")


class Groups(Generic[One, Done]):
    """Hands what waits to `work`, a group at a time, in the order in which it came.

    `work` gives a result for each of a group, in its order; if it raises, everybody in the group hears of it.
    `most`: the weight at which a group is closed, by `weigh`. `linger`: seconds in which others may join the first.
    """

    def __init__(
        self,
        work: Callable[[list[One]], Awaitable[list[Done]]],
        most: int,
        weigh: Callable[[One], int] = lambda _: 1,
        linger: float = 0.0,
    ) -> None:
        self._work = work
        self._most = most
        self._weigh = weigh
        self._linger = linger
        self._waiting: deque[tuple[One, asyncio.Future[Done]]] = deque()
        self._running: asyncio.Task[None] | None = None

    async def do(self, one: One) -> Done:
        """The result for `one`, when its group is done. Raises what `work` raises."""
        future: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(self._linger)
                await self._serve(self._next())
        finally:
            self._running = None

    def _next(self) -> list[tuple[One, asyncio.Future[Done]]]:
        group = [self._waiting.popleft()]
        weight = self._weigh(group[0][0])
        while self._waiting and (weight := weight + self._weigh(self._waiting[0][0])) <= self._most:
            group.append(self._waiting.popleft())
        return group

    async def _serve(self, group: list[tuple[One, asyncio.Future[Done]]]) -> None:
        try:
            results = await self._work([one for one, _ in group])
        except Exception as error:  # it is theirs who wait
            for _, future in group:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), result in zip(group, results, strict=True):
            if not future.done():  # its waiter may have been cancelled
                future.set_result(result)
