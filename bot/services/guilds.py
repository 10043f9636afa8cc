"""A server's settings: read, changed, and asked whether something is welcome somewhere."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import GuildSettings, Place, Purpose
from bot.core.refusals import Reason, Refusal
from bot.storage import guilds
from bot.storage.database import Database


async def welcome(connection: AsyncConnection, purpose: Purpose, place: Place) -> GuildSettings | Refusal:
    """The server's settings where the purpose is welcome in that channel, else where to go.

    Outside a server nothing is set, so everything is welcome.
    """
    if place.guild_id is None:
        return GuildSettings(guild_id=0)
    settings = await guilds.load(connection, place.guild_id)
    if settings.welcomes(purpose, place):
        return settings
    return Refusal.because(Reason.WRONG_CHANNEL, channels=sorted(settings.where(purpose)))


class Guilds:
    """What admins see and set."""

    def __init__(self, database: Database) -> None:
        """Take the database that keeps the settings."""
        self._database = database

    async def settings(self, guild_id: int) -> GuildSettings:
        """The server's settings."""
        async with self._database.transaction() as connection:
            return await guilds.load(connection, guild_id)

    async def set_channels(
        self, guild_id: int, purpose: Purpose, channel_ids: Iterable[int]
    ) -> GuildSettings:
        """Set channels aside for the purpose; none makes it welcome everywhere."""
        async with self._database.transaction() as connection:
            before = await guilds.load(connection, guild_id)
            channels = {**before.channels, purpose: frozenset(channel_ids)}
            after = replace(before, channels=MappingProxyType(channels))
            await guilds.save(connection, after)
            return after

    async def set_trivia(
        self, guild_id: int, *, questions: int | None, seconds: int | None, quizmaster_role_id: int | None
    ) -> GuildSettings:
        """Set how rounds go here; None follows the bot's default."""
        async with self._database.transaction() as connection:
            before = await guilds.load(connection, guild_id)
            after = replace(
                before, questions=questions, seconds=seconds, quizmaster_role_id=quizmaster_role_id
            )
            await guilds.save(connection, after)
            return after

    async def reset(self, guild_id: int) -> GuildSettings:
        """Forget the settings; scores, bookmarks and rounds stay."""
        async with self._database.transaction() as connection:
            await guilds.clear(connection, guild_id)
        return GuildSettings(guild_id=guild_id)
