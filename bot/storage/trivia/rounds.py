"""Rounds with their players and questions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds.settings import Feature
from bot.core.trivia.asking.questions import ASKED
from bot.core.trivia.round.hints import hint
from bot.core.trivia.round.rounds import Resumption, Round, RoundState, Turn
from bot.core.trivia.round.teams import Mode, Team, teams_of_all
from bot.storage.columns import EPOCH, MILLISECOND
from bot.storage.database import insert
from bot.storage.trivia import presses
from bot.storage.trivia.tables import RUNNING, round_players, round_questions, rounds


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round that is to be opened."""

    guild_id: int
    channel_id: int
    starter_id: int
    pack_id: str
    topic: str | None
    difficulty: str | None
    seconds: int
    locale: str
    created_at: datetime
    lobby_until: datetime
    turns: Sequence[Turn]
    mode: Mode = Mode.EACH
    seed: int = 0
    off: frozenset[Feature] = frozenset()


async def create(connection: AsyncConnection, draft: NewRound) -> int | None:
    """Open a round's lobby and return its id; None if the channel has a running round already."""
    statement = insert(connection, rounds).values(
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        starter_id=draft.starter_id,
        pack_id=draft.pack_id,
        topic=draft.topic,
        difficulty=draft.difficulty,
        seconds=draft.seconds,
        locale=draft.locale,
        created_at=draft.created_at,
        lobby_until=draft.lobby_until,
        state=RoundState.LOBBY.value,
        number=0,
        mode=draft.mode.value,
        seed=draft.seed,
        ways_off=" ".join(sorted(draft.off)),
    )
    statement = statement.on_conflict_do_nothing(index_elements=[rounds.c.channel_id], index_where=RUNNING)
    round_id = (await connection.execute(statement.returning(rounds.c.id))).scalar_one_or_none()
    if round_id is None:
        return None
    await connection.execute(
        round_questions.insert(),
        [
            {
                "round_id": round_id,
                "number": turn.number,
                "question_id": turn.asked.id,
                "snapshot": turn.asked.model_dump_json(),
                "leg": turn.leg,
                "resumptions": _resumptions_to_json(turn.resumptions),
                "closed": False,
            }
            for turn in draft.turns
        ],
    )
    return int(round_id)


async def load(connection: AsyncConnection, round_id: int) -> Round | None:
    """The round of that id."""
    return await _load_one(connection, select(rounds).where(rounds.c.id == round_id))


async def running_in(connection: AsyncConnection, channel_id: int) -> Round | None:
    """The channel's running round, if it has one."""
    return await _load_one(connection, select(rounds).where(rounds.c.channel_id == channel_id, RUNNING))


async def running(connection: AsyncConnection) -> list[Round]:
    """Every running round, oldest first."""
    rows = (await connection.execute(select(rounds).where(RUNNING).order_by(rounds.c.id))).all()
    return [await _round(connection, row) for row in rows]


async def last_start(connection: AsyncConnection, guild_id: int, starter_id: int) -> datetime | None:
    """When the member last started a round in that guild; one lost before it was shown does not count."""
    latest: datetime | None = (
        await connection.execute(
            select(func.max(rounds.c.created_at)).where(
                rounds.c.guild_id == guild_id,
                rounds.c.starter_id == starter_id,
                or_(rounds.c.message_id.is_not(None), rounds.c.state != RoundState.LOST.value),
            )
        )
    ).scalar_one()
    return latest


async def save(connection: AsyncConnection, before: Round, after: Round) -> None:
    """Store what has changed from `before` to `after`: state, question on the board, times, message."""
    if _changing(before) != _changing(after):
        await connection.execute(
            update(rounds)
            .where(rounds.c.id == after.id)
            .values(
                state=after.state.value,
                number=after.number,
                message_id=after.message_id,
                mode=after.mode.value,
            )
        )
    for old, new in zip(before.turns, after.turns, strict=True):
        if old != new:
            await connection.execute(
                update(round_questions)
                .where(round_questions.c.round_id == after.id, round_questions.c.number == new.number)
                .values(
                    opened_at=new.opened_at,
                    closes_at=new.closes_at,
                    resumptions=_resumptions_to_json(new.resumptions),
                    closed=new.closed,
                    skipped=new.skipped,
                )
            )


async def end_is_unshown(connection: AsyncConnection, round_id: int, at: datetime) -> None:
    """Note that it has ended but its board does not show that yet; without a board nothing is noted."""
    await connection.execute(
        update(rounds)
        .where(rounds.c.id == round_id, rounds.c.message_id.is_not(None))
        .values(unshown_since=at)
    )


