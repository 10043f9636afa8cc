"""Presses for hints and votes to skip, each stored at its own time."""

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.trivia.round.presses import Press, press_order
from bot.storage.database import insert
from bot.storage.trivia.tables import hints, skips


async def hints_of(connection: AsyncConnection, round_id: int) -> tuple[Press, ...]:
    """Every press for a hint in the round, in the order of time."""
    return await _of_round(connection, hints, round_id)


async def skips_of(connection: AsyncConnection, round_id: int) -> tuple[Press, ...]:
    """Every vote to skip in the round, and every vote taken back, in the order of time."""
    return await _of_round(connection, skips, round_id)


async def keep_hint(connection: AsyncConnection, round_id: int, press: Press) -> None:
    """Store a press for a hint; the same one twice is stored once."""
    await _keep(connection, hints, round_id, press)


async def keep_skip(connection: AsyncConnection, round_id: int, vote: Press) -> None:
    """Store a vote to skip; the same one twice is stored once."""
    await _keep(connection, skips, round_id, vote)


async def _of_round(connection: AsyncConnection, table: Table, round_id: int) -> tuple[Press, ...]:
    rows = await connection.execute(
        select(table.c.member_id, table.c.number, table.c.at, table.c.interaction_id).where(
            table.c.round_id == round_id
        )
    )
    return tuple(sorted((Press(*row) for row in rows), key=press_order))


async def _keep(connection: AsyncConnection, table: Table, round_id: int, press: Press) -> None:
    statement = insert(connection, table).values(
        round_id=round_id,
        number=press.number,
        interaction_id=press.interaction_id,
        member_id=press.member_id,
        at=press.at,
    )
    await connection.execute(statement.on_conflict_do_nothing())
