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


@dataclass(frozen=True, slots=True)
class Told:
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

    async def tell(self, place: Place, reader: Actor, about: str | None, at: datetime) -> Told | Refusal:
        """An anecdote that the audience has not heard yet, about the topic if one is named.

        A guild is one audience; outside a guild, each reader is one. When all have been heard, the one heard
        longest ago is told.
        """
        pack = self._library.default
        async with self._database.transaction() as connection:
            allowed = await welcome(connection, Purpose.STORIES, place)
            if isinstance(allowed, Refusal):
                return allowed
            pool = _pool(pack, about)
            if isinstance(pool, Refusal):
                return pool
            audience = place.guild_id or reader.member_id
            heard = await seen.load(connection, audience, pack.id, seen.Kind.ANECDOTE)
            told = draw(pool, heard, 1, random.Random(self._seed()))[0]  # noqa: S311 - a story, not a secret
            # Marked before it is sent, so that two who ask at once get different anecdotes.
            await seen.mark(connection, audience, pack.id, seen.Kind.ANECDOTE, [told.id], at)
        return Told(told, allowed.locale)

    async def give_back(self, place: Place, reader: Actor, anecdote_id: str, at: datetime) -> None:
        """Take back the mark made at that moment, because the anecdote did not reach its audience."""
        audience = place.guild_id or reader.member_id
        async with self._database.transaction() as connection:
            pack_id = self._library.default.id
            await seen.give_back(connection, audience, pack_id, seen.Kind.ANECDOTE, anecdote_id, at)


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
