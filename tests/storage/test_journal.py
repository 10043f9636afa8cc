"""Values in memory and their rows: changed together, or not at all."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import sqlite

from bot.storage.database import Database
from bot.storage.journal import Journal, Store, Write
from bot.storage.tables import key_values as table
from bot.storage.trips import NotKeptError, Statement, Trip
from tests.storage.watching import all_waiting, commits, held_up

Result = TypeVar("Result")
Kept = Store[str, int]

_insert = sqlite.insert(table)
PUT = Statement(
    _insert.on_conflict_do_update(index_elements=[table.c.name], set_={"value": _insert.excluded.value}),
    ["name", "value"],
)
TAKEN = Statement(delete(table).where(table.c.name == bindparam("of_name")))
ALL = Statement(select(table.c.name, table.c.value))


def a_store(prefix: str) -> Kept:
    """Numbers by name, each in a row; one that is taken out takes its row along."""

    def difference(before: int | None, after: int | None) -> Iterator[Write]:
        number = before if after is None else after
        # A store knows its values, not their keys: here a value says which key is its own.
        name = f"{prefix}{(number or 0) // 100}"
        if after is None:
            yield TAKEN, {"of_name": name}
        elif after != before:
            yield PUT, {"name": name, "value": str(after)}

    return Store(difference)


@pytest.fixture
def store() -> Kept:
    return a_store("a")


@pytest.fixture
def other() -> Kept:
    return a_store("b")


@pytest.fixture
def journal(database: Database, store: Kept, other: Kept) -> Journal:
    return Journal(database, store, other)


async def rows(database: Database) -> dict[str, int]:
    return {name: int(value) for name, value in await database.read(lambda trip: trip.rows(ALL))}


def put(store: Kept, key: str, value: int | None) -> Callable[[], Callable[[], int | None]]:
    """A change that gives a key this value, and is told what the key has then."""

    def change() -> Callable[[], int | None]:
        store.stage(key, value)
        return lambda: store.kept.get(key)

    return change


def add(store: Kept, key: str, more: int) -> Callable[[], Callable[[], int | None]]:
    """A change that builds on what is staged before it."""

    def change() -> Callable[[], int | None]:
        store.stage(key, (store.newest(key) or 0) + more)
        return lambda: store.kept.get(key)

    return change


def fails() -> Callable[[], None]:
    raise LookupError("no such thing")


@contextmanager
def broken(database: Database, fault: BaseException) -> Iterator[None]:
    """What is written meanwhile is written and fails."""
    write = database.write

    async def fail(work: Callable[[Trip], Result]) -> Result:
        def half(trip: Trip) -> Result:
            work(trip)
            raise fault

        return await write(half)

    database.write = fail  # type: ignore[method-assign]
    try:
        yield
    finally:
        database.write = write  # type: ignore[method-assign]


async def test_a_change_is_on_disk_when_it_is_told(
    database: Database, journal: Journal, store: Kept, database_file: Path
) -> None:
    outside = sqlite3.connect(database_file)

    def change() -> Callable[[], list[tuple[str, str]]]:
        store.stage("x", 1)
        assert not store.kept
        return lambda: outside.execute("SELECT name, value FROM memory").fetchall()

    try:
        assert await journal.commit(change) == [("a0", "1")]
    finally:
        outside.close()
    assert store.kept == {"x": 1}


async def test_changes_that_wait_together_share_one_transaction(
    database: Database, journal: Journal, store: Kept, other: Kept
) -> None:
    await journal.commit(put(store, "x", 1))
    async with commits(database) as counted:
        await asyncio.gather(
            *(journal.commit(put(store, f"key {n}", n * 100)) for n in range(1, 50)),
            *(journal.commit(put(other, f"key {n}", n * 100)) for n in range(1, 50)),
        )
    assert len(counted) == 1
    assert len(await rows(database)) == 99
    assert (len(store), len(other)) == (50, 49)


async def test_what_comes_while_a_group_is_written_makes_up_the_next(
    database: Database, journal: Journal, store: Kept
) -> None:
    await journal.commit(put(store, "x", 1))
    async with commits(database) as counted:
        async with held_up(database):
            changing = [asyncio.create_task(journal.commit(add(store, "x", 1))) for _ in range(3)]
            await all_waiting()
            changing += [asyncio.create_task(journal.commit(add(store, "x", 1))) for _ in range(3)]
            await all_waiting()
            assert store.kept == {"x": 1}, "nobody is told what is not on disk"
        told = await asyncio.gather(*changing)
    # Each is told what the last of its group made of it.
    assert told == [4, 4, 4, 7, 7, 7]
    assert len(counted) == 2
    assert await rows(database) == {"a0": 7}


async def test_a_later_change_of_a_group_sees_the_earlier(
    database: Database, journal: Journal, store: Kept
) -> None:
    told = await asyncio.gather(*(journal.commit(add(store, "x", n)) for n in (1, 2, 3)))
    assert told == [6, 6, 6]
    assert await rows(database) == {"a0": 6}


async def test_a_change_that_raises_fails_alone(database: Database, journal: Journal, store: Kept) -> None:
    told = await asyncio.gather(
        journal.commit(put(store, "x", 1)),
        journal.commit(fails),
        journal.commit(put(store, "y", 100)),
        return_exceptions=True,
    )
    assert [told[0], told[2]] == [1, 100]
    assert isinstance(told[1], LookupError)
    assert await rows(database) == {"a0": 1, "a1": 100}


async def test_a_result_that_cannot_be_told_fails_alone_and_its_change_holds(
    database: Database, journal: Journal, store: Kept
) -> None:
    def untold() -> Callable[[], int]:
        store.stage("x", 1)
        return lambda: 1 // 0

    told = await asyncio.gather(
        journal.commit(untold), journal.commit(put(store, "y", 100)), return_exceptions=True
    )
    assert isinstance(told[0], ZeroDivisionError)
    assert told[1] == 100
    assert await rows(database) == {"a0": 1, "a1": 100}
    assert store.kept == {"x": 1, "y": 100}


@pytest.mark.parametrize("fault", ["disk I/O error", "database or disk is full"])
async def test_a_commit_that_fails_leaves_every_store_as_it_was_and_is_told_to_everybody(
    database: Database, journal: Journal, store: Kept, other: Kept, fault: str
) -> None:
    await journal.commit(put(store, "x", 1))
    before = await rows(database)
    with broken(database, sqlite3.OperationalError(fault)):
        told = await asyncio.gather(
            journal.commit(put(store, "x", 2)),
            journal.commit(put(other, "y", 100)),
            journal.commit(put(store, "x", None)),
            return_exceptions=True,
        )
    assert [type(one) for one in told] == [NotKeptError] * 3
    assert all(fault in str(one) for one in told)
    assert (store.kept, other.kept) == ({"x": 1}, {})
    assert (store.newest("x"), other.newest("y")) == (1, None)
    assert await rows(database) == before
    # The same may be tried again.
    assert await journal.commit(put(store, "x", 2)) == 2
    assert await rows(database) == {"a0": 2}


async def test_a_change_that_cannot_be_written_is_told_to_its_group_and_holds_for_nobody(
    database: Database,
) -> None:
    def no_difference(before: int | None, after: int | None) -> Iterator[Write]:
        raise LookupError

    store: Kept = Store(no_difference)
    journal = Journal(database, store)
    told = await asyncio.gather(
        *(journal.commit(add(store, "x", 1)) for _ in range(2)), return_exceptions=True
    )
    assert [type(one) for one in told] == [LookupError] * 2
    assert (store.kept, store.newest("x")) == ({}, None)


async def test_a_key_that_is_staged_to_nothing_is_kept_no_longer(
    database: Database, journal: Journal, store: Kept
) -> None:
    await journal.commit(put(store, "x", 1))
    await journal.commit(put(store, "y", 100))
    assert await journal.commit(put(store, "x", None)) is None
    assert store.kept == {"y": 100}
    assert store.newest("x") is None
    assert await rows(database) == {"a1": 100}
    # Within a group, too, what comes after it begins anew.
    changes = [put(store, "y", None), add(store, "y", 105)]
    assert await asyncio.gather(*map(journal.commit, changes)) == [105, 105]
    assert await rows(database) == {"a1": 105}


async def test_a_group_that_changes_nothing_writes_nothing(
    database: Database, journal: Journal, store: Kept
) -> None:
    await journal.commit(put(store, "x", 1))
    async with commits(database) as counted:
        assert await journal.commit(lambda: lambda: store.kept["x"]) == 1
        assert await journal.commit(put(store, "x", 1)) == 1
    assert counted == []


async def test_a_value_that_was_loaded_is_kept_and_one_that_is_forgotten_keeps_its_row(
    database: Database, journal: Journal, store: Kept
) -> None:
    store.load("x", 1)
    assert (store.kept, store.newest("x"), len(store)) == ({"x": 1}, 1, 1)
    assert await rows(database) == {}
    await journal.commit(add(store, "x", 1))
    store.forget("x")
    store.forget("never there")
    assert len(store) == 0
    assert await rows(database) == {"a0": 2}


@pytest.mark.parametrize("cancelled", [0, 1, 2])
async def test_a_change_that_nobody_waits_for_any_more_does_not_break_the_others(
    database: Database, journal: Journal, store: Kept, cancelled: int
) -> None:
    async with held_up(database):
        changing = [asyncio.create_task(journal.commit(add(store, "x", 1))) for _ in range(3)]
        await all_waiting()
        changing[cancelled].cancel()
        await all_waiting()
    ended = await asyncio.gather(*changing, return_exceptions=True)
    assert isinstance(ended.pop(cancelled), asyncio.CancelledError)
    # It was on its way already, so it holds.
    assert ended == [3, 3]
    assert await rows(database) == {"a0": 3}
    assert store.kept == {"x": 3}


async def test_a_journal_that_is_cancelled_holds_nothing_by_halves_and_writes_again(
    database: Database, journal: Journal, store: Kept
) -> None:
    async with held_up(database):
        changing = asyncio.create_task(journal.commit(put(store, "x", 1)))
        await all_waiting()
        assert journal._flush is not None
        journal._flush.cancel()
        ended = await asyncio.wait_for(asyncio.gather(changing, return_exceptions=True), 1)
    assert isinstance(ended[0], BaseException)
    assert (store.kept, store.newest("x")) == ({}, None)
    assert await journal.commit(put(store, "y", 100)) == 100


async def test_it_rests_when_all_is_written_and_wakes_for_the_next(
    database: Database, journal: Journal, store: Kept
) -> None:
    running = asyncio.all_tasks()
    for number in range(3):
        await journal.commit(put(store, "x", number))
        await all_waiting()
        assert asyncio.all_tasks() == running
    assert await rows(database) == {"a0": 2}
