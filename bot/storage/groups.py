"""Work that many ask for at the same time, done in groups: one transaction for all that wait together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from bot.storage.trips import Outcome, Trip, not_kept

Value = TypeVar("Value")
Work = Callable[[Trip], Any]


class Groups:
    """Collects work while earlier work is being done, and has it done together.

    Each caller gets the outcome of its own work when the transaction is on disk: what was confirmed is kept,
    and fifty at once cost hardly more than one.
    """

    def __init__(self, do_all: Callable[[Sequence[Work]], Awaitable[Sequence[Outcome]]]) -> None:
        """Take what does a group's work: an outcome for each in their order; it raises if all failed."""
        self._do_all = do_all
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._flush: asyncio.Task[None] | None = None

    async def add(self, work: Callable[[Trip], Value]) -> Value:
        """What the work gives, once it is on disk."""
        done: asyncio.Future[Value] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._flush is None:
            # The task lives only while there is something to do: no loop idles for the bot's life.
            self._flush = asyncio.create_task(self._do_groups(), name="database-writes")
        return await done

    async def _do_groups(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._do(group)
        finally:
            self._flush = None

    async def _do(self, group: Sequence[tuple[Work, asyncio.Future[Any]]]) -> None:
        try:
            outcomes = await self._do_all([work for work, _ in group])
        except Exception as fault:  # noqa: BLE001 - each waiter is told; the next group has its own chance
            for _, done in group:
                if not done.done():
                    done.set_exception(not_kept(fault))
        else:
            for (_, done), outcome in zip(group, outcomes, strict=True):
                if not done.done():
                    outcome.tell(done)
