"""Each server's daily post, as it is set."""

from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.posts import Daily, DailyKind, Missed, Pause
from bot.storage.database import insert
from bot.storage.tables import dailies


async def load(connection: AsyncConnection, guild_id: int) -> Daily | None:
    """The server's daily post; None where none is set."""
    row = (await connection.execute(select(dailies).where(dailies.c.guild_id == guild_id))).one_or_none()
    return None if row is None else _whole(row)


async def running(connection: AsyncConnection) -> list[Daily]:
    """Every daily post that is not paused, the first due first."""
    rows = await connection.execute(
        select(dailies).where(dailies.c.paused.is_(None)).order_by(dailies.c.due_at, dailies.c.guild_id)
    )
    return [_whole(row) for row in rows]


async def save(connection: AsyncConnection, daily: Daily) -> None:
    """Keep it in place of the one before."""
    values = {
        "channel_id": daily.channel_id,
        "minute": daily.minute,
        "kind": daily.kind.value,
        "setter_id": daily.setter_id,
        "setter_locale": daily.setter_locale,
        "locale": daily.locale,
        "due_at": daily.due_at,
        "missed": daily.missed,
        "missed_why": daily.missed_why.value if daily.missed_why else None,
        "paused": daily.paused.value if daily.paused else None,
        "told": daily.told,
    }
    statement = insert(connection, dailies).values(guild_id=daily.guild_id, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[dailies.c.guild_id], set_=values)
    )


async def told(connection: AsyncConnection, guild_id: int) -> bool:
    """An admin knows of the pause from now on; False where one knew before, or where nothing is paused."""
    result = await connection.execute(
        update(dailies)
        .where(dailies.c.guild_id == guild_id, dailies.c.paused.is_not(None), ~dailies.c.told)
        .values(told=True)
        .returning(dailies.c.guild_id)
    )
    return result.scalar_one_or_none() is not None


async def clear(connection: AsyncConnection, guild_id: int) -> bool:
    """Set none any more; False where none was."""
    result = await connection.execute(
        delete(dailies).where(dailies.c.guild_id == guild_id).returning(dailies.c.guild_id)
    )
    return result.scalar_one_or_none() is not None


def _whole(row: Row[Any]) -> Daily:
    return Daily(
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        minute=row.minute,
        kind=DailyKind(row.kind),
        setter_id=row.setter_id,
        setter_locale=row.setter_locale,
        locale=row.locale,
        due_at=row.due_at,
        missed=row.missed,
        missed_why=Missed(row.missed_why) if row.missed_why else None,
        paused=Pause(row.paused) if row.paused else None,
        told=row.told,
    )
