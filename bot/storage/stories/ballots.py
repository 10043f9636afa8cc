"""Claims put to a channel, and the votes on them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.pack import Legend
from bot.core.stories.votes import Ballot, Call
from bot.storage.database import insert
from bot.storage.stories.tables import ballot_votes, ballots
from bot.storage.trips import Statement, Trip


@dataclass(frozen=True, slots=True)
class NewBallot:
    """A vote on a claim that is to be opened in a channel."""

    guild_id: int | None
    channel_id: int
    asker_id: int
    pack_id: str
    legend: Legend
    locale: str
    closes_at: datetime


async def create(connection: AsyncConnection, draft: NewBallot) -> int:
    """Open the vote and return its id."""
    statement = ballots.insert().values(
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        asker_id=draft.asker_id,
        pack_id=draft.pack_id,
        legend=draft.legend.model_dump_json(),
        locale=draft.locale,
        closes_at=draft.closes_at,
        closed=False,
    )
    return int((await connection.execute(statement.returning(ballots.c.id))).scalar_one())


def open_vote(trip: Trip, draft: NewBallot) -> Ballot:
    """Open the vote in one trip."""
    ((ballot_id,),) = trip.rows(
        _opened(),
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        asker_id=draft.asker_id,
        pack_id=draft.pack_id,
        legend=draft.legend.model_dump_json(),
        locale=draft.locale,
        closes_at=draft.closes_at,
        closed=False,
    )
    return Ballot(
        id=ballot_id,
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        message_id=None,
        asker_id=draft.asker_id,
        pack_id=draft.pack_id,
        legend=draft.legend,
        locale=draft.locale,
        closes_at=draft.closes_at,
        closed=False,
        votes={},
    )


def message_is(trip: Trip, ballot_id: int, message_id: int) -> None:
    """Store in one trip which message shows it."""
    trip.execute(_posted(), {"of_ballot": ballot_id, "message_id": message_id})


async def load(connection: AsyncConnection, ballot_id: int) -> Ballot | None:
    """The ballot of that id."""
    row = (await connection.execute(select(ballots).where(ballots.c.id == ballot_id))).one_or_none()
    return None if row is None else await _ballot(connection, row)


async def unclosed(connection: AsyncConnection) -> list[Ballot]:
    """Every ballot whose verdict is still to come, oldest first."""
    rows = await connection.execute(select(ballots).where(~ballots.c.closed).order_by(ballots.c.id))
    return [await _ballot(connection, row) for row in rows.all()]


async def posted(connection: AsyncConnection, ballot_id: int, message_id: int) -> None:
    """Store which message shows it."""
    await connection.execute(update(ballots).where(ballots.c.id == ballot_id).values(message_id=message_id))


async def vote(connection: AsyncConnection, ballot_id: int, member_id: int, call: Call) -> None:
    """Store the member's vote in place of an earlier one."""
    statement = insert(connection, ballot_votes).values(ballot_id=ballot_id, member_id=member_id, call=call)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[ballot_votes.c.ballot_id, ballot_votes.c.member_id], set_={"call": call}
        )
    )


async def close(connection: AsyncConnection, ballot_id: int) -> bool:
    """End the vote; False if it had ended before."""
    result = await connection.execute(
        update(ballots)
        .where(ballots.c.id == ballot_id, ~ballots.c.closed)
        .values(closed=True)
        .returning(ballots.c.id)
    )
    return result.scalar_one_or_none() is not None


async def verdict_is_unshown(connection: AsyncConnection, ballot_id: int, at: datetime) -> None:
    """Note that it is closed but its message does not show that yet; without a message nothing is noted."""
    await connection.execute(
        update(ballots)
        .where(ballots.c.id == ballot_id, ballots.c.message_id.is_not(None))
        .values(unshown_since=at)
    )


async def verdict_is_shown(connection: AsyncConnection, ballot_id: int) -> None:
    """Note that its message shows the verdict, or never can."""
    await connection.execute(update(ballots).where(ballots.c.id == ballot_id).values(unshown_since=None))


async def unshown(connection: AsyncConnection, since: datetime) -> list[Ballot]:
    """Every ballot that was closed since then and whose message does not show it, oldest first."""
    rows = await connection.execute(
        select(ballots).where(ballots.c.unshown_since >= since).order_by(ballots.c.unshown_since)
    )
    return [await _ballot(connection, row) for row in rows.all()]


async def _ballot(connection: AsyncConnection, row: Row[Any]) -> Ballot:
    votes = await connection.execute(
        select(ballot_votes.c.member_id, ballot_votes.c.call).where(ballot_votes.c.ballot_id == row.id)
    )
    return Ballot(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        message_id=row.message_id,
        asker_id=row.asker_id,
        pack_id=row.pack_id,
        legend=Legend.model_validate_json(row.legend),
        locale=row.locale,
        closes_at=row.closes_at,
        closed=row.closed,
        votes={row.member_id: row.call for row in votes},
    )


@cache
def _opened() -> Statement:
    columns = (
        "guild_id",
        "channel_id",
        "asker_id",
        "pack_id",
        "legend",
        "locale",
        "closes_at",
        "closed",
    )
    return Statement(ballots.insert().returning(ballots.c.id), columns)


@cache
def _posted() -> Statement:
    return Statement(update(ballots).where(ballots.c.id == bindparam("of_ballot")), ["message_id"])