async def end_is_shown(connection: AsyncConnection, round_id: int) -> None:
    """Note that its board shows that it has ended, or never can."""
    await connection.execute(update(rounds).where(rounds.c.id == round_id).values(unshown_since=None))


async def unshown(connection: AsyncConnection, since: datetime) -> list[Round]:
    """Every round that has ended since then and whose board does not show it, oldest first."""
    query = select(rounds).where(rounds.c.unshown_since >= since).order_by(rounds.c.unshown_since)
    return [await _round(connection, row) for row in (await connection.execute(query)).all()]


async def add_player(
    connection: AsyncConnection, round_id: int, member_id: int, name: str, at: datetime
) -> None:
    """Add the member, with the display name last seen; if they are in already, the earlier time is kept."""
    statement = insert(connection, round_players).values(
        round_id=round_id, member_id=member_id, name=name, joined_at=at
    )
    joined = round_players.c.joined_at
    earlier = case((statement.excluded.joined_at < joined, statement.excluded.joined_at), else_=joined)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[round_players.c.round_id, round_players.c.member_id],
            set_={"name": name, "joined_at": earlier},
        )
    )


async def assign_teams(connection: AsyncConnection, round_id: int, teams: Mapping[int, Team]) -> None:
    """Put each of these players on that team."""
    for member_id, team in teams.items():
        await connection.execute(
            update(round_players)
            .where(round_players.c.round_id == round_id, round_players.c.member_id == member_id)
            .values(team=team.value)
        )


async def remove_player(connection: AsyncConnection, round_id: int, member_id: int) -> None:
    """Take the member out of the round."""
    await connection.execute(
        delete(round_players).where(
            round_players.c.round_id == round_id, round_players.c.member_id == member_id
        )
    )


async def _load_one(connection: AsyncConnection, query: Select[Any]) -> Round | None:
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else await _round(connection, row)


async def _round(connection: AsyncConnection, row: Row[Any]) -> Round:
    players = (
        await connection.execute(
            select(
                round_players.c.member_id,
                round_players.c.name,
                round_players.c.joined_at,
                round_players.c.team,
            )
            .where(round_players.c.round_id == row.id)
            .order_by(round_players.c.joined_at, round_players.c.member_id)
        )
    ).all()
    joined = {player.member_id: player.joined_at for player in players}
    question_rows = await connection.execute(
        select(round_questions).where(round_questions.c.round_id == row.id).order_by(round_questions.c.number)
    )
    turns = tuple(_turn(turn, joined) for turn in question_rows)
    chosen = {player.member_id: Team(player.team) for player in players if player.team is not None}
    mode = Mode(row.mode)
    return Round(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        message_id=row.message_id,
        starter_id=row.starter_id,
        pack_id=row.pack_id,
        topic=row.topic,
        difficulty=row.difficulty,
        seconds=row.seconds,
        locale=row.locale,
        created_at=row.created_at,
        lobby_until=row.lobby_until,
        state=RoundState(row.state),
        number=row.number,
        players={player.member_id: player.name for player in players},
        turns=turns,
        mode=mode,
        # A player who joined by an answer is on the team that was the smaller one then.
        teams=teams_of_all(joined, chosen) if mode is Mode.TEAMS else chosen,
        seed=row.seed,
        off=frozenset(Feature(way) for way in row.ways_off.split()),
        hints=tuple(
            hint(press, row.seed, turns[press.number - 1].asked)
            for press in await presses.hints_of(connection, row.id)
        ),
        skips=await presses.skips_of(connection, row.id),
    )


def _changing(game: Round) -> tuple[RoundState, int, int | None, Mode]:
    return game.state, game.number, game.message_id, game.mode


def _turn(row: Row[Any], joined: Mapping[int, datetime]) -> Turn:
    return Turn(
        number=row.number,
        asked=ASKED.validate_json(row.snapshot),
        leg=row.leg,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        resumptions=_resumptions_from_json(row.resumptions),
        # A player who joined by an answer to this question is not waited for.
        awaited=None
        if row.opened_at is None
        else frozenset(member for member, joined_at in joined.items() if joined_at <= row.opened_at),
        closed=row.closed,
        skipped=row.skipped,
    )


def _resumptions_to_json(resumptions: Sequence[Resumption]) -> str:
    return json.dumps(
        [
            [(resumption.at - EPOCH) // MILLISECOND, resumption.spent // MILLISECOND]
            for resumption in resumptions
        ]
    )


def _resumptions_from_json(written: str) -> tuple[Resumption, ...]:
    return tuple(
        Resumption(EPOCH + at * MILLISECOND, spent * MILLISECOND) for at, spent in json.loads(written)
    )
