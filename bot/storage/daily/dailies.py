"""Each guild's setting of its daily post."""

from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.schedule import Daily, DailyKind, Missed, Pause
from bot.storage.daily.tables import dailies
from bot.storage.database import insert


async def load(connection: AsyncConnection, guild_id: int) -> Daily | None:
    """The guild's daily post; None if none is set."""
    row = (await connection.execute(select(dailies).where(dailies.c.guild_id == guild_id))).one_or_none()
    return None if row is None else _daily(row)


async def running(connection: AsyncConnection) -> list[Daily]:
    """Every daily post that is not paused, in the order in which they are due."""
    rows = await connection.execute(
        select(dailies).where(dailies.c.paused.is_(None)).order_by(dailies.c.due_at, dailies.c.guild_id)
    )
    return [_daily(row) for row in rows]


async def save(connection: AsyncConnection, daily: Daily) -> None:
    """Store it in place of the one before."""
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
    """Note that an admin was told of the pause; False if one was before, or if nothing is paused."""
    result = await connection.execute(
        update(dailies)
        .where(dailies.c.guild_id == guild_id, dailies.c.paused.is_not(None), ~dailies.c.told)
        .values(told=True)
        .returning(dailies.c.guild_id)
    )
    return result.scalar_one_or_none() is not None


async def clear(connection: AsyncConnection, guild_id: int) -> bool:
    """Delete the setting; False if there was none."""
    result = await connection.execute(
        delete(dailies).where(dailies.c.guild_id == guild_id).returning(dailies.c.guild_id)
    )
    return result.scalar_one_or_none() is not None


def _daily(row: Row[Any]) -> Daily:
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
