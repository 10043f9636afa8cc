"""The daily post as admins set it: where, when and what, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.posts import MINUTE, Daily, DailyKind, Pause, first_due
from bot.core.guilds.settings import GuildSettings
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import zone_of
from bot.storage.daily import dailies
from bot.storage.daily import posts as daily_posts
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds


@dataclass(frozen=True, slots=True)
class Wish:
    """A daily post as an admin asks for it; what is None stays as it is, or as is usual."""

    channel_id: int | None = None
    minute: int | None = None
    kind: DailyKind | None = None
    stays_paused: bool = False
    """Whether what has paused it is there as before."""


@dataclass(frozen=True, slots=True)
class ServerWish:
    """A server's clock and language as an admin asks for them; what is None stays as it is."""

    time_zone: str | None = None
    locale: str | None = None
    as_discord_says: bool = False
    """Whether the language is to be the one that Discord says."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Who sets it: told when it cannot go on."""

    member_id: int
    locale: str


class Dailies:
    """Sets, stops and pauses; one transaction a method."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database, and the packs for what there is to post."""
        self._database = database
        self._library = library

    async def of(self, guild_id: int) -> Daily | None:
        """The server's daily post; None where none is set."""
        async with self._database.transaction() as connection:
            return await dailies.load(connection, guild_id)

    async def running(self) -> list[Daily]:
        """Every daily post that is not paused."""
        async with self._database.transaction() as connection:
            return await dailies.running(connection)

    async def set(
        self, guild_id: int, here: int, wish: Wish, setter: Setter, locale: str, at: datetime
    ) -> Daily | Refusal:
        """Set the daily post, or change it; where none was, the channel is the one `here`.

        `locale` is what it is posted in where the server has chosen none.
        """
        async with self._database.transaction() as connection:
            before = await dailies.load(connection, guild_id)
            kind = wish.kind or (before.kind if before else DailyKind.ANECDOTE)
            if not _has(self._library.default, kind):
                return Refusal.because(Reason.NOTHING_TO_TELL)
            minute = wish.minute if wish.minute is not None else (before.minute if before else MINUTE)
            settings = await guilds.load(connection, guild_id)
            after = Daily(
                guild_id=guild_id,
                channel_id=wish.channel_id or (before.channel_id if before else here),
                minute=minute,
                kind=kind,
                setter_id=setter.member_id,
                setter_locale=setter.locale,
                locale=locale,
                due_at=await _first_due(connection, settings, minute, at),
                missed=before.missed if before else 0,
                missed_why=before.missed_why if before else None,
                paused=before.paused if before and wish.stays_paused else None,
                told=before.told if before and wish.stays_paused else False,
            )
            await _save(connection, after, at)
        return after

    async def stop(self, guild_id: int) -> bool:
        """Post no more; False where nothing was posted anyway."""
        async with self._database.transaction() as connection:
            return await dailies.clear(connection, guild_id)

    async def set_server(
        self, guild_id: int, wish: ServerWish, at: datetime
    ) -> tuple[GuildSettings, Daily | None]:
        """Set the server's time zone and language; the daily post follows the new clock."""
        async with self._database.transaction() as connection:
            before = await guilds.load(connection, guild_id)
            settings = replace(
                before,
                time_zone=wish.time_zone or before.time_zone,
                locale=None if wish.as_discord_says else wish.locale or before.locale,
            )
            await guilds.save(connection, settings)
            daily = await dailies.load(connection, guild_id)
            if daily is not None:
                due_at = await _first_due(connection, settings, daily.minute, at)
                daily = replace(daily, due_at=due_at)
                await _save(connection, daily, at)
        return settings, daily

    async def pause(self, guild_id: int, channel_id: int, why: Pause) -> Daily | None:
        """The bot cannot post in that channel; the daily post where it was there and ran."""
        async with self._database.transaction() as connection:
            daily = await dailies.load(connection, guild_id)
            if daily is None or daily.paused is not None or daily.channel_id != channel_id:
                return None
            daily = replace(daily, paused=why, told=False, missed=0, missed_why=None)
            await dailies.save(connection, daily)
        return daily

    async def told(self, guild_id: int) -> bool:
        """An admin has been told of the pause; False where one had been told before."""
        async with self._database.transaction() as connection:
            return await dailies.told(connection, guild_id)


async def _first_due(
    connection: AsyncConnection, settings: GuildSettings, minute: int, at: datetime
) -> datetime:
    last = await daily_posts.last(connection, settings.guild_id)
    return first_due(at, minute, zone_of(settings.time_zone), last)


async def _save(connection: AsyncConnection, daily: Daily, at: datetime) -> None:
    await dailies.save(connection, daily)
    # An open question is open until the next post.
    await daily_posts.close_question(connection, daily.guild_id, at, daily.due_at)


def _has(pack: StoryPack, kind: DailyKind) -> bool:
    pools = {
        DailyKind.ANECDOTE: pack.anecdotes,
        DailyKind.LEGEND: pack.legends,
        DailyKind.ON_THIS_DAY: pack.days,
        DailyKind.QUESTION: pack.questions,
    }
    return bool(pools[kind])
