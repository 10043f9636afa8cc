"""Work that waits together shares a transaction, and each is told what became of its own."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from bot.storage.database import Database
from bot.storage.tables import key_values as table
from bot.storage.trips import NotKeptError, Statement, Trip
from tests.storage.watching import all_waiting, commits, held_up

PUT = Statement(sqlite.insert(table), ["name", "value"])
NAMES = Statement(select(table.c.name).order_by(table.c.name))


def put(*names: str) -> Callable[[Trip], str]:
    """Work that keeps these and gives the last; the same name twice is refused by the database."""

    def work(trip: Trip) -> str:
        trip.execute(PUT, *({"name": name, "value": ""} for name in names))
        return names[-1]

    return work


async def kept(database: Database) -> list[str]:
    return [name for (name,) in await database.read(lambda trip: trip.rows(NAMES))]


async def test_each_gets_what_its_own_work_gave(database: Database) -> None:
    assert await asyncio.gather(*(database.write(put(name)) for name in "abc")) == ["a", "b", "c"]


async def test_two_hundred_at_once_are_on_disk_when_confirmed_and_share_a_few_transactions(
    database: Database, database_file: Path
) -> None:
    await database.write(put("first"))
    lost: list[str] = []
    names = [f"{number:03}" for number in range(200)]
    with closing(sqlite3.connect(database_file)) as outside:

        async def add(name: str) -> None:
            await database.write(put(name))
            if outside.execute("SELECT 1 FROM memory WHERE name = ?", [name]).fetchone() is None:
                lost.append(name)

        async with commits(database) as counted:
            await asyncio.gather(*map(add, names))
    assert lost == []
    assert 0 < len(counted) <= 3
    assert await kept(database) == [*names, "first"]


async def test_what_comes_while_a_group_is_written_makes_up_the_next(database: Database) -> None:
    async with commits(database) as counted:
        async with held_up(database):
            adding = [asyncio.create_task(database.write(put(name))) for name in "abc"]
            await all_waiting()
            for name in "def":
                adding.append(asyncio.create_task(database.write(put(name))))
                await all_waiting()
            assert not any(task.done() for task in adding)
        await asyncio.gather(*adding)
    assert len(counted) == 2
    assert await kept(database) == [*"abcdef"]


@pytest.mark.parametrize("fault", [None, LookupError("half way")])
async def test_work_that_fails_is_undone_alone_and_the_others_hold(
    database: Database, fault: Exception | None
) -> None:
    def fails(trip: Trip) -> None:
        put("b")(trip)
        if fault is not None:
            raise fault
        put("b")(trip)

    told = await asyncio.gather(
        database.write(put("a")),
        database.write(fails),
        database.write(put("c")),
        return_exceptions=True,
    )
    # A fault of the database's own is told as what was not kept, another as it is.
    assert [type(one) for one in told] == [str, NotKeptError if fault is None else type(fault), str]
    assert await kept(database) == ["a", "c"]


async def test_work_that_failed_can_be_added_again(database: Database) -> None:
    with pytest.raises(NotKeptError):
        await database.write(put("a", "a"))
    await database.write(put("a"))
    assert await kept(database) == ["a"]


async def test_a_group_that_is_not_kept_tells_every_waiter_and_the_next_is_written(
    database: Database, database_file: Path
) -> None:
    await database.write(put("first"))
    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await asyncio.gather(*(database.write(put(name)) for name in "abc"), return_exceptions=True)
        other.rollback()
    assert [type(fault) for fault in told] == [NotKeptError] * 3
    await database.write(put("d"))
    assert await kept(database) == ["d", "first"]


@pytest.mark.parametrize("cancelled", [0, 1, 2])
async def test_work_that_nobody_waits_for_any_more_does_not_break_the_others(
    database: Database, cancelled: int
) -> None:
    async with held_up(database):
        adding = [asyncio.create_task(database.write(put(name))) for name in "abc"]
        await all_waiting()
        adding[cancelled].cancel()
        await all_waiting()
    ended = await asyncio.gather(*adding, return_exceptions=True)
    assert isinstance(ended.pop(cancelled), asyncio.CancelledError)
    others = [name for position, name in enumerate("abc") if position != cancelled]
    assert ended == others
    assert set(others) <= set(await kept(database))


async def test_work_that_fails_after_nobody_waits_for_it_is_told_to_nobody(database: Database) -> None:
    async with held_up(database):
        adding = asyncio.create_task(database.write(put("a", "a")))
        await all_waiting()
        adding.cancel()
        await all_waiting()
    await database.write(put("b"))
    assert await kept(database) == ["b"]


async def test_it_rests_when_all_is_written_and_wakes_for_the_next(database: Database) -> None:
    running = asyncio.all_tasks()
    for name in "abc":
        await database.write(put(name))
        await all_waiting()
        assert asyncio.all_tasks() == running
    assert await kept(database) == [*"abc"]
