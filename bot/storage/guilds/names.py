"""The display name that each member was last seen by in a server: of those alone whom its messages name."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.guilds.tables import member_names
from bot.storage.journal import Write
from bot.storage.trips import Statement, Trip


def seen_as(guild_id: int, member_id: int, name: str) -> Write:
    """What keeps the name, as part of something larger; a name that is kept already changes no row."""
    return _kept(), {"guild_id": guild_id, "member_id": member_id, "name": name}


async def see(connection: AsyncConnection, guild_id: int, member_id: int, name: str) -> None:
    """Keep the name."""
    statement = insert(connection, member_names).values(guild_id=guild_id, member_id=member_id, name=name)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[member_names.c.guild_id, member_names.c.member_id],
            set_={"name": statement.excluded.name},
            where=member_names.c.name != statement.excluded.name,
        )
    )


def read(trip: Trip, guild_id: int, member_ids: Iterable[int]) -> dict[int, str]:
    """The names of those of the members who were seen."""
    found = ((one, trip.rows(_name(), guild_id=guild_id, member_id=one)) for one in member_ids)
    return {member_id: rows[0][0] for member_id, rows in found if rows}


async def load(connection: AsyncConnection, guild_id: int, member_ids: Iterable[int]) -> dict[int, str]:
    """The same in a transaction."""
    rows = await connection.execute(
        select(member_names.c.member_id, member_names.c.name).where(
            member_names.c.guild_id == guild_id, member_names.c.member_id.in_(tuple(member_ids))
        )
    )
    return {row.member_id: row.name for row in rows}


@cache
def _kept() -> Statement:
    statement = sqlite.insert(member_names)
    return Statement(
        statement.on_conflict_do_update(
            index_elements=[member_names.c.guild_id, member_names.c.member_id],
            set_={"name": statement.excluded.name},
            where=member_names.c.name != statement.excluded.name,
        ),
        ["guild_id", "member_id", "name"],
    )


@cache
def _name() -> Statement:
    return Statement(
        select(member_names.c.name).where(
            member_names.c.guild_id == bindparam("guild_id"),
            member_names.c.member_id == bindparam("member_id"),
        )
    )
