"""Anecdotes: told to an audience that has not heard them yet."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Purpose
from bot.core.matching import nearest
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import Anecdote, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.services.guilds.settings import welcome
from bot.storage.database import Database
from bot.storage.stories import seen
from bot.storage.trips import Trip


@dataclass(frozen=True, slots=True)
class ToldAnecdote:
    """An anecdote, and the locale that the guild has set, if it has set one."""

    anecdote: Anecdote
    locale: str | None


class Anecdotes:
    """Tells anecdotes one at a time; each method is one transaction."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take the database that stores what was told, the packs to tell from, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def tell(
        self, place: Place, reader: Actor, about: str | None, at: datetime
    ) -> ToldAnecdote | Refusal:
        """An anecdote that the audience has not heard yet, about the topic if one is named.

        A guild is one audience; outside a guild, each reader is one. When all have been heard, the one heard
        longest ago is told.
        """
        pack, seed = self._library.default, self._seed()

        def work(trip: Trip) -> ToldAnecdote | Refusal:
            allowed = welcome(trip, Purpose.STORIES, place)
            if isinstance(allowed, Refusal):
                return allowed
            pool = _pool(pack, about)
            if isinstance(pool, Refusal):
                return pool
            audience = place.guild_id or reader.member_id
            heard = seen.had(trip, audience, pack.id, seen.SeenKind.ANECDOTE)
            told = draw(pool, heard, 1, random.Random(seed))[0]  # noqa: S311 - a story, not a secret
            # Marked before it is sent, so that two who ask at once get different anecdotes.
            seen.note(trip, audience, pack.id, seen.SeenKind.ANECDOTE, [told.id], at)
            return ToldAnecdote(told, allowed.locale)

        return await self._database.write(work)

    async def give_back(self, place: Place, reader: Actor, anecdote_id: str, at: datetime) -> None:
        """Take back the mark made at that moment, because the anecdote did not reach its audience."""
        audience = place.guild_id or reader.member_id
        async with self._database.transaction() as connection:
            pack_id = self._library.default.id
            await seen.give_back(connection, audience, pack_id, seen.SeenKind.ANECDOTE, anecdote_id, at)


def _pool(pack: StoryPack, about: str | None) -> Sequence[Anecdote] | Refusal:
    if not pack.anecdotes:
        return Refusal.because(Reason.NOTHING_TO_TELL)
    if about is None:
        return pack.anecdotes
    pool = [anecdote for anecdote in pack.anecdotes if _is_about(anecdote, about)]
    return pool or Refusal.because(
        Reason.UNKNOWN_TOPIC, words=about, nearest=nearest(about, list(pack.topics()))
    )


def _is_about(anecdote: Anecdote, about: str) -> bool:
    wanted = about.strip().casefold()
    return any(topic.casefold() == wanted for topic in anecdote.topics)
