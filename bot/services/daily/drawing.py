"""What a day's post tells: drawn from what the server has not had yet."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.posts import AskQuestion, Content, DailyKind, PutClaim, TellAnecdote, TellDay
from bot.core.packs.days import choose_day
from bot.core.packs.drawing import Identified, draw
from bot.core.packs.pack import StoryPack
from bot.core.stories import votes
from bot.core.trivia.asking.questions import ask
from bot.storage.stories import ballots, seen

_Item = TypeVar("_Item", bound=Identified)

BY_BUTTON = frozenset({"choice", "legend"})
VOTING = timedelta(days=1)
"""The longest that a day's claim is open."""


@dataclass(frozen=True, slots=True)
class Page:
    """The day to draw for, and where."""

    guild_id: int
    channel_id: int
    locale: str
    on_date: date
    at: datetime
    next_at: datetime


class Almanac:
    """One draw: it marks what it draws as had by the server."""

    def __init__(
        self, connection: AsyncConnection, pack: StoryPack, page: Page, shuffle: random.Random
    ) -> None:
        """Take the transaction to draw in, the story, the day, and the dice."""
        self._connection = connection
        self._pack = pack
        self._page = page
        self._shuffle = shuffle

    async def draw(self, kind: DailyKind) -> Content | None:
        """What to post: an anecdote where there is none of that kind, None where there is nothing at all."""
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
        told = await self._next("anecdote", self._pack.anecdotes)
        return None if told is None else TellAnecdote(id=told.id)

    async def _claim(self) -> PutClaim | None:
        legend = await self._next("legend", self._pack.legends)
        if legend is None:
            return None
        page = self._page
        draft = ballots.Draft(
            guild_id=page.guild_id,
            channel_id=page.channel_id,
            asker_id=votes.NOBODY,
            pack_id=self._pack.id,
            legend=legend,
            locale=page.locale,
            closes_at=min(page.next_at, page.at + VOTING),
        )
        return PutClaim(ballot_id=await ballots.create(self._connection, draft))

    async def _day(self) -> TellDay | None:
        told = await seen.load(self._connection, self._page.guild_id, self._pack.id, "day")
        near = choose_day(self._pack.days, told, self._page.on_date, self._page.at, self._shuffle)
        if near is None:
            return None
        await self._mark("day", near.day.id)
        return TellDay(id=near.day.id, on=self._page.on_date, away=near.away)

    async def _question(self) -> AskQuestion | None:
        # Those that are answered by a button.
        pool = [one for one in self._pack.questions if one.kind in BY_BUTTON]
        question = await self._next("question", pool)
        return None if question is None else AskQuestion(asked=ask(question, self._shuffle, self._pack))

    async def _next(self, kind: str, pool: Sequence[_Item]) -> _Item | None:
        heard = await seen.load(self._connection, self._page.guild_id, self._pack.id, kind)
        drawn = draw(pool, heard, 1, self._shuffle)
        for item in drawn:
            await self._mark(kind, item.id)
        return next(iter(drawn), None)

    async def _mark(self, kind: str, item_id: str) -> None:
        page = self._page
        await seen.mark(self._connection, page.guild_id, self._pack.id, kind, [item_id], page.at)
