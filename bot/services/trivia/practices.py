"""Practice for one reader alone: draws its questions, takes the answers, stores how far it is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.settings import Feature
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import Question
from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import Reading, has_read
from bot.core.trivia import practice as rules
from bot.core.trivia.asking.questions import ask
from bot.core.trivia.asking.topics import HEARD, READ
from bot.core.trivia.practice import Practice
from bot.services.trivia.topics import chapters_about
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import bookmarks, seen
from bot.storage.trivia import practices


@dataclass(frozen=True, slots=True)
class Begun:
    """A practice at its first question."""

    practice: Practice
    is_ahead: bool
    """Whether that question is about something that the reader has not read yet."""


class Practices:
    """Asks one reader, in any guild or none; nothing is scored. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take the database that stores practices, the packs to ask from, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def begin(
        self, reader_id: int, guild_id: int | None, topic: str | None, at: datetime
    ) -> Begun | Refusal:
        """Begin a practice in place of the reader's last one: on everything, or on a topic.

        With the topic `@read`, questions come from all pages that the reader has read, not only from chapters
        read to the end.
        """
        pack = self._library.default
        async with self._database.transaction() as connection:
            if guild_id is not None:
                refusal = rights.may_play(await guilds.load(connection, guild_id), Feature.PRACTICE)
                if refusal is not None:
                    return refusal
            reading = await bookmarks.load(connection, reader_id, pack.id)
            pool = await self._pool(connection, pack, reading, guild_id, topic)
            if isinstance(pool, Refusal):
                return pool
            return await self._begin(connection, reader_id, reading, topic, pool, at)

    async def quiz(self, reader_id: int, chapter: str | None, at: datetime) -> Begun | Refusal:
        """Begin a practice on the chapter; without one, on what the reader has read; else on everything."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            reading = await bookmarks.load(connection, reader_id, pack.id)
            topic = chapter or (READ if _questions_read(pack, reading) else None)
            pool = await self._pool(connection, pack, reading, None, topic)
            if isinstance(pool, Refusal):
                return pool
            return await self._begin(connection, reader_id, reading, topic, pool, at)

    async def current(self, reader_id: int, practice_id: int) -> Practice | Refusal:
        """The reader's practice, if it is still the one of that id."""
        async with self._database.transaction() as connection:
            return await _load(connection, reader_id, practice_id)

    async def answer(self, reader_id: int, practice_id: int, number: int, raw: str) -> Practice | Refusal:
        """Answer that question; returns the practice with the answer."""
        async with self._database.transaction() as connection:
            before = await _load(connection, reader_id, practice_id)
            if isinstance(before, Refusal):
                return before
            after = rules.answer(before, number, raw)
            if isinstance(after, Practice) and after != before:
                await practices.save(connection, after)
            return after

    async def go_on(self, reader_id: int, practice_id: int, number: int, at: datetime) -> Practice | Refusal:
        """Go from that question to the next one, or to the result."""
        async with self._database.transaction() as connection:
            before = await _load(connection, reader_id, practice_id)
            if isinstance(before, Refusal):
                return before
            after = rules.go_on(before, number)
            if after != before:
                await practices.save(connection, after)
                await _mark(connection, after, at)
            return after

    async def _pool(
        self,
        connection: AsyncConnection,
        pack: StoryPack,
        reading: Reading,
        guild_id: int | None,
        topic: str | None,
    ) -> list[Question] | Refusal:
        if not pack.questions:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        if topic == READ:
            return _questions_read(pack, reading) or Refusal.because(Reason.NOTHING_TO_ASK)
        if topic == HEARD and guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        if topic not in (None, HEARD) and pack.chapter(topic) is None:
            return Refusal.because(Reason.GONE)
        chapters = await chapters_about(connection, pack, topic, guild_id or 0)
        if isinstance(chapters, Refusal):
            return chapters
        pool = [
            question
            for question in pack.questions
            if chapters is None or pack.chapter_of(question.told_in) in chapters
        ]
        return pool or Refusal.because(Reason.NOTHING_TO_ASK)

    async def _begin(
        self,
        connection: AsyncConnection,
        reader_id: int,
        reading: Reading,
        topic: str | None,
        pool: list[Question],
        at: datetime,
    ) -> Begun:
        pack = self._library.default
        shuffle = random.Random(self._seed())  # noqa: S311 - a quiz, not a secret
        practised = await seen.load(connection, reader_id, pack.id, seen.SeenKind.PRACTICED)
        questions = [ask(question, shuffle, pack) for question in draw(pool, practised, rules.MOST, shuffle)]
        draft = practices.NewPractice(reader_id=reader_id, pack_id=pack.id, topic=topic, questions=questions)
        begun = await practices.begin(connection, draft)
        await _mark(connection, begun, at)
        return Begun(begun, is_ahead=not has_read(pack, reading, questions[0].told_in))


async def _load(connection: AsyncConnection, reader_id: int, practice_id: int) -> Practice | Refusal:
    practice = await practices.of_reader(connection, reader_id)
    if practice is None:
        return Refusal.because(Reason.GONE)
    return practice if practice.id == practice_id else Refusal.because(Reason.PRACTICE_OVER)


async def _mark(connection: AsyncConnection, practice: Practice, at: datetime) -> None:
    """Mark a question as practised once it is shown, so that those not reached come first another time."""
    if practice.asked is not None:
        await seen.mark(
            connection, practice.reader_id, practice.pack_id, seen.SeenKind.PRACTICED, [practice.asked.id], at
        )


def _questions_read(pack: StoryPack, reading: Reading) -> list[Question]:
    return [question for question in pack.questions if has_read(pack, reading, question.told_in)]
