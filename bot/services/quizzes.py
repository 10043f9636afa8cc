"""Questions and claims for one person alone: one at a time, without scores."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.core.drawing import draw
from bot.core.library import Library
from bot.core.packs import Legend
from bot.core.questions import AskedChoice, AskedLegend, ask
from bot.core.reading import has_read
from bot.core.refusals import Reason, Refusal
from bot.storage import bookmarks, seen
from bot.storage.database import Database

SEEDS = 100_000


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question as it is shown, and the seed that brings back its order."""

    asked: AskedChoice | AskedLegend
    seed: int
    is_read: bool
    """Whether the person has read what it is about."""


class Quizzes:
    """Draws what the person has not had yet; an audience of one."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take what to ask, where to keep what was asked, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def draw(self, person_id: int, chapter: str | None, at: datetime) -> Quiz | Refusal:
        """A question from what the person has read; where that holds none, from all, or from a chapter."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            reading = await bookmarks.load(connection, person_id, pack.id)
            pool = [one for one in pack.questions if chapter in (None, pack.chapter_of(one.told_in))]
            read = [one for one in pool if has_read(pack, reading, one.told_in)]
            if not pool:
                return Refusal.because(Reason.NOTHING_TO_TELL)
            had = await seen.load(connection, person_id, pack.id, "quiz")
            seed = self._seed() % SEEDS
            question = draw(read or pool, had, 1, random.Random(seed))[0]  # noqa: S311 - a game, not a secret
            await seen.mark(connection, person_id, pack.id, "quiz", [question.id], at)
        return Quiz(ask(question, random.Random(seed)), seed, is_read=bool(read))  # noqa: S311 - as above

    def asked(self, question_id: str, seed: int) -> AskedChoice | AskedLegend | None:
        """The question as it was shown, or None where the pack has it no more."""
        found = (one for one in self._library.default.questions if one.id == question_id)
        question = next(found, None)
        return None if question is None else ask(question, random.Random(seed))  # noqa: S311 - as above

    async def claim(self, person_id: int, at: datetime) -> Legend | Refusal:
        """A claim that the person has not had yet."""
        pack = self._library.default
        if not pack.legends:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        async with self._database.transaction() as connection:
            heard = await seen.load(connection, person_id, pack.id, "legend")
            legend = draw(pack.legends, heard, 1, random.Random(self._seed()))[0]  # noqa: S311 - as above
            await seen.mark(connection, person_id, pack.id, "legend", [legend.id], at)
        return legend
