"""The clicks of a round, each kept at its own time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.rounds import Click
from bot.storage.database import Database, insert
from bot.storage.tables import answers, round_questions


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


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A click that waits for its transaction."""

    question: tuple[int, int]
    row: dict[str, object]
    kept: asyncio.Future[bool]


class AnswerLog:
    """Writes clicks in groups: those that wait at one time share a transaction.

    Each is confirmed when its transaction is on disk, so what a member was shown as answered is kept,
    and fifty at once cost hardly more than one.
    """

    def __init__(self, database: Database) -> None:
        """Take the database that the clicks go to."""
        self._database = database
        self._waiting: list[_Waiting] = []
        self._flush: asyncio.Task[None] | None = None

    async def add(self, round_id: int, number: int, click: Click) -> bool:
        """Keep the click; returns when it is on disk, or False where the question was closed before that.

        The same interaction twice is kept once.
        """
        row = {
            "round_id": round_id,
            "number": number,
            "interaction_id": click.interaction_id,
            "member_id": click.member_id,
            "given": click.given,
            "at": click.at,
        }
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting((round_id, number), row, kept))
        if self._flush is None:
            # The task lives only while there is something to write: no loop idles for the bot's life.
            self._flush = asyncio.create_task(self._write_all(), name="answer-log")
        return await kept

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._write(group)
        finally:
            self._flush = None

    async def _write(self, group: Sequence[_Waiting]) -> None:
        try:
            async with self._database.transaction() as connection:
                # Closing is a transaction too: what was judged stays as it was judged.
                closed = await _closed(connection, {one.question for one in group})
                rows = [one.row for one in group if one.question not in closed]
                if rows:
                    await connection.execute(insert(connection, answers).on_conflict_do_nothing(), rows)
        except Exception as fault:  # noqa: BLE001 - each waiter is told; the log lives on for the next group
            for one in group:
                if not one.kept.done():
                    one.kept.set_exception(fault)
        else:
            for one in group:
                if not one.kept.done():
                    one.kept.set_result(one.question not in closed)


async def _closed(connection: AsyncConnection, questions: set[tuple[int, int]]) -> set[tuple[int, int]]:
    key = tuple_(round_questions.c.round_id, round_questions.c.number)
    rows = await connection.execute(
        select(round_questions.c.round_id, round_questions.c.number).where(
            key.in_(questions), round_questions.c.closed
        )
    )
    return {(row.round_id, row.number) for row in rows}
