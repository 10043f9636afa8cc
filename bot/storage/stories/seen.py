"""What an audience, which is a guild or a reader in private, has been shown of a pack."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import insert
from bot.storage.journal import Write
from bot.storage.stories.tables import seen
from bot.storage.trips import Statement, Trip


class SeenKind(StrEnum):
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
    connection: AsyncConnection, audience_id: int, pack_id: str, kind: SeenKind
) -> dict[str, datetime]:
    """The ids of that kind that the audience has been shown, each with the last time."""
    rows = await connection.execute(
        select(seen.c.item_id, seen.c.at).where(
            seen.c.audience_id == audience_id, seen.c.pack_id == pack_id, seen.c.kind == kind
        )
    )
    return {row.item_id: row.at for row in rows}


def had(trip: Trip, audience_id: int, pack_id: str, kind: SeenKind) -> dict[str, datetime]:
    """The same in one trip."""
    return dict(trip.rows(_had(), audience_id=audience_id, pack_id=pack_id, kind=kind.value))


def marks(
    audience_id: int, pack_id: str, kind: SeenKind, item_ids: Iterable[str], at: datetime
) -> Iterator[Write]:
    """What notes that the audience is shown these now."""
    for item_id in item_ids:
        yield (
            _marked(),
            {
                "audience_id": audience_id,
                "pack_id": pack_id,
                "kind": kind.value,
                "item_id": item_id,
                "at": at,
            },
        )


def note(
    trip: Trip, audience_id: int, pack_id: str, kind: SeenKind, item_ids: Iterable[str], at: datetime
) -> None:
    """Note in one trip that the audience is shown these now."""
    for statement, values in marks(audience_id, pack_id, kind, item_ids, at):
        trip.execute(statement, values)


async def mark(
    connection: AsyncConnection,
    audience_id: int,
    pack_id: str,
    kind: SeenKind,
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
    connection: AsyncConnection, audience_id: int, pack_id: str, kind: SeenKind, item_id: str, at: datetime
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


@cache
def _had() -> Statement:
    return Statement(
        select(seen.c.item_id, seen.c.at).where(
            seen.c.audience_id == bindparam("audience_id"),
            seen.c.pack_id == bindparam("pack_id"),
            seen.c.kind == bindparam("kind"),
        )
    )


@cache
def _marked() -> Statement:
    statement = sqlite.insert(seen)
    return Statement(
        statement.on_conflict_do_update(
            index_elements=[seen.c.audience_id, seen.c.pack_id, seen.c.kind, seen.c.item_id],
            set_={"at": statement.excluded.at, "before": seen.c.at},
        ),
        ["audience_id", "pack_id", "kind", "item_id", "at"],
    )
