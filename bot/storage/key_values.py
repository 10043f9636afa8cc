"""What the bot remembers of itself, by name."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.tables import memory


async def recall(connection: AsyncConnection, name: str) -> str | None:
    """What was last remembered under the name."""
    return (
        await connection.execute(select(memory.c.value).where(memory.c.name == name))
    ).scalar_one_or_none()


async def remember(connection: AsyncConnection, name: str, value: str) -> None:
    """Keep the value in place of the one before."""
    statement = insert(connection, memory).values(name=name, value=value)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[memory.c.name], set_={"value": value})
    )
