"""Work done in one trip to the database's thread: statements compiled once and run together.

A statement through SQLAlchemy costs a thread switch each way and some bookkeeping, about 0.6 ms in all,
and a press needs many. Here a whole piece of work crosses to the thread once.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

Value = TypeVar("Value")
Values = Mapping[str, Any]
"""The values of a statement's parameters by their names."""

CHUNK = 64
"""Rows that aiosqlite fetches at a time where it iterates; nothing here does."""


HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""What SQLite fails with when the file is held by somebody else."""

PASSING = frozenset({*HELD, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
"""What SQLite fails with when the file is held by somebody else or the disk is full: it may pass."""

PRIMARY = 0xFF
"""The bits of an SQLite code that say what kind it is; the rest say more of it."""


class NotKeptError(Exception):
    """The database did not take a change: nothing of it holds."""

    def __init__(self, fault: BaseException | str) -> None:
        """Take why."""
        super().__init__(str(fault))
        code: int | None = getattr(fault, "sqlite_errorcode", None)
        self.may_pass = code is None or code & PRIMARY in PASSING
        """Whether the same change may be kept soon."""
        self.is_held = code is not None and code & PRIMARY in HELD
        """Whether somebody else holds the file."""


class Statement:
    """A statement of SQLAlchemy's, compiled once: its parameters by name in, its rows as tuples out.

    `columns` names the columns that an insert or an update gets values for. A clause without parameters may
    hold lists of its own values, which are written out.
    """

    def __init__(self, clause: Executable, columns: Sequence[str] | None = None) -> None:
        """Compile it; parameters that the clause has values for need none later."""
        assert isinstance(clause, ClauseElement)  # noqa: S101 - for mypy: each executable is one
        dialect = _dialect()
        compiled = clause.compile(dialect=dialect, column_keys=columns)
        if "__[POSTCOMPILE_" in str(compiled):
            compiled = clause.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        names: Sequence[str] = getattr(compiled, "positiontup", None) or ()
        binds: Mapping[str, Any] = getattr(compiled, "binds", {})
        self._own = {name: compiled.params[name] for name in names if not _is_required(binds[name])}
        self._parameters = tuple(
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names
        )
        returned = getattr(clause, "exported_columns", ())
        self._results = tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in returned
        )

    def values(self, values: Values) -> tuple[Any, ...]:
        """The parameters in their order, as the driver takes them; KeyError names one without a value."""
        if self._own:
            values = {**self._own, **values}
        return tuple(
            values[name] if process is None else process(values[name]) for name, process in self._parameters
        )

    def row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row as Python values."""
        return tuple(
            value if process is None else process(value)
            for value, process in zip(row, self._results, strict=True)
        )


class Trip:
    """One stay in the database's thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take Python's own connection."""
        self._connection = connection

    def rows(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that the statement gives."""
        return [statement.row(row) for row in self.stored(statement, **values)]

    def stored(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as they are stored: `Statement.row` makes Python values of each."""
        return self._connection.execute(statement.sql, statement.values(values)).fetchall()

    def apart(self, work: Callable[["Trip"], Any]) -> "Outcome":
        """Do work that is undone alone where it raises."""
        self._connection.execute("SAVEPOINT work")
        try:
            outcome = Outcome(work(self))
        except Exception as fault:  # noqa: BLE001 - told to whoever asked for this work
            # A full disk ends the whole transaction: then this raises too, and the whole group is told.
            self._connection.execute("ROLLBACK TO work")
            outcome = Outcome(fault=told_as(fault))
        self._connection.execute("RELEASE work")
        return outcome

    def alone(self, work: Callable[["Trip"], Any]) -> "Outcome":
        """Do the only work of a transaction, which is undone with it where it raises."""
        try:
            return Outcome(work(self))
        except Exception as fault:  # noqa: BLE001 - told to whoever asked for this work
            self._connection.rollback()
            return Outcome(fault=told_as(fault))

    def execute(self, statement: Statement, *rows: Values) -> int:
        """Run the statement once for each of these values; how many rows were changed."""
        return self._connection.executemany(statement.sql, map(statement.values, rows)).rowcount


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one piece of work gave, or raised."""

    value: Any = None
    fault: Exception | None = None

    def tell(self, done: asyncio.Future[Any]) -> None:
        """Tell whoever waits."""
        if self.fault is None:
            done.set_result(self.value)
        else:
            done.set_exception(self.fault)


class TripConnection(aiosqlite.Connection):
    """A connection of aiosqlite's, with its thread, that takes whole pieces of work."""

    _wait: int | None = None
    """For how many milliseconds it waits for a held file; None until it was told."""

    @classmethod
    async def open(cls, path: Path, pragmas: Iterable[str]) -> "TripConnection":
        """Open the file and set it up."""

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(path)
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
            return connection

        connection = cls(connect, CHUNK)
        # A connection that nobody closed must not keep the process from ending.
        connection._thread.daemon = True
        await connection
        return connection

    async def write(self, works: Sequence[Callable[[Trip], Any]], wait: int) -> list[Outcome]:
        """Do all the work in one transaction: on disk when this returns. Work that raises is undone alone.

        A file that somebody else holds is waited for `wait` milliseconds.
        """
        if wait != self._wait:
            await self._execute(self._conn.execute, f"PRAGMA busy_timeout={wait}")  # type: ignore[no-untyped-call]
            self._wait = wait
        return await self._go(_in_transaction, partial(_outcomes, works))

    async def read(self, work: Callable[[Trip], Value]) -> Value:
        """Do the work, which changes nothing, at one state of the database."""
        return await self._go(_in_snapshot, work)

    async def _go(
        self,
        stay: Callable[[sqlite3.Connection, Callable[[Trip], Value]], Value],
        work: Callable[[Trip], Value],
    ) -> Value:
        done: Value = await self._execute(stay, self._conn, work)  # type: ignore[no-untyped-call]  # aiosqlite's own way to its thread
        return done


def not_kept(fault: BaseException) -> NotKeptError:
    """That a change was not kept, with the reason."""
    told = NotKeptError(fault)
    told.__cause__ = fault
    return told


def told_as(fault: Exception) -> Exception:
    """What whoever asked for the work is told of its fault: of the database's, that nothing was kept."""
    return not_kept(fault) if isinstance(fault, sqlite3.Error) else fault


def _in_transaction(connection: sqlite3.Connection, work: Callable[[Trip], Value]) -> Value:
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = work(Trip(connection))
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return done


def _outcomes(works: Sequence[Callable[[Trip], Any]], trip: Trip) -> list[Outcome]:
    # A press on its own is the most frequent: it needs no savepoint, and so two statements less.
    return [trip.alone(works[0])] if len(works) == 1 else [trip.apart(work) for work in works]


def _in_snapshot(connection: sqlite3.Connection, work: Callable[[Trip], Value]) -> Value:
    connection.execute("BEGIN")
    try:
        return work(Trip(connection))
    finally:
        connection.rollback()


def _is_required(bind: Any) -> bool:
    """Whether the clause has no value of its own for a parameter."""
    return bool(bind.required) or bind.value is None


@cache
def _dialect() -> Dialect:
    return sqlite.dialect()
