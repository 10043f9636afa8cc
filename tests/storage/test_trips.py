import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import sqlite

from bot.core.trivia.round.rounds import RoundState
from bot.storage import key_values
from bot.storage.columns import EPOCH
from bot.storage.database import PATIENCE, Database
from bot.storage.tables import key_values as table
from bot.storage.trips import NotKeptError, Statement, Trip, TripConnection
from bot.storage.trivia.tables import RUNNING, results, round_questions, rounds
from tests.core.builders import NOON, after
from tests.storage.builders import CHANNEL, OTHER_CHANNEL, start

PUT = Statement(
    sqlite.insert(table).on_conflict_do_update(
        index_elements=[table.c.name], set_={"value": sqlite.insert(table).excluded.value}
    ),
    ["name", "value"],
)
ALL = Statement(select(table.c.name, table.c.value).order_by(table.c.name))


@pytest.fixture
async def connection(database_file: Path) -> AsyncIterator[TripConnection]:
    """A second connection to the file."""
    connection = await TripConnection.open(database_file, ("foreign_keys=ON",))
    try:
        yield connection
    finally:
        await connection.close()


def put(name: str, value: str) -> Callable[[Trip], int]:
    return lambda trip: trip.execute(PUT, {"name": name, "value": value})


async def kept(database: Database) -> dict[str, str]:
    return dict(await database.read(lambda trip: trip.rows(ALL)))


# Statements


def test_parameters_go_to_the_driver_in_their_order_as_their_types_say() -> None:
    statement = Statement(
        update(round_questions).where(round_questions.c.round_id == bindparam("of_round")),
        ["opened_at", "closed", "resumptions"],
    )
    given = {"of_round": 7, "resumptions": "[]", "closed": True, "opened_at": after(0.0015)}
    # The names in the statement are in the order of the table's columns.
    assert statement.values(given) == (milliseconds(NOON) + 1, "[]", 1, 7)


