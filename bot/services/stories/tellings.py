"""Tellings in a channel: begun, moved on page by page, led by their teller."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Purpose
from bot.core.packs.library import Library
from bot.core.packs.pack import Chapter, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import telling as rules
from bot.core.stories.reading import find_chapter, story_page
from bot.core.stories.telling import Telling, TellingState
from bot.services.guilds.settings import allows
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen, tellings


class Tellings:
    """Tells chapters to everybody in a channel; each method is one transaction."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that stores tellings, and the packs to tell from."""
        self._database = database
        self._library = library

    def chapter(self, telling: Telling) -> Chapter | None:
        """The chapter that is told; None if the pack no longer has it."""
        return self._library.pack(telling.pack_id).chapter(telling.chapter_id)

    async def start(
        self, place: Place, teller: Actor, words: str | None, locale: str, at: datetime
    ) -> Telling | Refusal:
        """Begin to tell the chapter that is named; else the first that the guild has not heard."""
        if place.guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        pack = self._library.default
        async with self._database.transaction() as connection:
            settings = allows(await guilds.load(connection, place.guild_id), Purpose.STORIES, place)
            if isinstance(settings, Refusal):
                return settings
            if words is None:
                chapter = await _first_unheard(connection, pack, place.guild_id)
            else:
                named = find_chapter(pack, words)
                if isinstance(named, Refusal):
                    return named
                chapter = named
            taken = await _taken(connection, place.channel_id, at)
            if taken is not None:
                return taken
            draft = tellings.NewTelling(
                guild_id=place.guild_id,
                home_id=place.channel_id,
                teller_id=teller.member_id,
                pack_id=pack.id,
                chapter_id=chapter.id,
                locale=settings.locale or locale,
                at=at,
                due_at=at + rules.page_duration(chapter, 0),
            )
            begun = await tellings.create(connection, draft)
        return begun or Refusal.because(Reason.GONE)

    async def start_following(
        self, telling_id: int, place: Place, teller: Actor, locale: str, at: datetime
    ) -> Telling | Refusal:
        """Begin to tell the chapter after that telling's."""
        before = await self.find(telling_id)
        page = None if before is None else story_page(self._library.default, before.chapter_id, 0)
        if page is None or page.following is None:
            return Refusal.because(Reason.GONE)
        return await self.start(place, teller, page.following.id, locale, at)

    async def find(self, telling_id: int) -> Telling | None:
        """The telling of that id."""
        async with self._database.transaction() as connection:
            return await tellings.load(connection, telling_id)

    async def announced(self, telling_id: int, channel_id: int, card_id: int) -> Telling | Refusal:
        """Store the card that announces it, and the channel that its pages go to."""
        return await self._change(
            telling_id, lambda before, _: replace(before, channel_id=channel_id, message_id=card_id)
        )

    async def advance(self, telling_id: int, position: int, at: datetime) -> Telling | Refusal:
        """Move on to the page after that one: by anybody, or by the timer."""
        return await self._change(
            telling_id, lambda before, chapter: rules.advance(before, chapter, position, at)
        )

    async def landed(
        self, telling_id: int, position: int, message_id: int, at: datetime
    ) -> Telling | Refusal:
        """Note that the page is on screen; with the last beat, the guild has heard the chapter."""
        async with self._database.transaction() as connection:
            loaded = await self._load(connection, telling_id)
            if loaded is None:
                return Refusal.because(Reason.GONE)
            before, chapter = loaded
            after = rules.landed(before, chapter, position, message_id, at)
            await tellings.save(connection, before, after)
            if position == len(chapter.beats):
                await seen.mark(
                    connection, after.guild_id, after.pack_id, seen.SeenKind.CHAPTER, [chapter.id], at
                )
            return after

    async def pause(self, telling_id: int, position: int, by: Actor, at: datetime) -> Telling | Refusal:
        """Pause the telling."""
        return await self._change(telling_id, lambda before, _: rules.pause(before, position, at), by)

    async def go_on(self, telling_id: int, position: int, by: Actor, at: datetime) -> Telling | Refusal:
        """Resume the telling."""
        return await self._change(
            telling_id, lambda before, chapter: rules.go_on(before, chapter, position, at), by
        )

    async def stop(self, telling_id: int, position: int, by: Actor, at: datetime) -> Telling | Refusal:
        """End the telling before its close."""
        return await self._change(telling_id, lambda before, _: rules.stop(before, position, at), by)

    async def stall(self, telling_id: int, at: datetime) -> Telling | Refusal:
        """Pause at the page before, because Discord did not accept this one."""
        return await self._change(telling_id, lambda before, _: rules.stall(before, at))

    async def choose(self, telling_id: int, position: int, option: int, member_id: int) -> Telling | Refusal:
        """Store a listener's choice, which may change until the telling moves on."""
        async with self._database.transaction() as connection:
            loaded = await self._load(connection, telling_id)
            if loaded is None:
                return Refusal.because(Reason.GONE)
            telling, chapter = loaded
            refusal = rules.accept(telling, chapter, position, option)
            if refusal is not None:
                return refusal
            await tellings.choose(connection, telling_id, position, member_id, option)
            return await tellings.load(connection, telling_id) or telling

    async def lose(self, telling_id: int, at: datetime) -> Telling | None:
        """End it where it is, because its channel is gone or nobody saw it begin; None if it had ended."""
        async with self._database.transaction() as connection:
            before = await tellings.load(connection, telling_id)
            if before is None or not before.state.running:
                return None
            after = rules.lose(before, at)
            await tellings.save(connection, before, after)
        return after

    async def running(self) -> list[Telling]:
        """Every running telling."""
        async with self._database.transaction() as connection:
            return await tellings.running(connection)

    async def running_in(self, channel_id: int) -> list[Telling]:
        """The running tellings that are told in that channel, or were asked for there."""
        async with self._database.transaction() as connection:
            return await tellings.running_in(connection, channel_id)

    async def _change(
        self,
        telling_id: int,
        change: Callable[[Telling, Chapter], Telling | Refusal],
        by: Actor | None = None,
    ) -> Telling | Refusal:
        async with self._database.transaction() as connection:
            loaded = await self._load(connection, telling_id)
            if loaded is None:
                return Refusal.because(Reason.GONE)
            before, chapter = loaded
            if by is not None:
                refusal = rules.may_lead(before, by, await guilds.load(connection, before.guild_id))
                if refusal is not None:
                    return refusal
            after = change(before, chapter)
            if isinstance(after, Refusal) or await tellings.save(connection, before, after):
                return after
            return Refusal.because(Reason.STORY_MOVED_ON)

    async def _load(self, connection: AsyncConnection, telling_id: int) -> tuple[Telling, Chapter] | None:
        """The telling with its chapter; None if there is no such telling, or the chapter is gone."""
        telling = await tellings.load(connection, telling_id)
        chapter = None if telling is None else self.chapter(telling)
        return None if telling is None or chapter is None else (telling, chapter)


async def _first_unheard(connection: AsyncConnection, pack: StoryPack, guild_id: int) -> Chapter:
    """The first chapter that the guild has not heard; the first of all if it has heard every one."""
    heard = await seen.load(connection, guild_id, pack.id, seen.SeenKind.CHAPTER)
    return next((chapter for chapter in pack.chapters if chapter.id not in heard), pack.chapters[0])


async def _taken(connection: AsyncConnection, channel_id: int, at: datetime) -> Refusal | None:
    """Why the channel is not free, or None; a telling that was paused for long is stopped."""
    for running in await tellings.running_in(connection, channel_id):
        if not rules.gives_way(running, at):
            return Refusal.because(
                Reason.TELLING_RUNNING,
                guild_id=running.guild_id,
                channel_id=running.channel_id,
                message_id=running.message_id,
            )
        await tellings.save(connection, running, replace(running, state=TellingState.STOPPED, moved_at=at))
    return None
