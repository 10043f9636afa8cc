"""Where each reader is in each chapter."""

from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.stories.reading import Reading, StoryPage
from bot.storage.database import insert
from bot.storage.stories.tables import bookmarks


async def load(connection: AsyncConnection, reader_id: int, pack_id: str) -> Reading:
    """The reader's bookmarks in that pack."""
    rows = (
        await connection.execute(
            select(bookmarks.c.chapter_id, bookmarks.c.position, bookmarks.c.reached)
            .where(bookmarks.c.reader_id == reader_id, bookmarks.c.pack_id == pack_id)
            .order_by(bookmarks.c.at.desc())
        )
    ).all()
    return Reading(
        reached={chapter_id: reached for chapter_id, _, reached in rows},
        last=(rows[0].chapter_id, rows[0].position) if rows else None,
    )


async def save(
    connection: AsyncConnection, reader_id: int, pack_id: str, page: StoryPage, at: datetime
) -> None:
    """Store the page as the one last open; turning back does not undo what was read."""
    statement = insert(connection, bookmarks).values(
        reader_id=reader_id,
        pack_id=pack_id,
        chapter_id=page.chapter.id,
        position=page.position,
        reached=page.position,
        at=at,
    )
    # Two pages turned at once may arrive in either order: the later one is where the reader is, and both
    # were read.
    stored, new = bookmarks.c, statement.excluded
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[stored.reader_id, stored.pack_id, stored.chapter_id],
            set_={
                "position": case((new.at >= stored.at, new.position), else_=stored.position),
                "at": case((new.at >= stored.at, new.at), else_=stored.at),
                "reached": case((new.reached > stored.reached, new.reached), else_=stored.reached),
            },
        )
    )
