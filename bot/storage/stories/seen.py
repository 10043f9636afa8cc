"""What an audience, which is a guild or a reader in private, has been shown of a pack."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.stories.tables import seen


class Kind(StrEnum):
    """The kinds of things that are shown; the values are stored in the database."""

    CHAPTER = "chapter"
    """A chapter that was told in the guild to its last beat."""
    ANECDOTE = "anecdote"
    CLAIM = "legend"
    DAY = "day"
    QUESTION = "question"
    PRACTICED = "quiz"
    """A question that a reader was asked in a practice."""


async def load(
    connection: AsyncConnection, audience_id: int, pack_id: str, kind: Kind
) -> dict[str, datetime]:
    """The ids of that kind that the audience has been shown, each with the last time."""
    rows = await connection.execute(
        select(seen.c.item_id, seen.c.at).where(
            seen.c.audience_id == audience_id, seen.c.pack_id == pack_id, seen.c.kind == kind
        )
    )
    return {row.item_id: row.at for row in rows}


async def mark(
    connection: AsyncConnection,
    audience_id: int,
    pack_id: str,
    kind: Kind,
    item_ids: Iterable[str],
    at: datetime,
) -> None:
    """Note that the audience is shown these now."""
    rows = [
        {"audience_id": audience_id, "pack_id": pack_id, "kind": kind, "item_id": item_id, "at": at}
        for item_id in item_ids
    ]
    if rows:
        statement = insert(connection, seen)
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=[seen.c.audience_id, seen.c.pack_id, seen.c.kind, seen.c.item_id],
                set_={"at": statement.excluded.at, "before": seen.c.at},
            ),
            rows,
        )


async def give_back(
    connection: AsyncConnection, audience_id: int, pack_id: str, kind: Kind, item_id: str, at: datetime
) -> None:
    """Take back a mark made up to that moment, because the item did not arrive; a later mark stays."""
    marked = (
        seen.c.audience_id == audience_id,
        seen.c.pack_id == pack_id,
        seen.c.kind == kind,
        seen.c.item_id == item_id,
        seen.c.at <= at,
    )
    await connection.execute(delete(seen).where(*marked, seen.c.before.is_(None)))
    await connection.execute(update(seen).where(*marked).values(at=seen.c.before, before=None))
