"""Looks at how writes come together: counts commits, holds the line of writers up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.storage.database import Database


@asynccontextmanager
async def commits(database: Database) -> AsyncIterator[list[str]]:
    """One entry for each transaction that `Database.write` commits meanwhile."""
    counted: list[str] = []
    await database.write(lambda _: None)
    writer = database._writer
    assert writer is not None
    watch: Any = writer.set_trace_callback
    await watch(lambda sql: counted.append(sql) if sql == "COMMIT" else None)
    try:
        yield counted
    finally:
        await watch(None)


@asynccontextmanager
async def held_up(database: Database) -> AsyncIterator[None]:
    """Hold the line of writers, so that what is written meanwhile waits."""
    async with database.transaction():
        yield


async def all_waiting() -> None:
    """Let every task go as far as it can while the line is held."""
    for _ in range(10):
        await asyncio.sleep(0)
