"""Single values that the bot stores about itself, by name."""

from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.tables import key_values
from bot.storage.trips import Statement, Trip


async def get(connection: AsyncConnection, name: str) -> str | None:
    """The value last stored under the name; None if there is none."""
    return (
        await connection.execute(select(key_values.c.value).where(key_values.c.name == name))
    ).scalar_one_or_none()


def read(trip: Trip, name: str) -> str | None:
    """The same in one trip."""
    found = trip.rows(_value(), name=name)
    value: str | None = found[0][0] if found else None
    return value


async def put(connection: AsyncConnection, name: str, value: str) -> None:
    """Store the value in place of the one before."""
    statement = insert(connection, key_values).values(name=name, value=value)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[key_values.c.name], set_={"value": value})
    )


@cache
def _value() -> Statement:
    return Statement(select(key_values.c.value).where(key_values.c.name == bindparam("name")))
