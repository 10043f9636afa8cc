"""Where each reader is in each chapter."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.stories.reading import Reading, StoryPage
from bot.storage.stories.tables import bookmarks
from bot.storage.trips import Statement, Trip

COLUMNS: Final = ("chapter_id", "position", "reached", "pages")


async def load(connection: AsyncConnection, reader_id: int, pack_id: str) -> Reading:
    """The reader's bookmarks in that pack."""
    rows = (
        await connection.execute(
            select(*(bookmarks.c[name] for name in COLUMNS))
            .where(bookmarks.c.reader_id == reader_id, bookmarks.c.pack_id == pack_id)
            .order_by(bookmarks.c.at.desc())
        )
    ).all()
    return _reading(rows)


def read(trip: Trip, reader_id: int, pack_id: str) -> Reading:
    """The same in one trip."""
    rows = trip.rows(_bookmarks(), reader_id=reader_id, pack_id=pack_id)
    return _reading(rows)


def _reading(rows: Sequence[Sequence[Any]]) -> Reading:
    return Reading(
        reached={chapter_id: reached for chapter_id, _, reached, _ in rows},
        last=(rows[0][0], rows[0][1]) if rows else None,
        pages={chapter_id: _positions(pages) for chapter_id, _, _, pages in rows},
    )


def _positions(bits: int) -> frozenset[int]:
    return frozenset(position for position in range(bits.bit_length()) if bits >> position & 1)


def save(trip: Trip, reader_id: int, pack_id: str, page: StoryPage, at: datetime) -> None:
    """Store the page as the one last open; turning back does not undo what was read."""
    values = {
        "reader_id": reader_id,
        "pack_id": pack_id,
        "chapter_id": page.chapter.id,
        "position": page.position,
        "reached": page.position,
        "at": at,
        "pages": 1 << page.position,
    }
    trip.execute(_saved(), values)


@cache
def _saved() -> Statement:
    statement = sqlite.insert(bookmarks)
    # Two pages turned at once may arrive in either order: the later one is where the reader is, and both
    # were read.
    stored, new = bookmarks.c, statement.excluded
    return Statement(
        statement.on_conflict_do_update(
            index_elements=[stored.reader_id, stored.pack_id, stored.chapter_id],
            set_={
                "position": case((new.at >= stored.at, new.position), else_=stored.position),
                "at": case((new.at >= stored.at, new.at), else_=stored.at),
                "reached": case((new.reached > stored.reached, new.reached), else_=stored.reached),
                "pages": stored.pages.bitwise_or(new.pages),
            },
        ),
        ["reader_id", "pack_id", "chapter_id", "position", "reached", "at", "pages"],
    )


@cache
def _bookmarks() -> Statement:
    return Statement(
        select(*(bookmarks.c[name] for name in COLUMNS))
        .where(bookmarks.c.reader_id == bindparam("reader_id"), bookmarks.c.pack_id == bindparam("pack_id"))
        .order_by(bookmarks.c.at.desc())
    )
