"""Values that one process keeps in memory and on disk, changed only together with their rows.

Everything that waits at one time, whatever it is about, shares one transaction. A value in memory is replaced
when that transaction is on disk; if it fails, memory stays as it was and everybody in the group is told.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from bot.storage.database import Database
from bot.storage.trips import Statement, Trip, Values

Key = TypeVar("Key")
Value = TypeVar("Value")
Result = TypeVar("Result")

Write = tuple[Statement, Values]
"""A statement and the values to run it with."""


class Staged(Protocol):
    """A store whose changes wait for a commit."""

    def writes(self) -> Iterable[Write]:
        """What the staged changes write."""

    def keep(self) -> None:
        """The staged changes are on disk: they hold from now on."""

    def drop(self) -> None:
        """The staged changes failed: forget them."""


class Store(Generic[Key, Value]):
    """Values by key; a change is staged until it is on disk, and seen by later changes of its group."""

    def __init__(self, difference: Callable[[Value | None, Value | None], Iterable[Write]]) -> None:
        """Take what writes the difference between two values of one key; None stands for no value."""
        self._difference = difference
        self._kept: dict[Key, Value] = {}
        self._staged: dict[Key, Value | None] = {}

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._kept)

    @property
    def kept(self) -> Mapping[Key, Value]:
        """What is on disk."""
        return self._kept

    def newest(self, key: Key) -> Value | None:
        """The value with all that is staged; for changes alone, never to be told to anybody."""
        return self._staged[key] if key in self._staged else self._kept.get(key)

    def load(self, key: Key, value: Value) -> None:
        """Keep a value that was read from disk."""
        self._kept[key] = value

    def forget(self, key: Key) -> None:
        """Keep the value no longer; its rows stay."""
        self._kept.pop(key, None)

    def stage(self, key: Key, value: Value | None) -> None:
        """Replace the value at the next commit; None keeps it no longer once its rows are written."""
        self._staged[key] = value

    def writes(self) -> Iterable[Write]:
        """What the staged changes write."""
        for key, value in self._staged.items():
            yield from self._difference(self._kept.get(key), value)

    def keep(self) -> None:
        """The staged changes are on disk."""
        for key, value in self._staged.items():
            if value is None:
                self._kept.pop(key, None)
            else:
                self._kept[key] = value
        self._staged.clear()

    def drop(self) -> None:
        """The staged changes failed."""
        self._staged.clear()


class _Waiting(Generic[Result]):
    """A change that waits for its commit."""

    def __init__(self, change: Callable[[], Callable[[], Result]]) -> None:
        self.change = change
        self.result: Callable[[], Result] | None = None
        self.done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

    def stage(self) -> None:
        """Make the change."""
        try:
            self.result = self.change()
        except Exception as fault:  # noqa: BLE001 - told to whoever asked for this change
            self.fail(fault)

    def resolve(self) -> None:
        """Tell the result, or the fault of finding it."""
        if self.result is None or self.done.done():
            return
        try:
            self.done.set_result(self.result())
        except Exception as fault:  # noqa: BLE001 - told to whoever asked for this change
            self.done.set_exception(fault)

    def fail(self, fault: BaseException) -> None:
        """Tell the fault."""
        if not self.done.done():
            self.done.set_exception(fault)


class Journal:
    """Commits the staged changes of its stores, in groups."""

    def __init__(self, database: Database, *stores: Staged) -> None:
        """Take the database, and the stores whose changes are committed together."""
        self._database = database
        self._stores = stores
        self._waiting: list[_Waiting[object]] = []
        self._flush: asyncio.Task[None] | None = None

    async def commit(self, change: Callable[[], Callable[[], Result]]) -> Result:
        """Make a change and give its result once it is on disk.

        `change` stages what it changes, without waiting for anything, and returns what gives the result. That
        is called when the changes of the whole group are staged and on disk, so of presses that came together
        each is answered with what the last of them made of it.
        """
        waiting: _Waiting[Result] = _Waiting(change)
        self._waiting.append(waiting)  # type: ignore[arg-type]  # a list of changes with any result
        if self._flush is None:
            # The task lives only while there is something to do: no loop idles for the bot's life.
            self._flush = asyncio.create_task(self._do_all(), name="journal")
        return await waiting.done

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._do(group)
        finally:
            self._flush = None

    async def _do(self, group: list[_Waiting[object]]) -> None:
        for waiting in group:
            waiting.stage()
        try:
            writes = [write for store in self._stores for write in store.writes()]
            if writes:
                await self._database.write(lambda trip: _run(trip, writes))
        except BaseException as fault:
            self._undo(group, fault)
            if not isinstance(fault, Exception):
                raise
        else:
            for store in self._stores:
                store.keep()
            for waiting in group:
                waiting.resolve()

    def _undo(self, group: list[_Waiting[object]], fault: BaseException) -> None:
        for store in self._stores:
            store.drop()
        for waiting in group:
            waiting.fail(fault)


def _run(trip: Trip, writes: list[Write]) -> None:
    """Run the writes in their order; those of one statement that follow each other go together."""
    first = 0
    for position in range(1, len(writes) + 1):
        if position == len(writes) or writes[position][0] is not writes[first][0]:
            trip.execute(writes[first][0], *(values for _, values in writes[first:position]))
            first = position
