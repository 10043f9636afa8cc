"""What each member drove in each round that ended; every leaderboard is a sum of these."""

from datetime import datetime
from functools import cache

from sqlalchemy import Integer, bindparam, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.route import Driven
from bot.core.trivia.standing.leaderboard import Tally
from bot.storage.columns import EPOCH
from bot.storage.trips import Statement, Trip
from bot.storage.trivia.tables import results, round_players


def tallies(trip: Trip, guild_id: int, pack_id: str, since: datetime | None) -> list[Tally]:
    """Each member's sums over the rounds that ended since then, with others and alone; None sums up all."""
    rows = trip.rows(_tallies(), guild_id=guild_id, pack_id=pack_id, since=since or EPOCH)
    return [
        Tally(member_id, int(distance), rounds, int(wins), int(right), int(asked), in_company=in_company)
        for member_id, distance, rounds, wins, right, asked, in_company in rows
    ]


@cache
def _tallies() -> Statement:
    return Statement(
        select(
            results.c.member_id,
            func.sum(results.c.counted),
            func.count(),
            func.sum(cast(results.c.won, Integer)),
            func.sum(results.c.right),
            func.sum(results.c.asked),
            results.c.in_company,
        )
        .where(
            results.c.guild_id == bindparam("guild_id"),
            results.c.pack_id == bindparam("pack_id"),
            results.c.ended_at >= bindparam("since"),
        )
        .group_by(results.c.member_id, results.c.in_company)
        .order_by(results.c.member_id, results.c.in_company.desc())
    )


def of_member(trip: Trip, member_id: int, pack_id: str) -> tuple[Tally, int]:
    """The member's sums over all guilds, alone or in company, and the number of these guilds."""
    ((distance, rounds, wins, right, asked, guilds),) = trip.rows(
        _of_member(), of_member=member_id, pack_id=pack_id
    )
    return Tally(
        member_id, int(distance or 0), rounds, int(wins or 0), int(right or 0), int(asked or 0)
    ), guilds


@cache
def _of_member() -> Statement:
    return Statement(
        select(
            func.sum(results.c.counted),
            func.count(),
            func.sum(cast(results.c.won, Integer)),
            func.sum(results.c.right),
            func.sum(results.c.asked),
            func.count(results.c.guild_id.distinct()),
        ).where(results.c.member_id == bindparam("of_member"), results.c.pack_id == bindparam("pack_id"))
    )


async def last_drive(connection: AsyncConnection, guild_id: int, pack_id: str) -> tuple[Driven, ...]:
    """How far each player came in the server's last round that has results, the furthest first."""
    of_pack = results.c.guild_id == guild_id, results.c.pack_id == pack_id
    latest = (
        select(results.c.round_id)
        .where(*of_pack)
        .order_by(results.c.ended_at.desc(), results.c.round_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    players = (round_players.c.round_id == results.c.round_id) & (
        round_players.c.member_id == results.c.member_id
    )
    others = round_players.alias()
    number = (
        select(func.count())
        .where(
            others.c.round_id == round_players.c.round_id,
            tuple_(others.c.joined_at, others.c.member_id)
            <= tuple_(round_players.c.joined_at, round_players.c.member_id),
        )
        .correlate(round_players)
        .scalar_subquery()
    )
    query = (
        select(results.c.member_id, round_players.c.name, results.c.distance, number.label("number"))
        .join(round_players, players)
        .where(results.c.round_id == latest)
        .order_by(results.c.distance.desc(), results.c.right.desc(), results.c.member_id)
    )
    return tuple(
        Driven(row.member_id, row.name, row.distance, row.number) for row in await connection.execute(query)
    )
