"""The database: opening it, migrating it, and one transaction at a time on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.sql.schema import Table

MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseTooNewError(Exception):
    """The database was last used by a newer version of the bot; the message is its revision."""


class DanglingRowsError(Exception):
    """A migration left rows that refer to nothing, and was undone; the message is their tables."""


class Database:
    """SQLite through one connection: writers wait in line instead of failing with a locked file.

    What is read and written inside one `transaction` is seen by others whole or not at all. Never await
    Discord inside one, or everybody else waits for Discord.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        """Take an engine; `open` makes the usual one."""
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open the SQLite file; it and its folder are created if missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        address = URL.create("sqlite+aiosqlite", database=str(path))
        engine = create_async_engine(address, pool_size=1, max_overflow=0)
        event.listen(engine.sync_engine, "connect", _configure)
        return cls(engine)

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
        """A transaction: on disk when the block ends, undone when it raises."""
        async with self._engine.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close the connection; no transaction may be open."""
        await self._engine.dispose()


def insert(connection: AsyncConnection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that knows `ON CONFLICT`, in the connection's own dialect."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _configure(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # FULL: what was confirmed to a member survives a power cut, not just a crash of the bot.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
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
