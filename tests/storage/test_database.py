import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage import key_values
from bot.storage.database import PATIENCE, Database
from bot.storage.trips import NotKeptError, Statement
from bot.storage.trivia.tables import round_players
from tests.core.builders import NOON


async def pragma(database: Database, name: str) -> object:
    async with database.transaction() as connection:
        return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 700)],
)
async def test_the_file_is_durable_and_its_references_are_held(
    database: Database, name: str, value: object
) -> None:
    assert await pragma(database, name) == value


async def test_a_held_file_is_waited_for_again_once_something_was_kept(
    database: Database, database_file: Path
) -> None:
    async def put() -> None:
        async with database.transaction() as connection:
            await key_values.put(connection, "word", "avanti")

    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(NotKeptError) as told:
                await put()
            assert told.value.may_pass
        other.rollback()
    await put()
    assert await pragma(database, "busy_timeout") == PATIENCE


async def test_a_row_that_refers_to_nothing_is_refused(database: Database) -> None:
    row = {"round_id": 404, "member_id": 1, "name": "Nobody", "joined_at": NOON}
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with database.transaction() as connection:
            await connection.execute(round_players.insert(), row)
    with pytest.raises(NotKeptError, match="FOREIGN KEY"):
        await database.write(lambda trip: trip.execute(Statement(round_players.insert(), list(row)), row))


async def test_a_transaction_is_on_disk_when_it_ends(database: Database, tmp_path: Path) -> None:
    async with database.transaction() as connection:
        await key_values.put(connection, "word", "avanti")
        assert read_from_outside(tmp_path) == []
    assert read_from_outside(tmp_path) == [("word", "avanti")]


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.transaction() as connection:
            await key_values.put(connection, "word", "avanti")
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail()
    async with database.transaction() as connection:
        assert await key_values.get(connection, "word") is None


async def test_a_transaction_that_is_cancelled_leaves_nothing_and_holds_nobody_up(
    database: Database,
) -> None:
    written = asyncio.Event()

    async def write() -> None:
        async with database.transaction() as connection:
            await key_values.put(connection, "word", "avanti")
            written.set()
            await asyncio.sleep(3600)

    task = asyncio.create_task(write())
    await written.wait()
    task.cancel()
    await asyncio.wait([task])
    async with database.transaction() as connection:
        assert await key_values.get(connection, "word") is None
        await key_values.put(connection, "word", "adagio")


async def test_what_is_read_and_written_in_one_transaction_loses_nothing_to_another(
    database: Database,
) -> None:
    async def count_up() -> None:
        async with database.transaction() as connection:
            count = int(await key_values.get(connection, "count") or 0)
            await key_values.put(connection, "count", str(count + 1))

    await asyncio.gather(*(count_up() for _ in range(20)))
    async with database.transaction() as connection:
        assert await key_values.get(connection, "count") == "20"


@pytest.mark.parametrize("folder", ["not/there/yet", "what? 100% #1 & più"])
async def test_the_file_is_made_where_it_was_asked_for(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "cantastorie.db"
    database = Database.open(path)
    try:
        await database.migrate()
    finally:
        await database.close()
    assert path.is_file()


def read_from_outside(folder: Path) -> list[tuple[str, str]]:
    """What another process would find."""
    connection = sqlite3.connect(folder / "cantastorie.db")
    try:
        return connection.execute("SELECT name, value FROM memory").fetchall()
    finally:
        connection.close()