def milliseconds(at: datetime) -> int:
    """The moment as it is stored."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def test_nothing_is_given_to_the_driver_as_nothing() -> None:
    statement = Statement(update(rounds), ["unshown_since", "topic"])
    given = {"unshown_since": None, "topic": None}
    assert (statement.values(given), statement.values({**given, "topic": "x"})) == ((None, None), ("x", None))


def test_rows_come_back_as_their_types_say() -> None:
    columns = (rounds.c.id, rounds.c.created_at, rounds.c.unshown_since, round_questions.c.closed)
    assert Statement(select(*columns)).row((7, milliseconds(NOON), None, 1)) == (7, NOON, None, True)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Statement(select(rounds.c.id)).row((7, 8))


def test_a_missing_value_is_named() -> None:
    with pytest.raises(KeyError, match="value"):
        PUT.values({"name": "word"})


def test_a_value_that_no_parameter_asks_for_is_let_go() -> None:
    assert PUT.values({"name": "word", "value": "avanti", "other": 1}) == ("word", "avanti")


def test_a_clause_brings_values_of_its_own_and_lets_them_be_replaced() -> None:
    statement = Statement(select(table.c.value).where(table.c.name == "word"))
    assert statement.values({}) == ("word",)
    statement = Statement(select(table.c.value).where(table.c.name == bindparam("name", "word")))
    assert (statement.values({}), statement.values({"name": "other"})) == (("word",), ("other",))


async def test_the_states_of_running_rounds_are_written_out_so_that_their_index_is_used(
    database: Database,
) -> None:
    statement = Statement(select(rounds.c.channel_id).where(RUNNING).order_by(rounds.c.id))
    assert "IN ('lobby', 'asking')" in statement.sql
    assert statement.values({}) == ()
    first = await start(database, channel_id=CHANNEL)
    await start(database, channel_id=OTHER_CHANNEL)
    over = Statement(update(rounds).where(rounds.c.id == bindparam("of_round")), ["state"])
    ended = {"of_round": first.id, "state": RoundState.LOST.value}
    await database.write(lambda trip: trip.execute(over, ended))
    assert await database.read(lambda trip: trip.rows(statement)) == [(OTHER_CHANNEL,)]


async def test_a_statement_runs_once_for_each_row_of_values(database: Database) -> None:
    rows = [{"name": name, "value": name * 2} for name in "abc"]
    assert await database.write(lambda trip: trip.execute(PUT, *rows)) == 3
    assert await database.write(lambda trip: trip.execute(PUT)) <= 0
    assert await kept(database) == {"a": "aa", "b": "bb", "c": "cc"}


# Trips


async def test_a_write_is_on_disk_when_it_returns(database: Database, database_file: Path) -> None:
    await database.write(put("word", "avanti"))
    outside = sqlite3.connect(database_file)
    found = outside.execute("SELECT name, value FROM memory").fetchall()
    outside.close()
    assert found == [("word", "avanti")]


@pytest.mark.parametrize("fault", [LookupError("half way"), sqlite3.OperationalError("disk I/O error")])
async def test_a_write_that_raises_leaves_nothing_and_holds_nobody_up(
    database: Database, fault: Exception
) -> None:
    def half(trip: Trip) -> None:
        trip.execute(PUT, {"name": "word", "value": "avanti"})
        raise fault

    # What is the database's own fault is told as one; every other fault is told as it is.
    with pytest.raises(NotKeptError if isinstance(fault, sqlite3.Error) else LookupError):
        await database.write(half)
    assert await kept(database) == {}
    await database.write(put("word", "adagio"))
    assert await kept(database) == {"word": "adagio"}


async def test_work_that_raises_is_undone_alone_and_the_rest_of_its_group_is_kept(
    connection: TripConnection, database: Database
) -> None:
    def half(trip: Trip) -> None:
        trip.execute(PUT, {"name": "second", "value": "2"})
        raise LookupError

    first, second, third = await connection.write([put("first", "1"), half, put("third", "3")], PATIENCE)
    assert (first.fault, third.fault) == (None, None)
    assert isinstance(second.fault, LookupError)
    assert await kept(database) == {"first": "1", "third": "3"}


async def test_a_commit_that_fails_keeps_nothing_of_the_group(
    connection: TripConnection, database: Database
) -> None:
    def leaves_rows_dangling(trip: Trip) -> None:
        trip._connection.execute("PRAGMA defer_foreign_keys=ON")
        row = {"round_id": 404, "member_id": 1}
        columns = ("guild_id", "pack_id", "ended_at", "distance", "right", "asked", "won")
        rest = {"guild_id": 1, "pack_id": "p", "ended_at": NOON, "distance": 0, "right": 0, "asked": 1}
        trip.execute(Statement(results.insert(), [*row, *columns]), {**row, **rest, "won": False})

    with pytest.raises(sqlite3.IntegrityError):
        await connection.write([put("first", "1"), leaves_rows_dangling], PATIENCE)
    assert await kept(database) == {}
    await connection.write([put("first", "1")], PATIENCE)
    assert await kept(database) == {"first": "1"}


async def test_a_read_sees_all_that_was_confirmed_before_it(database: Database) -> None:
    for number in range(50):
        value = str(number)
        await database.write(put("count", value))
        assert await database.read(lambda trip: key_values.read(trip, "count")) == value
    async with database.transaction() as transaction:
        await key_values.put(transaction, "count", "transaction")
    assert await database.read(lambda trip: key_values.read(trip, "count")) == "transaction"


async def test_a_read_waits_for_no_open_transaction_and_sees_nothing_of_it(database: Database) -> None:
    await database.write(put("word", "adagio"))
    await kept(database)
    async with database.transaction() as transaction:
        await key_values.put(transaction, "word", "avanti")
        assert await asyncio.wait_for(kept(database), 1) == {"word": "adagio"}
    assert await kept(database) == {"word": "avanti"}


async def test_a_read_sees_one_state_though_others_write_meanwhile(
    connection: TripConnection, database_file: Path
) -> None:
    outside = sqlite3.connect(database_file, isolation_level=None)
    add = "INSERT INTO memory (name, value) VALUES (?, '')"
    outside.execute(add, ["first"])
    outside.close()

    def twice(trip: Trip) -> tuple[int, int]:
        before = len(trip.rows(ALL))
        # In the database's thread: another connection writes between two looks of one reading.
        meanwhile = sqlite3.connect(database_file, isolation_level=None)
        meanwhile.execute(add, ["second"])
        meanwhile.close()
        return before, len(trip.rows(ALL))

    assert await connection.read(twice) == (1, 1)
    assert len(await connection.read(lambda trip: trip.rows(ALL))) == 2


async def test_a_read_that_raises_holds_nobody_up(database: Database) -> None:
    def fail(trip: Trip) -> None:
        trip.rows(ALL)
        raise LookupError

    with pytest.raises(LookupError):
        await database.read(fail)
    await database.write(put("word", "avanti"))
    assert await kept(database) == {"word": "avanti"}


async def test_what_is_relied_on_of_aiosqlite_is_there(connection: TripConnection) -> None:
    assert connection._thread.daemon
    assert connection._thread.is_alive()
    assert isinstance(connection._conn, sqlite3.Connection)
    ran: object = await connection._execute(lambda one, other: (one, other), 1, 2)
    assert ran == (1, 2)
    assert issubclass(TripConnection, aiosqlite.Connection)
