"""The database: opening it, migrating it, and one transaction at a time on it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.sql.schema import Table

from bot.storage.groups import Groups
from bot.storage.trips import Outcome, Trip, TripConnection, not_kept

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE, NO_PATIENCE = 700, 30
"""Milliseconds that a file is waited for which somebody else holds: at first, and once that is known.

All that stands in line must be told within Discord's three seconds that it was not kept. So the first in line
waits, and those behind it hardly at all, until something is kept again.
"""

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE}")
"""FULL: what was confirmed to a member survives a power cut, not just a crash of the bot."""

Value = TypeVar("Value")


class DatabaseTooNewError(Exception):
    """The database was last used by a newer version of the bot; the message is its revision."""


class DanglingRowsError(Exception):
    """A migration left rows that refer to nothing, and was undone; the message is their tables."""


class Database:
    """SQLite through one connection: writers wait in line instead of failing with a locked file.

    What is read and written inside one `transaction` is seen by others whole or not at all. Never await
    Discord inside one, or everybody else waits for Discord.
    """

    def __init__(self, engine: AsyncEngine, path: Path) -> None:
        """Take an engine on that file; `open` makes the usual one."""
        self._engine = engine
        self._path = path
        # Writers wait in line here, in the order in which they came, and not for each other's file lock.
        self._line = asyncio.Lock()
        self._is_held = False
        """Whether the last of them found that somebody else holds the file."""
        self._engine_waits = PATIENCE
        self._writes = Groups(self._write_all)
        self._writer: TripConnection | None = None
        self._reader: TripConnection | None = None

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open the SQLite file; it and its folder are created if missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        address = URL.create("sqlite+aiosqlite", database=str(path))
        engine = create_async_engine(address, pool_size=1, max_overflow=0)
        event.listen(engine.sync_engine, "connect", _configure)
        return cls(engine, path)

    async def migrate(self) -> None:
        """Bring the tables up to this version; DatabaseTooNewError if a newer version has migrated them."""
        await self._alembic(_upgrade)

    async def downgrade(self, revision: str) -> None:
        """Take the tables back to that revision, `base` for none; their newer columns are lost."""
        await self._alembic(_downgrade, revision)

    async def _alembic(self, step: Callable[..., None], *arguments: str) -> None:
        try:
            async with self._engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    await _begin_rebuilding(connection)
                await connection.run_sync(step, *arguments)
                if connection.dialect.name == "sqlite":
                    await _check_references(connection)
                await connection.commit()
        finally:
            # The next connection is configured anew, with its foreign keys on.
            await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: on disk when the block ends, undone when it raises.

        Raises NotKeptError where the file is held by somebody else or the disk is full.
        """
        async with self._line:
            try:
                async with self._engine.begin() as connection:
                    if self._engine_waits != self._wait:
                        self._engine_waits = self._wait
                        await connection.exec_driver_sql(f"PRAGMA busy_timeout={self._wait}")
                    yield connection
            except OperationalError as fault:
                told = not_kept(fault.orig or fault)
                self._is_held = told.is_held
                if told.may_pass:
                    raise told from fault
                raise
            else:
                self._is_held = False

    @property
    def _wait(self) -> int:
        return NO_PATIENCE if self._is_held else PATIENCE

    async def write(self, work: Callable[[Trip], Value]) -> Value:
        """Do the work: on disk when this returns, undone when it raises.

        All work that waits at one time shares one trip and one transaction; work that raises is undone alone.
        It runs in the database's thread, so it may touch nothing but values that do not change.
        """
        return await self._writes.add(work)

    async def _write_all(self, works: Sequence[Callable[[Trip], Any]]) -> list[Outcome]:
        async with self._line:
            if self._writer is None:
                self._writer = await TripConnection.open(self._path, PRAGMAS)
            try:
                outcomes = await self._writer.write(works, self._wait)
            except sqlite3.Error as fault:
                self._is_held = not_kept(fault).is_held
                raise
            self._is_held = False
            return outcomes

    async def read(self, work: Callable[[Trip], Value]) -> Value:
        """Do the work, which changes nothing, in one trip beside whatever is being written.

        It sees all that was confirmed before the call, and nothing that is half done.
        """
        reader = self._reader
        if reader is None:
            async with self._line:
                reader = self._reader = self._reader or await TripConnection.open(self._path, PRAGMAS)
        return await reader.read(work)

    async def close(self) -> None:
        """Close the connections; no transaction may be open."""
        for connection in (self._writer, self._reader):
            if connection is not None:
                await connection.close()
        self._writer = self._reader = None
        await self._engine.dispose()


def insert(connection: AsyncConnection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that knows `ON CONFLICT`, in the connection's own dialect."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _configure(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def _begin_rebuilding(connection: AsyncConnection) -> None:
    """Begin a transaction in which tables may be built anew; all of it is kept or none."""
    # SQLite alters a table by copying and dropping it, and with foreign keys on, a drop takes the rows
    # that refer to the table along. Inside a transaction the pragma would do nothing.
    await connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # Python's driver begins a transaction by itself before it changes rows, but not before it changes tables.
    await connection.exec_driver_sql("BEGIN")


async def _check_references(connection: AsyncConnection) -> None:
    dangling = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if dangling:
        raise DanglingRowsError(", ".join(sorted({table for table, *_ in dangling})))


def _config(connection: Connection) -> Config:
    config = Config()
    # In Alembic's configuration a percent sign begins an interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    config = _config(connection)
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNewError(current)
    command.upgrade(config, "head")


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)
