"""The daily post as admins set it: where, when and what; and its pauses."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.schedule import DEFAULT_MINUTE, Daily, DailyKind, Pause, first_due
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
class DailyOptions:
    """A daily post as an admin asks for it; None keeps what is set, or the default."""

    channel_id: int | None = None
    minute: int | None = None
    kind: DailyKind | None = None
    stays_paused: bool = False
    """Whether the cause of its pause still exists."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """A guild's time zone and language as an admin asks for them; None keeps what is set."""

    time_zone: str | None = None
    locale: str | None = None
    as_discord_says: bool = False
    """Whether the language is to follow the one that Discord reports."""


@dataclass(frozen=True, slots=True)
class Setter:
    """The admin who sets it, and who is told when it cannot go on."""

    member_id: int
    locale: str


class Dailies:
    """Sets, stops and pauses daily posts; each method is one transaction."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database, and the packs to post from."""
        self._database = database
        self._library = library

    async def of(self, guild_id: int) -> Daily | None:
        """The guild's daily post; None if none is set."""
        async with self._database.transaction() as connection:
            return await dailies.load(connection, guild_id)

    async def running(self) -> list[Daily]:
        """Every daily post that is not paused."""
        async with self._database.transaction() as connection:
            return await dailies.running(connection)

    async def set(
        self, guild_id: int, here: int, options: DailyOptions, setter: Setter, locale: str, at: datetime
    ) -> Daily | Refusal:
        """Set the daily post, or change it; if none was set, `here` is its default channel.

        `locale` is the language to post in if the guild has chosen none.
        """
        async with self._database.transaction() as connection:
            before = await dailies.load(connection, guild_id)
            kind = options.kind or (before.kind if before else DailyKind.ANECDOTE)
            if not _has(self._library.default, kind):
                return Refusal.because(Reason.NOTHING_TO_TELL)
            minute = (
                options.minute
                if options.minute is not None
                else (before.minute if before else DEFAULT_MINUTE)
            )
            settings = await guilds.load(connection, guild_id)
            after = Daily(
                guild_id=guild_id,
                channel_id=options.channel_id or (before.channel_id if before else here),
                minute=minute,
                kind=kind,
                setter_id=setter.member_id,
                setter_locale=setter.locale,
                locale=locale,
                due_at=await _first_due(connection, settings, minute, at),
                missed=before.missed if before else 0,
                missed_why=before.missed_why if before else None,
                paused=before.paused if before and options.stays_paused else None,
                told=before.told if before and options.stays_paused else False,
            )
            await _save(connection, after, at)
        return after

    async def stop(self, guild_id: int) -> bool:
        """Delete the daily post; False if none was set."""
        async with self._database.transaction() as connection:
            return await dailies.clear(connection, guild_id)

    async def set_server(
        self, guild_id: int, options: ServerOptions, at: datetime
    ) -> tuple[GuildSettings, Daily | None]:
        """Set the guild's time zone and language; the daily post follows the new time zone."""
        async with self._database.transaction() as connection:
            before = await guilds.load(connection, guild_id)
            settings = replace(
                before,
                time_zone=options.time_zone or before.time_zone,
                locale=None if options.as_discord_says else options.locale or before.locale,
            )
            await guilds.save(connection, settings)
            daily = await dailies.load(connection, guild_id)
            if daily is not None:
                due_at = await _first_due(connection, settings, daily.minute, at)
                daily = replace(daily, due_at=due_at)
                await _save(connection, daily, at)
        return settings, daily

    async def pause(self, guild_id: int, channel_id: int, why: Pause) -> Daily | None:
        """Pause the daily post, because the bot cannot post in that channel.

        None if no daily post is set for that channel, or if it is paused already.
        """
        async with self._database.transaction() as connection:
            daily = await dailies.load(connection, guild_id)
            if daily is None or daily.paused is not None or daily.channel_id != channel_id:
                return None
            daily = replace(daily, paused=why, told=False, missed=0, missed_why=None)
            await dailies.save(connection, daily)
        return daily

    async def told(self, guild_id: int) -> bool:
        """Note that an admin was told of the pause; False if one had been told before."""
        async with self._database.transaction() as connection:
            return await dailies.told(connection, guild_id)


async def _first_due(
    connection: AsyncConnection, settings: GuildSettings, minute: int, at: datetime
) -> datetime:
    last = await daily_posts.last(connection, settings.guild_id)
    return first_due(at, minute, zone_of(settings.time_zone), last)


async def _save(connection: AsyncConnection, daily: Daily, at: datetime) -> None:
    await dailies.save(connection, daily)
    # A question stays open until the next post.
    await daily_posts.close_question(connection, daily.guild_id, at, daily.due_at)


def _has(pack: StoryPack, kind: DailyKind) -> bool:
    pools = {
        DailyKind.ANECDOTE: pack.anecdotes,
        DailyKind.LEGEND: pack.legends,
        DailyKind.ON_THIS_DAY: pack.days,
        DailyKind.QUESTION: pack.questions,
    }
    return bool(pools[kind])
