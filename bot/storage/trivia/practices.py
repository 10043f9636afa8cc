"""Practices: one per reader, with its questions and answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.practice import Practice
from bot.storage.trivia.tables import practices

QUESTIONS: TypeAdapter[list[Asked]] = TypeAdapter(list[Asked])


@dataclass(frozen=True, slots=True)
class NewPractice:
    """A practice that is to begin at its first question."""

    reader_id: int
    pack_id: str
    topic: str | None
    questions: Sequence[Asked]


async def begin(connection: AsyncConnection, draft: NewPractice) -> Practice:
    """Store it in place of the reader's last one."""
    await connection.execute(delete(practices).where(practices.c.reader_id == draft.reader_id))
    statement = practices.insert().values(
        reader_id=draft.reader_id,
        pack_id=draft.pack_id,
        topic=draft.topic,
        questions=QUESTIONS.dump_json(list(draft.questions)).decode(),
        given="[]",
        number=1,
    )
    created = await connection.execute(statement.returning(practices.c.id))
    return Practice(
        id=int(created.scalar_one()),
        reader_id=draft.reader_id,
        pack_id=draft.pack_id,
        topic=draft.topic,
        questions=tuple(draft.questions),
        given=(),
        number=1,
    )


async def of_reader(connection: AsyncConnection, reader_id: int) -> Practice | None:
    """The practice that the reader began last."""
    result = await connection.execute(select(practices).where(practices.c.reader_id == reader_id))
    row = result.one_or_none()
    if row is None:
        return None
    return Practice(
        id=row.id,
        reader_id=row.reader_id,
        pack_id=row.pack_id,
        topic=row.topic,
        questions=tuple(QUESTIONS.validate_json(row.questions)),
        given=tuple(json.loads(row.given)),
        number=row.number,
    )


async def save(connection: AsyncConnection, practice: Practice) -> None:
    """Store the practice's answers and the number of its question."""
    await connection.execute(
        update(practices)
        .where(practices.c.id == practice.id)
        .values(given=json.dumps(list(practice.given)), number=practice.number)
    )
