import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from tests.compiling import LOCALES, compile_catalogues


def pytest_configure() -> None:
    """Compile what was edited, before any test, and before xdist starts its workers."""
    compile_catalogues(LOCALES)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite file with every table and no row; to make one takes longer than most tests do."""
    path = tmp_path_factory.mktemp("empty") / "cantastorie.db"

    async def make() -> None:
        database = Database.open(path)
        try:
            await database.migrate()
        finally:
            await database.close()

    asyncio.run(make())
    return path.read_bytes()


@pytest.fixture
def database_file(tmp_path: Path, empty_database: bytes) -> Path:
    """A new SQLite file with every table."""
    path = tmp_path / "cantastorie.db"
    path.write_bytes(empty_database)
    return path


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    """The database in that file."""
    database = Database.open(database_file)
    try:
        yield database
    finally:
        # An open connection has a thread of its own, which would keep pytest from ending.
        await database.close()


@pytest.fixture
def no_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail where an ERROR was logged: discord.py swallows what a handler raises."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, [record.getMessage() for record in errors]
