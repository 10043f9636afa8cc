"""What an audience has had of a pack."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.tables import seen


async def load(connection: AsyncConnection, audience_id: int, pack_id: str, kind: str) -> dict[str, datetime]:
    """The ids of that kind which the audience has had, with when it last had each."""
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
    kind: str,
    item_ids: Iterable[str],
    at: datetime,
) -> None:
    """The audience has these now."""
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
    connection: AsyncConnection, audience_id: int, pack_id: str, kind: str, item_id: str, at: datetime
) -> None:
    """What was marked up to that moment never reached the audience; where it had it since, that stays."""
    marked = (
        seen.c.audience_id == audience_id,
        seen.c.pack_id == pack_id,
        seen.c.kind == kind,
        seen.c.item_id == item_id,
        seen.c.at <= at,
    )
    await connection.execute(delete(seen).where(*marked, seen.c.before.is_(None)))
    await connection.execute(update(seen).where(*marked).values(at=seen.c.before, before=None))
