"""A guild's settings: read, changed, and asked whether something is allowed in a channel."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

from bot.core.guilds import rights
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Feature, GuildSettings, Purpose, Starters, Stoppers
from bot.core.refusals import Reason, Refusal
from bot.storage.daily import dailies
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.trips import Trip


def welcome(trip: Trip, purpose: Purpose, place: Place) -> GuildSettings | Refusal:
    """The guild's settings if the purpose is allowed in that channel, else a refusal with the right channels.

    Outside a guild nothing is set, so everything is allowed.
    """
    if place.guild_id is None:
        return GuildSettings(guild_id=0)
    return allows(guilds.read(trip, place.guild_id), purpose, place)


def allows_round(settings: GuildSettings, place: Place, starter: Actor) -> GuildSettings | Refusal:
    """The guild's settings if the member may open a round in that channel, else why not.

    The right is checked first, so that nobody is sent to another channel only to be refused there.
    """
    refusal = rights.may_start(settings, starter) if place.guild_id is not None else None
    return refusal or allows(settings, Purpose.TRIVIA, place)


def allows(settings: GuildSettings, purpose: Purpose, place: Place) -> GuildSettings | Refusal:
    """The settings if the purpose is allowed in that channel, else a refusal with the right channels."""
    if settings.welcomes(purpose, place):
        return settings
    return Refusal.because(Reason.WRONG_CHANNEL, channels=sorted(settings.where(purpose)))


class Guilds:
    """Reads and changes guild settings."""

    def __init__(self, database: Database) -> None:
        """Take the database that keeps the settings."""
        self._database = database

    async def settings(self, guild_id: int) -> GuildSettings:
        """The server's settings."""
        return await self._database.read(lambda trip: guilds.read(trip, guild_id))

    async def set_channels(
        self, guild_id: int, purpose: Purpose, channel_ids: Iterable[int]
    ) -> GuildSettings:
        """Set channels aside for the purpose; with none, it is allowed everywhere."""
        chosen = frozenset(channel_ids)
        return await self._change(
            guild_id,
            lambda before: replace(before, channels=MappingProxyType({**before.channels, purpose: chosen})),
        )

    async def set_questions(self, guild_id: int, questions: int | None) -> GuildSettings:
        """Set how many questions a round asks; None means the bot's default."""
        return await self._change(guild_id, lambda before: replace(before, questions=questions))

    async def set_seconds(self, guild_id: int, seconds: int | None) -> GuildSettings:
        """Set how long a question is open; None means the bot's default."""
        return await self._change(guild_id, lambda before: replace(before, seconds=seconds))

    async def set_pause(self, guild_id: int, pause: int) -> GuildSettings:
        """Set for how many seconds the answers of a round stand alone."""
        return await self._change(guild_id, lambda before: replace(before, pause=pause))

    async def set_quizmasters(self, guild_id: int, role_id: int | None) -> GuildSettings:
        """Set the role whose members may start and end any round; None takes it away."""
        return await self._change(guild_id, lambda before: replace(before, quizmaster_role_id=role_id))

    async def set_starters(self, guild_id: int, starters: Starters) -> GuildSettings:
        """Set who may start rounds."""
        return await self._change(guild_id, lambda before: replace(before, starters=starters))

    async def set_stoppers(self, guild_id: int, stoppers: Stoppers) -> GuildSettings:
        """Set who may end a round."""
        return await self._change(guild_id, lambda before: replace(before, stoppers=stoppers))

    async def set_feature(self, guild_id: int, feature: Feature, *, on: bool) -> GuildSettings:
        """Switch a way to play on or off; open rounds keep what was set when they were opened."""
        return await self._change(
            guild_id,
            lambda before: replace(before, off=before.off - {feature} if on else before.off | {feature}),
        )

    async def forget_channel(self, guild_id: int, channel_id: int) -> list[Purpose]:
        """Remove a deleted channel from the settings; returns what it was set aside for.

        A purpose left without a channel is allowed everywhere.
        """
        before = await self.settings(guild_id)
        freed = [purpose for purpose, channels in before.channels.items() if channel_id in channels]
        if freed:
            await self._change(
                guild_id,
                lambda now: replace(
                    now,
                    channels=MappingProxyType(
                        {purpose: channels - {channel_id} for purpose, channels in now.channels.items()}
                    ),
                ),
            )
        return freed

    async def reset(self, guild_id: int) -> GuildSettings:
        """Delete the settings and the daily post; scores, bookmarks and rounds stay."""
        async with self._database.transaction() as connection:
            await guilds.clear(connection, guild_id)
            await dailies.clear(connection, guild_id)
        return GuildSettings(guild_id=guild_id)

    async def _change(self, guild_id: int, change: Callable[[GuildSettings], GuildSettings]) -> GuildSettings:
        # Read and write in one transaction, so that of two changes at once neither undoes the other.
        async with self._database.transaction() as connection:
            after = change(await guilds.load(connection, guild_id))
            await guilds.save(connection, after)
        return after
