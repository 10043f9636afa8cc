"""The database from outside while a bot runs on it, and what a fault leaves in the log."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import simcord

from tests.ui.world import World, texts


def rows(file: Path) -> list[str]:
    """All that is on disk."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


@contextmanager
def without(file: Path, table: str) -> Iterator[None]:
    """Take a table away under the running bot, and bring it back."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO away")
        try:
            yield
        finally:
            connection.execute(f"ALTER TABLE away RENAME TO {table}")


def code_told(answered: simcord.InteractionResult) -> str:
    """The code in the private reply to a fault."""
    told = answered.response or answered.followups[0]
    assert told.ephemeral
    found = re.search(r"\*\*([0-9A-F]{6})\*\*", texts(told))
    assert found is not None, texts(told)
    return found[1]


def fault_logged(world: World, caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    """The one fault in the log; from here on it counts as expected."""
    faults = [record for record in caplog.records if record.levelno >= logging.ERROR]
    world.env._errors.clear()
    caplog.clear()
    assert len(faults) == 1, faults
    return faults[0]
