"""Draws the content of a daily post from what the guild has not been shown yet."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.on_this_day import choose_day
from bot.core.daily.posts import AskQuestion, Content, PutClaim, TellAnecdote, TellDay
from bot.core.daily.schedule import DailyKind
from bot.core.packs.drawing import Identified, draw
from bot.core.packs.pack import StoryPack
from bot.core.stories import votes
from bot.core.trivia.asking.questions import ask
from bot.storage.stories import ballots, seen

_Item = TypeVar("_Item", bound=Identified)

BY_BUTTON = frozenset({"choice", "legend"})
"""The kinds of question that a daily post asks."""
VOTING = timedelta(days=1)
"""How long the vote on a daily claim is open at most."""


@dataclass(frozen=True, slots=True)
class DrawContext:
    """The day and the channel to draw for."""

    guild_id: int
    channel_id: int
    locale: str
    on_date: date
    at: datetime
    next_at: datetime


class DailyDraw:
    """One draw for one post; what is drawn is marked as shown to the guild."""

    def __init__(
        self, connection: AsyncConnection, pack: StoryPack, context: DrawContext, shuffle: random.Random
    ) -> None:
        """Take the transaction to draw in, the pack, the day, and the random generator."""
        self._connection = connection
        self._pack = pack
        self._context = context
        self._shuffle = shuffle

    async def draw(self, kind: DailyKind) -> Content | None:
        """What to post: an anecdote if there is nothing of that kind, None if there is nothing at all."""
        match kind:
            case DailyKind.LEGEND if self._pack.legends:
                return await self._claim()
            case DailyKind.ON_THIS_DAY:
                return await self._day() or await self._anecdote()
            case DailyKind.QUESTION:
                return await self._question() or await self._anecdote()
            case _:
                return await self._anecdote()

    async def _anecdote(self) -> TellAnecdote | None:
        told = await self._next(seen.SeenKind.ANECDOTE, self._pack.anecdotes)
        return None if told is None else TellAnecdote(id=told.id)

    async def _claim(self) -> PutClaim | None:
        legend = await self._next(seen.SeenKind.CLAIM, self._pack.legends)
        if legend is None:
            return None
        context = self._context
        draft = ballots.NewBallot(
            guild_id=context.guild_id,
            channel_id=context.channel_id,
            asker_id=votes.NOBODY,
            pack_id=self._pack.id,
            legend=legend,
            locale=context.locale,
            closes_at=min(context.next_at, context.at + VOTING),
        )
        return PutClaim(ballot_id=await ballots.create(self._connection, draft))

    async def _day(self) -> TellDay | None:
        told = await seen.load(self._connection, self._context.guild_id, self._pack.id, seen.SeenKind.DAY)
        near = choose_day(self._pack.days, told, self._context.on_date, self._context.at, self._shuffle)
        if near is None:
            return None
        await self._mark(seen.SeenKind.DAY, near.day.id)
        return TellDay(id=near.day.id, on=self._context.on_date, away=near.away)

    async def _question(self) -> AskQuestion | None:
        pool = [question for question in self._pack.questions if question.kind in BY_BUTTON]
        question = await self._next(seen.SeenKind.QUESTION, pool)
        return None if question is None else AskQuestion(asked=ask(question, self._shuffle, self._pack))

    async def _next(self, kind: seen.SeenKind, pool: Sequence[_Item]) -> _Item | None:
        heard = await seen.load(self._connection, self._context.guild_id, self._pack.id, kind)
        drawn = draw(pool, heard, 1, self._shuffle)
        for item in drawn:
            await self._mark(kind, item.id)
        return next(iter(drawn), None)

    async def _mark(self, kind: seen.SeenKind, item_id: str) -> None:
        context = self._context
        await seen.mark(self._connection, context.guild_id, self._pack.id, kind, [item_id], context.at)
