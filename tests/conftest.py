from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new SQLite file with every table."""
    database = Database.open(tmp_path / "cantastorie.db")
    try:
        await database.migrate()
        yield database
    finally:
        # An open connection has a thread of its own, which would keep pytest from ending.
        await database.close()
