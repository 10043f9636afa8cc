"""Group commit: work of many callers at once is done in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database

Item = TypeVar("Item")
Result = TypeVar("Result")


class GroupCommit(Generic[Item, Result]):
    """Does the work for all items that wait at the same time in one transaction.

    Each caller gets its own result when the transaction is on disk, so what was confirmed is stored, and
    fifty at once cost hardly more than one. If the work raises, each caller of that group gets the exception.
    """

    def __init__(
        self,
        database: Database,
        work: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result]]],
    ) -> None:
        """Take the work: a result for each item, in their order."""
        self._database = database
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._flush: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> Result:
        """The item's result, once it is on disk."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._flush is None:
            # The task lives only while there is something to do: no loop idles for the bot's life.
            self._flush = asyncio.create_task(self._do_all(), name="group-commit")
        return await done

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._do(group)
        finally:
            self._flush = None

    async def _do(self, group: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            async with self._database.transaction() as connection:
                results = await self._work(connection, [item for item, _ in group])
        except Exception as fault:  # noqa: BLE001 - each waiter is told; the next group has its own chance
            for _, done in group:
                if not done.done():
                    done.set_exception(fault)
        else:
            for (_, done), result in zip(group, results, strict=True):
                if not done.done():
                    done.set_result(result)
