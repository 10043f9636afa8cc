"""A server's settings: read, changed, and asked whether something is welcome somewhere."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.settings import Actor, GuildSettings, Place, Purpose, Starters, Stoppers, Way
from bot.core.refusals import Reason, Refusal
from bot.storage.daily import dailies
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds


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


async def may_open(connection: AsyncConnection, place: Place, starter: Actor) -> GuildSettings | Refusal:
    """The server's settings where the member may open a round in that channel, else why not.

    The right comes first: who lacks it is not sent to another channel, to be refused there.
    """
    if place.guild_id is not None:
        refusal = rights.may_start(await guilds.load(connection, place.guild_id), starter)
        if refusal is not None:
            return refusal
    return await welcome(connection, Purpose.TRIVIA, place)


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
        chosen = frozenset(channel_ids)
        return await self._change(
            guild_id,
            lambda before: replace(before, channels=MappingProxyType({**before.channels, purpose: chosen})),
        )

    async def set_questions(self, guild_id: int, questions: int | None) -> GuildSettings:
        """Set how many questions a round asks here; None follows the bot's default."""
        return await self._change(guild_id, lambda before: replace(before, questions=questions))

    async def set_seconds(self, guild_id: int, seconds: int | None) -> GuildSettings:
        """Set how long a question is open here; None follows the bot's default."""
        return await self._change(guild_id, lambda before: replace(before, seconds=seconds))

    async def set_quizmasters(self, guild_id: int, role_id: int | None) -> GuildSettings:
        """Set the role whose members may start and end any round; None takes it away."""
        return await self._change(guild_id, lambda before: replace(before, quizmaster_role_id=role_id))

    async def set_starters(self, guild_id: int, starters: Starters) -> GuildSettings:
        """Set who may start rounds."""
        return await self._change(guild_id, lambda before: replace(before, starters=starters))

    async def set_stoppers(self, guild_id: int, stoppers: Stoppers) -> GuildSettings:
        """Set who may end a round."""
        return await self._change(guild_id, lambda before: replace(before, stoppers=stoppers))

    async def set_way(self, guild_id: int, way: Way, *, on: bool) -> GuildSettings:
        """Switch a way to play on or off; the rounds that are open keep what they began with."""
        return await self._change(
            guild_id,
            lambda before: replace(before, off=before.off - {way} if on else before.off | {way}),
        )

    async def forget_channel(self, guild_id: int, channel_id: int) -> None:
        """A channel was deleted: what was set aside there alone is welcome everywhere again."""
        before = await self.settings(guild_id)
        if any(channel_id in channels for channels in before.channels.values()):
            await self._change(
                guild_id,
                lambda now: replace(
                    now,
                    channels=MappingProxyType(
                        {purpose: channels - {channel_id} for purpose, channels in now.channels.items()}
                    ),
                ),
            )

    async def reset(self, guild_id: int) -> GuildSettings:
        """Forget the settings, the daily post with them; scores, bookmarks and rounds stay."""
        async with self._database.transaction() as connection:
            await guilds.clear(connection, guild_id)
            await dailies.clear(connection, guild_id)
        return GuildSettings(guild_id=guild_id)

    async def _change(self, guild_id: int, change: Callable[[GuildSettings], GuildSettings]) -> GuildSettings:
        # Read and written in one transaction: of two changes at once, neither undoes the other.
        async with self._database.transaction() as connection:
            after = change(await guilds.load(connection, guild_id))
            await guilds.save(connection, after)
        return after
