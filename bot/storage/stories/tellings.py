"""Tellings, and what their listeners chose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.stories.telling import UNSHOWN, Telling, TellingState
from bot.storage.database import insert
from bot.storage.stories.tables import RUNNING, telling_choices, tellings


@dataclass(frozen=True, slots=True)
class NewTelling:
    """A telling that is to begin where it was asked for."""

    guild_id: int
    home_id: int
    teller_id: int
    pack_id: str
    chapter_id: str
    locale: str
    at: datetime
    due_at: datetime


async def create(connection: AsyncConnection, draft: NewTelling) -> Telling | None:
    """Begin a telling at its opening; None if the channel has a running one."""
    statement = insert(connection, tellings).values(
        guild_id=draft.guild_id,
        home_id=draft.home_id,
        channel_id=draft.home_id,
        teller_id=draft.teller_id,
        pack_id=draft.pack_id,
        chapter_id=draft.chapter_id,
        locale=draft.locale,
        position=0,
        shown=UNSHOWN,
        state=TellingState.TELLING.value,
        moved_at=draft.at,
        due_at=draft.due_at,
    )
    created = await connection.execute(statement.on_conflict_do_nothing().returning(tellings.c.id))
    telling_id = created.scalar_one_or_none()
    return None if telling_id is None else await load(connection, telling_id)


async def load(connection: AsyncConnection, telling_id: int) -> Telling | None:
    """The telling of that id."""
    row = (await connection.execute(select(tellings).where(tellings.c.id == telling_id))).one_or_none()
    return None if row is None else await _telling(connection, row)


async def running_in(connection: AsyncConnection, channel_id: int) -> list[Telling]:
    """The running tellings that are told in that channel or were asked for there, in no order."""
    in_channel = or_(tellings.c.channel_id == channel_id, tellings.c.home_id == channel_id)
    rows = await connection.execute(select(tellings).where(in_channel, RUNNING))
    return [await _telling(connection, row) for row in rows.all()]


async def running(connection: AsyncConnection) -> list[Telling]:
    """Every telling that has more to come, oldest first."""
    rows = await connection.execute(select(tellings).where(RUNNING).order_by(tellings.c.id))
    return [await _telling(connection, row) for row in rows.all()]


async def save(connection: AsyncConnection, before: Telling, after: Telling) -> bool:
    """Store what has changed; False, and nothing stored, if the telling is no longer as in `before`."""
    result = await connection.execute(
        update(tellings)
        .where(
            tellings.c.id == before.id,
            tellings.c.position == before.position,
            tellings.c.shown == before.shown,
            tellings.c.state == before.state.value,
        )
        .values(
            channel_id=after.channel_id,
            message_id=after.message_id,
            position=after.position,
            shown=after.shown,
            state=after.state.value,
            moved_at=after.moved_at,
            due_at=after.due_at,
        )
        .returning(tellings.c.id)
    )
    return result.scalar_one_or_none() is not None


async def choose(
    connection: AsyncConnection, telling_id: int, position: int, member_id: int, option: int
) -> None:
    """Store the listener's choice on that page in place of an earlier one."""
    chosen = insert(connection, telling_choices).values(
        telling_id=telling_id, position=position, member_id=member_id, choice=option
    )
    columns = telling_choices.c
    await connection.execute(
        chosen.on_conflict_do_update(
            index_elements=[columns.telling_id, columns.position, columns.member_id],
            set_={"choice": option},
        )
    )


async def _telling(connection: AsyncConnection, row: Row[Any]) -> Telling:
    columns = telling_choices.c
    choices: dict[int, dict[int, int]] = {}
    for position, member_id, choice in await connection.execute(
        select(columns.position, columns.member_id, columns.choice).where(columns.telling_id == row.id)
    ):
        choices.setdefault(position, {})[member_id] = choice
    return Telling(
        id=row.id,
        guild_id=row.guild_id,
        home_id=row.home_id,
        channel_id=row.channel_id,
        message_id=row.message_id,
        teller_id=row.teller_id,
        pack_id=row.pack_id,
        chapter_id=row.chapter_id,
        locale=row.locale,
        position=row.position,
        shown=row.shown,
        state=TellingState(row.state),
        moved_at=row.moved_at,
        due_at=row.due_at,
        choices=choices,
    )
