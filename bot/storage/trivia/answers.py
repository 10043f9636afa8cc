"""The clicks of a round, each stored at its own time."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.trivia.round.rounds import Click
from bot.storage.database import insert
from bot.storage.trivia.tables import answers


async def of_turn(connection: AsyncConnection, round_id: int, number: int) -> list[Click]:
    """The clicks on one question, in no particular order."""
    rows = await connection.execute(
        select(answers.c.member_id, answers.c.given, answers.c.at, answers.c.interaction_id).where(
            answers.c.round_id == round_id, answers.c.number == number
        )
    )
    return [Click(*row) for row in rows]


async def of_round(connection: AsyncConnection, round_id: int) -> dict[int, list[Click]]:
    """The clicks on every question that has any, by the question's number."""
    rows = await connection.execute(
        select(
            answers.c.number, answers.c.member_id, answers.c.given, answers.c.at, answers.c.interaction_id
        ).where(answers.c.round_id == round_id)
    )
    clicks: dict[int, list[Click]] = {}
    for number, *click in rows:
        clicks.setdefault(number, []).append(Click(*click))
    return clicks


async def keep(connection: AsyncConnection, clicks: Iterable[tuple[int, int, Click]]) -> None:
    """Store clicks, each with its round's id and its question's number; the same one twice is stored once."""
    rows = [
        {
            "round_id": round_id,
            "number": number,
            "interaction_id": click.interaction_id,
            "member_id": click.member_id,
            "given": click.given,
            "at": click.at,
        }
        for round_id, number, click in clicks
    ]
    if rows:
        await connection.execute(insert(connection, answers).on_conflict_do_nothing(), rows)
